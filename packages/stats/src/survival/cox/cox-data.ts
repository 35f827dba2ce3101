import { orderRising } from '../../order/order-values.ts'
import { findEventTimes, type EventTimes } from './event-times.ts'
import { requireLength, requireSurvivalGroups, type StratifiedGroups } from '../survival-groups.ts'

/** One column that may move the hazard. */
export interface Covariate {
  name: string
  /** Finite; a category is a column of 0 and 1 per level but one. */
  values: Float64Array
}

/** Rows of a Cox regression: groups with covariates, and where needed strata and case weights. */
export interface CoxRows extends StratifiedGroups {
  covariates: readonly Covariate[]
  /**
   * Case weight of each customer of the row, finite and 0 or above, as sampling gives them. Not a
   * count: that is `n`.
   */
  weight?: Float64Array
}

/** Rows in the order the likelihood walks them: by stratum, within it by falling time. */
export interface CoxRisk {
  size: number
  /** Row numbers of the input. */
  row: Uint32Array
  time: Float64Array
  event: Uint8Array
  /** Customers of the row, and that times their weight. */
  n: Float64Array
  mass: Float64Array
  /** Stratum s has the places [starts[s], starts[s + 1]). */
  starts: number[]
  /** Name of each stratum. */
  strata: number[]
  /** Standardised covariates, column by column. */
  columns: Float64Array[]
  mean: Float64Array
  scale: Float64Array
  /** Highest less lowest standardised value, per covariate. */
  range: Float64Array
  eventTimes: EventTimes
  /** Σ w z over all events, per covariate. */
  eventTotals: Float64Array
  /** Places by falling entry within the stratum; null without late entry. */
  entryOrder: Uint32Array | null
  customers: number
  events: number
}

/** @throws RangeError naming the first bad value */
export function requireCoxRows(rows: CoxRows): void {
  requireSurvivalGroups(rows)
  const { covariates, weight, time } = rows
  if (covariates.length === 0)
    throw new RangeError('covariates must have at least one column, got none')
  const names = new Set<string>()
  for (const { name, values } of covariates) {
    if (names.has(name))
      throw new RangeError(`covariates must have names of their own, got ${name} twice`)
    names.add(name)
    requireLength(`covariate ${name}`, values.length, time.length)
    for (let i = 0; i < values.length; i += 1)
      if (!Number.isFinite(values[i]))
        throw new RangeError(`covariate ${name}[${i}] must be a finite number, got ${values[i]!}`)
  }
  if (!weight) return
  requireLength('weight', weight.length, time.length)
  for (let i = 0; i < weight.length; i += 1)
    if (!(weight[i]! >= 0 && weight[i]! < Infinity))
      throw new RangeError(`weight[${i}] must be a finite number, 0 or above, got ${weight[i]!}`)
}

/** Sorts and standardises the rows once; every step of the fit then reads them in memory order. */
export function arrangeRisk(rows: CoxRows): CoxRisk {
  const { row, starts, strata } = orderRows(rows)
  const size = row.length
  const time = gather(rows.time, row)
  const event = new Uint8Array(size)
  const n = rows.n ? gather(rows.n, row) : new Float64Array(size).fill(1)
  const mass = rows.weight ? gather(rows.weight, row) : n
  if (rows.weight) for (let i = 0; i < size; i += 1) mass[i]! *= n[i]!
  let customers = 0
  let events = 0
  for (let i = 0; i < size; i += 1) {
    event[i] = rows.event[row[i]!]!
    customers += n[i]!
    if (event[i] === 1) events += n[i]!
  }
  const entry = rows.entry ? gather(rows.entry, row) : null
  const entryOrder = entry && orderEntries(entry, starts)
  const arranged = {
    size,
    row,
    time,
    event,
    n,
    mass,
    starts,
    strata,
    customers,
    events,
    entryOrder,
  }
  const eventTimes = findEventTimes(arranged, entry)
  const standardised = rows.covariates.map(({ values }) => standardise(gather(values, row), mass))
  return {
    ...arranged,
    eventTimes,
    columns: standardised.map(({ column }) => column),
    eventTotals: Float64Array.from(standardised, ({ column }) => totalEvents(column, mass, event)),
    mean: Float64Array.from(standardised, ({ mean }) => mean),
    scale: Float64Array.from(standardised, ({ scale }) => scale),
    range: Float64Array.from(standardised, ({ range }) => range),
  }
}

