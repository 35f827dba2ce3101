import { normalCritical, normalTwoSidedP } from '../../distribution/normal.ts'
import { chiSquareUpperTail } from '../../distribution/chi-square.ts'
import { insufficient, type Insufficient } from '../../estimate/interval-estimate.ts'
import { invertFactored, solveFactored, solvePositive } from '../solve-positive.ts'
import { arrangeRisk, requireCoxRows, type CoxRisk, type CoxRows } from './cox-data.ts'
import {
  maximisePartialLikelihood,
  type LikelihoodPoint,
  type Maximum,
} from './maximise-partial-likelihood.ts'
import type { TieMethod } from './risk-sums.ts'

/** What one covariate does to the hazard. */
export interface CoxEffect {
  kind: 'effect'
  name: string
  /** Log hazard ratio per unit of the covariate. */
  value: number
  se: number
  low: number
  high: number
  /** Wald's two-sided p-value. */
  p: number
  /** e^value with its bounds: how many times the hazard is, per unit of the covariate. */
  hazardRatio: { value: number; low: number; high: number }
}

/** A chi-square test of all effects together being 0. */
export interface GlobalTest {
  statistic: number
  degreesOfFreedom: number
  p: number
}

/** A fitted proportional-hazards regression. */
export interface CoxFit {
  kind: 'fit'
  model: 'cox'
  ties: TieMethod
  /** One per covariate in their order; thin where the data cannot tell it, with the reason. */
  effects: (CoxEffect | (Insufficient & { name: string }))[]
  /** Log hazard ratios used to predict: 0 for a covariate that was left out, large where infinite. */
  coefficients: number[]
  /** Covariance of the coefficients; rows and columns of those not told are 0. */
  covariance: number[][]
  /** Log partial likelihood at the fit and at no effect. */
  logLikelihood: number
  nullLogLikelihood: number
  likelihoodRatio: GlobalTest
  wald: GlobalTest
  score: GlobalTest
  customers: number
  events: number
  level: number
  /** What a reader must know of the fit, in whole sentences. */
  boundaries: string[]
}

/**
 * Cox's proportional-hazards regression: the hazard of a customer is h₀(t) e^{β·x}, with a baseline
 * h₀ of any shape, one per stratum. Maximises the partial likelihood with tied times by Efron
 * (nearer to the truth where ties are many) or Breslow.
 *
 * A row may stand for many customers (`n`), who count as so many rows. A case `weight` weights the
 * likelihood; the standard errors then are those of the model, as if weights were information.
 * Source: Cox (1972), JRSS B 34, 187-220; ties and weights as in `fillSums`.
 *
 * @param options.ties `efron` unless told
 * @param options.level confidence level of the effects, .95 unless told
 * @returns insufficient without customers, without events, or where no covariate differs between
 * customers who were at risk together; a single coefficient that the data cannot tell is thin itself
 * @throws RangeError on wrong columns, as `estimateSurvival`; without covariates; on a covariate or
 * weight that is not finite, or a weight below 0
 */
export function fitCox(
  rows: CoxRows,
  { ties = 'efron', level = 0.95 }: { ties?: TieMethod; level?: number } = {},
): CoxFit | Insufficient {
  const z = normalCritical(level)
  requireCoxRows(rows)
  const data = arrangeRisk(rows)
  if (data.customers === 0) return insufficient(0, 1, 'There are no customers to watch.')
  if (data.events === 0) return insufficient(0, 1, 'Nobody was lost while watched.')
  const names = rows.covariates.map(({ name }) => name)
  const whole = maximisePartialLikelihood(data, ties)
  const reasons = new Map<number, string>()
  const kept = findKept(whole.start, names, reasons)
  if (kept.length === 0) return insufficient(0, 1, [...reasons.values()].join(' '))
  const isWhole = kept.length === names.length
  const part = isWhole ? data : selectColumns(data, kept)
  const maximum = isWhole ? whole : maximisePartialLikelihood(part, ties)
  findInfinite(maximum, part, kept, names, reasons)
  return describeCox({ data: part, maximum, names, kept, reasons, ties, level, z })
}

/** Columns that are no combination of those before them; says of the others why they are. */
function findKept(
  { factor, information }: LikelihoodPoint,
  names: readonly string[],
  reasons: Map<number, string>,
): number[] {
  names.forEach((name, j) => {
    if (factor.isKept[j]) return
    const shares = solveFactored(factor, information[j]!)
    const others = names.filter((_, k) => k < j && Math.abs(shares[k]!) > 1e-6)
    reasons.set(
      j,
      others.length === 0
        ? `${name} is the same for all who were at risk together: its coefficient cannot be told.`
        : `${name} is a combination of ${others.join(' and ')}: its coefficient cannot be told apart from theirs.`,
    )
  })
  return names.flatMap((_, j) => (factor.isKept[j] ? [j] : []))
}

