import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { MeanStatistics } from '../../mean/mean-interval.ts'
import { meanStatisticsFromSums } from '../../mean/mean-statistics.ts'
import { fitted } from '../../test/fitted.ts'
import { relativeGap } from '../../test/golden-values.ts'
import { readGolden } from '../../test/golden-values.ts'
import {
  estimateAdjustedMeanEffect,
  estimateAdjustedRatioEffect,
  type CovariateSums,
} from './adjusted-effects.ts'
import { estimateMeanEffect, estimateRatioEffect, estimateShareEffect } from './arm-effects.ts'
import { estimatePostStratifiedEffect } from './post-stratification.ts'
import { testSampleRatio } from './sample-ratio-mismatch.ts'

const runs = { numRuns: 200, seed: 20_240_601 }
const anyValue = fc.double({ min: -1e6, max: 1e6, noNaN: true })
// Values whose squares do not underflow, for properties that compare digits.
const value = anyValue.map((at) => (Math.abs(at) < 1e-6 ? 0 : at))
const unitRows = (minLength: number) =>
  fc.array(fc.tuple(value, value), { minLength, maxLength: 30 })
const anyRows = fc.array(fc.tuple(anyValue, anyValue), { maxLength: 30 })

function sumsOf(rows: readonly (readonly [number, number])[]): CovariateSums {
  const sums = { n: rows.length, sumY: 0, sumYY: 0, sumX: 0, sumXX: 0, sumXY: 0 }
  for (const [y, x] of rows) {
    sums.sumY += y
    sums.sumYY += y * y
    sums.sumX += x
    sums.sumXX += x * x
    sums.sumXY += x * y
  }
  return sums
}

function meanOf(rows: readonly (readonly [number, number])[]): MeanStatistics {
  const { n, sumY, sumYY } = sumsOf(rows)
  return meanStatisticsFromSums(n, sumY, sumYY)
}

/** Every number of a result, however deep, is finite; insufficient is an answer. */
function expectNumbers(result: unknown): void {
  if (typeof result === 'number') expect(Number.isNaN(result)).toBe(false)
  else if (result instanceof Float64Array) expect(result.some(Number.isNaN)).toBe(false)
  else if (typeof result === 'object' && result !== null)
    Object.values(result).forEach(expectNumbers)
}