function gather(values: Float64Array, row: Uint32Array): Float64Array {
  const gathered = new Float64Array(row.length)
  for (let i = 0; i < row.length; i += 1) gathered[i] = values[row[i]!]!
  return gathered
}

/** Rows that count, by stratum and within it by falling time. */
function orderRows({ time, n, weight, stratum }: CoxRows) {
  const rising = orderRising(time)
  const row = new Uint32Array(rising.length)
  let size = 0
  for (let i = rising.length - 1; i >= 0; i -= 1) {
    const at = rising[i]!
    if (n?.[at] === 0 || weight?.[at] === 0) continue
    row[size] = at
    size += 1
  }
  const kept = row.subarray(0, size)
  if (!stratum) return { row: kept, starts: [0, size], strata: [0] }
  return splitByStratum(kept, stratum)
}

/** A stable counting sort by stratum. */
function splitByStratum(row: Uint32Array, stratum: Uint32Array) {
  const sizes = new Map<number, number>()
  for (const at of row) sizes.set(stratum[at]!, (sizes.get(stratum[at]!) ?? 0) + 1)
  const strata = [...sizes.keys()].sort((a, b) => a - b)
  const starts = [0]
  const next = new Map<number, number>()
  for (const value of strata) {
    next.set(value, starts.at(-1)!)
    starts.push(starts.at(-1)! + sizes.get(value)!)
  }
  const split = new Uint32Array(row.length)
  for (const at of row) {
    const place = next.get(stratum[at]!)!
    split[place] = at
    next.set(stratum[at]!, place + 1)
  }
  return { row: split, starts, strata }
}

/** Centres and scales in place, so that no unit of a covariate can spoil the arithmetic. */
function standardise(column: Float64Array, mass: Float64Array) {
  let total = 0
  let sum = 0
  let lowest = Infinity
  let highest = -Infinity
  for (let i = 0; i < column.length; i += 1) {
    const value = column[i]!
    total += mass[i]!
    sum += mass[i]! * value
    if (value < lowest) lowest = value
    if (value > highest) highest = value
  }
  // A column of one value must not become one of rounding errors.
  if (!(highest > lowest)) return { column: column.fill(0), mean: lowest, scale: 1, range: 0 }
  const mean = sum / total
  let squares = 0
  for (let i = 0; i < column.length; i += 1) {
    const gap = column[i]! - mean
    column[i] = gap
    squares += mass[i]! * gap * gap
  }
  const scale = Math.sqrt(squares / total)
  for (let i = 0; i < column.length; i += 1) column[i]! /= scale
  return { column, mean, scale, range: (highest - lowest) / scale }
}

function totalEvents(column: Float64Array, mass: Float64Array, event: Uint8Array): number {
  let total = 0
  for (let i = 0; i < column.length; i += 1) total += event[i]! * mass[i]! * column[i]!
  return total
}

/** Places of the arranged rows by falling entry, within each stratum. */
function orderEntries(entry: Float64Array, starts: readonly number[]): Uint32Array {
  const order = new Uint32Array(entry.length)
  for (let s = 0; s + 1 < starts.length; s += 1) {
    const from = starts[s]!
    // A copy: the sort reads the bits of the whole buffer.
    const rising = orderRising(entry.slice(from, starts[s + 1]))
    for (let i = 0; i < rising.length; i += 1)
      order[from + i] = from + rising[rising.length - 1 - i]!
  }
  return order
}