function selectColumns(data: CoxRisk, kept: readonly number[]): CoxRisk {
  const pick = (values: Float64Array) => Float64Array.from(kept, (j) => values[j]!)
  return {
    ...data,
    columns: kept.map((j) => data.columns[j]!),
    mean: pick(data.mean),
    scale: pick(data.scale),
    range: pick(data.range),
    eventTotals: pick(data.eventTotals),
  }
}

/** Names the coefficients that grow for ever, and those that nothing is left to tell by then. */
function findInfinite(
  { drift, point }: Maximum,
  { range }: CoxRisk,
  kept: readonly number[],
  names: readonly string[],
  reasons: Map<number, string>,
): void {
  if (!drift) return
  const moves = [...drift].map((value, i) => Math.abs(value) * range[i]!)
  const moved = kept.filter((_, i) => moves[i]! > 1e-3 * Math.max(...moves))
  const among = moved.map((j) => names[j]!).join(' and ')
  const inverse = invertFactored(point.factor)
  kept.forEach((j, i) => {
    // An error of e^1000 between the ends of the covariate is no estimate.
    if (moved.includes(j) || inverse[i]![i]! * range[i]! ** 2 < 1e6) return
    reasons.set(
      j,
      `The coefficient of ${names[j]!} cannot be told: ${among} already sets all events apart.`,
    )
  })
  moved.forEach((j) => {
    const side = moved.length === 1 ? 'one side' : `one side of a combination of ${among}`
    reasons.set(
      j,
      `The coefficient of ${names[j]!} has no finite estimate: all events lie on ${side}.`,
    )
  })
}

interface Solution {
  data: CoxRisk
  maximum: Maximum
  names: readonly string[]
  kept: readonly number[]
  reasons: ReadonlyMap<number, string>
  ties: TieMethod
  level: number
  z: number
}

function describeCox(solution: Solution): CoxFit {
  const { data, maximum, names, reasons, ties, level, z } = solution
  const { coefficients, covariance } = unscale(solution)
  const effects = names.map((name, j): CoxFit['effects'][number] => {
    const why = reasons.get(j)
    if (why !== undefined) return { ...insufficient(0, 1, why), name }
    const value = coefficients[j]!
    const se = Math.sqrt(covariance[j]![j]!)
    const low = value - z * se
    const high = value + z * se
    const hazardRatio = { value: Math.exp(value), low: Math.exp(low), high: Math.exp(high) }
    return {
      kind: 'effect',
      name,
      value,
      se,
      low,
      high,
      p: normalTwoSidedP(value / se),
      hazardRatio,
    }
  })
  const { start, value } = maximum
  const degreesOfFreedom = solution.kept.length
  return {
    kind: 'fit',
    model: 'cox',
    ties,
    effects,
    coefficients,
    covariance,
    logLikelihood: value,
    nullLogLikelihood: start.value,
    likelihoodRatio: chiSquareTest(Math.max(0, 2 * (value - start.value)), degreesOfFreedom),
    wald: testWald(coefficients, covariance),
    score: chiSquareTest(Math.max(0, start.decrement), degreesOfFreedom),
    customers: data.customers,
    events: data.events,
    level,
    boundaries: [...reasons.values(), ...describeThinness(data.events, degreesOfFreedom)],
  }
}

/** From standardised covariates back to their own units. */
function unscale({ data, maximum, names, kept, reasons }: Solution) {
  const coefficients = names.map(() => 0)
  const covariance = names.map(() => names.map(() => 0))
  const inverse = invertFactored(maximum.point.factor)
  kept.forEach((j, a) => {
    coefficients[j] = maximum.beta[a]! / data.scale[a]!
    if (reasons.has(j)) return
    kept.forEach((k, b) => {
      if (!reasons.has(k)) covariance[j]![k] = inverse[a]![b]! / (data.scale[a]! * data.scale[b]!)
    })
  })
  return { coefficients, covariance }
}

function chiSquareTest(statistic: number, degreesOfFreedom: number): GlobalTest {
  const p = degreesOfFreedom === 0 ? 1 : chiSquareUpperTail(statistic, degreesOfFreedom)
  return { statistic, degreesOfFreedom, p }
}

/** Wald's test of the coefficients that have a standard error. */
function testWald(coefficients: readonly number[], covariance: readonly number[][]): GlobalTest {
  const { quadraticForm, rank } = solvePositive(covariance, coefficients)
  return chiSquareTest(quadraticForm, rank)
}

/** Source of the 10: Peduzzi and others (1995), Journal of Clinical Epidemiology 48, 1503-1510. */
function describeThinness(events: number, covariates: number): string[] {
  if (events >= 10 * covariates) return []
  return [
    `${events} events tell ${covariates} coefficients: with fewer than 10 events for each, estimates lie too far from 0 and intervals hold less than they say.`,
  ]
}
