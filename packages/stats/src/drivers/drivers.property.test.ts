import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRandomSource } from '../random/random-source.ts'
import { regressLinear } from '../regression/regress-linear.ts'
import { fitted } from '../test/fitted.ts'
import { analyseDrivers, type DriverAnalysis } from './driver-importance.ts'
import { lmgShares } from './lmg.ts'
import { findSmallestEigenvalue, nearestCorrelation } from './nearest-correlation.ts'
import { pairwiseCovariance } from './pairwise-covariance.ts'
import type { DriverRows } from './driver-rows.ts'
import { poolPairwiseSums, sumPairwise } from './pairwise-sums.ts'

const runs = { numRuns: 150, seed: 20_240_601 }

/** Ratings 0 … 4 in `width` columns, the last the outcome, with some answers missing. */
function ratings({ missing, fewest = 0 }: { missing: boolean; fewest?: number }) {
  const cell = missing
    ? fc.oneof({ weight: 5, arbitrary: fc.nat(4) }, { weight: 1, arbitrary: fc.constant(NaN) })
    : fc.nat(4)
  return fc
    .integer({ min: 2, max: 6 })
    .chain((width) =>
      fc.array(fc.array(cell, { minLength: width, maxLength: width }), {
        minLength: fewest,
        maxLength: 60,
      }),
    )
    .map((table) => rowsOf(table))
}

function rowsOf(table: readonly (readonly number[])[]): DriverRows {
  const width = table[0]?.length ?? 3
  const names = Array.from({ length: width }, (_, i) => (i === width - 1 ? 'outcome' : `d${i}`))
  return {
    names,
    columns: names.map((_, i) => Float64Array.from(table, (row) => row[i]!)),
  }
}

function analyseRows(rows: DriverRows, minimumPairs = 3): DriverAnalysis | null {
  const statistics = pairwiseCovariance(sumPairwise(rows), { outcome: 'outcome', minimumPairs })
  if (statistics.kind === 'insufficient') return null
  const analysis = analyseDrivers(statistics, { outcome: 'outcome' })
  return analysis.kind === 'insufficient' ? null : analysis
}

/** Every number in a result, however deep. */
function numbersIn(value: unknown): number[] {
  if (typeof value === 'number') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(numbersIn)
}

const byName = (analysis: DriverAnalysis) =>
  new Map(analysis.drivers.map((driver) => [driver.name, driver]))

