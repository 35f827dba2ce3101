import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRandomSource } from '../random/random-source.ts'
import { fitted } from '../test/fitted.ts'
import { relativeGap } from '../test/golden-values.ts'
import { fitWithCovariates } from './covariates/fit-with-covariates.ts'
import type { CustomerGroups } from './customer-groups.ts'
import { deltaInterval, parameterIntervals } from './delta-interval.ts'
import { fitBgNbd, fitMbgNbd } from './dropout-nbd/fit-dropout-nbd.ts'
import { forecastPurchases, holdoutError } from './forecast-purchases.ts'
import { likelihoodRatioTest } from './likelihood-ratio-test.ts'
import { fitParetoNbd } from './pareto-nbd/fit-pareto-nbd.ts'
import { conditionalExpectedPurchases, expectedPurchases } from './predict.ts'
import { simulatePeople } from './simulate-customers.ts'

const fits = { fitBgNbd, fitMbgNbd, fitParetoNbd }
const names = Object.keys(fits) as (keyof typeof fits)[]

const { groups: base } = simulatePeople({
  model: 'mbg-nbd',
  parameters: { r: 0.6, alpha: 8, a: 0.8, b: 2.5 },
  customers: 400,
  joiningWindow: 13,
  horizon: 39,
  ahead: 1,
  random: createRandomSource(3),
})

const map = (groups: CustomerGroups, of: (column: Float64Array) => Float64Array) => ({
  x: of(groups.x),
  tx: of(groups.tx),
  T: of(groups.T),
  w: of(groups.w),
})

const history = fc
  .record({
    x: fc.oneof(fc.nat(8), fc.nat(100_000)),
    T: fc.double({ min: 0, max: 500, noNaN: true }),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
    w: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 500 })),
  })
  .map(({ x, T, share, w }) => ({ x, T, tx: x === 0 ? 0 : T * share, w }))
const anyGroups = fc.array(history, { maxLength: 10 }).map((rows) => ({
  x: Float64Array.from(rows, ({ x }) => x),
  tx: Float64Array.from(rows, ({ tx }) => tx),
  T: Float64Array.from(rows, ({ T }) => T),
  w: Float64Array.from(rows, ({ w }) => w),
}))

