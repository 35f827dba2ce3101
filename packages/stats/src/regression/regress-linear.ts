import { fUpperTail } from '../distribution/f-distribution.ts'
import { studentCritical, studentTwoSidedP } from '../distribution/student-t.ts'
import type { Insufficient } from '../estimate/interval-estimate.ts'
import { factorCholesky, invertCholesky } from './cholesky.ts'
import {
  standardise,
  type CovarianceStatistics,
  type DriverChoice,
  type StandardisedProblem,
} from './standardised-problem.ts'
import type { ExcludedDriver } from './usable-drivers.ts'

/** One number of a regression with what is known of its error. */
export interface Coefficient {
  name: string
  /** Change of the outcome (or of its log-odds) per unit of the driver, the others held. */
  value: number
  se: number
  low: number
  high: number
  /** value / se: Student t in a linear model, z in the others; ±Infinity where the fit is exact. */
  statistic: number
  /** Two-sided p-value of no association. */
  p: number
}

export interface LinearCoefficient extends Coefficient {
  /** Change of the outcome in its standard deviations per standard deviation of the driver. */
  standardised: number
  /** 1 / (1 − R²) of the driver on the other drivers: 1 where it shares nothing with them. */
  varianceInflation: number
}

export interface LinearRegression {
  kind: 'linear-regression'
  outcome: string
  coefficients: LinearCoefficient[]
  /** Null where the means were not given. */
  intercept: Coefficient | null
  rSquared: number
  adjustedRSquared: number
  /** Standard deviation of what the drivers leave unexplained, in the unit of the outcome. */
  residualSpread: number
  degreesOfFreedom: number
  /** Test that no driver matters. */
  f: { statistic: number; above: number; below: number; p: number }
  level: number
  n: number
  excluded: ExcludedDriver[]
}

/** A linear model at mean 0 and variance 1. */
export interface StandardisedSolution {
  /** Inverse of the correlation matrix of the drivers. */
  inverse: Float64Array
  /** Standardised coefficients. */
  beta: Float64Array
  rSquared: number
}

/** β = R_xx⁻¹ r_xy and R² = β′ r_xy. */
export function solveStandardised(problem: StandardisedProblem): StandardisedSolution {
  const { correlation, withOutcome, names } = problem
  const size = names.length
  const factor = factorCholesky(correlation, size)
  // `standardise` keeps only drivers whose pivots are far above what stops the factor.
  if (factor === null) throw new RangeError('covariance must be positive semidefinite')
  const inverse = invertCholesky(factor, size)
  const beta = new Float64Array(size)
  let rSquared = 0
  for (let i = 0; i < size; i += 1) {
    for (let j = 0; j < size; j += 1) beta[i]! += inverse[i * size + j]! * withOutcome[j]!
    rSquared += beta[i]! * withOutcome[i]!
  }
  if (rSquared > 1 + 1e-6)
    throw new RangeError(`covariance must be positive semidefinite, got an R² of ${rSquared}`)
  return { inverse, beta, rSquared: Math.min(1, Math.max(0, rSquared)) }
}

/**
 * Ordinary least squares from a covariance matrix: the same coefficients, standard errors and R² as
 * from the rows, at a cost that does not grow with them.
 *
 * β = S_xx⁻¹ s_xy, σ̂² = (n − 1) s_yy (1 − R²) / (n − p − 1), Var β̂ = σ̂² S_xx⁻¹ / (n − 1).
 * Source: Seber and Lee (2003), Linear Regression Analysis, 2nd ed., ch. 3-4.
 *
 * @returns insufficient where the outcome or every driver is constant, or n < drivers + 2
 * @throws RangeError on a matrix that is not a covariance matrix, or an unknown name
 */
export function regressLinear(
  statistics: CovarianceStatistics,
  { level = 0.95, ...choice }: DriverChoice & { level?: number },
): LinearRegression | Insufficient {
  const problem = standardise(statistics, choice)
  if (problem.kind === 'insufficient') return problem
  const solution = solveStandardised(problem)
  const { n, outcomeSpread, names, excluded } = problem
  const { rSquared } = solution
  const degreesOfFreedom = n - names.length - 1
  const critical = studentCritical(level, degreesOfFreedom)
  const judge = (name: string, value: number, se: number): Coefficient => {
    const statistic = se > 0 ? value / se : value === 0 ? 0 : Math.sign(value) * Infinity
    const p = Number.isFinite(statistic) ? studentTwoSidedP(statistic, degreesOfFreedom) : 0
    return {
      name,
      value,
      se,
      low: value - critical * se,
      high: value + critical * se,
      statistic,
      p,
    }
  }
  const residualVariance =
    ((n - 1) * outcomeSpread * outcomeSpread * (1 - rSquared)) / degreesOfFreedom
  const fStatistic =
    rSquared === 1 ? Infinity : rSquared / names.length / ((1 - rSquared) / degreesOfFreedom)
  return {
    kind: 'linear-regression',
    outcome: problem.outcome,
    coefficients: describeDrivers(problem, solution, residualVariance, judge),
    intercept: describeIntercept(problem, solution, residualVariance, judge),
    rSquared,
    adjustedRSquared: 1 - ((1 - rSquared) * (n - 1)) / degreesOfFreedom,
    residualSpread: Math.sqrt(residualVariance),
    degreesOfFreedom,
    f: {
      statistic: fStatistic,
      above: names.length,
      below: degreesOfFreedom,
      p: fUpperTail(fStatistic, names.length, degreesOfFreedom),
    },
    level,
    n,
    excluded,
  }
}

type Judge = (name: string, value: number, se: number) => Coefficient

function describeDrivers(
  { names, spread, outcomeSpread, n }: StandardisedProblem,
  { beta, inverse }: StandardisedSolution,
  residualVariance: number,
  judge: Judge,
): LinearCoefficient[] {
  return names.map((name, i) => {
    const varianceInflation = inverse[i * names.length + i]!
    const se = Math.sqrt((residualVariance * varianceInflation) / (n - 1)) / spread[i]!
    const standardised = beta[i]!
    const value = (standardised * outcomeSpread) / spread[i]!
    return { ...judge(name, value, se), standardised, varianceInflation }
  })
}

/** Var β̂₀ = σ̂² (1/n + m′ S_xx⁻¹ m / (n − 1)) with the driver means m. */
function describeIntercept(
  { means, spread, outcomeSpread, names, n }: StandardisedProblem,
  { beta, inverse }: StandardisedSolution,
  residualVariance: number,
  judge: Judge,
): Coefficient | null {
  if (means === null) return null
  const scaled = means.drivers.map((mean, i) => mean / spread[i]!)
  let value = means.outcome
  let distance = 0
  for (let i = 0; i < names.length; i += 1) {
    value -= beta[i]! * outcomeSpread * scaled[i]!
    for (let j = 0; j < names.length; j += 1)
      distance += scaled[i]! * inverse[i * names.length + j]! * scaled[j]!
  }
  return judge('intercept', value, Math.sqrt(residualVariance * (1 / n + distance / (n - 1))))
}
