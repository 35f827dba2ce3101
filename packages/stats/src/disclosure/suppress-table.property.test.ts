import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { suppressTable, type CountedTable, type TableTotal } from './suppress-table.ts'

const minimum = 5

/**
 * Rows, columns and the whole of a table. Rows stand in a table of their own, where they are withheld
 * against the whole; so do columns.
 */
function gridTotals(counts: readonly number[], rows: number, columns: number): TableTotal[] {
  const all = [...counts.keys()]
  const sumOf = (cells: readonly number[]): number =>
    cells.reduce((sum, cell) => sum + counts[cell]!, 0)
  const whole = { cells: all, hidden: sumOf(all) > 0 && sumOf(all) < minimum }
  const margin = (lines: readonly number[][]): TableTotal[] => {
    const hidden = suppressTable({
      counts: lines.map(sumOf),
      totals: [{ cells: [...lines.keys()], hidden: whole.hidden }],
      minimum,
    })
    return lines.map((cells, at) => ({ cells, hidden: hidden[at]! }))
  }
  const line = (length: number, at: (place: number) => number): number[] =>
    Array.from({ length }, (_, place) => at(place))
  return [
    ...margin(Array.from({ length: rows }, (_, row) => line(columns, (at) => row * columns + at))),
    ...margin(
      Array.from({ length: columns }, (_, column) => line(rows, (at) => at * columns + column)),
    ),
    whole,
  ]
}

/**
 * Every table of whole numbers that agrees with all that a reader knows: what each withheld cell and
 * each withheld total may be. It shares no code and no idea with what it holds to account.
 */
function possibleValues(table: CountedTable, hidden: readonly boolean[]) {
  const { counts, totals } = table
  const known = totals.filter((total) => !total.hidden)
  const unknown = [...counts.keys()].filter((cell) => hidden[cell])
  const trial = counts.map((count, cell) => (hidden[cell] ? 0 : count))
  const rest = known.map(({ cells }) =>
    cells.reduce((sum, cell) => sum + (hidden[cell] ? counts[cell]! : 0), 0),
  )
  const involved = counts.map((_, cell) =>
    known.flatMap(({ cells }, at) => (cells.includes(cell) ? [at] : [])),
  )
  const cells = new Map(unknown.map((cell) => [cell, new Set<number>()]))
  const sums = new Map(totals.filter((one) => one.hidden).map((one) => [one, new Set<number>()]))
  const visit = (place: number): void => {
    if (place === unknown.length) {
      if (rest.some((left) => left !== 0)) return
      for (const cell of unknown) cells.get(cell)!.add(trial[cell]!)
      for (const [total, values] of sums)
        values.add(total.cells.reduce((sum, cell) => sum + trial[cell]!, 0))
      return
    }
    const cell = unknown[place]!
    // Near the truth is enough to find a second table, and every one more makes it slower.
    const most = Math.min(counts[cell]! + 2, ...involved[cell]!.map((at) => rest[at]!))
    for (let value = Math.max(0, counts[cell]! - 2); value <= most; value += 1) {
      trial[cell] = value
      for (const at of involved[cell]!) rest[at]! -= value
      visit(place + 1)
      for (const at of involved[cell]!) rest[at]! += value
    }
  }
  visit(0)
  return { cells, sums }
}

const smallTables = fc
  .tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 2, max: 3 }))
  .chain(([rows, columns]) =>
    fc.record({
      rows: fc.constant(rows),
      columns: fc.constant(columns),
      counts: fc.array(
        fc.oneof({ weight: 3, arbitrary: fc.integer({ min: 0, max: 8 }) }, fc.constant(0)),
        { minLength: rows * columns, maxLength: rows * columns },
      ),
    }),
  )