describe.each(names)('%s', (name) => {
  const fitOf = fits[name]
  const plain = fitted(fitOf(base))
  const entries = (fit: { parameters: object }) => Object.entries<number>({ ...fit.parameters })

  it('any customers give a fit or the word that they are too few, never NaN', () => {
    fc.assert(
      fc.property(anyGroups, (groups) => {
        const fit = fitOf(groups)
        if (fit.kind === 'insufficient') {
          expect(fit.why).not.toBe('')
          return
        }
        for (const [, value] of entries(fit)) expect(value > 0 && value < Infinity).toBe(true)
        expect(Number.isFinite(fit.logLikelihood)).toBe(true)
        expect(fit.covarianceLog.flat().every(Number.isFinite)).toBe(true)
        for (const error of Object.values(fit.standardErrors)) expect(error).toBeGreaterThan(0)
        const forecast = forecastPurchases(fit, groups, 26)
        expect([forecast.low, forecast.value, forecast.high].every(Number.isFinite)).toBe(true)
      }),
      { numRuns: 40, seed: 8 },
    )
  })

  it('forgets the order of rows and how customers are grouped; time scales its own parameters', () => {
    const reversed = fitted(fitOf(map(base, (column) => column.slice().reverse())))
    const split = fitted(
      fitOf({
        ...map(base, (column) => Float64Array.of(...column, ...column)),
        w: new Float64Array(800).fill(0.5),
      }),
    )
    const days = fitted(
      fitOf({ ...base, tx: base.tx.map((t) => 7 * t), T: base.T.map((t) => 7 * t) }),
    )
    for (const [parameter, value] of entries(plain)) {
      const of = (fit: { parameters: object }) =>
        (fit.parameters as Record<string, number>)[parameter]!
      expect(relativeGap(of(reversed), value)).toBeLessThan(1e-5)
      expect(relativeGap(of(split), value)).toBeLessThan(1e-5)
      const isTime = parameter === 'alpha' || parameter === 'beta'
      expect(relativeGap(of(days), isTime ? 7 * value : value)).toBeLessThan(1e-5)
    }
    expect(relativeGap(split.logLikelihood, plain.logLikelihood)).toBeLessThan(1e-10)
  })

  it('four times the customers: the same parameters, half the error; a higher level is wider', () => {
    const four = fitted(fitOf({ ...base, w: base.w.map((weight) => 4 * weight) }))
    const errors = (fit: { standardErrors: Record<string, number> }) =>
      Object.values(fit.standardErrors)
    errors(four).forEach((error, i) => {
      expect(relativeGap(error, errors(plain)[i]! / 2)).toBeLessThan(1e-3)
    })
    const [narrow, wide] = [0.8, 0.99].map((level) =>
      Object.values(parameterIntervals<string>(plain, { level })),
    )
    narrow!.forEach(({ low, high, value }, i) => {
      expect(low < value && value < high).toBe(true)
      expect(wide![i]!.low < low && high < wide![i]!.high).toBe(true)
    })
  })

  it('a forecast adds up over parts and grows with time; its interval widens with the level', () => {
    const part = (from: number, to: number) => map(base, (column) => column.slice(from, to))
    fc.assert(
      fc.property(fc.nat(400), fc.double({ min: 0, max: 200, noNaN: true }), (cut, t) => {
        const whole = forecastPurchases(plain, base, t)
        const sum =
          forecastPurchases(plain, part(0, cut), t).value +
          forecastPurchases(plain, part(cut, 400), t).value
        expect(Math.abs(sum - whole.value)).toBeLessThan(1e-8 * (1 + sum))
        const later = forecastPurchases(plain, base, 2 * t, { level: 0.99 })
        expect(later.value).toBeGreaterThanOrEqual(whole.value * (1 - 1e-9))
        expect(later.high - later.value).toBeGreaterThanOrEqual(whole.high - whole.value - 1e-9)
      }),
      { numRuns: 6, seed: 9 },
    )
  })

  it('expected purchases grow with time, from 0', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1e4, noNaN: true }), (t) => {
        expect(expectedPurchases(plain, 2 * t)).toBeGreaterThanOrEqual(
          expectedPurchases(plain, t) * (1 - 1e-9),
        )
      }),
      { numRuns: 100, seed: 10 },
    )
    expect(expectedPurchases(plain, 0)).toBe(0)
  })
})

describe('intervals by the delta method', () => {
  const fit = fitted(fitBgNbd(base))
  it('scale with the quantity, hold it, and stay where it belongs', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 1e4, noNaN: true }), (scale) => {
        const mean = deltaInterval(fit, ({ r, alpha }) => r / alpha)
        const scaled = deltaInterval(fit, ({ r, alpha }) => (scale * r) / alpha)
        for (const bound of ['low', 'value', 'high', 'se'] as const)
          expect(relativeGap(scaled[bound], scale * mean[bound])).toBeLessThan(1e-9)
        const chance = deltaInterval(fit, ({ a, b }) => a / (a + b), { scale: 'logit' })
        expect(0 < chance.low && chance.low < chance.value).toBe(true)
        expect(chance.value < chance.high && chance.high < 1).toBe(true)
      }),
      { numRuns: 30, seed: 11 },
    )
    expect(deltaInterval(fit, () => 5, { scale: 'identity' })).toMatchObject({ low: 5, high: 5 })
  })
})

describe('covariates', () => {
  const odd = (parity: number) =>
    map(base, (column) => column.filter((_, row) => row % 2 === parity))
  const strata = [0, 1].map((z) => ({ covariates: [z], groups: odd(z) }))

  it('forget the order of strata, scale with their unit, and turn with their sign', () => {
    const plain = fitted(fitWithCovariates('bg-nbd', ['odd'], strata))
    const turned = fitted(fitWithCovariates('bg-nbd', ['odd'], [...strata].reverse()))
    const scaled = fitted(
      fitWithCovariates(
        'bg-nbd',
        ['odd'],
        strata.map(({ covariates, groups }) => ({ covariates: [-10 * covariates[0]!], groups })),
      ),
    )
    plain.effects.forEach(({ value, p }, i) => {
      expect(Math.abs(turned.effects[i]!.value - value)).toBeLessThan(1e-4)
      expect(Math.abs(-10 * scaled.effects[i]!.value - value)).toBeLessThan(1e-4)
      expect(scaled.effects[i]!.p).toBeCloseTo(p, 3)
    })
    expect(relativeGap(scaled.logLikelihood, plain.logLikelihood)).toBeLessThan(1e-9)
  })

  it('thin and wrong input', () => {
    expect(fitWithCovariates('bg-nbd', ['odd'], strata.slice(1))).toMatchObject({
      kind: 'insufficient',
      why: 'The covariates do not vary.',
    })
    expect(() => fitWithCovariates('mbg-nbd', ['a', 'b'], strata)).toThrow(/strata\[0\] .* got 1/)
    const wrong = [{ covariates: [Number.NaN], groups: base }]
    expect(() => fitWithCovariates('pareto-nbd', ['z'], wrong)).toThrow(/strata\[0\].z .* got NaN/)
  })
})