describe('importance', () => {
  it('adds up to R², is never negative for LMG and Johnson, and never NaN, with answers missing', () => {
    let judged = 0
    fc.assert(
      fc.property(
        fc.oneof(ratings({ missing: true, fewest: 20 }), ratings({ missing: true })),
        (rows) => {
          const analysis = analyseRows(rows)
          if (analysis === null) return
          judged += 1
          expect(numbersIn(analysis).every(Number.isFinite)).toBe(true)
          const sum = (of: (driver: DriverAnalysis['drivers'][number]) => number) =>
            analysis.drivers.reduce((total, driver) => total + of(driver), 0)
          for (const total of [
            sum(({ lmg }) => lmg!.value),
            sum(({ johnson }) => johnson.value),
            sum(({ pratt }) => pratt),
          ])
            expect(total).toBeCloseTo(analysis.rSquared, 8)
          for (const { lmg, johnson, last } of analysis.drivers) {
            expect(lmg!.value).toBeGreaterThanOrEqual(0)
            expect(johnson.value).toBeGreaterThanOrEqual(0)
            expect(last).toBeLessThanOrEqual(analysis.rSquared + 1e-9)
          }
        },
      ),
      runs,
    )
    expect(judged).toBeGreaterThan(60)
  })

  it('does not depend on the order of drivers or rows, nor on units', () => {
    fc.assert(
      fc.property(
        ratings({ missing: false }),
        fc.double({ min: 0.01, max: 100, noNaN: true }),
        (rows, unit) => {
          const plain = analyseRows(rows)
          if (plain === null || plain.excluded.length > 0) return
          const turned = analyseRows({
            names: [...rows.names].reverse(),
            columns: rows.columns
              .map((column) => column.toReversed().map((x) => 7 - unit * x))
              .reverse(),
          })
          const other = byName(turned!)
          expect(turned!.rSquared).toBeCloseTo(plain.rSquared, 8)
          for (const { name, lmg, johnson, first } of plain.drivers) {
            expect(other.get(name)!.lmg!.value).toBeCloseTo(lmg!.value, 8)
            expect(other.get(name)!.johnson.value).toBeCloseTo(johnson.value, 8)
            expect(other.get(name)!.first).toBeCloseTo(first, 8)
          }
        },
      ),
      runs,
    )
  })

  it('LMG is the mean of what a driver adds over all orders', () => {
    const correlation = [1, 0.5, 0.2, 0.1, 0.5, 1, 0.3, 0, 0.2, 0.3, 1, -0.4, 0.1, 0, -0.4, 1]
    const withOutcome = [0.5, 0.4, 0.3, 0.2]
    const covariance = Float64Array.from({ length: 25 }, (_, at) => {
      const [i, j] = [Math.floor(at / 5), at % 5]
      if (i === 4 && j === 4) return 1
      return i === 4 ? withOutcome[j]! : j === 4 ? withOutcome[i]! : correlation[i * 4 + j]!
    })
    const names = ['a', 'b', 'c', 'd', 'outcome']
    const explained = (drivers: string[]) =>
      drivers.length === 0
        ? 0
        : fitted(regressLinear({ names, covariance, n: 99 }, { outcome: 'outcome', drivers }))
            .rSquared
    const orders = permute(['a', 'b', 'c', 'd'])
    const means = ['a', 'b', 'c', 'd'].map((name) => {
      const added = orders.map((order) => {
        const before = order.slice(0, order.indexOf(name))
        return explained([...before, name]) - explained(before)
      })
      return added.reduce((sum, value) => sum + value, 0) / orders.length
    })
    const shares = lmgShares(Float64Array.from(correlation), Float64Array.from(withOutcome))
    means.forEach((mean, i) => {
      expect(shares[i]!).toBeCloseTo(mean, 12)
    })
  })

  it('of unrelated drivers is the squared correlation, whichever way it is counted', () => {
    const names = ['a', 'b', 'outcome']
    const covariance = [4, 0, 0.6, 0, 1, 0.4, 0.6, 0.4, 1]
    const { drivers } = fitted(analyseDrivers({ names, covariance, n: 50 }, { outcome: 'outcome' }))
    for (const [i, expected] of [0.09, 0.16].entries()) {
      const { lmg, johnson, first, last, betaSquared, pratt } = drivers[i]!
      for (const value of [lmg!.value, johnson.value, first, last, betaSquared, pratt])
        expect(value).toBeCloseTo(expected, 12)
    }
    expect(drivers.map(({ lmg }) => lmg!.rank)).toEqual([2, 1])
  })

  it('of 20 drivers goes through a million subsets and still adds up to R²', () => {
    const random = createRandomSource(2)
    const table = Array.from({ length: 120 }, () => {
      const common = random.uniform()
      const row = Array.from({ length: 20 }, () => common + random.uniform())
      return [...row, row.reduce((sum, value, i) => sum + i * value, 40 * random.uniform())]
    })
    const analysis = analyseRows(rowsOf(table))!
    const shares = analysis.drivers.map(({ lmg }) => lmg!.value)
    expect(shares.reduce((sum, value) => sum + value, 0)).toBeCloseTo(analysis.rSquared, 10)
    const turned = analyseRows(
      rowsOf(table.map((row) => [...row.slice(0, 20).reverse(), row[20]!])),
    )!
    turned.drivers.forEach(({ lmg }, i) => {
      expect(lmg!.value).toBeCloseTo(shares[19 - i]!, 10)
    })
  })

  it('beyond 24 drivers is Johnson’s alone', () => {
    const random = createRandomSource(1)
    const table = Array.from({ length: 80 }, () => {
      const row = Array.from({ length: 30 }, () => random.uniform())
      return [...row, row[0]! + row[1]! + random.uniform()]
    })
    const analysis = analyseRows(rowsOf(table))!
    expect(analysis.drivers.every(({ lmg }) => lmg === null)).toBe(true)
    expect(analysis.rankedDifferently).toEqual([])
    const total = analysis.drivers.reduce((sum, { johnson }) => sum + johnson.value, 0)
    expect(total).toBeCloseTo(analysis.rSquared, 10)
  })
})

