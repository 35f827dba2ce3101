import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { drawGamma } from '../random/draw.ts'
import { createRandomSource } from '../random/random-source.ts'
import { fitted } from '../test/fitted.ts'
import { relativeGap } from '../test/golden-values.ts'
import { fitBdw, fitSbg, retentionFromSurvivors } from './contractual/fit-retention.ts'
import {
  discountedExpectedLifetime,
  discountedExpectedResidualLifetime,
  retentionRate,
  retentionSurvival,
} from './contractual/predict-retention.ts'
import { presentValue } from './discounting.ts'
import { fitBgNbd } from './dropout-nbd/fit-dropout-nbd.ts'
import { fitGammaGamma } from './gamma-gamma/fit-gamma-gamma.ts'
import { conditionalMeanSpend, populationMeanSpend } from './gamma-gamma/mean-spend.ts'
import { lifetimeValue } from './lifetime-value.ts'

const positive = (low: number, high: number) =>
  fc.double({ min: Math.log(low), max: Math.log(high), noNaN: true }).map(Math.exp)

const random = createRandomSource(17)
const x = Float64Array.from({ length: 300 }, (_, i) => 1 + (i % 5))
const spend = {
  x,
  m: x.map((count) => drawGamma(random, 6 * count, count * drawGamma(random, 4, 15))),
  w: x.map(() => 1),
}

describe('a Gamma-Gamma fit', () => {
  const plain = fitted(fitGammaGamma(spend))
  const reverse = (column: Float64Array) => column.slice().reverse()

  it('forgets order and grouping; another currency scales v alone', () => {
    const reversed = fitted(
      fitGammaGamma({ x: reverse(x), m: reverse(spend.m), w: reverse(spend.w) }),
    )
    const cents = fitted(fitGammaGamma({ ...spend, m: spend.m.map((euros) => 100 * euros) }))
    const four = fitted(fitGammaGamma({ ...spend, w: spend.w.map((weight) => 4 * weight) }))
    for (const name of ['p', 'q', 'v'] as const) {
      const value = plain.parameters[name]
      expect(relativeGap(reversed.parameters[name], value)).toBeLessThan(1e-5)
      expect(relativeGap(four.parameters[name], value)).toBeLessThan(1e-5)
      expect(relativeGap(cents.parameters[name], name === 'v' ? 100 * value : value)).toBeLessThan(
        1e-5,
      )
      const error = plain.standardErrors[name]
      expect(relativeGap(four.standardErrors[name], error / 2)).toBeLessThan(1e-3)
    }
  })

  it('any spenders give a fit or the word that they are too few, never NaN', () => {
    const spender = fc.tuple(fc.nat(1000), positive(1e-3, 1e6), fc.nat(40))
    fc.assert(
      fc.property(fc.array(spender, { maxLength: 10 }), (rows) => {
        const column = (of: (row: (typeof rows)[number]) => number) => Float64Array.from(rows, of)
        const fit = fitGammaGamma({
          x: column(([count]) => count),
          m: column(([, amount]) => amount),
          w: column(([, , weight]) => weight),
        })
        if (fit.kind === 'insufficient') return
        for (const value of Object.values(fit.parameters))
          expect(value > 0 && value < Infinity).toBe(true)
        expect(fit.covarianceLog.flat().every(Number.isFinite)).toBe(true)
      }),
      { numRuns: 60, seed: 2 },
    )
  })

  it('expected spend lies between the own mean and the population’s, and rises with the own', () => {
    const parameters = fc.record({
      p: positive(0.1, 50),
      q: positive(1.01, 50),
      v: positive(0.1, 1e4),
    })
    fc.assert(
      fc.property(parameters, fc.integer({ min: 1, max: 1e5 }), positive(0.01, 1e5), (at, n, m) => {
        const mean = populationMeanSpend(at) as number
        const own = conditionalMeanSpend(at, { x: n, m }) as number
        expect(own).toBeGreaterThanOrEqual(Math.min(mean, m) * (1 - 1e-9))
        expect(own).toBeLessThanOrEqual(Math.max(mean, m) * (1 + 1e-9))
        const richer = conditionalMeanSpend(at, { x: n, m: 2 * m }) as number
        expect(richer).toBeGreaterThan(own)
        const surer = conditionalMeanSpend(at, { x: 2 * n, m }) as number
        expect(Math.abs(surer - m)).toBeLessThanOrEqual(Math.abs(own - m) * (1 + 1e-9) + 1e-9)
      }),
      { numRuns: 300, seed: 3 },
    )
    const heavy = { p: 1, q: 0.5, v: 1 }
    expect(populationMeanSpend(heavy)).toMatchObject({ kind: 'insufficient' })
    expect(() => conditionalMeanSpend(heavy, { x: 1.5, m: 1 })).toThrow(/x .* got 1.5/)
    expect(() => conditionalMeanSpend(heavy, { x: 1, m: 0 })).toThrow(/m .* got 0/)
  })
})

