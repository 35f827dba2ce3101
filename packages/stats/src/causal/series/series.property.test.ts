import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fitted } from '../../test/fitted.ts'
import { estimateSeriesEffect, type SeriesEffect } from './interrupted-series.ts'

const runs = { numRuns: 40, seed: 20_240_601 }
const value = fc.double({ min: -1e3, max: 1e3, noNaN: true }).map((at) => Math.round(at * 10) / 10)
const series = (length: number) =>
  fc.array(value, { minLength: length, maxLength: length }).map((row) => Float64Array.from(row))

function hasNaN(result: unknown): boolean {
  if (typeof result === 'number') return Number.isNaN(result)
  if (typeof result !== 'object' || result === null) return false
  return Object.values(result).some(hasNaN)
}

describe('effect on one series', () => {
  it('never NaN, never a throw; a shift after the start is found whole', () => {
    fc.assert(
      fc.property(
        series(16),
        series(16),
        fc.boolean(),
        fc.integer({ min: -90, max: 90 }),
        (outcomes, x, trend, shift) => {
          const ask = (added: number) =>
            estimateSeriesEffect({
              outcomes: outcomes.map((at, t) => at + (t >= 11 ? added : 0)),
              covariates: [x],
              prePeriods: 11,
              trend,
            })
          const [plain, moved] = [ask(0), ask(shift)]
          expect(hasNaN(plain)).toBe(false)
          if (plain.kind === 'insufficient' || moved.kind === 'insufficient') return
          expect(moved.average.value - plain.average.value).toBeCloseTo(shift, 6)
          expect(moved.average.se).toBe(plain.average.se)
          plain.predicted.forEach((at, h) => {
            expect(plain.predictedLow[h]!).toBeLessThanOrEqual(at)
            expect(plain.predictedHigh[h]!).toBeGreaterThanOrEqual(at)
          })
          expect(plain.cumulative.at(-1)).toBe(plain.total.value)
        },
      ),
      runs,
    )
  })

  it('a change of unit of outcome and covariate changes the effect alike', () => {
    fc.assert(
      fc.property(series(14), series(14), fc.integer({ min: 2, max: 40 }), (outcomes, x, k) => {
        const ask = (factor: number, covariate: Float64Array) =>
          estimateSeriesEffect({
            outcomes: outcomes.map((at) => factor * at),
            covariates: [covariate],
            prePeriods: 10,
          })
        const plain = ask(1, x)
        const scaled = ask(
          k,
          x.map((at) => at / 8 + 100),
        )
        if (plain.kind === 'insufficient' || scaled.kind === 'insufficient') return
        const size = k * (Math.abs(plain.average.value) + plain.average.se + 1e-6)
        expect(Math.abs(scaled.average.value - k * plain.average.value) / size).toBeLessThan(1e-4)
        expect(Math.abs(scaled.average.se - k * plain.average.se) / size).toBeLessThan(1e-3)
      }),
      runs,
    )
  })

  it('a random walk is forecast by its last value, noise by its mean', () => {
    const noise = Float64Array.from({ length: 60 }, (_, t) => (t % 2 ? 11 : 9))
    const { predicted, deviations } = fitted(
      estimateSeriesEffect({ outcomes: noise, prePeriods: 50 }, { varianceRatios: 'likeliest' }),
    )
    expect(predicted[5]).toBeCloseTo(10, 4)
    expect(deviations.level).toBeLessThan(0.01)
    // Steps of ±1 that keep one direction for a while: all of the movement stays.
    const walk = new Float64Array(60)
    for (let t = 1; t < 60; t += 1) walk[t] = walk[t - 1]! + (t % 8 < 4 ? 1 : -1)
    const moving = fitted(estimateSeriesEffect({ outcomes: walk, prePeriods: 50 }))
    expect(moving.predicted[5]).toBeCloseTo(walk[49]!, 1)
  })

  it('is thin with few periods, none after or repeated covariates, and names what is wrong', () => {
    const outcomes = Float64Array.of(1, 2, 4, 3, 5, 6, 4, 8)
    const thin = { kind: 'insufficient' }
    expect(estimateSeriesEffect({ outcomes, prePeriods: 3 })).toMatchObject({ ...thin, minimum: 4 })
    expect(estimateSeriesEffect({ outcomes, prePeriods: 8 })).toMatchObject(thin)
    expect(
      estimateSeriesEffect({ outcomes, prePeriods: 6, covariates: [new Float64Array(8)] }),
    ).toMatchObject(thin)
    const flat = estimateSeriesEffect({
      outcomes: new Float64Array(8),
      prePeriods: 6,
    }) as SeriesEffect
    expect(flat.average.value).toBe(0)
    expect(hasNaN(flat)).toBe(false)
    expect(() =>
      estimateSeriesEffect({ outcomes: Float64Array.of(1, Number.NaN), prePeriods: 1 }),
    ).toThrow(/outcomes\[1\] .* got NaN/)
    expect(() =>
      estimateSeriesEffect({ outcomes, prePeriods: 6, covariates: [new Float64Array(3)] }),
    ).toThrow(/covariates\[0\] must have 8 periods, got 3/)
  })
})
