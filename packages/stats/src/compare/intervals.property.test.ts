import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Interval, IntervalEstimate } from '../estimate/interval-estimate.ts'
import { meanInterval } from '../mean/mean-interval.ts'
import { meanStatisticsFromSums, poolMeanStatistics } from '../mean/mean-statistics.ts'
import { npsInterval, weightedNpsInterval } from '../nps/nps-interval.ts'
import { weightedProportionInterval, wilsonInterval } from '../proportion/wilson-interval.ts'
import { ratioInterval, type RatioStatistics } from '../ratio/ratio-interval.ts'
import { fitted } from '../test/fitted.ts'
import { relativeGap } from '../test/golden-values.ts'
import { totalInterval } from '../total/total-interval.ts'

const runs = { numRuns: 200, seed: 20_240_601 }
const levels = fc.tuple(
  fc.double({ min: 0.5, max: 0.9, noNaN: true }),
  fc.double({ min: 0.91, max: 0.999, noNaN: true }),
)
const answers = fc.record({
  detractors: fc.nat(300),
  passives: fc.nat(300),
  promoters: fc.integer({ min: 1, max: 300 }),
})
const method = fc.constantFrom('adjusted-wald' as const, 'score' as const, 'wald' as const)
const factor = fc.double({ min: 0.01, max: 1000, noNaN: true })
/** Customers as (numerator, denominator) with a denominator that is surely above zero. */
const customers = fc.array(
  fc.tuple(fc.double({ min: -1e4, max: 1e4, noNaN: true }), fc.integer({ min: 1, max: 9 })),
  { minLength: 8, maxLength: 40 },
)

function ratioOf(rows: readonly (readonly [y: number, x: number])[]): RatioStatistics {
  const sum = (of: (y: number, x: number) => number) =>
    rows.reduce((total, [y, x]) => total + of(y, x), 0)
  return {
    n: rows.length,
    sumY: sum((y) => y),
    sumX: sum((_, x) => x),
    sumYY: sum((y) => y * y),
    sumXX: sum((_, x) => x * x),
    sumXY: sum((y, x) => x * y),
  }
}

const width = ({ low, high }: IntervalEstimate) => high - low

function expectSame(actual: Interval, expected: IntervalEstimate, scale = 1, gap = 1e-6): void {
  const { value, low, high } = fitted(actual)
  const allowed = gap * (1e-3 + Math.abs(scale) * (Math.abs(expected.value) + width(expected)))
  for (const [is, was] of [
    [value, expected.value],
    [low, scale < 0 ? expected.high : expected.low],
    [high, scale < 0 ? expected.low : expected.high],
  ] as const)
    expect(Math.abs(is - scale * was)).toBeLessThanOrEqual(allowed)
}

describe('a higher level never narrows', () => {
  it('shares, scores, means, ratios, totals', () => {
    fc.assert(
      fc.property(levels, answers, method, customers, ([low, high], nps, by, rows) => {
        const n = nps.promoters + nps.passives
        const ratio = ratioOf(rows)
        const mean = meanStatisticsFromSums(rows.length, ratio.sumY, ratio.sumYY)
        const total = { n: rows.length, total: ratio.sumY, sumSquares: ratio.sumYY }
        const kinds: ((level: number) => Interval)[] = [
          (level) => wilsonInterval({ successes: nps.promoters, n, level }),
          (level) => npsInterval({ ...nps, method: by, level }),
          (level) => meanInterval({ ...mean, level }),
          (level) => ratioInterval({ ...ratio, level }),
          (level) => totalInterval({ ...total, level }),
        ]
        for (const kind of kinds) {
          const [one, other] = [kind(low), kind(high)]
          if (one.kind === 'insufficient' || other.kind === 'insufficient') continue
          expect(width(other)).toBeGreaterThanOrEqual(width(one) * (1 - 1e-12))
        }
      }),
      runs,
    )
  })
})