describe('effects of an experiment', () => {
  it('never NaN, never a throw, low ≤ effect ≤ high, whatever the arms', () => {
    fc.assert(
      fc.property(anyRows, anyRows, fc.boolean(), fc.boolean(), (a, b, relative, looks) => {
        const options = { relative, ...(looks ? { sequential: { tuning: 500 } } : {}) }
        for (const effect of [
          estimateMeanEffect(meanOf(a), meanOf(b), options),
          estimateAdjustedMeanEffect(sumsOf(a), sumsOf(b), options),
          estimateRatioEffect(sumsOf(a), sumsOf(b), options),
          estimatePostStratifiedEffect([{ treated: meanOf(a), control: meanOf(b) }], options),
        ]) {
          expectNumbers(effect)
          if (effect.kind === 'insufficient') continue
          expect(effect.low).toBeLessThanOrEqual(effect.difference)
          expect(effect.high).toBeGreaterThanOrEqual(effect.difference)
        }
      }),
      runs,
    )
  })

  it('swapping the arms turns the absolute effect around', () => {
    fc.assert(
      fc.property(unitRows(3), unitRows(3), (a, b) => {
        const there = estimateAdjustedMeanEffect(sumsOf(a), sumsOf(b))
        const back = estimateAdjustedMeanEffect(sumsOf(b), sumsOf(a))
        expect(there.kind).toBe(back.kind)
        if (there.kind === 'insufficient' || back.kind === 'insufficient') return
        const size = Math.abs(there.difference) + there.se + 1
        expect(Math.abs(there.difference + back.difference) / size).toBeLessThan(1e-9)
        expect(Math.abs(there.se - back.se) / size).toBeLessThan(1e-9)
      }),
      runs,
    )
  })

  it('a change of unit changes the absolute effect alike and the relative one not at all', () => {
    fc.assert(
      fc.property(unitRows(3), unitRows(3), fc.integer({ min: 1, max: 50 }), (a, b, k) => {
        const scale = (rows: readonly (readonly [number, number])[]) =>
          rows.map(([y, x]) => [k * y, x] as const)
        for (const relative of [false, true]) {
          const plain = estimateAdjustedMeanEffect(sumsOf(a), sumsOf(b), { relative })
          const scaled = estimateAdjustedMeanEffect(sumsOf(scale(a)), sumsOf(scale(b)), {
            relative,
          })
          if (plain.kind === 'insufficient' || scaled.kind === 'insufficient') continue
          const factor = relative ? 1 : k
          // Sums round by the size of the data, however small the effect.
          const largest =
            Math.max(...[...a, ...b].flat().map(Math.abs)) /
            Math.abs(relative ? plain.control : 1 / k)
          const size = Math.abs(scaled.difference) + scaled.se + largest
          expect(Math.abs(scaled.difference - factor * plain.difference)).toBeLessThanOrEqual(
            1e-7 * size,
          )
          expect(Math.abs(scaled.se - factor * plain.se)).toBeLessThanOrEqual(1e-6 * size)
        }
      }),
      runs,
    )
  })

  it('a covariate that explains the outcome removes the variance, one that is constant changes nothing', () => {
    fc.assert(
      fc.property(fc.array(value, { minLength: 4, maxLength: 30 }), (x) => {
        fc.pre(new Set(x).size > 2)
        const spread = Math.max(...x) - Math.min(...x)
        fc.pre(spread > 1)
        const rows = x.map((at) => [3 * at + 1, at] as const)
        const half = Math.floor(x.length / 2)
        const [a, b] = [rows.slice(0, half), rows.slice(half)]
        const perfect = estimateAdjustedMeanEffect(sumsOf(a), sumsOf(b))
        if (perfect.kind === 'comparison')
          expect(perfect.adjustment!.varianceReduction).toBeGreaterThan(0.99)
        const constant = (side: typeof a) => sumsOf(side.map(([y]) => [y, 7] as const))
        const still = estimateAdjustedMeanEffect(constant(a), constant(b))
        if (still.kind === 'comparison') {
          expect(still.adjustment!.theta).toBe(0)
          expect(still.adjustment!.varianceReduction).toBe(0)
        }
      }),
      runs,
    )
  })

  it('pooling is adding: an arm in two parts is the arm', () => {
    fc.assert(
      fc.property(unitRows(2), unitRows(2), unitRows(2), (a, b, c) => {
        const [first, second] = [sumsOf(a), sumsOf(b)]
        const added = { ...first }
        for (const name of Object.keys(added) as (keyof CovariateSums)[])
          added[name] += second[name]
        const parts = estimateAdjustedMeanEffect(added, sumsOf(c))
        const whole = estimateAdjustedMeanEffect(sumsOf([...a, ...b]), sumsOf(c))
        expect(parts.kind).toBe(whole.kind)
        if (parts.kind === 'insufficient' || whole.kind === 'insufficient') return
        const size = Math.abs(whole.difference) + whole.se
        expect(Math.abs(parts.difference - whole.difference)).toBeLessThanOrEqual(1e-7 * size)
      }),
      runs,
    )
  })

  it('more units of the same kind never widen, and an always-valid interval is never narrower', () => {
    fc.assert(
      fc.property(unitRows(3), unitRows(3), fc.integer({ min: 2, max: 9 }), (a, b, k) => {
        const more = ({ n, mean, m2 }: MeanStatistics) => ({ n: k * n, mean, m2: k * m2 })
        const plain = estimateMeanEffect(meanOf(a), meanOf(b))
        const larger = estimateMeanEffect(more(meanOf(a)), more(meanOf(b)))
        if (plain.kind === 'insufficient' || larger.kind === 'insufficient') return
        expect(larger.high - larger.low).toBeLessThanOrEqual(plain.high - plain.low)
        const looks = fitted(
          estimateMeanEffect(more(meanOf(a)), more(meanOf(b)), { sequential: { tuning: 1000 } }),
        )
        if (k * Math.min(a.length, b.length) > 30)
          expect(looks.high).toBeGreaterThanOrEqual(larger.high)
      }),
      runs,
    )
  })

  it('one stratum is the plain test, and strata may come in any order', () => {
    fc.assert(
      fc.property(unitRows(2), unitRows(2), unitRows(2), unitRows(2), (a, b, c, d) => {
        const strata = [
          { treated: meanOf(a), control: meanOf(b) },
          { treated: meanOf(c), control: meanOf(d) },
        ]
        const one = estimatePostStratifiedEffect([strata[0]!])
        const plain = estimateMeanEffect(strata[0]!.treated, strata[0]!.control)
        if (one.kind === 'comparison' && plain.kind === 'comparison') {
          expect(relativeGap(one.se, plain.se)).toBeLessThan(1e-9)
          expect(relativeGap(one.high, plain.high)).toBeLessThan(1e-6)
        }
        const forth = estimatePostStratifiedEffect(strata)
        const back = estimatePostStratifiedEffect([...strata].reverse())
        if (forth.kind === 'comparison' && back.kind === 'comparison')
          expect(Math.abs(forth.difference - back.difference)).toBeLessThanOrEqual(
            1e-9 * (1 + Math.abs(forth.difference) + forth.se),
          )
      }),
      runs,
    )
  })

  it('names what is wrong', () => {
    const arm = sumsOf([
      [1, 2],
      [3, 4],
    ])
    expect(() => estimateMeanEffect({ n: 3, mean: Number.NaN, m2: 0 }, meanOf([]))).toThrow(
      /mean .* got NaN/,
    )
    expect(() => estimateShareEffect({ successes: 4, n: 3 }, { successes: 0, n: 3 })).toThrow(
      /successes .* got 4/,
    )
    expect(() => estimateAdjustedMeanEffect({ ...arm, sumXY: Infinity }, arm)).toThrow(
      /sumXY .* got Infinity/,
    )
    expect(() =>
      estimateMeanEffect(
        meanOf([
          [1, 0],
          [2, 0],
        ]),
        meanOf([
          [1, 0],
          [3, 0],
        ]),
        { level: 1 },
      ),
    ).toThrow(/level .* got 1/)
    const ratio = {
      during: arm,
      before: { ...arm, n: 3 },
      sumNumeratorNumerator: 0,
      sumNumeratorDenominator: 0,
      sumDenominatorNumerator: 0,
      sumDenominatorDenominator: 0,
    }
    expect(() => estimateAdjustedRatioEffect(ratio, ratio)).toThrow(/before.n .* got 3/)
  })
})

