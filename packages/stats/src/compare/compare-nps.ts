import { requireCount } from '../domain/require.ts'
import { insufficient, type Insufficient } from '../estimate/interval-estimate.ts'
import { npsMoments } from '../nps/nps-interval.ts'
import type { NpsCounts } from '../nps/nps-counts.ts'
import { judgeDifference, type Comparison } from './comparison.ts'

/**
 * Difference of two Net Promoter Scores, in points −200 … 200.
 *
 * The difference is that of the plain scores, as shown; interval and p-value come from the adjusted
 * Wald of both groups (¾, 1½, ¾ each), or from the plain Wald when asked.
 * Source: R package NPS, `nps_test`; MeasuringU.
 *
 * @returns current minus baseline; insufficient when nobody answered in a group
 * @throws RangeError on counts that are negative or not whole
 */
export function compareNps(
  current: NpsCounts,
  baseline: NpsCounts,
  {
    level = 0.95,
    method = 'adjusted-wald',
  }: { level?: number; method?: 'adjusted-wald' | 'wald' } = {},
): Comparison | Insufficient {
  for (const counts of [current, baseline]) {
    const n =
      requireCount('detractors', counts.detractors) +
      requireCount('passives', counts.passives) +
      requireCount('promoters', counts.promoters)
    if (n === 0) return insufficient(0, 1, 'Nobody answered in one of the two groups.')
  }
  const extra = method === 'adjusted-wald' ? 3 : 0
  const [now, before] = [npsMoments(current, extra), npsMoments(baseline, extra)]
  return judgeDifference({
    difference: 100 * (npsMoments(current, 0).score - npsMoments(baseline, 0).score),
    centre: 100 * (now.score - before.score),
    se: 100 * Math.sqrt(now.variance / now.size + before.variance / before.size),
    level,
    method: method === 'adjusted-wald' ? 'adjusted Wald (¾, 1½, ¾) on both' : 'Wald',
    bounds: [-200, 200],
  })
}
