/**
 * Customers grouped by what the models need to know of them, one column each, all of one length.
 * Grouping loses nothing: customers with the same history have the same likelihood.
 */
export interface CustomerGroups {
  /** Repeat purchases (the first purchase does not count): 0, 1, 2, … */
  x: Float64Array
  /** Time from the first to the last purchase; 0 where x is 0. */
  tx: Float64Array
  /** Time from the first purchase to the end of the observation. Any one unit for tx and T. */
  T: Float64Array
  /** How many customers share this history. */
  w: Float64Array
}

/** What is known of one customer. */
export interface PurchaseHistory {
  x: number
  tx: number
  T: number
}

/**
 * Checks every row and sums what the starting values need.
 *
 * @throws RangeError naming the column, the row and the value
 */
export function checkCustomerGroups({ x, tx, T, w }: CustomerGroups): CustomerTotals {
  for (const [name, column] of [
    ['tx', tx],
    ['T', T],
    ['w', w],
  ] as const)
    if (column.length !== x.length)
      throw new RangeError(`${name} must have ${x.length} rows like x, got ${column.length}`)
  const totals = { customers: 0, purchases: 0, time: 0, repeaters: 0 }
  for (let i = 0; i < x.length; i += 1) {
    checkHistory(x[i]!, tx[i]!, T[i]!, i)
    const weight = w[i]!
    if (!(weight >= 0 && weight < Infinity))
      throw new RangeError(`w[${i}] must be a finite number, 0 or above, got ${weight}`)
    totals.customers += weight
    totals.purchases += weight * x[i]!
    totals.time += weight * T[i]!
    if (x[i]! > 0) totals.repeaters += weight
  }
  return totals
}

export interface CustomerTotals {
  customers: number
  /** Repeat purchases of all. */
  purchases: number
  /** Observed time of all. */
  time: number
  /** Customers with at least one repeat purchase. */
  repeaters: number
}

/** @throws RangeError unless x is whole, 0 ≤ tx ≤ T, and tx is 0 where x is 0. */
export function checkHistory(x: number, tx: number, T: number, row?: number): void {
  const at = row === undefined ? '' : `[${row}]`
  if (!(x >= 0 && x <= Number.MAX_SAFE_INTEGER && Number.isInteger(x)))
    throw new RangeError(`x${at} must be a whole number, 0 or above, got ${x}`)
  if (!(T >= 0 && T < Infinity))
    throw new RangeError(`T${at} must be a finite number, 0 or above, got ${T}`)
  if (!(tx >= 0 && tx <= T))
    throw new RangeError(`tx${at} must lie between 0 and T = ${T}, got ${tx}`)
  if (x === 0 && tx !== 0) throw new RangeError(`tx${at} must be 0 where x is 0, got ${tx}`)
}

/** From so many groups on, starts are chosen on a sample. */
export const rehearsalSize = 10_000

/**
 * A sample of `size` customers at equal steps along the cumulative weight: deterministic, and heavy
 * groups are met in proportion. It chooses starts and measures slopes; it never gives an estimate.
 *
 * @returns the rows met and how many customers of the sample each stands for
 */
export function sampleRows(
  w: Float64Array,
  size: number,
): { rows: Int32Array; weights: Float64Array } {
  const total = w.reduce((sum, weight) => sum + weight, 0)
  const rows: number[] = []
  const weights: number[] = []
  const step = total / size
  let cumulative = 0
  let next = step / 2
  for (let i = 0; i < w.length; i += 1) {
    cumulative += w[i]!
    let hits = 0
    while (next < cumulative) {
      hits += 1
      next += step
    }
    if (hits === 0) continue
    rows.push(i)
    weights.push(hits * step)
  }
  return { rows: Int32Array.from(rows), weights: Float64Array.from(weights) }
}

/** The rows of a column that a sample met. */
export function pickRows(column: Float64Array, rows: Int32Array): Float64Array {
  return Float64Array.from(rows, (row) => column[row]!)
}

/** The sampled groups, with weights that add up to all customers. */
export function sampleSystematically(groups: CustomerGroups, size: number): CustomerGroups {
  const { rows, weights } = sampleRows(groups.w, size)
  return {
    x: pickRows(groups.x, rows),
    tx: pickRows(groups.tx, rows),
    T: pickRows(groups.T, rows),
    w: weights,
  }
}

/** The distinct values of a column and, for each row, which of them it has. */
export interface Distinct {
  values: Float64Array
  index: Int32Array
}

/** Day-grain columns have few distinct values, so logarithms are taken once per value. */
export function distinctValues(column: Float64Array): Distinct {
  const seen = new Map<number, number>()
  const values: number[] = []
  const index = new Int32Array(column.length)
  for (let i = 0; i < column.length; i += 1) {
    const value = column[i]!
    let at = seen.get(value)
    if (at === undefined) {
      at = values.length
      seen.set(value, at)
      values.push(value)
    }
    index[i] = at
  }
  return { values: Float64Array.from(values), index }
}

/**
 * The groups with equal histories put together: rows of a million customers become the some hundred
 * thousand histories that whole days can make. Where hardly any two are equal, the groups as they are.
 */
export function mergeEqualHistories(groups: CustomerGroups): CustomerGroups {
  // Of millions of groups in order none has to be remembered to see that no two are equal.
  if (areInOrder(groups)) return groups
  const rows = groups.x.length
  const [x, tx, T] = [groups.x, groups.tx, groups.T].map(distinctValues) as [
    Distinct,
    Distinct,
    Distinct,
  ]
  const possible = x.values.length * tx.values.length * T.values.length
  if (possible > Number.MAX_SAFE_INTEGER || tx.values.length > rows / 2) return groups
  const placeOf = new Map<number, number>()
  const first: number[] = []
  const weights: number[] = []
  for (let i = 0; i < rows; i += 1) {
    const key = (x.index[i]! * tx.values.length + tx.index[i]!) * T.values.length + T.index[i]!
    const place = placeOf.get(key)
    if (place === undefined) {
      placeOf.set(key, first.length)
      first.push(i)
      weights.push(groups.w[i]!)
    } else weights[place]! += groups.w[i]!
  }
  if (first.length === rows) return groups
  const kept = Int32Array.from(first)
  return {
    x: pickRows(groups.x, kept),
    tx: pickRows(groups.tx, kept),
    T: pickRows(groups.T, kept),
    w: Float64Array.from(weights),
  }
}

/** Whether each history stands after the one before it, as counts in SQL give them: so no two are equal. */
function areInOrder({ x, tx, T }: CustomerGroups): boolean {
  for (let i = 1; i < x.length; i += 1) {
    const step = x[i]! - x[i - 1]! || tx[i]! - tx[i - 1]! || T[i]! - T[i - 1]!
    if (!(step > 0)) return false
  }
  return true
}