function permute(items: string[]): string[][] {
  if (items.length === 0) return [[]]
  return items.flatMap((item) =>
    permute(items.filter((other) => other !== item)).map((rest) => [item, ...rest]),
  )
}

describe('drivers that cannot be judged are said in words', () => {
  const base = Array.from({ length: 40 }, (_, i) => [i % 5, (i * 7) % 11, (i * i) % 13])

  it('constant, a copy, a sum', () => {
    const table = base.map(([a, b, y]) => [a!, 3, 10 - 2 * a!, b!, a! + b!, y!])
    const analysis = analyseRows(rowsOf(table))!
    expect(analysis.drivers.map(({ name }) => name)).toEqual(['d0', 'd3'])
    expect(analysis.excluded).toEqual([
      { name: 'd1', code: 'constant', words: '“d1” never varies.' },
      {
        name: 'd2',
        code: 'collinear',
        words: '“d2” rises and falls exactly with “d0”: the two cannot be told apart.',
      },
      { name: 'd4', code: 'collinear', words: '“d4” follows exactly from “d0” and “d3”.' },
    ])
  })

  it('a copy with missing answers stays a copy, and the matrix is not repaired for it', () => {
    const table = base.map(([a, b, y], i) => [i % 3 === 0 ? NaN : a!, a!, b!, y!])
    const statistics = fitted(
      pairwiseCovariance(sumPairwise(rowsOf(table)), { outcome: 'outcome' }),
    )
    expect(statistics.repair.repaired).toBe(false)
    const analysis = fitted(analyseDrivers(statistics, { outcome: 'outcome' }))
    expect(analysis.excluded.map(({ name, code }) => [name, code])).toEqual([['d1', 'collinear']])
  })

  it('too few rows in common', () => {
    const table = base.map(([a, b, y], i) => [i < 20 ? a! : NaN, i < 20 ? NaN : b!, b!, y!])
    const { excluded } = analyseRows(rowsOf(table), 10)!
    expect(excluded).toEqual([
      {
        name: 'd1',
        code: 'too-few-pairs',
        words: '“d1” and “d0” are known together in 0 rows; 10 are needed.',
      },
    ])
  })

  it('also where the caller asked for the driver that was left out', () => {
    const table = base.map(([a, b, y], i) => [i < 5 ? a! : NaN, b!, a! + b!, y!])
    const statistics = fitted(
      pairwiseCovariance(sumPairwise(rowsOf(table)), { outcome: 'outcome' }),
    )
    const chosen = (drivers: string[]) =>
      fitted(analyseDrivers(statistics, { outcome: 'outcome', drivers }))
    expect(chosen(['d0', 'd1']).drivers.map(({ name }) => name)).toEqual(['d1'])
    expect(chosen(['d0', 'd1']).excluded.map(({ name }) => name)).toEqual(['d0'])
    expect(chosen(['d1', 'd2']).excluded).toEqual([])
  })

  it('a constant outcome, no rows, too few rows', () => {
    const flat = rowsOf(base.map(([a, b]) => [a!, b!, 1]))
    const statistics = fitted(pairwiseCovariance(sumPairwise(flat), { outcome: 'outcome' }))
    expect(analyseDrivers(statistics, { outcome: 'outcome' })).toMatchObject({
      kind: 'insufficient',
      why: '“outcome” never varies.',
    })
    expect(pairwiseCovariance(sumPairwise(rowsOf([])), { outcome: 'outcome' })).toMatchObject({
      kind: 'insufficient',
      n: 0,
    })
    const few = { names: ['a', 'b', 'outcome'], covariance: [1, 0, 0, 0, 1, 0, 0, 0, 1], n: 3 }
    expect(regressLinear(few, { outcome: 'outcome' })).toMatchObject({ n: 3, minimum: 4 })
  })
})

