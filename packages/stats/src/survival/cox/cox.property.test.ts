import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fitted } from '../../test/fitted.ts'
import type { CoxRows } from './cox-data.ts'
import { estimateBaseline, predictSurvival } from './estimate-baseline.ts'
import { fitCox, type CoxFit } from './fit-cox.ts'
import { testProportionalHazards } from './test-proportional-hazards.ts'

const runs = { numRuns: 120, seed: 20_240_601 }
interface Row {
  time: number
  event: number
  n: number
  entry: number
  stratum: number
  x: number
  y: number
}
const row: fc.Arbitrary<Row> = fc.record({
  time: fc.integer({ min: 5, max: 25 }),
  event: fc.integer({ min: 0, max: 1 }),
  n: fc.integer({ min: 1, max: 3 }),
  entry: fc.nat(4),
  stratum: fc.nat(1),
  x: fc.integer({ min: -3, max: 3 }),
  y: fc.integer({ min: 0, max: 1 }),
})
const rows = fc.array(row, { maxLength: 30 })
const ties = fc.constantFrom('efron' as const, 'breslow' as const)

function coxRows(list: readonly Row[], { late = false, strata = false } = {}): CoxRows {
  const column = (of: (one: Row) => number) => Float64Array.from(list, of)
  return {
    time: column((one) => one.time),
    event: Uint8Array.from(list, (one) => one.event),
    n: column((one) => one.n),
    ...(late && { entry: column((one) => one.entry) }),
    ...(strata && { stratum: Uint32Array.from(list, (one) => one.stratum) }),
    covariates: [
      { name: 'x', values: column((one) => one.x) },
      { name: 'y', values: column((one) => one.y) },
    ],
  }
}

function expectSound(fit: CoxFit): void {
  for (const effect of fit.effects) {
    if (effect.kind === 'insufficient') continue
    const { value, se, low, high, p } = effect
    expect([value, se, low, high, p].every(Number.isFinite)).toBe(true)
    expect(low <= value && value <= high && se > 0 && p >= 0 && p <= 1).toBe(true)
  }
  expect(fit.logLikelihood).toBeGreaterThanOrEqual(fit.nullLogLikelihood - 1e-9)
  for (const { statistic, p } of [fit.likelihoodRatio, fit.wald, fit.score])
    expect(statistic >= 0 && p >= 0 && p <= 1).toBe(true)
}

/** Compares two fits of the same customers, whatever the data can tell of them. */
function expectSame(one: ReturnType<typeof fitCox>, other: ReturnType<typeof fitCox>): void {
  expect(other.kind).toBe(one.kind)
  if (one.kind === 'insufficient' || other.kind === 'insufficient') return
  expect(other.logLikelihood).toBeCloseTo(one.logLikelihood, 6)
  one.effects.forEach((effect, j) => {
    const twin = other.effects[j]!
    expect(twin.kind).toBe(effect.kind)
    if (effect.kind === 'insufficient' || twin.kind === 'insufficient') return
    expect(Math.abs(twin.value - effect.value)).toBeLessThan(1e-6 * (1 + Math.abs(effect.value)))
    expect(Math.abs(twin.se - effect.se)).toBeLessThan(1e-4 * effect.se)
  })
}

describe('Cox regression on any rows', () => {
  it('is sound with its tests, baseline and predictions, late entry and strata or not', () => {
    fc.assert(
      fc.property(rows, ties, fc.boolean(), fc.boolean(), (list, by, late, strata) => {
        const data = coxRows(list, { late, strata })
        const fit = fitCox(data, { ties: by })
        if (fit.kind === 'insufficient') {
          expect(fit.n).toBeLessThan(fit.minimum)
          return
        }
        expectSound(fit)
        const test = testProportionalHazards(data, fit)
        if (test.kind === 'proportional-hazards')
          for (const { p, statistic } of [...test.covariates, test.global])
            expect(p >= 0 && p <= 1 && statistic >= 0).toBe(true)
        const baseline = estimateBaseline(data, fit)
        let before = 1
        for (const time of [0, 5, 10, 20]) {
          const stratum = list[0]!.stratum
          const at = predictSurvival(baseline, {
            profile: [1, 0],
            time,
            ...(strata && { stratum }),
          })
          if (at.kind === 'insufficient') continue
          expect(at.low <= at.value && at.value <= at.high).toBe(true)
          expect(at.value >= 0 && at.value <= before).toBe(true)
          before = at.value
        }
      }),
      runs,
    )
  })

  it('rows in any order, split or put together give the same fit', () => {
    fc.assert(
      fc.property(rows, ties, (list, by) => {
        const fit = fitCox(coxRows(list, { late: true }), { ties: by })
        expectSame(fit, fitCox(coxRows([...list].reverse(), { late: true }), { ties: by }))
        const single = list.flatMap((one) => new Array<Row>(one.n).fill({ ...one, n: 1 }))
        expectSame(fit, fitCox(coxRows(single, { late: true }), { ties: by }))
      }),
      runs,
    )
  })

  it('time may be stretched, covariates shifted and scaled', () => {
    fc.assert(
      fc.property(rows, (list) => {
        const fit = fitCox(coxRows(list))
        expectSame(fit, fitCox(coxRows(list.map((one) => ({ ...one, time: one.time ** 2 })))))
        const moved = fitCox(coxRows(list.map((one) => ({ ...one, x: 1e6 + 1000 * one.x }))))
        expect(moved.kind).toBe(fit.kind)
        if (fit.kind === 'insufficient' || moved.kind === 'insufficient') return
        const [plain, scaled] = [fit.effects[0]!, moved.effects[0]!]
        expect(scaled.kind).toBe(plain.kind)
        if (plain.kind === 'effect' && scaled.kind === 'effect')
          expect(Math.abs(1000 * scaled.value - plain.value)).toBeLessThan(
            1e-5 * (1 + Math.abs(plain.value)),
          )
      }),
      runs,
    )
  })
})

