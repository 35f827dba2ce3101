import type { MetricId } from '../metric/contract.ts'

/** Metrics of the scorecard's tiles, in order; those without data are left out. */
export const scorecardMetrics: readonly MetricId[] = [
  'nps',
  'csat',
  'ces',
  'retention',
  'churn',
  'nrr',
  'grr',
  'revenue',
  'margin',
  'aov',
  'repeat-purchase',
  'cost-to-serve',
  'active',
  'earned-growth',
  'clv',
]

/** Metrics of the segment table. */
export const segmentMetrics: readonly MetricId[] = ['nps', 'csat', 'retention', 'nrr', 'clv']

/** So many are asked at a time: whoever sends an answer meanwhile waits for the same store. */
export const metricsAtOnce = 2

/** How many periods a tile's small trend shows. */
export const trendPeriods = 12