describe('pairwise sums', () => {
  it('pool over parts, forget the order of rows, and count a pattern as often as it occurs', () => {
    fc.assert(
      fc.property(ratings({ missing: true }), fc.nat(60), (rows, cut) => {
        const whole = sumPairwise(rows)
        const part = (from: number, to?: number) => ({
          names: rows.names,
          columns: rows.columns.map((column) => column.slice(from, to)),
        })
        expect(poolPairwiseSums([sumPairwise(part(cut)), sumPairwise(part(0, cut))])).toEqual(whole)
        const twice = { ...rows, counts: new Float64Array(rows.columns[0]!.length).fill(2) }
        expect(sumPairwise(twice)).toEqual(poolPairwiseSums([whole, whole]))
      }),
      runs,
    )
  })

  it('are what a plain loop over the rows gives', () => {
    fc.assert(
      fc.property(ratings({ missing: true }), ({ names, columns }) => {
        const sums = sumPairwise({ names, columns })
        names.forEach((_, i) => {
          names.forEach((_other, j) => {
            const both = Array.from(
              columns[i]!,
              (x, row) => [x, columns[j]![row]!] as const,
            ).filter(([x, y]) => !Number.isNaN(x + y))
            const at = i * names.length + j
            const total = (of: (x: number, y: number) => number) =>
              both.reduce((sum, [x, y]) => sum + of(x, y), 0)
            expect(sums.n[at]).toBe(both.length)
            expect(sums.sum[at]).toBe(total((x) => x))
            expect(sums.sumSquares[at]).toBe(total((x) => x * x))
            expect(sums.sumProducts[at]).toBe(total((x, y) => x * y))
          })
        })
      }),
      runs,
    )
  })

  it('more rows than one pass through the cache', () => {
    const table = Array.from({ length: 2500 }, (_, i) => [i % 4, i % 7 === 0 ? NaN : i % 5, i % 3])
    const whole = sumPairwise(rowsOf(table))
    const parts = [table.slice(0, 700), table.slice(700)].map((rows) => sumPairwise(rowsOf(rows)))
    expect(poolPairwiseSums(parts)).toEqual(whole)
    expect(whole.n[0]).toBe(2500)
    expect(whole.n[1]).toBe(2500 - 358)
  })
})

describe('the nearest correlation matrix', () => {
  const entries = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), {
    minLength: 10,
    maxLength: 10,
  })

  it('has unit diagonal and no eigenvalue below the floor, and leaves a good matrix alone', () => {
    fc.assert(
      fc.property(entries, fc.double({ min: 0, max: 0.2, noNaN: true }), (values, floor) => {
        const matrix = symmetric(values)
        const result = nearestCorrelation(matrix, 5, { floor })
        expect(result.smallestEigenvalueAfter).toBeGreaterThan(floor - 1e-6)
        for (let i = 0; i < 5; i += 1) expect(result.correlation[i * 6]).toBe(1)
        const again = nearestCorrelation(result.correlation, 5, { floor })
        again.correlation.forEach((value, at) => {
          expect(Math.abs(value - result.correlation[at]!)).toBeLessThan(1e-5)
        })
        if (result.smallestEigenvalue > floor + 1e-9)
          matrix.forEach((value, at) => {
            expect(result.correlation[at]!).toBeCloseTo(value, 9)
          })
      }),
      { ...runs, numRuns: 60 },
    )
  })

  it('takes the place of pairwise correlations that do not go together, and says so', () => {
    // Three overlapping halves of the rows, in which a = b, b = c and a = −c.
    const table = Array.from({ length: 60 }, (_, i) => {
      const x = (i * 7) % 5
      const noise = ((i * 13) % 7) / 7
      return i < 20
        ? [x, x + noise, NaN, x]
        : i < 40
          ? [NaN, x, x + noise, 4 - x]
          : [x, NaN, noise - x, 2 + noise]
    })
    const statistics = fitted(
      pairwiseCovariance(sumPairwise(rowsOf(table)), { outcome: 'outcome' }),
    )
    const { repair } = statistics
    expect(repair.repaired).toBe(true)
    expect(repair.smallestEigenvalue).toBeLessThan(0)
    expect(repair.largestChange).toBeGreaterThan(0.1)
    expect(repair.words).toMatch(/nearest that do were taken/)
    const spread = statistics.names.map((_, i) => Math.sqrt(statistics.covariance[i * 5]!))
    const correlation = statistics.covariance.map(
      (value, at) => value / (spread[Math.floor(at / 4)]! * spread[at % 4]!),
    )
    expect(findSmallestEigenvalue(correlation, 4)).toBeGreaterThan(0.0009)
    const analysis = fitted(analyseDrivers(statistics, { outcome: 'outcome' }))
    expect(numbersIn(analysis).every(Number.isFinite)).toBe(true)
  })
})

