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
export { type Boundary, type ModelFit } from './customer-base/fit.ts'
export { type CustomerGroups, type PurchaseHistory } from './customer-base/customer-groups.ts'
export {
  fitBgNbd,
  fitMbgNbd,
  type BgNbdFit,
  type MbgNbdFit,
} from './customer-base/dropout-nbd/fit-dropout-nbd.ts'
export { fitParetoNbd, type ParetoNbdFit } from './customer-base/pareto-nbd/fit-pareto-nbd.ts'
export { newCustomer, type PurchaseModel } from './customer-base/purchase-model.ts'
export {
  conditionalExpectedPurchases,
  discountedExpectedPurchases,
  expectedPurchases,
  predictPurchases,
  probabilityAlive,
  purchaseProbability,
  type PurchasePrediction,
} from './customer-base/predict.ts'
export {
  deltaInterval,
  parameterIntervals,
  type DeltaScale,
} from './customer-base/delta-interval.ts'
export { profileIntervals } from './customer-base/profile-intervals.ts'
export { presentValue, type Discounting } from './customer-base/discounting.ts'
export {
  fitGammaGamma,
  type GammaGammaFit,
  type GammaGammaParameters,
} from './customer-base/gamma-gamma/fit-gamma-gamma.ts'
export type { SpendGroups } from './customer-base/gamma-gamma/spend-groups.ts'
export {
  conditionalMeanSpend,
  populationMeanSpend,
} from './customer-base/gamma-gamma/mean-spend.ts'
export {
  fitBdw,
  fitSbg,
  retentionFromSurvivors,
  type BdwFit,
  type RetentionAge,
  type SbgFit,
} from './customer-base/contractual/fit-retention.ts'
export {
  discountedExpectedLifetime,
  discountedExpectedResidualLifetime,
  retentionRate,
  retentionSurvival,
  type ContractualParameters,
} from './customer-base/contractual/predict-retention.ts'

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
export {
  bgBbConditionalExpectedPurchases,
  bgBbExpectedPurchases,
  bgBbProbabilityAlive,
  fitBgBb,
  type BgBbFit,
  type OpportunityHistory,
} from './customer-base/bg-bb/fit-bg-bb.ts'
export { type OpportunityGroups } from './customer-base/bg-bb/likelihood.ts'
export {
  fitWithCovariates,
  type CovariateEffect,
  type CovariateFit,
  type CovariateStratum,
} from './customer-base/covariates/fit-with-covariates.ts'
export {
  forecastPurchases,
  holdoutError,
  type PurchaseFit,
} from './customer-base/forecast-purchases.ts'
export {
  lifetimeValue,
  type LifetimeValue,
  type ValueGroups,
} from './customer-base/lifetime-value.ts'
export { likelihoodRatioTest } from './customer-base/likelihood-ratio-test.ts'

// weighting
export { kishEffectiveSize } from './weighting/kish.ts'
export { rake, type RakingMargin, type RakingResult } from './weighting/rake.ts'

// sequential
export { sequentialInterval, type SequentialInterval } from './sequential/sequential-interval.ts'

// special
export { logHyp2f1 } from './special/log-hyp2f1.ts'

// regression
export {
  checkProportionalOdds,
  type ProportionalOddsCheck,
} from './regression/check-proportional-odds.ts'
export { type OutcomeGroups } from './regression/outcome-groups.ts'
export {
  regressLinear,
  type Coefficient,
  type LinearCoefficient,
  type LinearRegression,
} from './regression/regress-linear.ts'
export {
  regressLogistic,
  type BinaryGroups,
  type LogisticRegression,
} from './regression/regress-logistic.ts'
export {
  regressOrdinal,
  type LogOddsCoefficient,
  type OrdinalRegression,
  type OutcomeModel,
} from './regression/regress-ordinal.ts'
export { type Separation } from './regression/separation.ts'
export { type CovarianceStatistics, type DriverChoice } from './regression/standardised-problem.ts'
export { type ExcludedDriver } from './regression/usable-drivers.ts'

