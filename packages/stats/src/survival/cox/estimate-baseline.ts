import type { SurvivalIntervalMethod } from '../curve-bounds.ts'
import { boundSurvival } from '../curve-bounds.ts'
import { normalCritical } from '../../distribution/normal.ts'
import { requireFinite, requireNonNegative } from '../../domain/require.ts'
import { insufficient, type Interval } from '../../estimate/interval-estimate.ts'
import { findRow } from '../find-row.ts'
import { arrangeRisk, requireCoxRows, type CoxRisk, type CoxRows } from './cox-data.ts'
import type { CoxFit } from './fit-cox.ts'
import { allocateSums, fillSums, type RiskSums } from './risk-sums.ts'

/** The baseline of one stratum: columns of one length, one row per time of loss, rising. */
export interface StratumBaseline {
  stratum: number
  time: Float64Array
  /** Cumulative hazard of a customer whose covariates are all at their means. */
  cumulativeHazard: Float64Array
  /** Variance of `cumulativeHazard` if the coefficients were known. */
  variance: Float64Array
  /** Σ z̄ dH, per covariate in standard deviations: what the coefficients' error is carried by. */
  meanHazard: Float64Array[]
  /** When the last customer of the stratum was seen. */
  end: number
}

/** What a Cox regression needs to predict a curve. */
export interface CoxBaseline {
  kind: 'baseline'
  strata: StratumBaseline[]
  names: string[]
  /** Mean and standard deviation of each covariate. */
  mean: Float64Array
  scale: Float64Array
  fit: CoxFit
}

/**
 * The baseline hazard of a fitted regression, per stratum: dH(t) = w̄ Σ_k 1/s_k in the notation of
 * `RiskSums`, Breslow's estimator with ties treated as in the fit.
 * Source: Breslow (1972), JRSS B 34, 216-217; Efron (1977); variance Tsiatis (1981), Annals of
 * Statistics 9, 93-108.
 *
 * @param rows the rows that were fitted
 * @throws RangeError as `fitCox`, and when the fit is of other covariates
 */
export function estimateBaseline(rows: CoxRows, fit: CoxFit): CoxBaseline {
  const { data, sums } = fillAtFit(rows, fit)
  return {
    kind: 'baseline',
    strata: data.strata.map((_, s) => describeStratum(data, sums, s)),
    names: rows.covariates.map(({ name }) => name),
    mean: data.mean,
    scale: data.scale,
    fit,
  }
}

/** The rows arranged anew and their sums at the coefficients of the fit. */
export function fillAtFit(rows: CoxRows, fit: CoxFit): { data: CoxRisk; sums: RiskSums } {
  requireCoxRows(rows)
  const expected = fit.effects.map(({ name }) => name).join(', ')
  const given = rows.covariates.map(({ name }) => name).join(', ')
  if (given !== expected)
    throw new RangeError(`rows must have the covariates of the fit (${expected}), got ${given}`)
  const data = arrangeRisk(rows)
  const sums = allocateSums(data, fit.ties)
  fillSums(
    data,
    data.scale.map((scale, j) => scale * fit.coefficients[j]!),
    sums,
  )
  return { data, sums }
}

function describeStratum(data: CoxRisk, sums: RiskSums, s: number): StratumBaseline {
  const { eventTimes, starts, strata } = data
  const from = eventTimes.starts[s]!
  const count = eventTimes.starts[s + 1]! - from
  // s_k was computed with every η lessened by the same shift.
  const unit = Math.exp(-sums.shift[s]!)
  const cumulate = (increment: (e: number) => number) => {
    const column = new Float64Array(count)
    let sum = 0
    for (let i = 0; i < count; i += 1) {
      sum += increment(from + count - 1 - i)
      column[i] = sum
    }
    return column
  }
  return {
    stratum: strata[s]!,
    time: eventTimes.time.slice(from, from + count).reverse(),
    cumulativeHazard: cumulate((e) => unit * sums.a[e]!),
    variance: cumulate((e) => unit * unit * sums.c[e]!),
    meanHazard: sums.s1.map((s1, j) => {
      const d1 = sums.d1[j]!
      return cumulate(
        (e) => unit * (sums.c[e]! * s1[e]! - (sums.isTied ? sums.cf[e]! * d1[e]! : 0)),
      )
    }),
    end: data.time[starts[s]!]!,
  }
}

