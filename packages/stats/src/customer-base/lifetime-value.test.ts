import { describe, expect, it } from 'vitest'
import { drawGamma } from '../random/draw.ts'
import { createRandomSource } from '../random/random-source.ts'
import { fitted } from '../test/fitted.ts'
import { relativeGap } from '../test/golden-values.ts'
import { sampleSystematically } from './customer-groups.ts'
import { presentValue } from './discounting.ts'
import { fitBgNbd } from './dropout-nbd/fit-dropout-nbd.ts'
import { forecastPurchases } from './forecast-purchases.ts'
import { fitGammaGamma } from './gamma-gamma/fit-gamma-gamma.ts'
import { conditionalMeanSpend } from './gamma-gamma/mean-spend.ts'
import { lifetimeValue } from './lifetime-value.ts'
import { discountedExpectedPurchases } from './predict.ts'
import { simulatePeople } from './simulate-customers.ts'

const random = createRandomSource(99)
const { groups } = simulatePeople({
  model: 'bg-nbd',
  parameters: { r: 0.6, alpha: 8, a: 0.8, b: 2.5 },
  customers: 25_000,
  joiningWindow: 13,
  horizon: 39,
  ahead: 1,
  random,
})
const m = groups.x.map((x) => (x > 0 ? drawGamma(random, 6 * x, x * drawGamma(random, 4, 15)) : 0))
const purchases = fitted(fitBgNbd(groups))
const spend = fitted(fitGammaGamma({ x: groups.x, m, w: groups.w }))
const discounting = { yearlyRate: 0.1, unitsPerYear: 365.25 / 7 }
const terms = { horizon: 104, discounting, margin: 0.3 }

describe('lifetimeValue', () => {
  it('is discounted purchases × spend × margin, and the total is the sum', () => {
    const value = fitted(lifetimeValue(purchases, spend, { ...groups, m }, terms))
    const row = groups.x.findIndex((x) => x > 2)
    const history = { x: groups.x[row]!, tx: groups.tx[row]!, T: groups.T[row]! }
    const bought = discountedExpectedPurchases(purchases, history, 104, discounting)
    const each = conditionalMeanSpend(spend.parameters, { x: history.x, m: m[row]! }) as number
    expect(relativeGap(value.perCustomer[row]!, 0.3 * bought * each)).toBeLessThan(1e-12)
    const sum = value.perCustomer.reduce((total, one) => total + one, 0)
    expect(relativeGap(value.total.value, sum)).toBeLessThan(1e-12)
    expect(relativeGap(value.mean.value, sum / 25_000)).toBeLessThan(1e-12)
    expect(value.total.low).toBeLessThan(value.total.value)
    expect(value.total.high).toBeGreaterThan(value.total.value)
  })

  it('takes slopes from a sample above 20,000 groups, within 1 % of all of them', () => {
    const head = (column: Float64Array) => column.slice(0, 12_000)
    const columns = [groups.x, groups.tx, groups.T, groups.w, m].map(head)
    const [x, tx, T, w, spent] = columns as [Float64Array, ...Float64Array[]]
    const once = { x, tx: tx!, T: T!, w: w!, m: spent! }
    // The same customers in two rows of half the weight: the same answer, by way of a sample.
    const twice = (column: Float64Array) => Float64Array.of(...column, ...column)
    const split = {
      x: twice(once.x),
      tx: twice(once.tx),
      T: twice(once.T),
      w: twice(once.w).map((weight) => weight / 2),
      m: twice(once.m),
    }
    const exact = fitted(lifetimeValue(purchases, spend, once, terms))
    const sampled = fitted(lifetimeValue(purchases, spend, split, terms))
    expect(relativeGap(sampled.total.value, exact.total.value)).toBeLessThan(1e-12)
    expect(relativeGap(sampled.total.se, exact.total.se)).toBeLessThan(0.01)
    const forecast = forecastPurchases(purchases, once, 26)
    expect(relativeGap(forecastPurchases(purchases, split, 26).se, forecast.se)).toBeLessThan(0.01)
  })

  it('a sample stands for all customers', () => {
    const sampled = sampleSystematically(groups, 10_000)
    expect(sampled.w.reduce((total, weight) => total + weight, 0)).toBeCloseTo(25_000, 6)
    const all = forecastPurchases(purchases, groups, 26)
    const some = forecastPurchases(purchases, sampled, 26)
    expect(relativeGap(some.value, all.value)).toBeLessThan(0.03)
  })
})

describe('presentValue', () => {
  it('of 100 now and 110 in a year at 10 % is 200', () => {
    expect(presentValue([100, 110], 0.1)).toBeCloseTo(200, 10)
    expect(presentValue([], 0.1)).toBe(0)
    expect(() => presentValue([1], -1)).toThrow(/ratePerPeriod .* got -1/)
  })
})
