// Linear, logistic and ordinal regression, with checks of what they assume.

export { checkProportionalOdds, type ProportionalOddsCheck } from './check-proportional-odds.ts'
export { type OutcomeGroups } from './outcome-groups.ts'
export {
  regressLinear,
  type Coefficient,
  type LinearCoefficient,
  type LinearRegression,
} from './regress-linear.ts'
export { regressLogistic, type BinaryGroups, type LogisticRegression } from './regress-logistic.ts'
export {
  regressOrdinal,
  type LogOddsCoefficient,
  type OrdinalRegression,
  type OutcomeModel,
} from './regress-ordinal.ts'
export { type Separation } from './separation.ts'
export { type CovarianceStatistics, type DriverChoice } from './standardised-problem.ts'
export { type ExcludedDriver } from './usable-drivers.ts'
