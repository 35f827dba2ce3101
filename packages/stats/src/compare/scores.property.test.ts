import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Interval } from '../estimate/interval-estimate.ts'
import { meanInterval, type MeanStatistics } from '../mean/mean-interval.ts'
import { meanStatisticsFromSums, poolMeanStatistics } from '../mean/mean-statistics.ts'
import { npsInterval } from '../nps/nps-interval.ts'
import type { NpsCounts } from '../nps/nps-counts.ts'
import { wilsonInterval } from '../proportion/wilson-interval.ts'
import { ratioInterval } from '../ratio/ratio-interval.ts'
import { fitted } from '../test/fitted.ts'
import { totalInterval } from '../total/total-interval.ts'
import { rake } from '../weighting/rake.ts'
import { adjustBenjaminiHochberg } from './adjust-benjamini-hochberg.ts'
import { compareEstimates } from './compare-estimates.ts'
import { compareMeans } from './compare-means.ts'
import { compareNps } from './compare-nps.ts'
import { compareProportions } from './compare-proportions.ts'
import { compareRatios } from './compare-ratios.ts'

const runs = { numRuns: 300, seed: 20_240_601 }
const level = fc.double({ min: 0.5, max: 0.999, noNaN: true })
const counts: fc.Arbitrary<NpsCounts> = fc.record({
  detractors: fc.nat(500),
  passives: fc.nat(500),
  promoters: fc.nat(500),
})
const proportion = fc
  .tuple(fc.nat(10_000), fc.nat(10_000))
  .map(([hits, misses]) => ({ successes: hits, n: hits + misses }))
const values = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { maxLength: 40 })
const method = fc.constantFrom('adjusted-wald' as const, 'score' as const, 'wald' as const)

function statisticsOf(numbers: readonly number[]): MeanStatistics {
  return poolMeanStatistics(numbers.map((mean) => ({ n: 1, mean, m2: 0 })))
}

function expectOrdered(interval: Interval): void {
  if (interval.kind === 'insufficient') {
    expect(interval.n).toBeLessThan(interval.minimum)
    return
  }
  const { value, low, high, se } = interval
  expect([value, low, high, se].every(Number.isFinite)).toBe(true)
  expect(low).toBeLessThanOrEqual(value)
  expect(high).toBeGreaterThanOrEqual(value)
}

describe('every interval is finite and holds its own estimate', () => {
  it('Wilson within [0, 1], NPS within ±100, at any level', () => {
    fc.assert(
      fc.property(proportion, counts, method, level, (share, nps, by, at) => {
        const wilson = wilsonInterval({ ...share, level: at })
        expectOrdered(wilson)
        if (wilson.kind === 'estimate') expect(wilson.low >= 0 && wilson.high <= 1).toBe(true)
        const score = npsInterval({ ...nps, level: at, method: by })
        expectOrdered(score)
        if (score.kind === 'estimate') expect(score.low >= -100 && score.high <= 100).toBe(true)
      }),
      runs,
    )
  })

  it('means, ratios and totals of any numbers', () => {
    const pairs = fc.array(fc.tuple(fc.double({ min: -1e4, max: 1e4, noNaN: true }), fc.nat(50)), {
      maxLength: 30,
    })
    fc.assert(
      fc.property(values, pairs, (numbers, clusters) => {
        expectOrdered(meanInterval(statisticsOf(numbers)))
        const sum = (of: (y: number, x: number) => number) =>
          clusters.reduce((total, [y, x]) => total + of(y, x), 0)
        const ratio = {
          n: clusters.length,
          sumY: sum((y) => y),
          sumX: sum((_, x) => x),
          sumYY: sum((y) => y * y),
          sumXX: sum((_, x) => x * x),
          sumXY: sum((y, x) => x * y),
        }
        expectOrdered(ratioInterval(ratio))
        expectOrdered(
          totalInterval({ n: clusters.length, total: ratio.sumY, sumSquares: ratio.sumYY }),
        )
      }),
      runs,
    )
  })
})

describe('symmetry, pooling and scaling', () => {
  it('swapping promoters and detractors mirrors the NPS interval', () => {
    fc.assert(
      fc.property(counts, method, (nps, by) => {
        const plain = npsInterval({ ...nps, method: by })
        if (plain.kind === 'insufficient') return
        const mirrored = fitted(
          npsInterval({
            passives: nps.passives,
            detractors: nps.promoters,
            promoters: nps.detractors,
            method: by,
          }),
        )
        expect(mirrored.value).toBeCloseTo(-plain.value, 9)
        expect(mirrored.low).toBeCloseTo(-plain.high, 9)
      }),
      runs,
    )
  })

  it('doubling every count narrows', () => {
    fc.assert(
      fc.property(counts, proportion, (nps, share) => {
        const width = (interval: Interval) =>
          interval.kind === 'estimate' ? interval.high - interval.low : Infinity
        const twice = {
          detractors: 2 * nps.detractors,
          passives: 2 * nps.passives,
          promoters: 2 * nps.promoters,
        }
        fc.pre(nps.detractors + nps.passives + nps.promoters > 0 && share.n > 0)
        expect(width(npsInterval(twice))).toBeLessThan(width(npsInterval(nps)))
        const double = { successes: 2 * share.successes, n: 2 * share.n }
        expect(width(wilsonInterval(double))).toBeLessThan(width(wilsonInterval(share)))
      }),
      runs,
    )
  })

  it('pooled groups are the whole, in any order', () => {
    fc.assert(
      fc.property(values, fc.nat(40), (numbers, cut) => {
        const parts = [statisticsOf(numbers.slice(cut)), statisticsOf(numbers.slice(0, cut))]
        const pooled = poolMeanStatistics(parts)
        const whole = statisticsOf(numbers)
        expect(pooled.n).toBe(whole.n)
        expect(Math.abs(pooled.mean - whole.mean)).toBeLessThan(1e-6)
        expect(Math.abs(pooled.m2 - whole.m2)).toBeLessThanOrEqual(1e-9 * (1 + whole.m2))
      }),
      runs,
    )
  })

  it('a mean in cents is a hundred times the mean', () => {
    fc.assert(
      fc.property(values, (numbers) => {
        fc.pre(numbers.length >= 2)
        const euros = fitted(meanInterval(statisticsOf(numbers)))
        const cents = fitted(meanInterval(statisticsOf(numbers.map((value) => 100 * value))))
        expect(Math.abs(cents.high - 100 * euros.high)).toBeLessThan(1e-3)
      }),
      runs,
    )
  })
})