describe('shares and scores', () => {
  it('a share and its complement mirror each other; one more success raises both bounds', () => {
    fc.assert(
      fc.property(fc.nat(500), fc.integer({ min: 1, max: 500 }), (successes, misses) => {
        const n = successes + misses
        const share = fitted(wilsonInterval({ successes, n }))
        const rest = fitted(wilsonInterval({ successes: misses, n }))
        expect(rest.low).toBeCloseTo(1 - share.high, 12)
        expect(rest.high).toBeCloseTo(1 - share.low, 12)
        const more = fitted(wilsonInterval({ successes: successes + 1, n }))
        expect(more.low).toBeGreaterThan(share.low)
        expect(more.high).toBeGreaterThan(share.high)
      }),
      runs,
    )
  })

  it('a detractor who becomes a promoter never lowers the score nor a bound', () => {
    fc.assert(
      fc.property(answers, method, (nps, by) => {
        const before = fitted(npsInterval({ ...nps, method: by }))
        fc.pre(nps.detractors > 0)
        const after = fitted(
          npsInterval({
            passives: nps.passives,
            promoters: nps.promoters + 1,
            detractors: nps.detractors - 1,
            method: by,
          }),
        )
        expect(after.value).toBeGreaterThan(before.value)
        // Wald has no width where all agree: its bounds may cross there.
        if (by === 'wald') return
        expect(after.low).toBeGreaterThanOrEqual(before.low - 1e-9)
        expect(after.high).toBeGreaterThanOrEqual(before.high - 1e-9)
      }),
      runs,
    )
  })

  it('the scale of the weights does not matter, and equal weights are none', () => {
    fc.assert(
      fc.property(answers, method, factor, (nps, by, weight) => {
        const n = nps.promoters + nps.passives + nps.detractors
        const scaled = {
          promoters: weight * nps.promoters,
          passives: weight * nps.passives,
          detractors: weight * nps.detractors,
        }
        const sumSquaredWeights = n * weight * weight
        const plain = fitted(npsInterval({ ...nps, method: by }))
        expectSame(weightedNpsInterval({ ...scaled, n, sumSquaredWeights, method: by }), plain)
        const share = fitted(wilsonInterval({ successes: nps.promoters, n }))
        expectSame(
          weightedProportionInterval({
            weightedSuccesses: scaled.promoters,
            sumWeights: scaled.promoters + scaled.passives + scaled.detractors,
            sumSquaredWeights,
            n,
          }),
          share,
        )
      }),
      runs,
    )
  })

  it('unequal weights never narrow', () => {
    fc.assert(
      fc.property(answers, factor, (nps, squared) => {
        const n = nps.promoters + nps.passives + nps.detractors
        const weights = { sumWeights: n, sumSquaredWeights: n * (1 + squared), n }
        const plain = fitted(wilsonInterval({ successes: nps.promoters, n }))
        const share = weightedProportionInterval({ ...weights, weightedSuccesses: nps.promoters })
        expect(width(fitted(share))).toBeGreaterThanOrEqual(width(plain))
        const score = weightedNpsInterval({ ...nps, n, sumSquaredWeights: n * (1 + squared) })
        expect(fitted(score).se).toBeGreaterThan(0)
      }),
      runs,
    )
  })
})

