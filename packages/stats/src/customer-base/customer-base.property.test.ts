import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Objective } from '../optimise/objective.ts'
import { fitted } from '../test/fitted.ts'
import { relativeGap } from '../test/golden-values.ts'
import { bgBbObjective } from './bg-bb/likelihood.ts'
import { retentionObjective } from './contractual/likelihood.ts'
import type { CustomerGroups } from './customer-groups.ts'
import { fitBgNbd } from './dropout-nbd/fit-dropout-nbd.ts'
import { dropoutNbdObjective } from './dropout-nbd/likelihood.ts'
import { gammaGammaObjective } from './gamma-gamma/likelihood.ts'
import { paretoNbdObjective } from './pareto-nbd/likelihood.ts'
import {
  conditionalExpectedPurchases,
  discountedExpectedPurchases,
  predictPurchases,
  probabilityAlive,
  purchaseProbability,
} from './predict.ts'
import type { PurchaseModel } from './purchase-model.ts'

const positive = (low: number, high: number) =>
  fc.double({ min: Math.log(low), max: Math.log(high), noNaN: true }).map(Math.exp)

const model: fc.Arbitrary<PurchaseModel> = fc.oneof(
  fc.record({
    model: fc.constantFrom('bg-nbd' as const, 'mbg-nbd' as const),
    parameters: fc.record({
      r: positive(0.05, 20),
      alpha: positive(0.1, 300),
      a: positive(0.01, 50),
      b: positive(0.01, 50),
    }),
  }),
  fc.record({
    model: fc.constant('pareto-nbd' as const),
    parameters: fc.record({
      r: positive(0.05, 20),
      alpha: positive(0.1, 300),
      s: positive(0.05, 20),
      beta: positive(0.1, 300),
    }),
  }),
)