function symmetric(values: readonly number[]): Float64Array {
  const matrix = new Float64Array(25)
  let next = 0
  for (let i = 0; i < 5; i += 1) {
    matrix[i * 6] = 1
    for (let j = 0; j < i; j += 1) {
      matrix[i * 5 + j] = values[next]!
      matrix[j * 5 + i] = values[next]!
      next += 1
    }
  }
  return matrix
}

describe('wrong input is named', () => {
  const good = { names: ['a', 'y'], covariance: [1, 0.5, 0.5, 1], n: 20 }
  const analyse = (statistics: typeof good, outcome = 'y') =>
    analyseDrivers(statistics, { outcome })

  it('matrices', () => {
    expect(() => analyse({ ...good, covariance: [1, 0.5, 0.4, 1] })).toThrow(
      /symmetric, got 0.4 and 0.5/,
    )
    expect(() => analyse({ ...good, covariance: [1, 1.5, 1.5, 1] })).toThrow(/within ±1, got 1.5/)
    expect(() => analyse({ ...good, covariance: [-1, 0, 0, 1] })).toThrow(/variance of a .* got -1/)
    expect(() => analyse({ ...good, covariance: [1, NaN, NaN, 1] })).toThrow(/got NaN/)
    expect(() => analyse({ ...good, covariance: [1] })).toThrow(/4 entries, got 1/)
    expect(() => analyse({ ...good, n: 2.5 })).toThrow(/n must .* got 2.5/)
    expect(() => analyse(good, 'x')).toThrow(/x must be one of the 2 names/)
    expect(() => analyseDrivers(good, { outcome: 'y', drivers: ['y'] })).toThrow(/outcome, got y/)
    const impossible = [1, 0.9, -0.9, 0, 0.9, 1, 0.9, 0, -0.9, 0.9, 1, 0, 0, 0, 0, 1]
    expect(() =>
      analyseDrivers(
        { names: ['a', 'b', 'c', 'y'], covariance: impossible, n: 50 },
        { outcome: 'y' },
      ),
    ).toThrow(/positive semidefinite/)
  })

  it('rows and sums', () => {
    const rows = rowsOf([[1, 2, 3]])
    expect(() => sumPairwise({ ...rows, columns: rows.columns.slice(1) })).toThrow(
      /2 columns, got 3/,
    )
    expect(() => sumPairwise(rowsOf([[1, Infinity, 3]]))).toThrow(/d1\[0\] .* got Infinity/)
    expect(() => sumPairwise({ ...rows, counts: Float64Array.of(-1) })).toThrow(
      /counts\[0\] .* got -1/,
    )
    const sums = sumPairwise(rows)
    expect(() =>
      pairwiseCovariance({ ...sums, n: sums.n.map(() => -1) }, { outcome: 'd0' }),
    ).toThrow(/n\[0\] .* got -1/)
    expect(() => poolPairwiseSums([sums, sumPairwise(rowsOf([[1, 2]]))])).toThrow(
      /parts must hold d0/,
    )
  })
})
