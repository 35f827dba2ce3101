// The facade of the numbers room, grouped by subfolder. A large family has a list of its own beside its files.

// estimate
export {
  type Insufficient,
  type Interval,
  type IntervalEstimate,
} from './estimate/interval-estimate.ts'

// proportion
export { betaBinomialTail, type BetaBinomialQuestion } from './proportion/beta-binomial.ts'
export { weightedProportionInterval, wilsonInterval } from './proportion/wilson-interval.ts'

// mean
export { meanInterval, type MeanStatistics } from './mean/mean-interval.ts'
export { meanStatisticsFromSums, poolMeanStatistics } from './mean/mean-statistics.ts'

// ratio
export { ratioInterval, type RatioStatistics } from './ratio/ratio-interval.ts'

// total
export { totalInterval } from './total/total-interval.ts'

// nps
export type { NpsCounts } from './nps/nps-counts.ts'
export { npsInterval, weightedNpsInterval, type NpsMethod } from './nps/nps-interval.ts'

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

// customer-base
export * from './customer-base/index.ts'

// random
export {
  drawBeta,
  drawBinomial,
  drawExponential,
  drawGamma,
  drawNormal,
  drawPoisson,
} from './random/draw.ts'
export { createRandomSource, type RandomSource } from './random/random-source.ts'

// weighting
export { kishEffectiveSize } from './weighting/kish.ts'
export { rake, type RakingMargin, type RakingResult } from './weighting/rake.ts'

// sequential
export { sequentialInterval, type SequentialInterval } from './sequential/sequential-interval.ts'

// special
export { logHyp2f1 } from './special/log-hyp2f1.ts'

// regression
export * from './regression/index.ts'

// drivers
export * from './drivers/index.ts'

// correlation
export { correlateSeries, type Correlation } from './correlation/correlate-series.ts'

// change
export { cusumLimit, cusumRunLength } from './change/cusum-run-length.ts'
export {
  detectLevelChanges,
  type LevelChanges,
  type LevelChangesOptions,
  type SeriesLevel,
} from './change/detect-changes.ts'
export {
  detectLevelShift,
  type LevelShift,
  type LevelShiftOptions,
} from './change/detect-level-shift.ts'
export {
  type EstimateSeries,
  type ExtraVariance,
  type SizedSeries,
} from './change/estimate-series.ts'
export {
  monitorLevel,
  type LevelAlarm,
  type LevelMonitor,
  type LevelMonitorOptions,
} from './change/monitor-level.ts'
export { type ShiftInterval } from './change/shift-interval.ts'

// forecast
export {
  chanceOfTarget,
  type TargetChance,
  type TargetQuestion,
  type TargetWhen,
} from './forecast/chance-of-target.ts'
export {
  etsModels,
  type EtsModel,
  type EtsParameters,
  type EtsState,
} from './forecast/ets-model.ts'
export { fitEts, type EtsFit, type EtsOptions } from './forecast/fit-ets.ts'
export { forecastEts, type ForecastOptions } from './forecast/forecast-ets.ts'
export { type SamplingVariance } from './forecast/sampling-noise.ts'

// causal
export * from './causal/index.ts'

// survival
export * from './survival/index.ts'

// money
export { internalRateOfReturn } from './money/internal-rate-of-return.ts'
export { netPresentValue } from './money/net-present-value.ts'
export { paybackPeriod, type Payback } from './money/payback.ts'
export { rankStability, type RankStability } from './money/rank-stability.ts'
export {
  simulateNetPresentValue,
  type BenefitLine,
  type NetPresentValueDistribution,
} from './money/simulate-net-present-value.ts'
export { drawAmount, type UncertainAmount } from './money/uncertain-amount.ts'

// disclosure
export { KnownSums } from './disclosure/known-sums.ts'
export { suppressTable, type CountedTable, type TableTotal } from './disclosure/suppress-table.ts'