describe('what the data cannot tell is said in words', () => {
  const base = {
    time: Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8),
    event: Uint8Array.of(1, 1, 1, 0, 1, 0, 0, 0),
  }
  const x = { name: 'plan', values: Float64Array.of(1, 0, 1, 0, 0, 1, 1, 0) }
  const why = (rowsOf: CoxRows) => {
    const fit = fitCox(rowsOf)
    return fit.kind === 'insufficient'
      ? [fit.why]
      : fit.effects.map((effect) => (effect.kind === 'insufficient' ? effect.why : effect.kind))
  }

  it('monotone likelihood', () => {
    const y = { name: 'pays late', values: Float64Array.from(base.event) }
    expect(why({ ...base, covariates: [x, y] })).toEqual([
      'effect',
      'The coefficient of pays late has no finite estimate: all events lie on one side.',
    ])
    const fit = fitted(fitCox({ ...base, covariates: [x, y] }))
    expect(fit.coefficients[1]).toBeGreaterThan(10)
    expect(fit.likelihoodRatio.statistic).toBeGreaterThan(0)
  })

  it('the other coefficients are those of the limit', () => {
    // Where all events lie in one group, the limit is the fit within that group.
    const y = { name: 'y', values: Float64Array.from(base.event) }
    const time = Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8, 2.5, 3.5)
    const event = Uint8Array.of(...base.event, 0, 1)
    const plan = { name: 'plan', values: Float64Array.of(...x.values, 1, 1) }
    const late = { name: 'y', values: Float64Array.of(...y.values, 1, 1) }
    const whole = fitted(fitCox({ time, event, covariates: [plan, late] }))
    const inside = [...late.values.keys()].filter((i) => late.values[i] === 1)
    const pick = (values: ArrayLike<number>) => inside.map((i) => values[i]!)
    const within = fitted(
      fitCox({
        time: Float64Array.from(pick(time)),
        event: Uint8Array.from(pick(event)),
        covariates: [{ name: 'plan', values: Float64Array.from(pick(plan.values)) }],
      }),
    )
    expect(whole.coefficients[0]).toBeCloseTo(within.coefficients[0]!, 6)
    expect(whole.covariance[0]![0]).toBeCloseTo(within.covariance[0]![0]!, 6)
  })

  it('collinear and constant covariates', () => {
    const y = { name: 'age', values: Float64Array.of(3, 1, 4, 1, 5, 9, 2, 6) }
    const both = { name: 'both', values: x.values.map((value, i) => 2 * value - y.values[i]!) }
    const same = { name: 'country', values: new Float64Array(8).fill(0.1) }
    expect(why({ ...base, covariates: [x, y, both, same] })).toEqual([
      'effect',
      'effect',
      'both is a combination of plan and age: its coefficient cannot be told apart from theirs.',
      'country is the same for all who were at risk together: its coefficient cannot be told.',
    ])
    expect(why({ ...base, stratum: Uint32Array.from(x.values), covariates: [x] })).toEqual([
      'plan is the same for all who were at risk together: its coefficient cannot be told.',
    ])
  })

  it('nobody, no events, few events', () => {
    const nobody = { time: new Float64Array(0), event: new Uint8Array(0) }
    const none = { name: 'x', values: new Float64Array(0) }
    expect(why({ ...nobody, covariates: [none] })).toEqual(['There are no customers to watch.'])
    const quiet = { ...base, event: new Uint8Array(8) }
    expect(why({ ...quiet, covariates: [x] })).toEqual(['Nobody was lost while watched.'])
    const few = fitted(fitCox({ ...base, covariates: [x] }))
    expect(few.boundaries.join()).toContain('4 events tell 1 coefficients')
  })

  it('wrong input is named', () => {
    const refuse = (rowsOf: CoxRows, words: string) =>
      expect(() => fitCox(rowsOf)).toThrow(new RangeError(words))
    refuse({ ...base, covariates: [] }, 'covariates must have at least one column, got none')
    refuse(
      { ...base, covariates: [x, x] },
      'covariates must have names of their own, got plan twice',
    )
    refuse(
      { ...base, covariates: [{ name: 'z', values: Float64Array.of(1) }] },
      'covariate z must have as many rows as time (8), got 1',
    )
    const bad = { name: 'z', values: x.values.map((value, i) => (i === 3 ? NaN : value)) }
    refuse({ ...base, covariates: [bad] }, 'covariate z[3] must be a finite number, got NaN')
    refuse(
      { ...base, covariates: [x], weight: new Float64Array(8).fill(-1) },
      'weight[0] must be a finite number, 0 or above, got -1',
    )
    const fit = fitted(fitCox({ ...base, covariates: [x] }))
    expect(() => estimateBaseline({ ...base, covariates: [bad] }, fit)).toThrow(RangeError)
    const baseline = estimateBaseline({ ...base, covariates: [x] }, fit)
    expect(() => predictSurvival(baseline, { profile: [], time: 1 })).toThrow(
      'profile must have 1 values, got 0',
    )
  })
})