export interface SurvivalPrediction {
  /** One value per covariate, in their order and units. */
  profile: readonly number[]
  time: number
  /** Which stratum's baseline; may be left out where there is one. */
  stratum?: number
  /** `log-log` unless told. */
  method?: SurvivalIntervalMethod
  level?: number
}

/**
 * The share of customers with the given covariates who are not lost up to and including a time:
 *
 *   S(t | x) = exp(−H₀(t) e^η),  var H = e^{2η} [ Σ w̄ Σ_k 1/s_k² + qᵀ V q ],  q = Σ (z − z̄) dH
 *
 * The interval is that of the average customer of this profile; a coefficient without a finite
 * estimate counts as known.
 * Source: Tsiatis (1981), as for `estimateBaseline`; Kalbfleisch and Prentice, 4.3.
 *
 * @returns share in [0, 1]; insufficient beyond the last time seen in the stratum, and for a stratum
 * that was not fitted
 * @throws RangeError on a profile of another length or a value that is not finite
 */
export function predictSurvival(baseline: CoxBaseline, prediction: SurvivalPrediction): Interval {
  const { profile, time, method = 'log-log', level = 0.95 } = prediction
  const { fit, names, mean, scale } = baseline
  requireNonNegative('time', time)
  const critical = normalCritical(level)
  if (profile.length !== names.length)
    throw new RangeError(`profile must have ${names.length} values, got ${profile.length}`)
  const gaps = profile.map((value, j) => requireFinite(`profile[${j}]`, value) - mean[j]!)
  const stratum = pickStratum(baseline, prediction.stratum)
  if (!stratum) return insufficient(0, 1, 'Nobody of this stratum was watched.')
  if (time > stratum.end)
    return insufficient(
      0,
      1,
      `Nobody was watched up to time ${time}; the last was seen at ${stratum.end}.`,
    )
  const row = findRow(stratum.time, time)
  const relative = Math.exp(gaps.reduce((sum, gap, j) => sum + gap * fit.coefficients[j]!, 0))
  const hazard = row < 0 ? 0 : relative * stratum.cumulativeHazard[row]!
  const value = Math.exp(-hazard)
  const hazardError =
    row < 0 ? 0 : relative * Math.sqrt(hazardVariance(stratum, row, gaps, scale, fit))
  const isKnown = Number.isFinite(hazard) && Number.isFinite(hazardError) && value > 0
  const se = isKnown ? value * hazardError : 0
  const bounds = isKnown ? boundSurvival(value, se, critical, method) : { low: 0, high: 1 }
  const name = `Cox, ${fit.ties}, ${method}`
  return { kind: 'estimate', value, ...bounds, se, level, n: fit.customers, method: name }
}

function pickStratum({ strata }: CoxBaseline, stratum?: number): StratumBaseline | undefined {
  if (stratum !== undefined) return strata.find((one) => one.stratum === stratum)
  if (strata.length > 1)
    throw new RangeError(`stratum must be named, the fit has ${strata.length} of them`)
  return strata[0]
}

/** Variance of H₀(t) at the profile, before the factor e^{2η}. */
function hazardVariance(
  stratum: StratumBaseline,
  row: number,
  gaps: readonly number[],
  scale: Float64Array,
  { covariance }: CoxFit,
): number {
  const hazard = stratum.cumulativeHazard[row]!
  const q = gaps.map((gap, j) => gap * hazard - scale[j]! * stratum.meanHazard[j]![row]!)
  let variance = stratum.variance[row]!
  for (let j = 0; j < q.length; j += 1)
    for (let k = 0; k < q.length; k += 1) variance += q[j]! * q[k]! * covariance[j]![k]!
  return Math.max(0, variance)
}
