import { chiSquareUpperTail } from '../distribution/chi-square.ts'
import { smallestVariance } from './extra-variance.ts'

/** Share of the squared differences, the smallest, that the scale is taken from. */
const keptShare = 0.75

/**
 * The mean of the smallest three quarters of (y_{i+1} − y_i)²/(u_i + u_{i+1}), as a multiple of
 * its expectation under normal errors with variances u: near 1 where they are right, whether or not
 * the level moves a few times, since a move touches a single difference.
 * Source: the difference estimator of von Neumann et al. (1941), trimmed.
 */
export function differenceScale(values: Float64Array, variances: Float64Array): number {
  const squares = new Float64Array(values.length - 1)
  for (let i = 0; i < squares.length; i += 1)
    squares[i] = (values[i + 1]! - values[i]!) ** 2 / (variances[i]! + variances[i + 1]!)
  squares.sort()
  const kept = Math.max(1, Math.round(keptShare * squares.length))
  let sum = 0
  for (let i = 0; i < kept; i += 1) sum += squares[i]!
  return sum / kept / expectedSquare
}

/** E[χ² | χ² below its quantile], of one degree of freedom: P(χ²_3 < q)/P(χ²_1 < q). */
const expectedSquare = ((): number => {
  let low = 0
  let high = 10
  for (let round = 0; round < 60; round += 1) {
    const middle = (low + high) / 2
    if (chiSquareUpperTail(middle, 1) > 1 - keptShare) low = middle
    else high = middle
  }
  return (1 - chiSquareUpperTail(high, 3)) / keptShare
})()

/**
 * The variance between periods beside sampling error that makes `differenceScale` 1; 0 where it is
 * at most 1 without. For series whose level may move several times.
 *
 * @returns in the squared unit of the values; above 0 wherever a period has no sampling variance
 */
export function extraVarianceFromDifferences(values: Float64Array, sampling: Float64Array): number {
  const range = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  const floor = smallestVariance(values, sampling)
  const scaleAt = (extra: number) =>
    differenceScale(
      values,
      sampling.map((variance) => variance + extra),
    )
  if (scaleAt(floor) <= 1) return floor
  // The scale falls in the extra variance: bisection on the logarithm from a bracket that holds.
  let high = 4 * range * range
  let low = Math.max(floor, high * 1e-20)
  for (let round = 0; round < 80 && high / low > 1 + 1e-12; round += 1) {
    const middle = Math.sqrt(low) * Math.sqrt(high)
    if (scaleAt(middle) > 1) low = middle
    else high = middle
  }
  return high
}
