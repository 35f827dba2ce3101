import { chiSquareUpperTail } from '../distribution/chi-square.ts'
import { normalCritical, normalTwoSidedP } from '../distribution/normal.ts'
import type { Insufficient } from '../estimate/interval-estimate.ts'
import { fitCumulativeLogit, type CumulativeLogitFit } from './cumulative-logit.ts'
import { prepareOutcomes, type OutcomeGroups, type PreparedOutcomes } from './outcome-groups.ts'
import type { Coefficient } from './regress-linear.ts'
import { describeSeparation, type Separation } from './separation.ts'
import type { ExcludedDriver } from './usable-drivers.ts'

/** A coefficient on the log-odds scale. */
export interface LogOddsCoefficient extends Coefficient {
  /** e^value: what one unit of the driver multiplies the odds of a better outcome by. */
  oddsRatio: { value: number; low: number; high: number }
}

/** What models of outcomes have in common. */
export interface OutcomeModel {
  coefficients: LogOddsCoefficient[]
  logLikelihood: number
  /** Of the model without drivers. */
  nullLogLikelihood: number
  /** Test that no driver matters. */
  likelihoodRatio: { statistic: number; degreesOfFreedom: number; p: number }
  /** McFadden's pseudo R²: 1 − ln L / ln L₀. */
  mcFadden: number
  aic: number
  /** Parameters in the order of `covariance`. */
  order: string[]
  /** Covariance of the estimates, row-major. */
  covariance: Float64Array
  level: number
  n: number
  /** Weight of the rows left out because a driver is not known. */
  leftOut: number
  excluded: ExcludedDriver[]
}

export interface OrdinalRegression extends OutcomeModel {
  kind: 'ordinal-regression'
  /** θ_j of logit P(Y ≤ j) = θ_j − x′β, between neighbouring categories that anybody chose. */
  thresholds: (Coefficient & { between: [number, number] })[]
}

/**
 * Proportional odds (cumulative logit) regression of an ordered outcome, such as detractor, passive,
 * promoter: logit P(Y ≤ j) = θ_j − x′β, so that a positive coefficient goes with better outcomes.
 * Standard errors from the observed information, Wald intervals. Categories that nobody chose are
 * left out. Numbers agree with MASS::polr.
 * Source: McCullagh (1980), Journal of the Royal Statistical Society B 42, 109-142.
 *
 * @returns `separated` where a coefficient would be infinite; insufficient where all chose one
 *   category, no driver varies, or there are fewer people than parameters
 * @throws RangeError naming the column, row and value that is wrong
 */
export function regressOrdinal(
  groups: OutcomeGroups,
  { level = 0.95 }: { level?: number } = {},
): OrdinalRegression | Separation | Insufficient {
  const critical = normalCritical(level)
  const outcomes = prepareOutcomes(groups)
  if (outcomes.kind === 'insufficient') return outcomes
  const fit = fitOutcomes(outcomes)
  if (fit.kind === 'separated') return fit
  const { point, covariance, thresholds } = fit
  const { categories } = outcomes
  const order = [
    ...Array.from({ length: thresholds }, (_, j) => `${categories[j]!}|${categories[j + 1]!}`),
    ...outcomes.names,
  ]
  const judge = (at: number) =>
    judgeCoefficient(order[at]!, point[at]!, covariance[at * (order.length + 1)]!, critical)
  return {
    kind: 'ordinal-regression',
    thresholds: Array.from({ length: thresholds }, (_, j) => ({
      ...judge(j),
      between: [categories[j]!, categories[j + 1]!],
    })),
    coefficients: outcomes.names.map((_, k) => addOddsRatio(judge(thresholds + k))),
    ...describeModel(outcomes, fit, { order, covariance, level }),
  }
}

/** A fit back on the scale of the drivers as they were given: thresholds, then coefficients. */
export interface NaturalFit {
  kind: 'natural'
  point: Float64Array
  covariance: Float64Array
  thresholds: number
  standardised: CumulativeLogitFit
}

/** Fits standardised outcomes and brings the result back to the units of the drivers. */
export function fitOutcomes(outcomes: PreparedOutcomes): NaturalFit | Separation {
  const { names, values, counts, totals, centre, spread } = outcomes
  const fit = fitCumulativeLogit({ values, counts, totals, drivers: names.length })
  const thresholds = counts.length - 1
  if (fit.endless !== null)
    return describeSeparation(outcomes, fit.endless.subarray(thresholds), fit.logLikelihood)
  const size = fit.point.length
  // θ_j = θ*_j + Σ β*_k centre_k / spread_k and β_k = β*_k / spread_k: a linear map, row by row.
  const map = new Float64Array(size * size)
  for (let j = 0; j < thresholds; j += 1) {
    map[j * size + j] = 1
    names.forEach((_, k) => (map[j * size + thresholds + k] = centre[k]! / spread[k]!))
  }
  names.forEach((_, k) => (map[(thresholds + k) * (size + 1)] = 1 / spread[k]!))
  const point = new Float64Array(size)
  for (let i = 0; i < size; i += 1)
    for (let j = 0; j < size; j += 1) point[i]! += map[i * size + j]! * fit.point[j]!
  const covariance = sandwich(map, fit.covariance, size)
  return { kind: 'natural', point, covariance, thresholds, standardised: fit }
}

/** A C Aᵀ. */
function sandwich(map: Float64Array, covariance: Float64Array, size: number): Float64Array {
  const half = new Float64Array(size * size)
  const whole = new Float64Array(size * size)
  for (let i = 0; i < size; i += 1)
    for (let j = 0; j < size; j += 1)
      for (let k = 0; k < size; k += 1)
        half[i * size + j]! += map[i * size + k]! * covariance[k * size + j]!
  for (let i = 0; i < size; i += 1)
    for (let j = 0; j < size; j += 1)
      for (let k = 0; k < size; k += 1)
        whole[i * size + j]! += half[i * size + k]! * map[j * size + k]!
  return whole
}

/** Wald interval and test of one parameter. */
export function judgeCoefficient(
  name: string,
  value: number,
  variance: number,
  critical: number,
): Coefficient {
  const se = Math.sqrt(variance)
  const statistic = value / se
  return {
    name,
    value,
    se,
    low: value - critical * se,
    high: value + critical * se,
    statistic,
    p: normalTwoSidedP(statistic),
  }
}

export function addOddsRatio(coefficient: Coefficient): LogOddsCoefficient {
  const { value, low, high } = coefficient
  const oddsRatio = { value: Math.exp(value), low: Math.exp(low), high: Math.exp(high) }
  return { ...coefficient, oddsRatio }
}

/** The parts of a model that do not depend on how its thresholds are written. */
export function describeModel(
  { names, n, leftOut, excluded }: PreparedOutcomes,
  { standardised: { logLikelihood, nullLogLikelihood } }: NaturalFit,
  written: { order: string[]; covariance: Float64Array; level: number },
): Omit<OutcomeModel, 'coefficients'> {
  const statistic = Math.max(0, 2 * (logLikelihood - nullLogLikelihood))
  const degreesOfFreedom = names.length
  return {
    logLikelihood,
    nullLogLikelihood,
    likelihoodRatio: {
      statistic,
      degreesOfFreedom,
      p: chiSquareUpperTail(statistic, degreesOfFreedom),
    },
    mcFadden: 1 - logLikelihood / nullLogLikelihood,
    aic: 2 * written.order.length - 2 * logLikelihood,
    ...written,
    n,
    leftOut,
    excluded,
  }
}
