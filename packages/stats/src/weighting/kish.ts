import { requireNonNegative } from '../domain/require.ts'

/**
 * Kish's effective sample size (Σw)² / Σw² and the design effect n / n_eff: how much the weights
 * widen every interval. Source: Kish (1965), Survey Sampling, 11.7.
 *
 * @returns n_eff of 0, and a design effect of 1, without anybody or any weight
 * @throws RangeError on a negative sum
 */
export function kishEffectiveSize(input: {
  n: number
  sumWeights: number
  sumSquaredWeights: number
}): { effective: number; designEffect: number } {
  const { n, sumWeights, sumSquaredWeights } = input
  requireNonNegative('n', n)
  requireNonNegative('sumWeights', sumWeights)
  requireNonNegative('sumSquaredWeights', sumSquaredWeights)
  if (sumWeights === 0 || n === 0) return { effective: 0, designEffect: 1 }
  const effective = Math.min(n, sumWeights * (sumWeights / sumSquaredWeights))
  return { effective, designEffect: n / effective }
}
