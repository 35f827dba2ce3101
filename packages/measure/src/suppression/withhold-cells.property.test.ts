import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { withholdCells, type CountedAnswer } from './withhold-cells.ts'

const minimum = 5
const count = fc.oneof(
  fc.integer({ min: 0, max: 6 }),
  fc.integer({ min: 5, max: 40 }),
  fc.constant(0),
)

/** Twelve months by four groups, with the quarters and the year that they make up. */
const byMonth = fc
  .array(fc.array(count, { minLength: 4, maxLength: 4 }), { minLength: 12, maxLength: 12 })
  .map((counts): CountedAnswer => {
    const keys = ['a', 'b', 'c', 'd'].map((key) => [key])
    const quarter = counts.map((_, month) => Math.floor(month / 3))
    return { keys, counts, longer: [counts.map(() => 0), quarter], minimum }
  })

/** One period by two dimensions: a part and its whole, as in a tree of units, among them. */
const byTwo = fc.array(count, { minLength: 12, maxLength: 12 }).map((counts): CountedAnswer => {
  const keys = counts.map((_, at) => [`row ${at % 4}`, `column ${Math.floor(at / 4)}`])
  return { keys, counts: [counts], longer: [], minimum }
})

/** A sum that some answer shows: which cells it is of. */
type Sum = readonly number[]

/**
 * All that is published of these counts: the answer itself, and each answer by fewer dimensions and
 * longer periods, asked for by itself. Cells are numbered through the periods.
 */
function publishedSums({ keys, counts, longer }: CountedAnswer): { shown: Sum[]; hidden: Sum[] } {
  const [shown, hidden]: [Sum[], Sum[]] = [[], []]
  const grains = [...longer, counts.map((_, period) => period)]
  for (let mask = 0; mask < 1 << keys[0]!.length; mask += 1) {
    grains.forEach((grain, at) => {
      const cells = new Map<string, { period: number; key: string[]; parts: number[] }>()
      counts.forEach((row, period) =>
        row.forEach((_, place) => {
          const key = keys[place]!.filter((__, dimension) => (mask & (1 << dimension)) !== 0)
          const name = JSON.stringify([grain[period], key])
          const cell = cells.get(name) ?? { period: grain[period]!, key, parts: [] }
          cell.parts.push(period * row.length + place)
          cells.set(name, cell)
        }),
      )
      const all = counts.flat()
      const periods = [...new Set(grain as number[])]
      const names = [...new Set([...cells.values()].map(({ key }) => JSON.stringify(key)))]
      const partsAt = (period: number, name: string): number[] =>
        cells.get(JSON.stringify([period, JSON.parse(name)]))?.parts ?? []
      const answer = withholdCells({
        keys: names.map((name) => JSON.parse(name) as string[]),
        counts: periods.map((period) =>
          names.map((name) => partsAt(period, name).reduce((sum, part) => sum + all[part]!, 0)),
        ),
        longer: grains
          .slice(0, at)
          .map((wider) => periods.map((period) => wider[grain.indexOf(period)]!)),
        minimum,
      })
      periods.forEach((period, row) =>
        names.forEach((name, place) =>
          (answer.hidden[row]![place]! ? hidden : shown).push(partsAt(period, name)),
        ),
      )
    })
  }
  return { shown, hidden }
}

/** Rank over the rationals by plain elimination on whole numbers modulo a prime. */
function rankOf(size: number, sums: readonly Sum[]): number {
  const prime = 10_007
  const rows = sums.map((sum) => {
    const row = new Array<number>(size).fill(0)
    for (const cell of sum) row[cell] = 1
    return row
  })
  const inverse = (value: number): number => {
    let result = 1
    for (let power = prime - 2, base = value; power > 0; power >>= 1) {
      if (power & 1) result = (result * base) % prime
      base = (base * base) % prime
    }
    return result
  }
  let rank = 0
  for (let column = 0; column < size && rank < rows.length; column += 1) {
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

/** Every hidden sum of a small group must be free of all that is shown, in whichever answer. */
function attack(answer: CountedAnswer): void {
  const all = answer.counts.flat()
  const { shown, hidden } = publishedSums(answer)
  const rank = rankOf(all.length, shown)
  for (const sum of hidden) {
    const size = sum.reduce((total, cell) => total + all[cell]!, 0)
    if (size === 0 || size >= minimum) continue
    expect(rankOf(all.length, [...shown, sum]), JSON.stringify({ answer, sum })).toBe(rank + 1)
  }
  // And no small group is shown at all.
  for (const sum of shown) {
    const size = sum.reduce((total, cell) => total + all[cell]!, 0)
    expect(size === 0 || size >= minimum).toBe(true)
  }
}

describe('withholdCells', () => {
  test('months, quarters and the year together do not give a small month away', () => {
    fc.assert(fc.property(byMonth, attack), { numRuns: 25 })
  })

  test('a table by two dimensions and those by each of them do not either', () => {
    fc.assert(fc.property(byTwo, attack), { numRuns: 60 })
  })

  test('nothing is withheld where no cell is small, and a sum is told when its cells are', () => {
    const answer = { keys: [['a'], ['b'], ['c']], counts: [[0, 5, 90]], longer: [], minimum }
    const { hidden, tells } = withholdCells(answer)
    expect(hidden).toEqual([[false, false, false]])
    expect(tells(0, [0, 1])).toBe(true)
  })

  test('of a condition with two values only what the table tells anyway is told', () => {
    const answer = { keys: [['a'], ['b'], ['c']], counts: [[3, 6, 90]], longer: [], minimum }
    const { hidden, tells } = withholdCells(answer)
    expect(hidden).toEqual([[true, true, false]])
    expect(tells(0, [0, 1])).toBe(true)
    expect(tells(0, [0, 2])).toBe(false)
    expect(tells(0, [1, 2])).toBe(false)
  })
})
