import { describe, expect, it } from 'vitest'
import { kishEffectiveSize } from '../weighting/kish.ts'
import { sequentialInterval } from '../sequential/sequential-interval.ts'
import { meanStatisticsFromSums } from '../mean/mean-statistics.ts'
import { rake } from '../weighting/rake.ts'
import { fitted } from '../test/fitted.ts'
import {
  falseAlarmRate,
  minimumDetectableChange,
  npsDetectableChange,
} from './detectable-change.ts'
import {
  npsSampleSizeForChange,
  npsSampleSizeForMargin,
  sampleSizeForChange,
  sampleSizeForMargin,
} from './sample-size.ts'

describe('planning a Net Promoter Score (MeasuringU; variance .67)', () => {
  it('answers needed for ± 5 and ± 10 points', () => {
    expect(npsSampleSizeForMargin({ marginPoints: 5 })).toBe(1027)
    expect(npsSampleSizeForMargin({ marginPoints: 10 })).toBe(255)
    expect(npsSampleSizeForMargin({ marginPoints: 5, variance: 1 })).toBe(1534)
    expect(npsSampleSizeForMargin({ marginPoints: 10, variance: 1 })).toBe(382)
  })

  it('answers per period for 5, 10 and 20 points at 80 % power', () => {
    const needed = [5, 10, 20].map((changePoints) =>
      npsSampleSizeForChange({ changePoints, against: 'period' }),
    )
    expect(needed).toEqual([4204, 1049, 260])
  })

  it('against a benchmark, one-sided: 1,655 and 412 with rounded quantiles, 1 less without', () => {
    const needed = [5, 10].map((changePoints) =>
      npsSampleSizeForChange({ changePoints, against: 'benchmark', sides: 1 }),
    )
    expect(Math.abs(needed[0]! - 1655)).toBeLessThanOrEqual(1)
    expect(Math.abs(needed[1]! - 412)).toBeLessThanOrEqual(1)
  })

  it('detectable change at 30, 100, 300 and 1,000 answers per period: 56, 32, 19, 10 points', () => {
    const seen = [30, 100, 300, 1000].map((n) =>
      Math.round(npsDetectableChange({ n, baselineN: n }) as number),
    )
    expect(seen).toEqual([56, 32, 19, 10])
    expect(npsDetectableChange({ n: 0, baselineN: 9 })).toMatchObject({ kind: 'insufficient' })
  })

  it('"moved by 10 points" at 100 answers a month fires on noise in 39 % of months', () => {
    const se = 100 * Math.sqrt(0.67 / 100)
    expect(falseAlarmRate({ threshold: 10, se, baselineSe: se })).toBeCloseTo(0.39, 2)
  })

  it('a change of the detectable size is what the sample size was asked for', () => {
    const n = sampleSizeForChange({ variance: 9, change: 0.5, against: 'period' })
    const se = Math.sqrt(9 / n)
    expect(minimumDetectableChange({ se, baselineSe: se })).toBeLessThanOrEqual(0.5)
    expect(sampleSizeForMargin({ variance: 0.25, margin: 0.05 })).toBe(385)
  })
})

describe('weights', () => {
  const counts = [40, 30, 20, 10, 35, 50, 100, 75, 30, 80, 70, 120, 20, 30, 40, 50]
  const row = { name: 'row', category: counts.map((_, i) => i >> 2), targets: [150, 300, 400, 150] }
  const column = {
    name: 'column',
    category: counts.map((_, i) => i & 3),
    targets: [200, 300, 400, 100],
  }

  it('raking gives Wikipedia’s table (ProportionalFitting.jl README)', () => {
    const { fitted: table } = fitted(rake({ counts, margins: [row, column] }))
    const expected = [
      64.5585, 46.2325, 35.3843, 3.82473, 49.9679, 68.1594, 156.499, 25.3742, 56.7219, 144.428,
      145.082, 53.7673, 28.7516, 41.18, 63.0347, 17.0337,
    ]
    expected.forEach((value, i) => expect(table[i]! / value).toBeCloseTo(1, 5))
  })

  it('trimming caps the weights, keeps their mean at 1 and says how many it held', () => {
    const result = fitted(rake({ counts, margins: [row, column], maxWeight: 1.3 }))
    expect(Math.max(...result.weights)).toBeLessThanOrEqual(1.3 + 1e-9)
    const total = result.weights.reduce((sum, weight, i) => sum + weight * counts[i]!, 0)
    expect(total / 800).toBeCloseTo(1, 9)
    expect(result.trimmed).toBeGreaterThan(0)
    expect(result.designEffect).toBeGreaterThanOrEqual(1)
  })

  it('says which category nobody answered for', () => {
    const silent = { ...row, category: counts.map((_, i) => Math.min(2, i >> 2)) }
    expect(rake({ counts, margins: [silent] })).toMatchObject({
      kind: 'insufficient',
      why: 'No answer in category 3 of row.',
    })
    expect(() => rake({ counts, margins: [row, { ...column, targets: [1, 1, 1, 1] }] })).toThrow(
      /column/,
    )
  })

  it('Kish: 1,500 answers at design effect 1.35 are worth 1,111', () => {
    const input = { n: 1500, sumWeights: 1500, sumSquaredWeights: 1500 * 1.35 }
    expect(Math.round(kishEffectiveSize(input).effective)).toBe(1111)
  })
})

describe('sequentialInterval', () => {
  it('reproduces GrowthBook: .50336, −.55844 to 1.56516 (tuning 1,000)', () => {
    const a = meanStatisticsFromSums(3000, 1396.87, 52377.9767)
    const b = meanStatisticsFromSums(3461, 2422.7, 134698.29)
    const variance = (m2: number, n: number) => m2 / (n - 1) / n
    const se = Math.sqrt(
      variance(b.m2, b.n) / a.mean ** 2 + (variance(a.m2, a.n) * b.mean ** 2) / a.mean ** 4,
    )
    const value = b.mean / a.mean - 1
    const interval = sequentialInterval({ value, se, n: 6461, tuning: 1000 })
    expect(interval.value).toBeCloseTo(0.50336, 5)
    expect(interval.low).toBeCloseTo(-0.55844, 5)
    expect(interval.high).toBeCloseTo(1.56516, 5)
  })

  it('interval and p-value agree: 0 is left out just when p is below 1 − level', () => {
    for (const value of [0.5, 1.5, 2.5, 3, 3.5, 4, 6]) {
      const interval = sequentialInterval({ value, se: 1, n: 4000 })
      expect(interval.low > 0).toBe(interval.p < 0.05)
    }
  })
})