describe('lifetime value', () => {
  const groups = {
    x: Float64Array.of(0, 1, 2, 3, 5, 9),
    tx: Float64Array.of(0, 9, 20, 30, 36, 38),
    T: Float64Array.of(39, 39, 38, 38, 38, 39),
    w: Float64Array.of(1400, 400, 210, 120, 60, 30),
    m: Float64Array.of(0, 5, 3, 4, 6, 2),
  }
  const purchases = fitted(fitBgNbd(groups))
  const money = fitted(fitGammaGamma(spend))
  const terms = {
    horizon: 104,
    discounting: { yearlyRate: 0.1, unitsPerYear: 365.25 / 7 },
    margin: 0.3,
  }
  const at = (changed: Partial<typeof terms>, rows = groups) =>
    fitted(lifetimeValue(purchases, money, rows, { ...terms, ...changed }))

  it('scales with the margin, grows with the horizon, falls with the rate, adds up over groups', () => {
    const plain = at({})
    fc.assert(
      fc.property(positive(0.01, 5), positive(1, 300), positive(0.01, 1), (margin, more, rate) => {
        expect(
          relativeGap(at({ margin }).total.value, (plain.total.value * margin) / 0.3),
        ).toBeLessThan(1e-9)
        expect(at({ horizon: 104 + more }).total.value).toBeGreaterThan(plain.total.value)
        const discounting = { ...terms.discounting, yearlyRate: 0.1 + rate }
        expect(at({ discounting }).total.value).toBeLessThan(plain.total.value)
      }),
      { numRuns: 12, seed: 4 },
    )
    const part = (rows: number[]) => {
      const pick = (column: Float64Array) => Float64Array.from(rows, (row) => column[row]!)
      const { x: count, tx, T, w, m } = groups
      return { x: pick(count), tx: pick(tx), T: pick(T), w: pick(w), m: pick(m) }
    }
    const sum = at({}, part([5, 0, 3])).total.value + at({}, part([2, 4, 1])).total.value
    expect(relativeGap(sum, plain.total.value)).toBeLessThan(1e-12)
  })

  it('thin and wrong input', () => {
    const none = { ...groups, w: groups.w.map(() => 0) }
    expect(lifetimeValue(purchases, money, none, terms)).toMatchObject({ kind: 'insufficient' })
    expect(() => at({ margin: 0 })).toThrow(/margin .* got 0/)
    expect(() => at({ horizon: -1 })).toThrow(/horizon .* got -1/)
    expect(() => at({}, { ...groups, m: groups.m.map(() => -2) })).toThrow(/m .* got -2/)
    expect(() => at({}, { ...groups, m: groups.m.slice(1) })).toThrow(/m must have 6 rows/)
    expect(() => at({}, { ...groups, w: groups.w.map(() => Number.NaN) })).toThrow(/w\[0\] .* NaN/)
  })
})