describe('sample ratio', () => {
  it('does not care for the order of arms or the scale of the plan', () => {
    const counts = fc.array(fc.integer({ min: 0, max: 9000 }), { minLength: 2, maxLength: 5 })
    fc.assert(
      fc.property(counts, fc.double({ min: 0.1, max: 100, noNaN: true }), (units, scale) => {
        const plan = units.map((_, arm) => arm + 1)
        const result = testSampleRatio(units, plan)
        expectNumbers(result)
        const turned = testSampleRatio(
          [...units].reverse(),
          [...plan].reverse().map((at) => at * scale),
        )
        expect(turned.kind).toBe(result.kind)
        if (result.kind === 'sample-ratio' && turned.kind === 'sample-ratio')
          expect(Math.abs(result.p - turned.p)).toBeLessThan(1e-9)
      }),
      runs,
    )
  })

  it('equals scipy, and names what is wrong', () => {
    const { sampleRatio } = readGolden('causal') as {
      sampleRatio: { counts: number[]; ratio: number[]; statistic: number; p: number }[]
    }
    for (const { counts, ratio, statistic, p } of sampleRatio) {
      const result = fitted(testSampleRatio(counts, ratio))
      expect(relativeGap(result.statistic, statistic)).toBeLessThan(1e-10)
      expect(relativeGap(result.p, p)).toBeLessThan(1e-9)
      expect(result.isMismatch).toBe(p < 0.001)
    }
    expect(() => testSampleRatio([3], [1])).toThrow(/two arms, got 1/)
    expect(() => testSampleRatio([30, 40], [1, 0])).toThrow(/ratio\[1\] .* got 0/)
    expect(testSampleRatio([3, 4], [1, 1])).toMatchObject({ kind: 'insufficient', minimum: 10 })
  })
})

describe('adjusted and stratified effects against statsmodels and scipy', () => {
  const golden = readGolden('causal') as {
    cuped: {
      treated: CovariateSums
      control: CovariateSums
      theta: number
      difference: number
      low: number
      high: number
      p: number
    }[]
    postStratified: {
      strata: [MeanStatistics, MeanStatistics][]
      difference: number
      se: number
      varianceReduction: number
    }
  }

  it('CUPED: the ANCOVA slope and Welch’s test on what is left', () => {
    for (const { treated, control, theta, difference, low, high, p } of golden.cuped) {
      const effect = fitted(estimateAdjustedMeanEffect(treated, control))
      expect(relativeGap(effect.adjustment!.theta, theta)).toBeLessThan(1e-9)
      expect(relativeGap(effect.difference, difference)).toBeLessThan(1e-9)
      expect(relativeGap(effect.low, low)).toBeLessThan(1e-8)
      expect(relativeGap(effect.high, high)).toBeLessThan(1e-8)
      expect(relativeGap(effect.p, p)).toBeLessThan(1e-8)
    }
  })

  it('post-stratification', () => {
    const { strata, difference, se, varianceReduction } = golden.postStratified
    const effect = fitted(
      estimatePostStratifiedEffect(strata.map(([treated, control]) => ({ treated, control }))),
    )
    expect(relativeGap(effect.difference, difference)).toBeLessThan(1e-12)
    expect(relativeGap(effect.se, se)).toBeLessThan(1e-12)
    expect(relativeGap(effect.varianceReduction, varianceReduction)).toBeLessThan(1e-10)
  })
})
