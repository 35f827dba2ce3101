import { requireNonNegative } from '../domain/require.ts'
import { addRows } from './add-rows.ts'
import type { DriverRows, PairwiseSums } from './driver-rows.ts'

/** Sums that nothing was added to yet. */
function emptyPairwiseSums(names: readonly string[]): PairwiseSums {
  const entries = names.length * names.length
  return {
    names,
    n: new Float64Array(entries),
    sum: new Float64Array(entries),
    sumSquares: new Float64Array(entries),
    sumProducts: new Float64Array(entries),
  }
}

/**
 * Adds up rows. A row whose value is missing in one variable still counts for all other pairs.
 *
 * @throws RangeError naming the column, row and value: infinite, a negative count, or uneven lengths
 */
export function sumPairwise(rows: DriverRows): PairwiseSums {
  checkRows(rows)
  const sums = emptyPairwiseSums(rows.names)
  addRows(sums, rows)
  return sums
}

/**
 * Adds up parts: units, weeks, buckets of customers.
 *
 * @throws RangeError where the parts hold other variables than the first
 */
export function poolPairwiseSums(parts: readonly PairwiseSums[]): PairwiseSums {
  const total = emptyPairwiseSums(parts[0]?.names ?? [])
  for (const part of parts) {
    requireSameNames(total.names, part.names)
    for (const column of ['n', 'sum', 'sumSquares', 'sumProducts'] as const) {
      const to = total[column]
      for (let at = 0; at < to.length; at += 1) to[at]! += part[column][at]!
    }
  }
  return total
}

/** @throws RangeError where the names or their order differ */
export function requireSameNames(names: readonly string[], others: readonly string[]): void {
  if (names.length !== others.length || names.some((name, i) => name !== others[i]))
    throw new RangeError(`parts must hold ${names.join(', ')}, got ${others.join(', ')}`)
}

/** @throws RangeError naming the column, row and value that is wrong */
export function checkRows({ names, columns, counts }: DriverRows): void {
  if (names.length !== columns.length)
    throw new RangeError(`names must name ${columns.length} columns, got ${names.length}`)
  const length = columns[0]?.length ?? 0
  columns.forEach((column, i) => {
    if (column.length !== length)
      throw new RangeError(`${names[i]!} must have ${length} rows, got ${column.length}`)
    for (let row = 0; row < length; row += 1)
      if (column[row] === Infinity || column[row] === -Infinity)
        throw new RangeError(`${names[i]!}[${row}] must be finite or missing, got ${column[row]!}`)
  })
  if (counts === undefined) return
  if (counts.length !== length)
    throw new RangeError(`counts must have ${length} rows, got ${counts.length}`)
  counts.forEach((count, row) => requireNonNegative(`counts[${row}]`, count))
}
