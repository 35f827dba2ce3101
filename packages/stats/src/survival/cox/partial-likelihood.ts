import type { CoxRisk } from './cox-data.ts'
import { blockRows, type RiskSums } from './risk-sums.ts'

/**
 * The gradient of the log partial likelihood, or with `factor` the same with each event time
 * counted so many times: Σ_t g(t) [ Σ_{events} w z − (a S₁ − b D₁) ].
 */
export function scoreVector(data: CoxRisk, sums: RiskSums, factor?: Float64Array): Float64Array {
  const { a, b, s1, d1, isTied } = sums
  const times = data.eventTimes.ties.length
  return Float64Array.from(data.columns, (_, j) => {
    const s1j = s1[j]!
    const d1j = d1[j]!
    let expected = 0
    for (let e = 0; e < times; e += 1) {
      let own = a[e]! * s1j[e]!
      if (isTied) own -= b[e]! * d1j[e]!
      expected += factor ? factor[e]! * own : own
    }
    return eventTotal(data, j, factor) - expected
  })
}

/** Σ w z over the events. */
function eventTotal(data: CoxRisk, j: number, factor?: Float64Array): number {
  if (!factor) return data.eventTotals[j]!
  const { eventTimes, event, mass, columns } = data
  const column = columns[j]!
  let total = 0
  for (let e = 0; e < eventTimes.ties.length; e += 1)
    for (let i = eventTimes.first[e]!; i < eventTimes.end[e]!; i += 1)
      total += factor[e]! * event[i]! * mass[i]! * column[i]!
  return total
}

/**
 * Minus the Hessian, or with `factor` Σ_t g(t) V(t):
 *
 *   V = a S₂ − b D₂ − [c S₁S₁ᵀ − cf (S₁D₁ᵀ + D₁S₁ᵀ) + cff D₁D₁ᵀ]
 *
 * Σ_t (a S₂ − b D₂) is not summed per time: it is Σ_i q_i z_i z_iᵀ over the rows, where q_i gathers
 * a over the times at which the row was at risk, less b where it was itself a tied event.
 */
export function informationMatrix(
  data: CoxRisk,
  sums: RiskSums,
  factor?: Float64Array,
): Float64Array[] {
  const { columns } = data
  const p = columns.length
  const times = data.eventTimes.ties.length
  const weights = exposure(data, sums, factor)
  const rows = addProducts(columns, columns, weights)
  const scaled = (column: Float64Array) =>
    factor ? factor.map((value, e) => value * column[e]!) : column.subarray(0, times)
  const minus = addProducts(sums.s1, sums.s1, scaled(sums.c))
  const mixed = sums.isTied ? addProducts(sums.s1, sums.d1, scaled(sums.cf), true) : null
  const tied = sums.isTied ? addProducts(sums.d1, sums.d1, scaled(sums.cff)) : null
  for (let j = 0; j < p; j += 1)
    for (let k = 0; k <= j; k += 1) {
      let value = rows[j]![k]! - minus[j]![k]!
      if (mixed && tied) value += mixed[j]![k]! + mixed[k]![j]! - tied[j]![k]!
      rows[j]![k] = rows[k]![j] = value
    }
  return rows
}

/** r times the hazard that each row was exposed to: q of `informationMatrix`. */
function exposure(data: CoxRisk, sums: RiskSums, factor?: Float64Array): Float64Array {
  const { starts, eventTimes } = data
  const { relative } = sums
  const { isEnd } = eventTimes
  // One place more than there are times, as `a`: the rows after the last one read there.
  const steps = factor ? sums.a.map((a, e) => a * (factor[e] ?? 0)) : sums.a
  const exposed = new Float64Array(data.size)
  let e = eventTimes.ties.length
  for (let s = starts.length - 2; s >= 0; s -= 1) {
    let hazard = 0
    for (let i = starts[s + 1]! - 1; i >= starts[s]!; i -= 1) {
      e -= isEnd[i]!
      hazard += isEnd[i]! * steps[e]!
      exposed[i] = relative[i]! * hazard
    }
  }
  if (data.entryOrder) removeUnseen(data, data.entryOrder, relative, steps, exposed)
  if (sums.isTied) removeOwnTies(data, sums, exposed, factor)
  return exposed
}

/** Late entry: takes off the hazard of the times before a row entered. */
function removeUnseen(
  { starts, eventTimes }: CoxRisk,
  entryOrder: Uint32Array,
  relative: Float64Array,
  steps: Float64Array,
  exposed: Float64Array,
): void {
  for (let s = 0; s + 1 < starts.length; s += 1) {
    let leaving = starts[s + 1]! - 1
    let hazard = 0
    const takeOff = (down: number) => {
      for (; leaving >= down; leaving -= 1) {
        const row = entryOrder[leaving]!
        exposed[row]! -= hazard * relative[row]!
      }
    }
    for (let e = eventTimes.starts[s + 1]! - 1; e >= eventTimes.starts[s]!; e -= 1) {
      takeOff(eventTimes.left[e]!)
      hazard += steps[e]!
    }
    takeOff(starts[s]!)
  }
}

/** Efron: a tied event is at risk only for a part of its own time. */
function removeOwnTies(
  { eventTimes, event }: CoxRisk,
  { b, relative }: RiskSums,
  exposed: Float64Array,
  factor?: Float64Array,
): void {
  const { first, end, ties } = eventTimes
  for (let e = 0; e < ties.length; e += 1) {
    if (!(ties[e]! > 1)) continue
    const own = factor ? factor[e]! * b[e]! : b[e]!
    for (let i = first[e]!; i < end[e]!; i += 1) exposed[i]! -= event[i]! * own * relative[i]!
  }
}

/** Σ_i weight_i left_j[i] right_k[i], as a matrix; the lower triangle alone unless `full`. */
function addProducts(
  left: readonly Float64Array[],
  right: readonly Float64Array[],
  weight: Float64Array,
  full = false,
): Float64Array[] {
  const p = left.length
  const products = left.map(() => new Float64Array(p))
  const weighted = new Float64Array(blockRows)
  for (let from = 0; from < weight.length; from += blockRows) {
    const size = Math.min(blockRows, weight.length - from)
    for (let j = 0; j < p; j += 1) {
      const column = left[j]!
      for (let i = 0; i < size; i += 1) weighted[i] = weight[from + i]! * column[from + i]!
      const last = full ? p - 1 : j
      for (let k = 0; k <= last; k += 1) products[j]![k]! += dot(weighted, right[k]!, from, size)
    }
  }
  return products
}

function dot(weighted: Float64Array, column: Float64Array, from: number, size: number): number {
  // Two sums side by side: an addition need not wait for the one before it.
  let even = 0
  let odd = 0
  let i = 0
  for (; i + 1 < size; i += 2) {
    even += weighted[i]! * column[from + i]!
    odd += weighted[i + 1]! * column[from + i + 1]!
  }
  return i < size ? even + odd + weighted[i]! * column[from + i]! : even + odd
}
