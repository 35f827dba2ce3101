import { insufficient, type Insufficient } from '../estimate/interval-estimate.ts'
import { estimateRatio, type RatioStatistics } from '../ratio/ratio-interval.ts'
import { welchDegreesOfFreedom } from './compare-means.ts'
import { judgeDifference, type Comparison } from './comparison.ts'

/**
 * Difference of two ratios Σy / Σx, each with its delta-method error clustered by customer.
 *
 * @returns current minus baseline; insufficient where either ratio is, and when neither varies
 * @throws RangeError on sums that are not finite
 */
export function compareRatios(
  current: RatioStatistics,
  baseline: RatioStatistics,
  { level = 0.95 }: { level?: number } = {},
): Comparison | Insufficient {
  const now = estimateRatio(current, level)
  if (now.kind === 'insufficient') return now
  const before = estimateRatio(baseline, level)
  if (before.kind === 'insufficient') return before
  const se = Math.hypot(now.se, before.se)
  if (se === 0 && now.value !== before.value) {
    const n = Math.min(now.n, before.n)
    return insufficient(n, n + 1, 'Neither ratio varies, so no error can be estimated.')
  }
  return judgeDifference({
    difference: now.value - before.value,
    se,
    degreesOfFreedom: welchDegreesOfFreedom(now.se ** 2, now.n - 1, before.se ** 2, before.n - 1),
    level,
    method: 'delta method, clustered, Welch t',
  })
}
