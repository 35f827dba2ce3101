import type { Measured } from '@fealty/core'
import {
  compareRatios,
  ratioInterval,
  weightedProportionInterval,
  type RatioStatistics,
} from '@fealty/stats'
import { ratioFamily, type StatisticFamily } from '../metric/statistic-families.ts'

const family = ratioFamily()

/**
 * A share of rows (contacts solved, lines returned) that come in clusters of one customer each. Rows
 * of one customer are alike, so the interval is Wilson's at the number of independent rows that would
 * be as sure: share × (1 − share) ÷ the clustered variance. Where every row is the same, that is the
 * number of customers.
 * Source: Kish (1965), Survey Sampling, 8.2, for the effective number; the ratio's delta method.
 */
export const clusteredShareFamily: StatisticFamily<RatioStatistics> = {
  ...family,
  count: (statistics) => statistics.sumX,
  estimate: estimateShare,
  compare: (now, before, level) => compareRatios(now, before, { level }),
}

function estimateShare(statistics: RatioStatistics, level: number): Measured {
  const { n: customers, sumY, sumX } = statistics
  const share = sumY / sumX
  const ratio = ratioInterval({ ...statistics, level })
  const variance = ratio.kind === 'estimate' ? ratio.se ** 2 : 0
  const independent = variance > 0 ? (share * (1 - share)) / variance : customers
  const effective = Math.min(sumX, independent)
  const interval = weightedProportionInterval({
    weightedSuccesses: sumY,
    sumWeights: sumX,
    sumSquaredWeights: (sumX * sumX) / effective,
    n: sumX,
    level,
  })
  return interval.kind === 'insufficient'
    ? interval
    : { ...interval, method: 'Wilson score, clustered by customer' }
}
