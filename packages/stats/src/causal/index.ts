// What an action has caused: experiments, panels, synthetic controls, series, uplift.

export { type Effect, type EffectOptions } from './experiment/effect.ts'
export {
  estimateMeanEffect,
  estimateRatioEffect,
  estimateShareEffect,
} from './experiment/arm-effects.ts'
export {
  estimateAdjustedMeanEffect,
  estimateAdjustedRatioEffect,
  type CovariateSums,
  type RatioCovariateSums,
} from './experiment/adjusted-effects.ts'
export {
  estimatePostStratifiedEffect,
  type PostStratifiedEffect,
  type Stratum,
} from './experiment/post-stratification.ts'
export { testSampleRatio, type SampleRatio } from './experiment/sample-ratio-mismatch.ts'
export {
  estimateDifferenceInDifferences,
  estimateUnpairedDifferenceInDifferences,
  type DifferenceInDifferences,
  type FourCells,
  type PairedSums,
} from './panel/difference-in-differences.ts'
export { estimatePanelEffect, type PanelEffect } from './panel/event-study.ts'
export { type JointTest } from './panel/joint-test.ts'
export { testEqualEstimates, type EqualityTest } from './panel/test-equal-estimates.ts'
export { panelCohortFromSums, summarisePanel, type PanelCohort } from './panel/panel-cohorts.ts'
export { type PlaceboDraws } from './synthetic/placebo-groups.ts'
export { type Predictors } from './synthetic/predictor-weights.ts'
export {
  fitSyntheticControl,
  type SyntheticControl,
  type SyntheticControlInput,
} from './synthetic/synthetic-control.ts'
export {
  estimateSyntheticEffect,
  type SyntheticEffect,
  type SyntheticOptions,
} from './synthetic/synthetic-did.ts'
export { type TreatedBlock } from './synthetic/treated-block.ts'
export {
  estimateSeriesEffect,
  type InterruptedSeries,
  type SeriesEffect,
  type SeriesOptions,
} from './series/interrupted-series.ts'
export { curveUplift, type UpliftCurves, type UpliftGroups } from './uplift/uplift-curves.ts'
