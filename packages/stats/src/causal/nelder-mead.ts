/**
 * Least value of a function of few variables without derivatives, from one start, in a fixed number
 * of evaluations at most: the same start gives the same end.
 * Source: Nelder and Mead (1965), The Computer Journal 7, 308-313, with the adaptive coefficients of
 * Gao and Han (2012) that keep it going in higher dimensions.
 */
export function minimiseWithoutGradient(
  evaluate: (point: Float64Array) => number,
  start: Float64Array,
  { step = 1, tolerance = 1e-8, maxEvaluations = 1000 } = {},
): { point: Float64Array; value: number } {
  const n = start.length
  const at = (point: Float64Array): Vertex => ({ point, value: evaluate(point) })
  const simplex = [at(start)]
  for (let i = 0; i < n; i += 1) {
    const moved = start.slice()
    moved[i]! += step
    simplex.push(at(moved))
  }
  let evaluations = n + 1
  while (evaluations < maxEvaluations) {
    simplex.sort((a, b) => a.value - b.value)
    const [best, worst] = [simplex[0]!, simplex[n]!]
    if (worst.value - best.value <= tolerance * (Math.abs(best.value) + tolerance)) break
    evaluations += moveWorst(simplex, at)
  }
  simplex.sort((a, b) => a.value - b.value)
  return simplex[0]!
}

interface Vertex {
  point: Float64Array
  value: number
}

/** One move of the worst vertex, or of all but the best; returns how many values it took. */
function moveWorst(simplex: Vertex[], at: (point: Float64Array) => Vertex): number {
  const n = simplex.length - 1
  const worst = simplex[n]!
  const centre = new Float64Array(n)
  for (let k = 0; k < n; k += 1)
    for (let i = 0; i < n; i += 1) centre[i]! += simplex[k]!.point[i]! / n
  const along = (factor: number): Vertex =>
    at(centre.map((value, i) => value + factor * (value - worst.point[i]!)))
  const reflected = along(1)
  if (reflected.value < simplex[0]!.value) {
    const expanded = along(1 + 2 / n)
    simplex[n] = expanded.value < reflected.value ? expanded : reflected
    return 2
  }
  if (reflected.value < simplex[n - 1]!.value) {
    simplex[n] = reflected
    return 1
  }
  const towards = 0.75 - 1 / (2 * n)
  const contracted = along(reflected.value < worst.value ? towards : -towards)
  if (contracted.value < Math.min(reflected.value, worst.value)) {
    simplex[n] = contracted
    return 2
  }
  const best = simplex[0]!
  for (let k = 1; k <= n; k += 1)
    simplex[k] = at(
      simplex[k]!.point.map((value, i) => best.point[i]! + (1 - 1 / n) * (value - best.point[i]!)),
    )
  return n + 2
}
