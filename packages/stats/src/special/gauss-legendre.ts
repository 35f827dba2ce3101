/** Nodes in (−1, 1) and weights of a Gauss-Legendre rule. */
export interface QuadratureRule {
  nodes: Float64Array
  weights: Float64Array
}

/** Newton on Legendre polynomials; exact to the last bits. Source: DLMF 3.5(v). */
export function gaussLegendreRule(size: number): QuadratureRule {
  const nodes = new Float64Array(size)
  const weights = new Float64Array(size)
  for (let i = 0; i < size; i += 1) {
    let z = Math.cos((Math.PI * (i + 0.75)) / (size + 0.5))
    let slope = 1
    for (let round = 0; round < 100; round += 1) {
      let before = 0
      let now = 1
      for (let j = 0; j < size; j += 1) {
        const next = ((2 * j + 1) * z * now - j * before) / (j + 1)
        before = now
        now = next
      }
      slope = (size * (z * now - before)) / (z * z - 1)
      const step = now / slope
      z -= step
      if (Math.abs(step) < 1e-16) break
    }
    nodes[i] = z
    weights[i] = 2 / ((1 - z * z) * slope * slope)
  }
  return { nodes, weights }
}

const rule16 = gaussLegendreRule(16)

/** ∫ f over [from, to] in `panels` equal panels of 16 nodes. */
export function integrate(
  f: (at: number) => number,
  from: number,
  to: number,
  panels: number,
): number {
  const half = (to - from) / (2 * panels)
  let sum = 0
  for (let panel = 0; panel < panels; panel += 1) {
    const centre = from + (2 * panel + 1) * half
    for (let i = 0; i < 16; i += 1) sum += rule16.weights[i]! * f(centre + half * rule16.nodes[i]!)
  }
  return sum * half
}
