// Customer base: how often customers buy, how much they spend, when they are gone, and what that is worth.

export { type Boundary, type ModelFit } from './fit.ts'
export { type CustomerGroups, type PurchaseHistory } from './customer-groups.ts'
export {
  fitBgNbd,
  fitMbgNbd,
  type BgNbdFit,
  type MbgNbdFit,
} from './dropout-nbd/fit-dropout-nbd.ts'
export { fitParetoNbd, type ParetoNbdFit } from './pareto-nbd/fit-pareto-nbd.ts'
export { newCustomer, type PurchaseModel } from './purchase-model.ts'
export {
  conditionalExpectedPurchases,
  discountedExpectedPurchases,
  expectedPurchases,
  predictPurchases,
  probabilityAlive,
  purchaseProbability,
  type PurchasePrediction,
} from './predict.ts'
export { deltaInterval, parameterIntervals, type DeltaScale } from './delta-interval.ts'
export { profileIntervals } from './profile-intervals.ts'
export { presentValue, type Discounting } from './discounting.ts'
export {
  fitGammaGamma,
  type GammaGammaFit,
  type GammaGammaParameters,
} from './gamma-gamma/fit-gamma-gamma.ts'
export type { SpendGroups } from './gamma-gamma/spend-groups.ts'
export { conditionalMeanSpend, populationMeanSpend } from './gamma-gamma/mean-spend.ts'
export {
  fitBdw,
  fitSbg,
  retentionFromSurvivors,
  type BdwFit,
  type RetentionAge,
  type SbgFit,
} from './contractual/fit-retention.ts'
export {
  discountedExpectedLifetime,
  discountedExpectedResidualLifetime,
  retentionRate,
  retentionSurvival,
  type ContractualParameters,
} from './contractual/predict-retention.ts'
export {
  bgBbConditionalExpectedPurchases,
  bgBbExpectedPurchases,
  bgBbProbabilityAlive,
  fitBgBb,
  type BgBbFit,
  type OpportunityHistory,
} from './bg-bb/fit-bg-bb.ts'
export { type OpportunityGroups } from './bg-bb/likelihood.ts'
export {
  fitWithCovariates,
  type CovariateEffect,
  type CovariateFit,
  type CovariateStratum,
} from './covariates/fit-with-covariates.ts'
export { forecastPurchases, holdoutError, type PurchaseFit } from './forecast-purchases.ts'
export { lifetimeValue, type LifetimeValue, type ValueGroups } from './lifetime-value.ts'
export { likelihoodRatioTest } from './likelihood-ratio-test.ts'
