import { requirePositive } from '../domain/require.ts'

const mostTerms = 2e7
const rescaleAbove = 1e280
const logRescale = Math.log(rescaleAbove)

/**
 * ln ₂F₁(a, b; c; z) for a, b, c > 0 and 0 ≤ z < 1, the range of the customer-base formulas.
 *
 * All terms of the Gauss series are positive there, so it is summed as it stands, rescaled before it
 * overflows: a = 1e5 is as safe as a = .5. Absolute error of the logarithm below 1e-12 · (1 + √k),
 * with k the number of terms, checked against 50-digit values. Source: DLMF 15.2.1.
 *
 * @throws RangeError outside the range, and where more than 2e7 terms would be needed (z within
 * about 1e-6 of 1)
 */
export function logHyp2f1(a: number, b: number, c: number, z: number): number {
  requirePositive('a', a)
  requirePositive('b', b)
  requirePositive('c', c)
  if (!(z >= 0 && z < 1)) throw new RangeError(`z must lie in [0, 1), got ${z}`)
  let term = 1
  let sum = 1
  let scale = 0
  for (let k = 0; k < mostTerms; k += 1) {
    term *= ((a + k) / (c + k)) * ((b + k) / (k + 1)) * z
    sum += term
    if (sum > rescaleAbove) {
      sum /= rescaleAbove
      term /= rescaleAbove
      scale += logRescale
    }
    // Later ratios are at most the larger of the next one and the limit z.
    const ratio = Math.max(z, ((a + k + 1) / (c + k + 1)) * ((b + k + 1) / (k + 2)) * z)
    if (ratio < 1 && term * ratio < 1e-17 * sum * (1 - ratio)) return Math.log(sum) + scale
  }
  throw new RangeError(`z must be further from 1 at these parameters, got ${z}`)
}