describe('contracts', () => {
  const ages = fc
    .array(fc.tuple(fc.integer({ min: 1, max: 9 }), fc.nat(400), fc.nat(400)), { maxLength: 8 })
    .map((rows) => rows.map(([renewal, lost, censored]) => ({ renewal, lost, censored })))

  it.each([
    ['sBG', fitSbg],
    ['BdW', fitBdw],
  ] as const)(
    'any ages give an %s or the word that it is too little; order is nothing',
    (_, fit) => {
      fc.assert(
        fc.property(ages, (rows) => {
          const result = fit(rows)
          if (result.kind === 'insufficient') return
          for (const value of Object.values(result.parameters))
            expect(value > 0 && value < Infinity).toBe(true)
          // The same customers in another order, and each age in two rows, are as likely.
          const halves = [...rows, ...rows].reverse().map(({ renewal, lost, censored }) => ({
            renewal,
            lost: lost / 2,
            censored: censored / 2,
          }))
          const other = fitted(fit(halves))
          expect(Math.abs(other.logLikelihood - result.logLikelihood)).toBeLessThan(
            1e-6 * (1 + Math.abs(result.logLikelihood)),
          )
        }),
        { numRuns: 30, seed: 5 },
      )
    },
  )

  const parameters = fc.record({
    alpha: positive(0.05, 50),
    beta: positive(0.05, 50),
    c: positive(0.3, 3),
  })

  it('the share left falls from 1, a renewal rate is its step, a lifetime grows with patience', () => {
    fc.assert(
      fc.property(
        parameters,
        fc.integer({ min: 1, max: 200 }),
        positive(0.03, 2),
        (at, t, rate) => {
          const left = retentionSurvival(at, t)
          expect(retentionSurvival(at, 0)).toBe(1)
          expect(left >= 0 && left <= retentionSurvival(at, t - 1)).toBe(true)
          const renewed = retentionRate(at, t)
          expect(renewed >= 0 && renewed <= 1).toBe(true)
          expect(renewed * retentionSurvival(at, t - 1)).toBeCloseTo(left, 9)
          const lifetime = (discountRate: number) =>
            discountedExpectedLifetime(at, { discountRate })
          expect(lifetime(rate)).toBeGreaterThanOrEqual(lifetime(2 * rate))
          expect(lifetime(rate)).toBeLessThanOrEqual((1 + rate) / rate + 1e-9)
          const residual = (renewals: number, horizon = Infinity) =>
            discountedExpectedResidualLifetime(at, { renewals, discountRate: rate, horizon })
          expect(residual(t, 3)).toBeLessThanOrEqual(residual(t, 9) + 1e-12)
          expect(1 + residual(0) / (1 + rate)).toBeCloseTo(lifetime(rate), 9)
        },
      ),
      { numRuns: 150, seed: 6 },
    )
  })

  it('in the sBG those who renewed more often are surer to renew again', () => {
    fc.assert(
      fc.property(parameters, fc.integer({ min: 1, max: 500 }), ({ alpha, beta }, t) => {
        const at = { alpha, beta }
        expect(retentionRate(at, t + 1)).toBeGreaterThanOrEqual(retentionRate(at, t) - 1e-12)
        expect(retentionRate(at, t)).toBeCloseTo((beta + t - 1) / (alpha + beta + t - 1), 9)
      }),
      { numRuns: 150, seed: 7 },
    )
  })

  it.each<[string, () => unknown, RegExp]>([
    ['renewal', () => fitSbg([{ renewal: 0.5, lost: 1, censored: 1 }]), /renewal .* got 0.5/],
    ['lost', () => fitBdw([{ renewal: 1, lost: -1, censored: 1 }]), /lost .* got -1/],
    ['survivors', () => retentionFromSurvivors([10, 11]), /survivors\[1\] .* got 11/],
    ['alpha', () => retentionSurvival({ alpha: 0, beta: 1 }, 1), /alpha .* got 0/],
    ['t', () => retentionRate({ alpha: 1, beta: 1 }, 0), /t .* got 0/],
    [
      'rate',
      () => discountedExpectedLifetime({ alpha: 1, beta: 1 }, { discountRate: 0 }),
      /discountRate .* got 0/,
    ],
    [
      'horizon',
      () =>
        discountedExpectedResidualLifetime(
          { alpha: 1, beta: 1 },
          { renewals: 1, discountRate: 0.1, horizon: Number.NaN },
        ),
      /horizon .* got NaN/,
    ],
  ])('names a bad %s', (_, call, words) => {
    expect(call).toThrow(RangeError)
    expect(call).toThrow(words)
  })
})

describe('a present value', () => {
  const amounts = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { maxLength: 30 })
  it('adds up, scales, is the sum without a rate and falls with it where all is income', () => {
    fc.assert(
      fc.property(amounts, positive(0.001, 2), (flows, rate) => {
        const worth = presentValue(flows, rate)
        const sum = flows.reduce((total, amount) => total + amount, 0)
        expect(Math.abs(presentValue(flows, 0) - sum)).toBeLessThan(1e-6)
        const twice = flows.map((amount) => 2 * amount)
        expect(Math.abs(presentValue(twice, rate) - 2 * worth)).toBeLessThan(1e-6)
        const income = flows.map(Math.abs)
        expect(presentValue(income, 2 * rate)).toBeLessThanOrEqual(presentValue(income, rate))
        expect(presentValue([0, ...flows], rate)).toBeCloseTo(worth / (1 + rate), 6)
      }),
      { numRuns: 150, seed: 8 },
    )
    expect(() => presentValue([1, Infinity], 0.1)).toThrow(/amounts\[1\] .* got Infinity/)
  })
})
