import { describe, expect, it } from 'vitest'
import { chiSquareUpperTail } from '../distribution/chi-square.ts'
import { meanInterval } from '../mean/mean-interval.ts'
import { meanStatisticsFromSums } from '../mean/mean-statistics.ts'
import { wilsonInterval } from '../proportion/wilson-interval.ts'
import { fitted } from '../test/fitted.ts'
import { readGolden, relativeGap } from '../test/golden-values.ts'
import { adjustBenjaminiHochberg } from './adjust-benjamini-hochberg.ts'
import { compareMeans } from './compare-means.ts'
import { compareProportions } from './compare-proportions.ts'

const golden = readGolden('intervals') as {
  wilson: number[][]
  mean: number[][]
  welch: number[][]
  bh: [number[], number[]][]
  agrestiCaffo: number[][]
  chiSquare: number[][]
}

describe('intervals against scipy and statsmodels', () => {
  it('Wilson', () => {
    for (const [successes, n, level, low, high] of golden.wilson) {
      const interval = fitted(wilsonInterval({ successes: successes!, n: n!, level: level! }))
      expect(Math.abs(interval.low - low!)).toBeLessThan(1e-12)
      expect(Math.abs(interval.high - high!)).toBeLessThan(1e-12)
    }
  })

  it('Student t', () => {
    for (const [n, mean, m2, low, high] of golden.mean) {
      const interval = fitted(meanInterval({ n: n!, mean: mean!, m2: m2! }))
      expect(relativeGap(interval.low, low!)).toBeLessThan(1e-9)
      expect(relativeGap(interval.high, high!)).toBeLessThan(1e-9)
    }
  })

  it('Welch', () => {
    for (const [n, mean, m2, n2, mean2, m22, low, high, p] of golden.welch) {
      const current = { n: n!, mean: mean!, m2: m2! }
      const result = fitted(compareMeans(current, { n: n2!, mean: mean2!, m2: m22! }))
      expect(relativeGap(result.low, low!)).toBeLessThan(1e-9)
      expect(relativeGap(result.high, high!)).toBeLessThan(1e-9)
      expect(relativeGap(result.p, p!)).toBeLessThan(1e-9)
    }
  })

  it('Agresti-Caffo', () => {
    for (const [x1, n1, x2, n2, low, high] of golden.agrestiCaffo) {
      const current = { successes: x1!, n: n1! }
      const result = fitted(compareProportions(current, { successes: x2!, n: n2! }))
      expect(result.low).toBeCloseTo(low!, 12)
      expect(result.high).toBeCloseTo(high!, 12)
    }
  })

  it('Benjamini-Hochberg', () => {
    for (const [p, adjusted] of golden.bh)
      adjustBenjaminiHochberg(p).forEach((value, i) => expect(value).toBeCloseTo(adjusted[i]!, 14))
  })

  it('χ² upper tail', () => {
    for (const [statistic, df, p] of golden.chiSquare)
      expect(relativeGap(chiSquareUpperTail(statistic!, df!), p!)).toBeLessThan(1e-12)
  })

  it('GrowthBook’s absolute t test: .29, .04538 to .53462, p .02016', () => {
    const a = meanStatisticsFromSums(3407, 1396.87, 52377.9767)
    const b = meanStatisticsFromSums(3461, 2422.7, 134698.29)
    const result = fitted(compareMeans(b, a))
    expect(result.difference).toBeCloseTo(0.29, 5)
    expect(result.low).toBeCloseTo(0.04538, 5)
    expect(result.high).toBeCloseTo(0.53462, 5)
    expect(result.p).toBeCloseTo(0.02016, 5)
  })
})
