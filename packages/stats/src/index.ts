// The facade of the numbers room: named re-exports only, grouped by subfolder.

// estimate
export {
  type Insufficient,
  type Interval,
  type IntervalEstimate,
} from './estimate/interval-estimate.ts'

// proportion
export { weightedProportionInterval, wilsonInterval } from './proportion/wilson-interval.ts'

// mean
export { meanInterval, type MeanStatistics } from './mean/mean-interval.ts'
export { meanStatisticsFromSums, poolMeanStatistics } from './mean/mean-statistics.ts'

// ratio
export { ratioInterval, type RatioStatistics } from './ratio/ratio-interval.ts'

// total
export { totalInterval } from './total/total-interval.ts'

// nps
export {
  npsInterval,
  weightedNpsInterval,
  type NpsCounts,
  type NpsMethod,
} from './nps/nps-interval.ts'

// compare
export { adjustBenjaminiHochberg } from './compare/adjust-benjamini-hochberg.ts'
export { compareEstimates } from './compare/compare-estimates.ts'
export { compareMeans } from './compare/compare-means.ts'
export { compareNps } from './compare/compare-nps.ts'
export { compareProportions } from './compare/compare-proportions.ts'
export { compareRatios } from './compare/compare-ratios.ts'
export { type Comparison } from './compare/comparison.ts'

// planning
export {
  falseAlarmRate,
  minimumDetectableChange,
  npsDetectableChange,
  npsPlanningVariance,
} from './planning/detectable-change.ts'
export {
  npsSampleSizeForChange,
  npsSampleSizeForMargin,
  sampleSizeForChange,
  sampleSizeForMargin,
} from './planning/sample-size.ts'