describe('suppressTable', () => {
  test('leaves a table without small cells as it is', () => {
    const counts = [5, 9, 0, 40]
    const table = { counts, totals: gridTotals(counts, 2, 2), minimum }
    expect(suppressTable(table)).toEqual([false, false, false, false])
  })

  test('withholds the smallest other cell of a row whose total is known', () => {
    const table = { counts: [3, 20, 8], totals: [{ cells: [0, 1, 2], hidden: false }], minimum }
    expect(suppressTable(table)).toEqual([true, false, true])
  })

  test('closes the rectangle where rows and columns are known', () => {
    const counts = [3, 20, 30, 20, 20, 25, 30, 30, 40]
    const hidden = suppressTable({ counts, totals: gridTotals(counts, 3, 3), minimum })
    expect(hidden).toEqual([true, true, false, true, true, false, false, false, false])
  })

  test('two cells of one answer each need a third: together they are fewer than the minimum', () => {
    const table = {
      counts: [1, 1, 30, 9],
      totals: [{ cells: [0, 1, 2, 3], hidden: false }],
      minimum,
    }
    expect(suppressTable(table)).toEqual([true, true, false, true])
  })

  test('a withheld total does not come out as the sum of its cells', () => {
    const totals = [
      { cells: [0, 1], hidden: true },
      { cells: [2, 3], hidden: true },
      { cells: [0, 1, 2, 3], hidden: false },
    ]
    const hidden = suppressTable({ counts: [6, 7, 8, 9], totals, minimum })
    expect(hidden.slice(0, 2)).toContain(true)
    expect(hidden.slice(2)).toContain(true)
  })

  test('a reader who tries every table that fits never finds a withheld number', () => {
    fc.assert(
      fc.property(smallTables, ({ rows, columns, counts }) => {
        const table = { counts, totals: gridTotals(counts, rows, columns), minimum }
        const hidden = suppressTable(table)
        counts.forEach((count, cell) => {
          if (count > 0 && count < minimum) expect(hidden[cell]).toBe(true)
        })
        const { cells, sums } = possibleValues(table, hidden)
        for (const [cell, values] of cells) {
          const context = JSON.stringify({ rows, columns, counts, hidden, cell })
          if (counts[cell]! > 0) expect(values.size, context).toBeGreaterThan(1)
        }
        for (const values of sums.values()) expect(values.size).toBeGreaterThan(1)
      }),
      { numRuns: 300 },
    )
  })

  test('no linear combination of what is known gives a withheld number of a larger table', () => {
    const count = fc.oneof(
      fc.integer({ min: 0, max: 6 }),
      fc.integer({ min: 5, max: 60 }),
      fc.constant(0),
    )
    const [rows, columns] = [7, 9]
    const size = rows * columns
    fc.assert(
      fc.property(fc.array(count, { minLength: size, maxLength: size }), (counts) => {
        const totals = gridTotals(counts, rows, columns)
        const hidden = suppressTable({ counts, totals, minimum })
        const known = totals
          .filter((total) => !total.hidden)
          .map(({ cells }) => cells.filter((cell) => hidden[cell]))
        const rank = rankOf(size, known)
        const isFree = (cells: readonly number[]) => rankOf(size, [...known, cells]) === rank + 1
        counts.forEach((own, cell) => {
          if (own > 0 && own < minimum) expect(isFree([cell])).toBe(true)
        })
        for (const total of totals.filter((one) => one.hidden))
          expect(isFree(total.cells.filter((cell) => hidden[cell]))).toBe(true)
      }),
      { numRuns: 40 },
    )
  })

  test('2,000 cells, half of them small, are looked at within a second', () => {
    const counts = Array.from({ length: 2_000 }, (_, at) => 1 + ((at * 7_919) % 11))
    const started = performance.now()
    suppressTable({ counts, totals: gridTotals(counts, 40, 50), minimum })
    expect(performance.now() - started).toBeLessThan(1_000)
  })
})

/** Rank of indicator vectors over the field of a prime: exact, without any rounding. */
function rankOf(size: number, sums: readonly (readonly number[])[]): number {
  const prime = 1_000_003
  const inverse = (value: number): number => {
    let [result, base, power] = [1n, BigInt(value), BigInt(prime - 2)]
    for (; power > 0n; power >>= 1n) {
      if (power & 1n) result = (result * base) % BigInt(prime)
      base = (base * base) % BigInt(prime)
    }
    return Number(result)
  }
  const rows = sums.map((cells) => {
    const row = new Array<number>(size).fill(0)
    for (const cell of cells) row[cell] = 1
    return row
  })
  let rank = 0
  for (let column = 0; column < size; column += 1) {
    const pivot = rows.findIndex((row, at) => at >= rank && row[column] !== 0)
    if (pivot < 0) continue
    ;[rows[rank], rows[pivot]] = [rows[pivot]!, rows[rank]!]
    const scale = inverse(rows[rank]![column]!)
    for (let at = rank + 1; at < rows.length; at += 1) {
      const times = (rows[at]![column]! * scale) % prime
      if (times === 0) continue
      for (let place = column; place < size; place += 1)
        rows[at]![place] = (rows[at]![place]! + prime * prime - times * rows[rank]![place]!) % prime
    }
    rank += 1
  }
  return rank
}
