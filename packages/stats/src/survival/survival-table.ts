import { orderRising, sortRising } from '../order/order-values.ts'
import type { SurvivalGroups } from './survival-groups.ts'

/** Rows of one time put together, in rising time. */
export interface SurvivalTable {
  time: Float64Array
  /** Customers watched right before the time: entered before it, neither lost nor ended before it. */
  atRisk: Float64Array
  events: Float64Array
  censored: Float64Array
}

/**
 * The sufficient statistics of a survival curve: one sort, then one pass.
 *
 * At one time events come before ends of watching, and who enters at a time is at risk only after it.
 */
export function tabulateSurvival(groups: SurvivalGroups): SurvivalTable {
  const { time, event, n } = groups
  const { order, sorted } = sortRising(time)
  const times = new Float64Array(time.length)
  const events = new Float64Array(time.length)
  const censored = new Float64Array(time.length)
  let last = -1
  for (let i = 0; i < order.length; i += 1) {
    const row = order[i]!
    const count = n ? n[row]! : 1
    if (count === 0) continue
    const t = sorted[i]!
    if (last < 0 || t !== times[last]) {
      last += 1
      times[last] = t
    }
    if (event[row] === 1) events[last]! += count
    else censored[last]! += count
  }
  const rows = last + 1
  const table = {
    time: times.subarray(0, rows),
    events: events.subarray(0, rows),
    censored: censored.subarray(0, rows),
  }
  return { ...table, atRisk: countAtRisk(table, groups, table.time) }
}

/**
 * How many are watched right before each of the rising times `at`: #(time ≥ t) − #(entry ≥ t).
 *
 * @param table the same groups, tabulated
 */
export function countAtRisk(
  { time, events, censored }: Omit<SurvivalTable, 'atRisk'>,
  { entry, n }: SurvivalGroups,
  at: Float64Array,
): Float64Array {
  const atRisk = new Float64Array(at.length)
  const entries = entry ? orderRising(entry) : new Uint32Array(0)
  let row = time.length - 1
  let next = entries.length - 1
  let left = 0
  for (let i = at.length - 1; i >= 0; i -= 1) {
    const t = at[i]!
    for (; row >= 0 && time[row]! >= t; row -= 1) left += events[row]! + censored[row]!
    for (; entry && next >= 0 && entry[entries[next]!]! >= t; next -= 1)
      left -= n ? n[entries[next]!]! : 1
    atRisk[i] = left
  }
  return atRisk
}