describe('means, ratios, totals', () => {
  it('another unit scales all of it, a loss mirrors it, the order of rows is nothing', () => {
    fc.assert(
      fc.property(customers, factor, fc.boolean(), (rows, size, isLoss) => {
        const scale = isLoss ? -size : size
        const [plain, other] = [
          ratioOf(rows),
          ratioOf([...rows].reverse().map(([y, x]) => [scale * y, x] as const)),
        ]
        const meanOf = ({ n, sumY, sumYY }: RatioStatistics) =>
          meanInterval(meanStatisticsFromSums(n, sumY, sumYY))
        const totalOf = ({ n, sumY, sumYY }: RatioStatistics) =>
          totalInterval({ n, total: sumY, sumSquares: sumYY })
        for (const of of [meanOf, totalOf, ratioInterval]) {
          const before = of(plain)
          if (before.kind === 'estimate') expectSame(of(other), before, scale)
        }
      }),
      runs,
    )
  })

  it('a ratio to equal denominators is the mean, and a unit of the denominator divides it', () => {
    fc.assert(
      fc.property(customers, factor, (rows, unit) => {
        const ones = ratioOf(rows.map(([y]) => [y, 1] as const))
        const mean = fitted(meanInterval(meanStatisticsFromSums(ones.n, ones.sumY, ones.sumYY)))
        expectSame(ratioInterval(ones), mean)
        const plain = ratioInterval(ratioOf(rows))
        const other = ratioInterval(ratioOf(rows.map(([y, x]) => [y, unit * x] as const)))
        if (plain.kind === 'estimate') expectSame(other, plain, 1 / unit)
      }),
      runs,
    )
  })

  it('sums of parts add up to those of the whole', () => {
    fc.assert(
      fc.property(customers, (rows) => {
        const half = rows.length >> 1
        const stats = (part: typeof rows) => {
          const { n, sumY, sumYY } = ratioOf(part)
          return meanStatisticsFromSums(n, sumY, sumYY)
        }
        const pooled = poolMeanStatistics([stats(rows.slice(half)), stats(rows.slice(0, half))])
        const whole = stats(rows)
        expect(pooled.n).toBe(whole.n)
        expect(Math.abs(pooled.mean - whole.mean)).toBeLessThan(1e-8)
        expect(relativeGap(pooled.m2 + 1e-3, whole.m2 + 1e-3)).toBeLessThan(1e-6)
      }),
      runs,
    )
  })
})

describe('a bad value is named', () => {
  const ratio = { n: 3, sumY: 1, sumX: 3, sumYY: 1, sumXX: 3, sumXY: 1 }
  const weighted = { weightedSuccesses: 1, sumWeights: 2, sumSquaredWeights: 2, n: 2 }
  const nps = { promoters: 1, passives: 1, detractors: 1, n: 3, sumSquaredWeights: 3 }
  it.each<[string, () => unknown, RegExp]>([
    ['wilson n', () => wilsonInterval({ successes: 0, n: 1.5 }), /n .* got 1.5/],
    ['wilson level', () => wilsonInterval({ successes: 0, n: 1, level: 0 }), /level .* got 0/],
    [
      'weighted share',
      () => weightedProportionInterval({ ...weighted, weightedSuccesses: 3 }),
      /weightedSuccesses .* got 3/,
    ],
    [
      'weights',
      () => weightedProportionInterval({ ...weighted, sumWeights: Number.NaN }),
      /sumWeights .* got NaN/,
    ],
    ['mean', () => meanInterval({ n: 3, mean: 1, m2: -1 }), /m2 .* got -1/],
    ['sums', () => meanStatisticsFromSums(2, Infinity, 1), /sum .* got Infinity/],
    ['pool', () => poolMeanStatistics([{ n: -1, mean: 0, m2: 0 }]), /n .* got -1/],
    ['ratio', () => ratioInterval({ ...ratio, sumXX: -3 }), /sumXX .* got -3/],
    ['ratio', () => ratioInterval({ ...ratio, sumXY: Number.NaN }), /sumXY .* got NaN/],
    ['total', () => totalInterval({ n: 2, total: 1, sumSquares: -2 }), /sumSquares .* got -2/],
    ['weighted nps', () => weightedNpsInterval({ ...nps, passives: -1 }), /passives .* got -1/],
    ['weighted nps', () => weightedNpsInterval({ ...nps, n: 0.5 }), /n .* got 0.5/],
  ])('%s', (_, call, words) => {
    expect(call).toThrow(RangeError)
    expect(call).toThrow(words)
  })
})