// drivers
export {
  bootstrapDrivers,
  type BootstrappedImportance,
  type DriverBootstrap,
} from './drivers/bootstrap-drivers.ts'
export { blockRows, type DriverBlocks } from './drivers/driver-blocks.ts'
export {
  analyseDrivers,
  type DriverAnalysis,
  type DriverImportance,
  type Importance,
} from './drivers/driver-importance.ts'
export { nearestCorrelation, type NearestCorrelation } from './drivers/nearest-correlation.ts'
export {
  pairwiseCovariance,
  type CovarianceRepair,
  type PairwiseCovariance,
} from './drivers/pairwise-covariance.ts'
export { type DriverRows, type PairwiseSums } from './drivers/driver-rows.ts'
export { poolPairwiseSums, sumPairwise } from './drivers/pairwise-sums.ts'

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
export { type Effect, type EffectOptions } from './causal/experiment/effect.ts'
export {
  estimateMeanEffect,
  estimateRatioEffect,
  estimateShareEffect,
} from './causal/experiment/arm-effects.ts'
export {
  estimateAdjustedMeanEffect,
  estimateAdjustedRatioEffect,
  type CovariateSums,
  type RatioCovariateSums,
} from './causal/experiment/adjusted-effects.ts'
export {
  estimatePostStratifiedEffect,
  type PostStratifiedEffect,
  type Stratum,
} from './causal/experiment/post-stratification.ts'
export { testSampleRatio, type SampleRatio } from './causal/experiment/sample-ratio-mismatch.ts'
export {
  estimateDifferenceInDifferences,
  estimateUnpairedDifferenceInDifferences,
  type DifferenceInDifferences,
  type FourCells,
  type PairedSums,
} from './causal/panel/difference-in-differences.ts'
export { estimatePanelEffect, type PanelEffect } from './causal/panel/event-study.ts'
export { type JointTest } from './causal/panel/joint-test.ts'
export { testEqualEstimates, type EqualityTest } from './causal/panel/test-equal-estimates.ts'
export {
  panelCohortFromSums,
  summarisePanel,
  type PanelCohort,
} from './causal/panel/panel-cohorts.ts'
export { type PlaceboDraws } from './causal/synthetic/placebo-groups.ts'
export { type Predictors } from './causal/synthetic/predictor-weights.ts'
export {
  fitSyntheticControl,
  type SyntheticControl,
  type SyntheticControlInput,
} from './causal/synthetic/synthetic-control.ts'
export {
  estimateSyntheticEffect,
  type SyntheticEffect,
  type SyntheticOptions,
} from './causal/synthetic/synthetic-did.ts'
export { type TreatedBlock } from './causal/synthetic/treated-block.ts'
export {
  estimateSeriesEffect,
  type InterruptedSeries,
  type SeriesEffect,
  type SeriesOptions,
} from './causal/series/interrupted-series.ts'
export { curveUplift, type UpliftCurves, type UpliftGroups } from './causal/uplift/uplift-curves.ts'

// survival
export { concordance } from './survival/concordance.ts'
export { type CoxRows, type Covariate } from './survival/cox/cox-data.ts'
export {
  estimateBaseline,
  predictSurvival,
  type CoxBaseline,
  type SurvivalPrediction,
} from './survival/cox/estimate-baseline.ts'
export { fitCox, type CoxEffect, type CoxFit } from './survival/cox/fit-cox.ts'
export {
  testProportionalHazards,
  type ProportionalHazardsTest,
} from './survival/cox/test-proportional-hazards.ts'
export { type SurvivalIntervalMethod } from './survival/curve-bounds.ts'
export { estimateSurvival, type SurvivalCurve } from './survival/estimate-survival.ts'
export { logRankTest, type LogRankTest } from './survival/log-rank-test.ts'
export {
  cumulativeHazardAt,
  medianSurvival,
  restrictedMean,
  survivalAt,
  survivalQuantile,
} from './survival/read-curve.ts'
export { type StratifiedGroups, type SurvivalGroups } from './survival/survival-groups.ts'

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
