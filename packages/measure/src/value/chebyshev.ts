/**
 * Interpolation of smooth functions on an interval through Chebyshev nodes, in barycentric form.
 * Source: Berrut and Trefethen (2004), SIAM Review 46, 501-517, eq. 5.4.
 */
export interface Interpolant {
  /** Values of all functions at `u`, in the order in which they were given. */
  at: (u: number, into: Float64Array) => void
}

/**
 * @param evaluate values of the functions at one point; called once per node
 * @param nodes how many nodes; a smooth function gains digits with each
 */
export function interpolate(
  low: number,
  high: number,
  nodes: number,
  evaluate: (u: number) => readonly number[],
): Interpolant {
  if (!(high > low)) {
    const values = evaluate(low)
    return { at: (_, into) => into.set(values) }
  }
  const middle = (low + high) / 2
  const half = (high - low) / 2
  const angles = Array.from({ length: nodes }, (_, k) => ((2 * k + 1) * Math.PI) / (2 * nodes))
  const points = angles.map((angle) => middle + half * Math.cos(angle))
  const weights = angles.map((angle, k) => (k % 2 === 0 ? 1 : -1) * Math.sin(angle))
  const values = points.map(evaluate)
  return {
    at: (u, into) => {
      into.fill(0)
      let scale = 0
      for (let k = 0; k < nodes; k += 1) {
        const distance = u - points[k]!
        if (distance === 0) {
          into.set(values[k]!)
          return
        }
        const share = weights[k]! / distance
        scale += share
        for (let f = 0; f < into.length; f += 1) into[f]! += share * values[k]![f]!
      }
      for (let f = 0; f < into.length; f += 1) into[f]! /= scale
    },
  }
}
