// How long customers stay: survival curves, their comparison, and proportional hazards.

export { concordance } from './concordance.ts'
export { type CoxRows, type Covariate } from './cox/cox-data.ts'
export {
  estimateBaseline,
  predictSurvival,
  type CoxBaseline,
  type SurvivalPrediction,
} from './cox/estimate-baseline.ts'
export { fitCox, type CoxEffect, type CoxFit } from './cox/fit-cox.ts'
export {
  testProportionalHazards,
  type ProportionalHazardsTest,
} from './cox/test-proportional-hazards.ts'
export { type SurvivalIntervalMethod } from './curve-bounds.ts'
export { estimateSurvival, type SurvivalCurve } from './estimate-survival.ts'
export { logRankTest, type LogRankTest } from './log-rank-test.ts'
export {
  cumulativeHazardAt,
  medianSurvival,
  restrictedMean,
  survivalAt,
  survivalQuantile,
} from './read-curve.ts'
export { type StratifiedGroups, type SurvivalGroups } from './survival-groups.ts'
