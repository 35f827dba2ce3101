import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { drawNormal } from '../random/draw.ts'
import { createRandomSource } from '../random/random-source.ts'
import { fitted } from '../test/fitted.ts'
import { chanceOfTarget } from './chance-of-target.ts'
import { etsModels, type EtsModel } from './ets-model.ts'
import { fitEts, type EtsFit } from './fit-ets.ts'
import { forecastEts } from './forecast-ets.ts'

const value = fc.oneof(
  fc.double({ min: -1e4, max: 1e4, noNaN: true }),
  fc.double({ min: 0.1, max: 100, noNaN: true }),
  fc.constantFrom(0, 1, 1e-9, 1e12, -5),
)
const positive = fc.double({ min: 0.5, max: 500, noNaN: true })
const cycle = fc.constantFrom(1, 2, 4)
const model = fc.constantFrom(...etsModels)

function expectSound(fit: EtsFit): void {
  const { alpha, beta, gamma, phi } = fit.parameters
  expect(alpha > 0 && alpha < 1 && beta >= 0 && beta <= alpha).toBe(true)
  expect(gamma >= 0 && gamma <= 1 - alpha + 1e-9 && phi >= 0.8 && phi <= 1).toBe(true)
  const numbers = [
    fit.sigma,
    fit.logLikelihood,
    fit.aicc,
    fit.bic,
    fit.final.level,
    fit.final.slope,
  ]
  expect([...numbers, ...fit.initial.season, ...fit.final.season].every(Number.isFinite)).toBe(true)
}

/** A monthly series with a trend and a season, all above 0. */
function seasonalSeries(seed: number, n = 48): number[] {
  const random = createRandomSource(seed)
  return Array.from(
    { length: n },
    (_, t) => 100 + 0.6 * t + 15 * Math.sin((2 * Math.PI * t) / 12) + 3 * drawNormal(random),
  )
}

describe('fits and forecasts of any series', () => {
  it('are sound values or insufficient', () => {
    const series = fc.oneof(
      fc.array(value, { maxLength: 24 }),
      fc.array(positive, { maxLength: 24 }),
    )
    fc.assert(
      fc.property(series, cycle, model, (values, season, one) => {
        const fit = fitEts(values, { cycle: season, models: [one] })
        if (fit.kind === 'insufficient') {
          expect(fit.n).toBeLessThan(fit.minimum)
          return
        }
        expectSound(fit)
        for (const { value: middle, low, high, se } of forecastEts(fit, 5, { draws: 200 })) {
          expect([middle, low, high, se].every(Number.isFinite)).toBe(true)
          expect(low <= middle && middle <= high && se >= 0).toBe(true)
        }
        for (const when of ['at-deadline', 'mean', 'any'] as const)
          for (const direction of ['up', 'down'] as const) {
            const question = { target: values[0]!, direction, periods: 3, when, draws: 100 }
            const { probability, expected } = chanceOfTarget(fit, question)
            expect(probability >= 0 && probability <= 1 && Number.isFinite(expected)).toBe(true)
          }
      }),
      { numRuns: 150 },
    )
  })

  it('take the best of all models by AICc, the same on every run', () => {
    const values = seasonalSeries(3)
    const fit = fitted(fitEts(values, { cycle: 12 }))
    expect(fit.model).toMatch(/A$|M$/)
    expect(Math.min(...fit.tried.map(({ aicc }) => aicc))).toBe(fit.aicc)
    expect(fitEts(values, { cycle: 12 })).toEqual(fit)
    expect(forecastEts(fit, 6, { seed: 4 })).toEqual(forecastEts(fit, 6, { seed: 4 }))
  })

  it('scale with the values', () => {
    const names: EtsModel[] = ['AAN', 'MAN', 'AAA', 'MAM']
    for (const models of names.map((name) => [name])) {
      const values = seasonalSeries(7)
      const fit = fitted(fitEts(values, { cycle: 12, models }))
      const large = fitted(
        fitEts(
          values.map((y) => 1000 * y),
          { cycle: 12, models },
        ),
      )
      expect(large.logLikelihood).toBeCloseTo(fit.logLikelihood - 48 * Math.log(1000), 6)
      forecastEts(large, 6).forEach((period, h) => {
        const small = forecastEts(fit, 6)[h]!
        expect(period.value / small.value / 1000).toBeCloseTo(1, 6)
        // The delta method differentiates numerically.
        expect(period.se / small.se / 1000).toBeCloseTo(1, 5)
      })
    }
  })
})