const history = fc
  .record({
    x: fc.oneof(fc.nat(20), fc.nat(100_000)),
    T: fc.double({ min: 1, max: 1000, noNaN: true }),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map(({ x, T, share }) => ({ x, T, tx: x === 0 ? 0 : T * share }))

describe('predictions of any model after any history', () => {
  it('are finite, in range, and grow with the time ahead', () => {
    fc.assert(
      fc.property(model, history, positive(0.1, 500), (m, h, t) => {
        const { expected, sd, low, high, alive } = predictPurchases(m, h, t)
        expect(alive >= 0 && alive <= 1).toBe(true)
        expect([expected, sd, low, high].every((value) => value >= 0 && value < Infinity)).toBe(
          true,
        )
        expect(low).toBeLessThanOrEqual(high)
        const later = conditionalExpectedPurchases(m, h, 2 * t)
        expect(later).toBeGreaterThanOrEqual(expected * (1 - 1e-9))
      }),
      { numRuns: 150, seed: 1 },
    )
  })

  it('undiscounted purchases are the expected purchases; discounting lowers them', () => {
    fc.assert(
      fc.property(model, history, positive(0.1, 500), (m, h, t) => {
        const expected = conditionalExpectedPurchases(m, h, t)
        const at = (yearlyRate: number) =>
          discountedExpectedPurchases(m, h, t, { yearlyRate, unitsPerYear: 365.25 })
        expect(Math.abs(at(0) - expected)).toBeLessThanOrEqual(1e-7 * expected)
        expect(at(0.2)).toBeLessThanOrEqual(expected * (1 + 1e-9))
      }),
      { numRuns: 100, seed: 2 },
    )
  })

  it('P(X = n) adds up to 1 and its mean is the expectation', () => {
    const calm = fc.record({ x: fc.nat(5), T: positive(5, 60), share: positive(0.1, 1) })
    fc.assert(
      fc.property(model, calm, (m, { x, T, share }) => {
        const h = { x, T, tx: x === 0 ? 0 : T * share }
        const t = T / 4
        const { expected, sd } = predictPurchases(m, h, t)
        fc.pre(expected + 60 * sd < 400)
        let total = 0
        let mean = 0
        for (let n = 0; n < expected + 60 * sd + 60; n += 1) {
          const p = purchaseProbability(m, n, t, h)
          total += p
          mean += n * p
        }
        expect(total).toBeCloseTo(1, 6)
        expect(Math.abs(mean - expected)).toBeLessThan(1e-4 * (1 + expected))
      }),
      { numRuns: 40, seed: 3 },
    )
  })

  it('P(alive) rises with recency and with a shorter silence', () => {
    fc.assert(
      fc.property(model, history, (m, h) => {
        fc.pre(h.x > 0)
        const fresh = probabilityAlive(m, { ...h, tx: h.T })
        expect(probabilityAlive(m, h)).toBeLessThanOrEqual(fresh + 1e-12)
        const silent = probabilityAlive(m, { ...h, T: h.T * 2 })
        expect(silent).toBeLessThanOrEqual(probabilityAlive(m, h) + 1e-9)
      }),
      { numRuns: 150, seed: 4 },
    )
  })
})

const groups: fc.Arbitrary<CustomerGroups> = fc
  .array(fc.tuple(history, fc.integer({ min: 1, max: 50 })), { minLength: 2, maxLength: 12 })
  .map((rows) => ({
    x: Float64Array.from(rows, ([h]) => h.x),
    tx: Float64Array.from(rows, ([h]) => h.tx),
    T: Float64Array.from(rows, ([h]) => h.T),
    w: Float64Array.from(rows, ([, w]) => w),
  }))

/** The analytic gradient against central differences, relative to the size of the value. */
function expectGradient(objective: Objective, point: Float64Array): void {
  const gradient = new Float64Array(objective.dimension)
  const scratch = new Float64Array(objective.dimension)
  const value = objective.evaluate(point, gradient)
  expect(Number.isFinite(value)).toBe(true)
  for (let i = 0; i < objective.dimension; i += 1) {
    const h = 1e-5
    const up = point.slice()
    const down = point.slice()
    up[i]! += h
    down[i]! -= h
    const slope = (objective.evaluate(up, scratch) - objective.evaluate(down, scratch)) / (2 * h)
    expect(Math.abs(slope - gradient[i]!)).toBeLessThan(1e-5 * (1 + Math.abs(value)))
  }
}

const logPoint = (size: number) =>
  fc
    .array(fc.double({ min: -3, max: 4, noNaN: true }), { minLength: size, maxLength: size })
    .map((values) => Float64Array.from(values))

describe('analytic gradients equal central differences', () => {
  it('BG/NBD, MBG/NBD and Pareto/NBD', () => {
    fc.assert(
      fc.property(groups, logPoint(4), (columns, point) => {
        expectGradient(dropoutNbdObjective(columns, 'after-repeat'), point)
        expectGradient(dropoutNbdObjective(columns, 'after-every'), point)
        expectGradient(paretoNbdObjective(columns), point)
      }),
      { numRuns: 60, seed: 5 },
    )
  })

  it('Gamma-Gamma, BG/BB, sBG and BdW', () => {
    const spend = {
      x: Float64Array.of(1, 2, 2, 9, 400),
      m: Float64Array.of(3, 20, 0.4, 77, 12),
      w: Float64Array.of(5, 1, 2, 8, 1),
    }
    const donors = {
      x: Float64Array.of(0, 1, 3, 6),
      tx: Float64Array.of(0, 4, 5, 6),
      n: Float64Array.of(6, 6, 6, 6),
      w: Float64Array.of(30, 8, 5, 2),
    }
    const contract = {
      renewal: Float64Array.of(1, 2, 3, 4),
      left: Float64Array.of(300, 100, 0, 20),
      stayed: Float64Array.of(700, 500, 480, 200),
    }
    fc.assert(
      fc.property(logPoint(4), (point) => {
        const moderate = point.map((value) => value / 2)
        expectGradient(gammaGammaObjective(spend), moderate.slice(0, 3))
        expectGradient(bgBbObjective(donors), moderate)
        expectGradient(retentionObjective(contract, 1000, true), moderate.slice(0, 2))
        const shape = Float64Array.of(moderate[0]!, moderate[1]!, moderate[2]! / 3)
        expectGradient(retentionObjective(contract, 1000, false), shape)
      }),
      { numRuns: 60, seed: 6 },
    )
  })
})

describe('a BG/NBD fit', () => {
  const base: CustomerGroups = {
    x: Float64Array.of(0, 1, 2, 3, 5, 9),
    tx: Float64Array.of(0, 9, 20, 30, 36, 38),
    T: Float64Array.of(39, 39, 38, 38, 38, 39),
    w: Float64Array.of(1400, 400, 210, 120, 60, 30),
  }
  const reorder = (rows: number[]): CustomerGroups => ({
    x: Float64Array.from(rows, (row) => base.x[row]!),
    tx: Float64Array.from(rows, (row) => base.tx[row]!),
    T: Float64Array.from(rows, (row) => base.T[row]!),
    w: Float64Array.from(rows, (row) => base.w[row]!),
  })
  const fit = fitted(fitBgNbd(base))

  it('does not know the order of the rows, nor whether equal rows are grouped', () => {
    const permutation = fc.shuffledSubarray([0, 1, 2, 3, 4, 5], { minLength: 6, maxLength: 6 })
    fc.assert(
      fc.property(permutation, (rows) => {
        const other = fitted(fitBgNbd(reorder(rows)))
        expect(relativeGap(other.parameters.b, fit.parameters.b)).toBeLessThan(1e-6)
        const twice = reorder([...rows, ...rows])
        const split = fitted(fitBgNbd({ ...twice, w: twice.w.map((weight) => weight / 2) }))
        expect(relativeGap(split.parameters.b, fit.parameters.b)).toBeLessThan(1e-6)
      }),
      { numRuns: 8, seed: 7 },
    )
  })

  it('scales alpha, and nothing else, with the unit of time', () => {
    const scaled = { ...base, tx: base.tx.map((t) => 7 * t), T: base.T.map((t) => 7 * t) }
    const days = fitted(fitBgNbd(scaled))
    expect(relativeGap(days.parameters.alpha, 7 * fit.parameters.alpha)).toBeLessThan(1e-6)
    expect(relativeGap(days.parameters.r, fit.parameters.r)).toBeLessThan(1e-6)
    expect(relativeGap(days.parameters.a, fit.parameters.a)).toBeLessThan(1e-6)
  })

  it('with every weight times 4: the same parameters, half the standard errors', () => {
    const more = fitted(fitBgNbd({ ...base, w: base.w.map((weight) => 4 * weight) }))
    expect(relativeGap(more.parameters.r, fit.parameters.r)).toBeLessThan(1e-6)
    expect(relativeGap(more.standardErrors.r, fit.standardErrors.r / 2)).toBeLessThan(1e-4)
  })
})
