import { requireCount, requireFinite, requireNonNegative } from '../domain/require.ts'
import { insufficient, type Insufficient } from '../estimate/interval-estimate.ts'
import type { MeanStatistics } from '../mean/mean-interval.ts'
import { judgeDifference, type Comparison } from './comparison.ts'

/**
 * Difference of two means by Welch's t test (unequal variances).
 * Source: Welch (1947), Biometrika 34, 28-35.
 *
 * @returns current minus baseline; insufficient below two observations in a group, and when neither
 * group varies at all
 * @throws RangeError on a negative m2, a mean that is not finite, or n that is not a whole number
 */
export function compareMeans(
  current: MeanStatistics,
  baseline: MeanStatistics,
  { level = 0.95 }: { level?: number } = {},
): Comparison | Insufficient {
  for (const { n, mean, m2 } of [current, baseline]) {
    requireCount('n', n)
    requireFinite('mean', mean)
    requireNonNegative('m2', m2)
  }
  const smaller = Math.min(current.n, baseline.n)
  if (smaller < 2) return insufficient(smaller, 2, 'Each group needs at least two observations.')
  const now = current.m2 / (current.n - 1) / current.n
  const before = baseline.m2 / (baseline.n - 1) / baseline.n
  const variance = now + before
  if (variance === 0 && current.mean !== baseline.mean)
    return insufficient(smaller, smaller + 1, 'Neither group varies, so no error can be estimated.')
  return judgeDifference({
    difference: current.mean - baseline.mean,
    se: Math.sqrt(variance),
    degreesOfFreedom: welchDegreesOfFreedom(now, current.n - 1, before, baseline.n - 1),
    level,
    method: 'Welch t',
  })
}

/** Welch-Satterthwaite degrees of freedom of the sum of two estimated variances. */
export function welchDegreesOfFreedom(
  variance: number,
  degrees: number,
  otherVariance: number,
  otherDegrees: number,
): number {
  const total = variance + otherVariance
  if (total === 0) return degrees + otherDegrees
  // Shares first: squares of tiny variances would underflow.
  const share = variance / total
  const otherShare = otherVariance / total
  return 1 / (share ** 2 / degrees + otherShare ** 2 / otherDegrees)
}
