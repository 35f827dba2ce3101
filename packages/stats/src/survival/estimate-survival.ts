import { normalCritical } from '../distribution/normal.ts'
import { insufficient, type Insufficient } from '../estimate/interval-estimate.ts'
import { boundSurvival, type SurvivalIntervalMethod } from './curve-bounds.ts'
import { countCustomers, requireSurvivalGroups, type SurvivalGroups } from './survival-groups.ts'
import { tabulateSurvival, type SurvivalTable } from './survival-table.ts'

/** A survival curve: columns of one length, one row per distinct time. */
export interface SurvivalCurve extends SurvivalTable {
  kind: 'curve'
  /** Kaplan-Meier: share not lost up to and including each time. */
  survival: Float64Array
  /** Greenwood's standard error of `survival`; 0 where nobody is left. */
  standardError: Float64Array
  low: Float64Array
  high: Float64Array
  /** Nelson-Aalen: expected number of events up to each time of one who stays at risk. */
  cumulativeHazard: Float64Array
  cumulativeHazardError: Float64Array
  level: number
  method: SurvivalIntervalMethod
  /** Customers behind the curve. */
  n: number
  /** How many of them were lost. */
  eventCount: number
  /** What a reader must know of the curve, in whole sentences. */
  boundaries: string[]
}

/**
 * Kaplan-Meier's survival curve with Greenwood's standard error, and Nelson-Aalen's hazard.
 *
 *   S(t) = Π (1 − d/r)      var S = S² Σ d / (r (r − d))
 *   H(t) = Σ d/r            var H = Σ d / r²
 *
 * over the times up to t, with d events among r at risk. Where S falls to 0 Greenwood's formula has
 * no value: the lower bound is 0 there and the upper bound stays that of the time before.
 * Source: Kaplan and Meier (1958), JASA 53, 457-481; Greenwood (1926); Aalen (1978), Annals of
 * Statistics 6, 701-726.
 *
 * @param options.level confidence level, .95 unless told
 * @param options.method `log-log` unless told
 * @returns insufficient without customers; without an event a curve that stays at 1
 * @throws RangeError on a time below 0, a count that is not whole, columns of several lengths
 */
export function estimateSurvival(
  groups: SurvivalGroups,
  { level = 0.95, method = 'log-log' }: { level?: number; method?: SurvivalIntervalMethod } = {},
): SurvivalCurve | Insufficient {
  const z = normalCritical(level)
  requireSurvivalGroups(groups)
  const n = countCustomers(groups)
  if (n === 0) return insufficient(0, 1, 'There are no customers to watch.')
  const table = tabulateSurvival(groups)
  const steps = walkCurve(table, z, method)
  let eventCount = 0
  for (const count of table.events) eventCount += count
  const boundaries = describeBoundaries(table, steps.survival, eventCount)
  return { kind: 'curve', ...table, ...steps, level, method, n, eventCount, boundaries }
}

function walkCurve(table: SurvivalTable, z: number, method: SurvivalIntervalMethod) {
  const rows = table.time.length
  const survival = new Float64Array(rows)
  const standardError = new Float64Array(rows)
  const low = new Float64Array(rows)
  const high = new Float64Array(rows)
  const cumulativeHazard = new Float64Array(rows)
  const cumulativeHazardError = new Float64Array(rows)
  let share = 1
  let greenwood = 0
  let hazard = 0
  let hazardVariance = 0
  let bounds = { low: 1, high: 1 }
  for (let i = 0; i < rows; i += 1) {
    const lost = table.events[i]!
    const atRisk = table.atRisk[i]!
    if (lost > 0) {
      hazard += lost / atRisk
      hazardVariance += lost / (atRisk * atRisk)
      share *= (atRisk - lost) / atRisk
      if (share > 0) {
        greenwood += lost / (atRisk * (atRisk - lost))
        bounds = boundSurvival(share, share * Math.sqrt(greenwood), z, method)
      } else bounds = { low: 0, high: bounds.high }
    }
    survival[i] = share
    standardError[i] = share * Math.sqrt(greenwood)
    low[i] = bounds.low
    high[i] = bounds.high
    cumulativeHazard[i] = hazard
    cumulativeHazardError[i] = Math.sqrt(hazardVariance)
  }
  return { survival, standardError, low, high, cumulativeHazard, cumulativeHazardError }
}

function describeBoundaries(
  { time, atRisk }: SurvivalTable,
  survival: Float64Array,
  eventCount: number,
): string[] {
  if (eventCount === 0)
    return ['Nobody was lost while watched: the curve stays at 1, and its interval with it.']
  const end = survival.indexOf(0)
  if (end >= 0 && end < time.length - 1)
    return [
      `All ${atRisk[end]!} at risk at time ${time[end]!} were lost while others enter later: the curve stays at 0.`,
    ]
  return []
}
