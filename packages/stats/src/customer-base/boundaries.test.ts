import { describe, expect, it } from 'vitest'
import { drawGamma, drawPoisson } from '../random/draw.ts'
import { createRandomSource } from '../random/random-source.ts'
import { fitted } from '../test/fitted.ts'
import type { CustomerGroups } from './customer-groups.ts'
import { parameterIntervals } from './delta-interval.ts'
import { fitBgNbd, fitMbgNbd } from './dropout-nbd/fit-dropout-nbd.ts'
import { fitSbg } from './contractual/fit-retention.ts'
import { fitGammaGamma } from './gamma-gamma/fit-gamma-gamma.ts'
import { conditionalMeanSpend, populationMeanSpend } from './gamma-gamma/mean-spend.ts'
import { fitParetoNbd } from './pareto-nbd/fit-pareto-nbd.ts'
import { discountedExpectedPurchases, predictPurchases } from './predict.ts'

/** Customers who never leave: uniform purchase times at gamma rates over 39 units. */
function neverLeaving(customers: number): CustomerGroups {
  const random = createRandomSource(11)
  const x = new Float64Array(customers)
  const tx = new Float64Array(customers)
  for (let i = 0; i < customers; i += 1) {
    x[i] = drawPoisson(random, 39 * drawGamma(random, 2, 10))
    // The last of x uniform times.
    tx[i] = x[i] === 0 ? 0 : 39 * random.uniform() ** (1 / x[i]!)
  }
  return { x, tx, T: new Float64Array(customers).fill(39), w: new Float64Array(customers).fill(1) }
}

describe('boundary cases are said in words', () => {
  const groups = neverLeaving(5000)

  it('no dropout visible: BG, MBG and Pareto all fit and say so', () => {
    for (const fit of [fitBgNbd(groups), fitMbgNbd(groups), fitParetoNbd(groups)]) {
      const result = fitted(fit)
      expect(result.boundaries.map(({ code }) => code)).toContain('no-dropout-visible')
      expect(Number.isFinite(result.logLikelihood)).toBe(true)
      expect(result.parameters.r / result.parameters.alpha).toBeCloseTo(0.2, 2)
      const intervals = Object.values(parameterIntervals<string>(result))
      for (const { low, high } of intervals) expect(low <= high).toBe(true)
    }
  })

  it('all bought once is thin data, not a throw', () => {
    const once = { ...groups, x: groups.x.map(() => 0), tx: groups.tx.map(() => 0) }
    for (const fit of [fitBgNbd, fitMbgNbd, fitParetoNbd])
      expect(fit(once)).toMatchObject({ kind: 'insufficient', why: /All bought once/ })
  })

  it('no customers is thin data', () => {
    const none = new Float64Array(0)
    const empty = { x: none, tx: none, T: none, w: none }
    expect(fitBgNbd(empty)).toMatchObject({ kind: 'insufficient', n: 0 })
    expect(fitGammaGamma({ x: none, m: none, w: none })).toMatchObject({ kind: 'insufficient' })
  })

  it('mean spend not finite: a tail so heavy that q ends below 1', () => {
    const random = createRandomSource(5)
    const m = Float64Array.from({ length: 3000 }, () => 10 / drawGamma(random, 0.6, 1))
    const fit = fitted(
      fitGammaGamma({ x: m.map(() => 3), m, w: new Float64Array(m.length).fill(1) }),
    )
    expect(fit.boundaries.map(({ code }) => code)).toContain('mean-spend-not-finite')
    expect(populationMeanSpend(fit.parameters)).toMatchObject({ kind: 'insufficient' })
    const known = conditionalMeanSpend(fit.parameters, { x: 3, m: 20 })
    expect(typeof known === 'number' && Number.isFinite(known)).toBe(true)
  })

  it('nobody has left, and everybody alike', () => {
    expect(fitSbg([{ renewal: 4, lost: 0, censored: 90 }])).toMatchObject({ kind: 'insufficient' })
    const alike = Array.from({ length: 6 }, (_, i) => ({
      renewal: i + 1,
      lost: 1000 * 0.8 ** i * 0.2,
      censored: i === 5 ? 1000 * 0.8 ** 6 : 0,
    }))
    const fit = fitted(fitSbg(alike))
    expect(fit.boundaries).toHaveLength(1)
    expect(fit.parameters.alpha / (fit.parameters.alpha + fit.parameters.beta)).toBeCloseTo(0.2, 3)
  })

  it('heavy buyers, x to 1e5, stay finite in fit and prediction', () => {
    const heavy = {
      x: Float64Array.of(0, 1, 12, 900, 30_000, 100_000),
      tx: Float64Array.of(0, 90, 300, 364.9, 365, 364.99),
      T: Float64Array.of(365, 365, 365, 365, 365, 365),
      w: Float64Array.of(900, 300, 40, 3, 1, 1),
    }
    for (const fit of [fitBgNbd(heavy), fitMbgNbd(heavy), fitParetoNbd(heavy)]) {
      const model = fitted(fit)
      for (let i = 0; i < 6; i += 1) {
        const history = { x: heavy.x[i]!, tx: heavy.tx[i]!, T: heavy.T[i]! }
        const { expected, sd, low, high, alive } = predictPurchases(model, history, 365)
        expect([expected, sd, low, high, alive].every(Number.isFinite)).toBe(true)
        expect(low).toBeLessThanOrEqual(high)
        const worth = discountedExpectedPurchases(model, history, 365, {
          yearlyRate: 0.1,
          unitsPerYear: 365.25,
        })
        expect(worth).toBeGreaterThanOrEqual(0)
        expect(worth).toBeLessThanOrEqual(expected * (1 + 1e-9))
      }
    }
  })

  it('names the column, the row and the value', () => {
    const bad = { ...groups, tx: groups.tx.map((value, i) => (i === 7 ? 99 : value)) }
    expect(() => fitBgNbd(bad)).toThrow(/tx\[7\] .* got 99/)
    expect(() => fitBgNbd({ ...groups, w: groups.w.slice(1) })).toThrow(/w must have 5000 rows/)
    const spend = { x: Float64Array.of(2), m: Float64Array.of(-4), w: Float64Array.of(1) }
    expect(() => fitGammaGamma(spend)).toThrow(/m\[0\] .* got -4/)
  })
})
