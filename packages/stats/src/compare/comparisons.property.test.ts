import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Insufficient } from '../estimate/interval-estimate.ts'
import { meanStatisticsFromSums } from '../mean/mean-statistics.ts'
import type { RatioStatistics } from '../ratio/ratio-interval.ts'
import { fitted } from '../test/fitted.ts'
import { compareEstimates } from './compare-estimates.ts'
import { compareMeans } from './compare-means.ts'
import { compareNps } from './compare-nps.ts'
import { compareProportions } from './compare-proportions.ts'
import { compareRatios } from './compare-ratios.ts'
import type { Comparison } from './comparison.ts'

const runs = { numRuns: 200, seed: 20_240_601 }
const amount = fc.double({ min: -1e4, max: 1e4, noNaN: true })
const rows = fc.array(fc.tuple(amount, fc.integer({ min: 1, max: 9 })), {
  minLength: 8,
  maxLength: 30,
})
const factor = fc.double({ min: 0.01, max: 1000, noNaN: true })
const error = fc.double({ min: 1e-3, max: 1e3, noNaN: true })

function ratioOf(customers: readonly (readonly [number, number])[], scale = 1): RatioStatistics {
  const sum = (of: (y: number, x: number) => number) =>
    customers.reduce((total, [y, x]) => total + of(scale * y, x), 0)
  return {
    n: customers.length,
    sumY: sum((y) => y),
    sumX: sum((_, x) => x),
    sumYY: sum((y) => y * y),
    sumXX: sum((_, x) => x * x),
    sumXY: sum((y, x) => x * y),
  }
}

const meanOf = ({ n, sumY, sumYY }: RatioStatistics) => meanStatisticsFromSums(n, sumY, sumYY)

type Judged = Comparison | Insufficient

/** Swapped sides: everything turned around, the same p; interval and p agree. */
function expectSwapped(one: Judged, other: Judged): void {
  expect(one.kind).toBe(other.kind)
  if (one.kind === 'insufficient' || other.kind === 'insufficient') return
  const size = 1e-9 * (1 + Math.abs(one.low) + Math.abs(one.high))
  expect(Math.abs(other.difference + one.difference)).toBeLessThanOrEqual(size)
  expect(Math.abs(other.low + one.high)).toBeLessThanOrEqual(size)
  expect(Math.abs(other.p - one.p)).toBeLessThan(1e-9)
  expect([one.low, one.high, one.se, one.p].every(Number.isFinite)).toBe(true)
  expect(one.low <= one.difference && one.difference <= one.high).toBe(true)
  if (one.low > 0 || one.high < 0) expect(one.p).toBeLessThanOrEqual(0.05 + 1e-6)
}

describe('swapping the sides', () => {
  it('means, ratios and estimates', () => {
    fc.assert(
      fc.property(rows, rows, amount, error, amount, error, (a, b, value, se, other, otherSe) => {
        const [left, right] = [ratioOf(a), ratioOf(b)]
        expectSwapped(
          compareMeans(meanOf(left), meanOf(right)),
          compareMeans(meanOf(right), meanOf(left)),
        )
        expectSwapped(compareRatios(left, right), compareRatios(right, left))
        const [x, y] = [
          { value, se },
          { value: other, se: otherSe },
        ]
        expectSwapped(compareEstimates(x, y), compareEstimates(y, x))
      }),
      runs,
    )
  })
})

