import { requireBetween, requireCount } from '../domain/require.ts'
import { insufficient, type Insufficient } from '../estimate/interval-estimate.ts'
import { judgeDifference, type Comparison } from './comparison.ts'

/**
 * Difference of two shares by Agresti and Caffo's adjusted Wald: one success and one failure are
 * added to each group, which keeps the level at small counts and at shares near 0 and 1.
 * Source: Agresti and Caffo (2000), The American Statistician 54, 280-288.
 *
 * @returns current minus baseline, a share in [−1, 1]; insufficient when either group is empty
 * @throws RangeError on counts that are negative, not whole, or successes above n
 */
export function compareProportions(
  current: { successes: number; n: number },
  baseline: { successes: number; n: number },
  { level = 0.95 }: { level?: number } = {},
): Comparison | Insufficient {
  for (const { successes, n } of [current, baseline]) {
    requireCount('n', n)
    requireCount('successes', successes)
    requireBetween('successes', successes, 0, n)
  }
  const smaller = Math.min(current.n, baseline.n)
  if (smaller === 0) return insufficient(0, 1, 'One of the two groups is empty.')
  const adjusted = [current, baseline].map(({ successes, n }) => {
    const share = (successes + 1) / (n + 2)
    return { share, variance: (share * (1 - share)) / (n + 2) }
  })
  const [now, before] = [adjusted[0]!, adjusted[1]!]
  return judgeDifference({
    difference: current.successes / current.n - baseline.successes / baseline.n,
    centre: now.share - before.share,
    se: Math.sqrt(now.variance + before.variance),
    level,
    method: 'adjusted Wald (Agresti-Caffo)',
    bounds: [-1, 1],
  })
}