describe('the error on a holdout', () => {
  const rows = fc.array(fc.tuple(fc.nat(50), fc.nat(50), fc.nat(9)), {
    minLength: 1,
    maxLength: 20,
  })
  it('forgets order and grouping, is 0 where nothing was missed, and never above the largest miss', () => {
    fc.assert(
      fc.property(rows, (customers) => {
        const columns = (list: typeof customers) => ({
          predicted: list.map(([predicted]) => predicted),
          actual: list.map(([, actual]) => actual),
          w: list.map(([, , w]) => w),
        })
        const error = holdoutError(columns(customers))
        const apart = customers.flatMap(([p, a, w]) =>
          Array.from({ length: w }, (): [number, number, number] => [p, a, 1]),
        )
        expect(holdoutError(columns(apart.reverse()))).toMatchObject({
          customers: error.customers,
          actualTotal: error.actualTotal,
          predictedTotal: error.predictedTotal,
        })
        const most = Math.max(...customers.map(([p, a, w]) => (w > 0 ? Math.abs(p - a) : 0)))
        expect(error.meanAbsoluteError).toBeLessThanOrEqual(error.rootMeanSquareError + 1e-9)
        expect(error.rootMeanSquareError).toBeLessThanOrEqual(most + 1e-9)
        const none = holdoutError(columns(customers.map(([p, , w]) => [p, p, w])))
        expect(none).toMatchObject({ meanAbsoluteError: 0, rootMeanSquareError: 0 })
      }),
      { numRuns: 100, seed: 12 },
    )
  })
})

describe('a bad value is named', () => {
  const model = fitted(fitBgNbd(base))
  const one = { x: 1, tx: 1, T: 2 }
  const smaller = { logLikelihood: -5, order: ['r'] }
  it.each<[string, () => unknown, RegExp]>([
    ['t', () => expectedPurchases(model, -1), /t .* got -1/],
    ['history', () => conditionalExpectedPurchases(model, { ...one, tx: 3 }, 1), /tx .* got 3/],
    ['x', () => conditionalExpectedPurchases(model, { ...one, x: 0.5 }, 1), /x .* got 0.5/],
    [
      'parameter',
      () => expectedPurchases({ model: 'bg-nbd', parameters: { ...model.parameters, a: 0 } }, 1),
      /a must be above 0, got 0/,
    ],
    ['forecast', () => forecastPurchases(model, base, Number.NaN), /t .* got NaN/],
    [
      'weights of a forecast',
      () => forecastPurchases(model, { ...base, w: base.w.map(() => -1) }, 1),
      /w\[0\] .* got -1/,
    ],
    ['level', () => deltaInterval(model, ({ r }) => r, { level: 1 }), /level .* got 1/],
    ['holdout', () => holdoutError({ predicted: [1], actual: [-1], w: [1] }), /actual\[0\] .* -1/],
    ['test', () => likelihoodRatioTest(smaller, smaller), /more parameters .* got 1 and 1/],
  ])('%s', (_, call, words) => {
    expect(call).toThrow(RangeError)
    expect(call).toThrow(words)
  })

  it('a likelihood-ratio test of no gain has p 1, and more gain never a larger p', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1e3, noNaN: true }), (gain) => {
        const larger = (by: number) => ({ logLikelihood: -5 + by, order: ['r', 'a'] })
        const { p } = likelihoodRatioTest(smaller, larger(gain))
        expect(p >= 0 && p <= 1).toBe(true)
        expect(likelihoodRatioTest(smaller, larger(2 * gain)).p).toBeLessThanOrEqual(p)
      }),
      { numRuns: 100, seed: 13 },
    )
    expect(likelihoodRatioTest(smaller, { logLikelihood: -5, order: ['r', 'a'] }).p).toBe(1)
  })
})