describe('thin data and bad input', () => {
  it('say what is missing', () => {
    expect(fitEts([1, 2, 3])).toMatchObject({ kind: 'insufficient', n: 3, minimum: 7 })
    expect(fitEts(new Array<number>(20).fill(4))).toMatchObject({ kind: 'insufficient', n: 20 })
    expect(fitEts(seasonalSeries(1, 20), { cycle: 12, models: ['AAA'] }).kind).toBe('insufficient')
    expect(
      fitEts(
        seasonalSeries(1, 20).map((y) => -y),
        { models: ['MNN'] },
      ).kind,
    ).toBe('insufficient')
  })

  it('name what is wrong', () => {
    const values = seasonalSeries(2)
    const fit = fitted(fitEts(values, { models: ['ANN'] }))
    expect(() => fitEts([1, NaN, 3])).toThrow(/values\[1\].*NaN/)
    expect(() => fitEts(values, { cycle: 0 })).toThrow(/cycle.*0/)
    expect(() => fitEts(values, { models: ['ZZZ' as EtsModel] })).toThrow(
      /models must exist, got ZZZ/,
    )
    expect(() => forecastEts(fit, 0)).toThrow(/horizon.*0/)
    expect(() => forecastEts(fit, 2, { level: 2 })).toThrow(/level.*2/)
    expect(() => forecastEts(fit, 2, { samplingVariance: { past: -1, future: 0 } })).toThrow(
      /samplingVariance.past.*-1/,
    )
    const question = { target: 1, direction: 'up', periods: 2 } as const
    expect(() => chanceOfTarget(fit, { ...question, target: Infinity })).toThrow(/target.*Infinity/)
    expect(() => chanceOfTarget(fit, { ...question, periods: 1.5 })).toThrow(/periods.*1.5/)
  })
})

describe('intervals and chances', () => {
  const values = seasonalSeries(5)
  const additive = fitted(fitEts(values, { cycle: 12, models: ['AAA'] }))
  const relative = fitted(fitEts(values, { cycle: 12, models: ['MAM'] }))

  it('widen with the level and, without a season, with the horizon', () => {
    const fit = fitted(fitEts(values, { models: ['AAN'] }))
    const widths = forecastEts(fit, 8).map(({ low, high }) => high - low)
    widths.slice(1).forEach((width, h) => expect(width).toBeGreaterThanOrEqual(widths[h]!))
    const wide = forecastEts(fit, 8, { level: 0.99 })
    wide.forEach(({ low, high }, h) => expect(high - low).toBeGreaterThan(widths[h]!))
  })

  it('agree with each other: the chance of the upper bound is 2.5 %', () => {
    const { low, high, value: middle } = forecastEts(additive, 4)[3]!
    const chance = (target: number, direction: 'up' | 'down') =>
      chanceOfTarget(additive, { target, direction, periods: 4 }).probability
    expect(chance(high, 'up')).toBeCloseTo(0.025, 9)
    expect(chance(low, 'down')).toBeCloseTo(0.025, 9)
    expect(chance(middle, 'up')).toBeCloseTo(0.5, 9)
    expect(chance(high, 'up') + chance(high, 'down')).toBeCloseTo(1, 12)
  })

  it('exact and simulated chances agree, at the deadline and for the mean', () => {
    // A model with relative errors and a nearly constant level behaves as its additive twin.
    const flat = createRandomSource(8)
    const series = Array.from({ length: 40 }, () => 1000 + 5 * drawNormal(flat))
    const exact = fitted(fitEts(series, { models: ['ANN'] }))
    const twin = fitted(fitEts(series, { models: ['MNN'] }))
    for (const when of ['at-deadline', 'mean'] as const)
      for (const target of [995, 1000, 1004]) {
        const question = { target, direction: 'up', periods: 6, when, draws: 20_000 } as const
        const { probability } = chanceOfTarget(exact, question)
        expect(Math.abs(chanceOfTarget(twin, question).probability - probability)).toBeLessThan(
          0.03,
        )
      }
  })

  it('any period is likelier than the last; a higher target is less likely', () => {
    for (const fit of [additive, relative]) {
      const at = (target: number, when: 'any' | 'at-deadline') =>
        chanceOfTarget(fit, { target, direction: 'up', periods: 8, when }).probability
      expect(at(140, 'any')).toBeGreaterThanOrEqual(at(140, 'at-deadline') - 0.02)
      expect(at(125, 'at-deadline')).toBeGreaterThan(at(150, 'at-deadline'))
    }
  })

  it('known sampling noise: the truth is surer than a future value, a smaller survey less sure', () => {
    for (const fit of [additive, relative]) {
      const seOf = (future: number) =>
        forecastEts(fit, 3, { samplingVariance: { past: 4, future } })[2]!.se
      const plain = forecastEts(fit, 3)[2]!.se
      expect(seOf(0)).toBeLessThan(plain)
      expect(seOf(25)).toBeGreaterThan(plain)
      expect(seOf(0)).toBeGreaterThan(0)
    }
    const question = { target: 150, direction: 'up', periods: 3 } as const
    const sure = chanceOfTarget(additive, { ...question, samplingVariance: { past: 4, future: 0 } })
    expect(sure.probability).not.toBe(chanceOfTarget(additive, question).probability)
  })
})