describe('another unit, another order', () => {
  it('scales the difference and leaves p alone', () => {
    fc.assert(
      fc.property(rows, rows, factor, (a, b, scale) => {
        const reversed = [...a].reverse()
        const pairs: [Judged, Judged][] = [
          [
            compareMeans(meanOf(ratioOf(a)), meanOf(ratioOf(b))),
            compareMeans(meanOf(ratioOf(reversed, scale)), meanOf(ratioOf(b, scale))),
          ],
          [
            compareRatios(ratioOf(a), ratioOf(b)),
            compareRatios(ratioOf(reversed, scale), ratioOf(b, scale)),
          ],
        ]
        for (const [plain, scaled] of pairs) {
          if (plain.kind === 'insufficient' || scaled.kind === 'insufficient') continue
          const allowed = 1e-6 * scale * (1 + Math.abs(plain.high) + Math.abs(plain.low))
          expect(Math.abs(scaled.low - scale * plain.low)).toBeLessThanOrEqual(allowed)
          expect(Math.abs(scaled.high - scale * plain.high)).toBeLessThanOrEqual(allowed)
          expect(Math.abs(scaled.p - plain.p)).toBeLessThan(1e-5)
        }
      }),
      runs,
    )
  })

  it('a farther baseline is never less evident; a larger error never more', () => {
    fc.assert(
      fc.property(error, error, fc.double({ min: 0, max: 1e4, noNaN: true }), (se, gap, more) => {
        const p = (value: number, currentSe: number) =>
          compareEstimates({ value, se: currentSe }, { value: 0, se }).p
        expect(p(gap + more, se)).toBeLessThanOrEqual(p(gap, se) + 1e-12)
        expect(p(gap, se + more)).toBeGreaterThanOrEqual(p(gap, se) - 1e-12)
      }),
      runs,
    )
  })

  it('more of the same answers narrow a difference of shares or scores', () => {
    const answers = fc.integer({ min: 1, max: 200 })
    fc.assert(
      fc.property(answers, answers, answers, answers, (a, b, c, d) => {
        const nps = (times: number) =>
          fitted(
            compareNps(
              { promoters: times * a, passives: times * b, detractors: times * c },
              { promoters: times * d, passives: times * a, detractors: times * b },
              { method: 'wald' },
            ),
          ).se
        const share = (times: number) =>
          fitted(
            compareProportions(
              { successes: times * a, n: times * (a + b) },
              { successes: times * c, n: times * (c + d) },
            ),
          ).se
        expect(nps(4)).toBeCloseTo(nps(1) / 2, 9)
        expect(share(4)).toBeLessThan(share(1))
      }),
      runs,
    )
  })
})

describe('too little or wrong', () => {
  const none = { promoters: 0, passives: 0, detractors: 0 }
  const some = { promoters: 3, passives: 3, detractors: 3 }
  const ratio = { n: 3, sumY: 3, sumX: 3, sumYY: 3, sumXX: 3, sumXY: 3 }

  it('thin data is a value', () => {
    expect(compareNps(none, some)).toMatchObject({ kind: 'insufficient', n: 0 })
    expect(compareProportions({ successes: 0, n: 0 }, { successes: 1, n: 2 })).toMatchObject({
      kind: 'insufficient',
    })
    const moved = { ...ratio, sumY: 6, sumYY: 12, sumXY: 6 }
    expect(compareRatios(moved, ratio)).toMatchObject({
      kind: 'insufficient',
      why: 'Neither ratio varies, so no error can be estimated.',
    })
  })

  it.each<[string, () => unknown, RegExp]>([
    ['nps', () => compareNps({ ...some, passives: 0.5 }, some), /passives .* got 0.5/],
    ['nps', () => compareNps(some, some, { level: 2 }), /level .* got 2/],
    [
      'shares',
      () => compareProportions({ successes: 3, n: 2 }, { successes: 1, n: 2 }),
      /successes .* got 3/,
    ],
    [
      'means',
      () => compareMeans({ n: 2, mean: Number.NaN, m2: 1 }, { n: 2, mean: 0, m2: 1 }),
      /mean .* got NaN/,
    ],
    ['ratios', () => compareRatios(ratio, { ...ratio, sumYY: -1 }), /sumYY .* got -1/],
    [
      'estimates',
      () => compareEstimates({ value: Infinity, se: 1 }, { value: 0, se: 1 }),
      /current.value .* got Infinity/,
    ],
  ])('a bad value is named: %s', (_, call, words) => {
    expect(call).toThrow(RangeError)
    expect(call).toThrow(words)
  })
})
