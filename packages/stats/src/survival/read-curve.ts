import { normalCritical } from '../distribution/normal.ts'
import { requireNonNegative, requireOpenUnit, requirePositive } from '../domain/require.ts'
import { insufficient, type Interval } from '../estimate/interval-estimate.ts'
import type { SurvivalCurve } from './estimate-survival.ts'
import { findRow } from './find-row.ts'

/** Two survival probabilities this close count as equal, as in R's survival. */
const tolerance = Math.sqrt(Number.EPSILON)

/** Thin where nobody was watched up to t and the curve has not come to its end. */
function refuseBeyond(curve: SurvivalCurve, t: number) {
  const last = curve.time.at(-1)!
  if (t <= last || curve.survival.at(-1) === 0) return null
  return insufficient(0, 1, `Nobody was watched up to time ${t}; the last was seen at ${last}.`)
}

/**
 * The share not lost up to and including time t, with the interval of the curve.
 *
 * @param t in the unit of the curve, 0 or above
 * @returns share in [0, 1]; `n` is the number at risk at t; insufficient beyond the last time seen
 * @throws RangeError on a negative time
 */
export function survivalAt(curve: SurvivalCurve, t: number): Interval {
  requireNonNegative('t', t)
  const beyond = refuseBeyond(curve, t)
  if (beyond) return beyond
  const row = findRow(curve.time, t)
  return {
    kind: 'estimate',
    value: row < 0 ? 1 : curve.survival[row]!,
    low: row < 0 ? 1 : curve.low[row]!,
    high: row < 0 ? 1 : curve.high[row]!,
    se: row < 0 ? 0 : curve.standardError[row]!,
    level: curve.level,
    n: countAtRisk(curve, row, t),
    method: `Kaplan-Meier, ${curve.method}`,
  }
}

function countAtRisk(curve: SurvivalCurve, row: number, t: number): number {
  if (row >= 0 && curve.time[row] === t) return curve.atRisk[row]!
  return row + 1 < curve.time.length ? curve.atRisk[row + 1]! : 0
}

/**
 * The cumulative hazard at time t: Nelson-Aalen with the interval H exp(± z s / H).
 *
 * @returns expected events, 0 or above; insufficient beyond the last time seen
 * @throws RangeError on a negative time
 */
export function cumulativeHazardAt(curve: SurvivalCurve, t: number): Interval {
  requireNonNegative('t', t)
  const beyond = refuseBeyond(curve, t)
  if (beyond) return beyond
  const row = findRow(curve.time, t)
  const value = row < 0 ? 0 : curve.cumulativeHazard[row]!
  const se = row < 0 ? 0 : curve.cumulativeHazardError[row]!
  const factor = value === 0 ? 1 : Math.exp((normalCritical(curve.level) * se) / value)
  return {
    kind: 'estimate',
    value,
    low: value / factor,
    high: value * factor,
    se,
    level: curve.level,
    n: countAtRisk(curve, row, t),
    method: 'Nelson-Aalen, log',
  }
}

/** The time when a falling column reaches the target: the middle of the step where it equals it. */
function findCrossing(time: Float64Array, column: Float64Array, target: number): number {
  const first = column.findIndex((value) => value <= target + tolerance)
  if (first < 0) return Infinity
  if (column[first]! < target - tolerance) return time[first]!
  let next = first
  while (next < time.length - 1 && column[next]! >= target - tolerance) next += 1
  return (time[first]! + time[next]!) / 2
}

/**
 * The time by which a share of the customers is lost: the median for .5.
 *
 * The first time at which S falls to 1 − share or below; where S equals it over a step, the middle
 * of the step. The bounds are the times at which the lower and the upper bound of the curve do so
 * (Brookmeyer and Crowley 1982, Biometrics 38, 29-41; the convention of R's survival).
 *
 * @param share lost, in (0, 1)
 * @returns a time; `high` is Infinity where the upper bound of the curve does not fall so far, and
 * `se` is that of S at the time, over the slope nobody knows, so it is half the width of the
 * interval over z; insufficient where the curve itself does not fall so far
 * @throws RangeError on a share outside (0, 1)
 */
export function survivalQuantile(curve: SurvivalCurve, share: number): Interval {
  requireOpenUnit('share', share)
  const target = 1 - share
  const value = findCrossing(curve.time, curve.survival, target)
  if (value === Infinity) {
    const lost = 100 * (1 - curve.survival.at(-1)!)
    const last = curve.time.at(-1)!
    return insufficient(
      curve.eventCount,
      Math.max(curve.eventCount + 1, Math.ceil(share * curve.n)),
      `Only ${lost.toFixed(1)} % were lost up to time ${last}, the last one seen: the time by which ${100 * share} % are lost lies beyond it.`,
    )
  }
  const low = Math.min(value, findCrossing(curve.time, curve.low, target))
  const high = Math.max(value, findCrossing(curve.time, curve.high, target))
  return {
    kind: 'estimate',
    value,
    low,
    high,
    se: (high - low) / (2 * normalCritical(curve.level)),
    level: curve.level,
    n: curve.n,
    method: `Brookmeyer-Crowley, ${curve.method}`,
  }
}

/** The time by which half of the customers are lost; `survivalQuantile` at .5. */
export function medianSurvival(curve: SurvivalCurve): Interval {
  return survivalQuantile(curve, 0.5)
}

/**
 * The mean time until loss within the first `horizon`: the area under the curve up to there.
 *
 *   μ(τ) = ∫₀^τ S(t) dt      var μ = Σ A(t)² d / (r (r − d)),   A(t) = ∫_t^τ S(u) du
 *
 * Source: Klein and Moeschberger, Survival Analysis, 4.5.
 *
 * @param horizon in the unit of the curve, above 0
 * @returns in the unit of the curve, within [0, horizon]; insufficient beyond the last time seen
 * @throws RangeError on a horizon that is not above 0
 */
export function restrictedMean(curve: SurvivalCurve, horizon: number): Interval {
  requirePositive('horizon', horizon)
  const beyond = refuseBeyond(curve, horizon)
  if (beyond) return beyond
  const last = findRow(curve.time, horizon)
  let area = 0
  let variance = 0
  let end = horizon
  for (let row = last; row >= 0; row -= 1) {
    area += curve.survival[row]! * (end - curve.time[row]!)
    const lost = curve.events[row]!
    const atRisk = curve.atRisk[row]!
    // Where all at risk are lost nothing of the area lies behind: the term is 0, not 0 / 0.
    if (lost > 0 && lost < atRisk) variance += (area * area * lost) / (atRisk * (atRisk - lost))
    end = curve.time[row]!
  }
  const value = area + end
  const se = Math.sqrt(variance)
  const half = normalCritical(curve.level) * se
  return {
    kind: 'estimate',
    value,
    low: Math.max(0, value - half),
    high: Math.min(horizon, value + half),
    se,
    level: curve.level,
    n: curve.n,
    method: 'restricted mean, Greenwood',
  }
}
