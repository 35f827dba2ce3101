import { requireNonNegative } from '../domain/require.ts'
import { insufficient, type Insufficient } from '../estimate/interval-estimate.ts'
import { findUsableDrivers, leastSpread, type ExcludedDriver } from './usable-drivers.ts'

/**
 * People grouped by their values of the drivers, as columns of one length. A row may stand for one
 * person or for thousands; NaN says that the value is not known.
 */
export interface OutcomeGroups {
  names: readonly string[]
  columns: readonly Float64Array[]
  /** How many (or what weight) of each row chose each category, worst category first. */
  counts: readonly Float64Array[]
}

/** Complete rows with drivers at mean 0 and variance 1, for a fit that is well conditioned. */
export interface PreparedOutcomes {
  kind: 'prepared'
  names: string[]
  /** rows × names, row-major, standardised. */
  values: Float64Array
  /** Counts of the categories that anybody chose. */
  counts: Float64Array[]
  /** Positions of those categories. */
  categories: number[]
  totals: number[]
  centre: Float64Array
  spread: Float64Array
  n: number
  /** Weight of the rows left out because a driver is not known. */
  leftOut: number
  excluded: ExcludedDriver[]
}

/**
 * Checks the groups, leaves out rows with a missing driver and drivers that say nothing of their own.
 *
 * @returns insufficient where all chose one category, no driver varies, or people are too few
 * @throws RangeError naming the column, row and value that is wrong
 */
export function prepareOutcomes(groups: OutcomeGroups): PreparedOutcomes | Insufficient {
  checkGroups(groups)
  const { names, columns, counts } = groups
  const { rows, weights, leftOut } = findCompleteRows(groups)
  const n = weights.reduce((sum, weight) => sum + weight, 0)
  const totals = counts.map((column) => rows.reduce((sum, row) => sum + column[row]!, 0))
  const categories = totals.flatMap((total, category) => (total > 0 ? [category] : []))
  if (categories.length < 2)
    return insufficient(n, n + 1, n === 0 ? 'There are no complete rows.' : 'All chose the same.')
  const moments = columns.map((column) => momentsOf(column, rows, weights))
  const { kept, excluded } = findUsableDrivers(
    names,
    moments.map(({ spread }) => spread),
    correlate(columns, moments, { rows, weights }),
  )
  if (kept.length === 0) return insufficient(n, n + 1, 'No driver varies.')
  const minimum = kept.length + categories.length
  if (n < minimum)
    return insufficient(n, minimum, `${n} people cannot tell ${kept.length} drivers from chance.`)
  const values = new Float64Array(rows.length * kept.length)
  kept.forEach((driver, k) => {
    const { mean, spread } = moments[driver]!
    const column = columns[driver]!
    for (let place = 0; place < rows.length; place += 1)
      values[place * kept.length + k] = (column[rows[place]!]! - mean) / spread
  })
  return {
    kind: 'prepared',
    names: kept.map((driver) => names[driver]!),
    values,
    counts: categories.map((category) => takeRows(counts[category]!, rows)),
    categories,
    totals: categories.map((category) => totals[category]!),
    centre: Float64Array.from(kept, (driver) => moments[driver]!.mean),
    spread: Float64Array.from(kept, (driver) => moments[driver]!.spread),
    n,
    leftOut,
    excluded,
  }
}

function takeRows(column: Float64Array, rows: Uint32Array): Float64Array {
  const taken = new Float64Array(rows.length)
  for (let place = 0; place < rows.length; place += 1) taken[place] = column[rows[place]!]!
  return taken
}

function findCompleteRows({ columns, counts }: OutcomeGroups) {
  const length = counts[0]!.length
  const rows = new Uint32Array(length)
  const weights = new Float64Array(length)
  let [complete, leftOut] = [0, 0]
  for (let row = 0; row < length; row += 1) {
    let weight = 0
    for (const column of counts) weight += column[row]!
    if (weight === 0) continue
    let isMissing = false
    for (const column of columns) isMissing ||= Number.isNaN(column[row]!)
    if (isMissing) leftOut += weight
    else {
      rows[complete] = row
      weights[complete] = weight
      complete += 1
    }
  }
  return { rows: rows.subarray(0, complete), weights: weights.subarray(0, complete), leftOut }
}

interface Moments {
  mean: number
  spread: number
}

function momentsOf(column: Float64Array, rows: Uint32Array, weights: Float64Array): Moments {
  let [n, sum, squares] = [0, 0, 0]
  for (let place = 0; place < rows.length; place += 1) {
    n += weights[place]!
    sum += weights[place]! * column[rows[place]!]!
  }
  const mean = sum / n
  let deviations = 0
  for (let place = 0; place < rows.length; place += 1) {
    const value = column[rows[place]!]!
    squares += weights[place]! * value * value
    deviations += weights[place]! * (value - mean) ** 2
  }
  const spread = Math.sqrt(deviations / n)
  // A constant leaves the rounding of its mean, which is no spread; nor is what underflows squared.
  return { mean, spread: deviations > 1e-24 * squares && spread > leastSpread ? spread : 0 }
}

function correlate(
  columns: readonly Float64Array[],
  moments: readonly Moments[],
  { rows, weights }: { rows: Uint32Array; weights: Float64Array },
): Float64Array {
  const count = columns.length
  const correlation = new Float64Array(count * count)
  const n = weights.reduce((sum, weight) => sum + weight, 0)
  for (let i = 0; i < count; i += 1) {
    correlation[i * count + i] = 1
    for (let j = 0; j < i; j += 1) {
      const [a, b] = [moments[i]!, moments[j]!]
      if (a.spread === 0 || b.spread === 0) continue
      let sum = 0
      for (let place = 0; place < rows.length; place += 1) {
        const row = rows[place]!
        sum += weights[place]! * (columns[i]![row]! - a.mean) * (columns[j]![row]! - b.mean)
      }
      correlation[i * count + j] = sum / (n * a.spread * b.spread)
      correlation[j * count + i] = correlation[i * count + j]!
    }
  }
  return correlation
}

function checkGroups({ names, columns, counts }: OutcomeGroups): void {
  if (counts.length < 2)
    throw new RangeError(`counts must hold 2 categories or more, got ${counts.length}`)
  if (names.length !== columns.length)
    throw new RangeError(`names must name ${columns.length} columns, got ${names.length}`)
  if (new Set(names).size !== names.length)
    throw new RangeError(`names must differ, got ${names.join(', ')}`)
  const length = counts[0]!.length
  const requireLength = (name: string, column: Float64Array) => {
    if (column.length !== length)
      throw new RangeError(`${name} must have ${length} rows, got ${column.length}`)
  }
  columns.forEach((column, i) => {
    requireLength(names[i]!, column)
    for (let row = 0; row < length; row += 1)
      if (column[row] === Infinity || column[row] === -Infinity)
        throw new RangeError(`${names[i]!}[${row}] must be finite or missing, got ${column[row]!}`)
  })
  counts.forEach((column, category) => {
    requireLength(`counts[${category}]`, column)
    for (let row = 0; row < length; row += 1)
      if (!(column[row]! >= 0 && column[row]! < Infinity))
        requireNonNegative(`counts[${category}][${row}]`, column[row]!)
  })
}