describe('comparisons', () => {
  it('swap sides: the difference turns, the p-value stays; interval and p-value agree', () => {
    fc.assert(
      fc.property(proportion, proportion, counts, counts, (a, b, c, d) => {
        const pairs = [
          [compareProportions(a, b), compareProportions(b, a)],
          [compareNps(c, d), compareNps(d, c)],
        ] as const
        for (const [one, other] of pairs) {
          if (one.kind === 'insufficient' || other.kind === 'insufficient') continue
          expect(other.difference).toBeCloseTo(-one.difference, 9)
          expect(other.low).toBeCloseTo(-one.high, 9)
          expect(other.p).toBeCloseTo(one.p, 12)
          if (one.low > 0 || one.high < 0) expect(one.p).toBeLessThanOrEqual(0.05 + 1e-9)
        }
      }),
      runs,
    )
  })

  it('of means and estimates: no NaN, p in [0, 1], and equal sides are never different', () => {
    fc.assert(
      fc.property(values, values, (left, right) => {
        const result = compareMeans(statisticsOf(left), statisticsOf(right))
        if (result.kind === 'comparison') {
          expect(result.p >= 0 && result.p <= 1).toBe(true)
          expect([result.low, result.high].every(Number.isFinite)).toBe(true)
        }
        const same = compareMeans(statisticsOf(left), statisticsOf(left))
        if (same.kind === 'comparison') expect(same.p).toBe(1)
      }),
      runs,
    )
    expect(compareEstimates({ value: 2, se: 0 }, { value: 1, se: 0 })).toMatchObject({ p: 0 })
    expect(compareEstimates({ value: 1, se: 0 }, { value: 1, se: 0 })).toMatchObject({ p: 1 })
  })

  it('thin data is a value', () => {
    const none = { n: 0, sumY: 0, sumX: 0, sumYY: 0, sumXX: 0, sumXY: 0 }
    expect(compareRatios(none, none)).toMatchObject({ kind: 'insufficient', minimum: 2 })
    expect(compareMeans(meanStatisticsFromSums(1, 4, 16), meanStatisticsFromSums(0, 0, 0))).toEqual(
      {
        kind: 'insufficient',
        n: 0,
        minimum: 2,
        why: 'Each group needs at least two observations.',
      },
    )
    expect(meanInterval({ n: 1, mean: 3, m2: 0 })).toMatchObject({ kind: 'insufficient', n: 1 })
    expect(wilsonInterval({ successes: 0, n: 0 })).toMatchObject({ kind: 'insufficient' })
  })

  it('names a bad value', () => {
    expect(() => wilsonInterval({ successes: 4, n: 3 })).toThrow(/successes .* got 4/)
    expect(() => meanInterval({ n: 3, mean: Number.NaN, m2: 0 })).toThrow(/mean .* got NaN/)
    expect(() => compareEstimates({ value: 1, se: -1 }, { value: 1, se: 0 })).toThrow(
      /se .* got -1/,
    )
    expect(() => adjustBenjaminiHochberg([0.1, 1.2])).toThrow(/pValues\[1\] .* got 1.2/)
  })
})

describe('corrections and weights', () => {
  it('Benjamini-Hochberg never lowers a p-value, keeps the order, and forgets the order of rows', () => {
    const pValues = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 30 })
    fc.assert(
      fc.property(pValues, (p) => {
        const adjusted = adjustBenjaminiHochberg(p)
        p.forEach((value, i) => {
          expect(adjusted[i]!).toBeGreaterThanOrEqual(value - 1e-15)
          p.forEach((other, j) => {
            if (value < other) expect(adjusted[i]!).toBeLessThanOrEqual(adjusted[j]!)
          })
        })
        const reversed = adjustBenjaminiHochberg([...p].reverse()).reverse()
        expect(reversed).toEqual(adjusted)
      }),
      runs,
    )
  })

  it('raking meets every margin it can, with mean weight 1', () => {
    const cells = fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 6, maxLength: 6 })
    const sizes = fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 2, maxLength: 2 })
    fc.assert(
      fc.property(cells, sizes, (answers, targets) => {
        const total = targets[0]! + targets[1]!
        const margins = [
          { name: 'plan', category: [0, 0, 0, 1, 1, 1], targets },
          {
            name: 'region',
            category: [0, 1, 2, 0, 1, 2],
            targets: [total / 2, total / 4, total / 4],
          },
        ]
        const result = fitted(rake({ counts: answers, margins }))
        expect(result.largestGap).toBeLessThan(1e-9)
        const sum = result.weights.reduce((all, weight, i) => all + weight * answers[i]!, 0)
        expect(sum).toBeCloseTo(
          answers.reduce((all, count) => all + count, 0),
          6,
        )
        expect(result.designEffect).toBeGreaterThanOrEqual(1 - 1e-9)
      }),
      { ...runs, numRuns: 100 },
    )
  })
})
