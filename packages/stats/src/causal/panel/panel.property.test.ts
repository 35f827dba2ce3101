import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { drawNormal } from '../../random/draw.ts'
import { createRandomSource } from '../../random/random-source.ts'
import { fitted } from '../../test/fitted.ts'
import {
  estimateDifferenceInDifferences,
  estimateUnpairedDifferenceInDifferences,
  type PairedSums,
} from './difference-in-differences.ts'
import { estimatePanelEffect } from './event-study.ts'
import { panelCohortFromSums, summarisePanel } from './panel-cohorts.ts'

const runs = { numRuns: 100, seed: 20_240_601 }
const value = fc.double({ min: -1e4, max: 1e4, noNaN: true })

function pairedSums(rows: readonly (readonly [number, number])[]): PairedSums {
  const sums = {
    n: rows.length,
    sumBefore: 0,
    sumAfter: 0,
    sumBeforeBefore: 0,
    sumAfterAfter: 0,
    sumBeforeAfter: 0,
  }
  for (const [before, after] of rows) {
    sums.sumBefore += before
    sums.sumAfter += after
    sums.sumBeforeBefore += before * before
    sums.sumAfterAfter += after * after
    sums.sumBeforeAfter += before * after
  }
  return sums
}

function hasNaN(result: unknown): boolean {
  if (typeof result === 'number') return Number.isNaN(result)
  if (typeof result !== 'object' || result === null) return false
  return Object.values(result).some(hasNaN)
}

describe('difference in differences', () => {
  const rows = fc.array(fc.tuple(value, value), { maxLength: 20 })

  it('never NaN, never a throw; swapped groups turn it around; a shift of all changes nothing', () => {
    fc.assert(
      fc.property(rows, rows, value, (treated, control, shift) => {
        const [a, b] = [pairedSums(treated), pairedSums(control)]
        const there = estimateDifferenceInDifferences(a, b)
        const back = estimateDifferenceInDifferences(b, a)
        expect(hasNaN(there)).toBe(false)
        expect(there.kind).toBe(back.kind)
        if (there.kind === 'insufficient' || back.kind === 'insufficient') return
        expect(there.difference + back.difference).toBeCloseTo(0, 6)
        const later = (group: typeof treated) =>
          pairedSums(group.map(([before, after]) => [before, after + shift] as const))
        const shifted = estimateDifferenceInDifferences(later(treated), later(control))
        if (shifted.kind === 'comparison')
          expect(shifted.difference).toBeCloseTo(there.difference, 5)
      }),
      runs,
    )
  })

  it('equals the panel of two periods, whatever the order of the units', () => {
    const some = fc.array(fc.tuple(value, value), { minLength: 2, maxLength: 15 })
    fc.assert(
      fc.property(some, some, (treated, control) => {
        const paired = estimateDifferenceInDifferences(pairedSums(treated), pairedSums(control))
        const all = [...treated, ...control].reverse()
        const adoption = [...treated.map(() => 1), ...control.map(() => Infinity)].reverse()
        const cohorts = summarisePanel(
          Float64Array.from(all.flat()),
          Float64Array.from(adoption),
          2,
        )
        const panel = fitted(estimatePanelEffect(cohorts))
        expect(hasNaN(panel)).toBe(false)
        expect(panel.preTrend).toMatchObject({ kind: 'insufficient' })
        if (paired.kind === 'insufficient') return
        expect(panel.effect.difference).toBeCloseTo(paired.difference, 6)
        expect(Math.abs(panel.effect.se - paired.se)).toBeLessThan(1e-4)
        expect(panel.events[0]!.difference).toBeCloseTo(paired.difference, 6)
      }),
      runs,
    )
  })

  it('independent cells: the sum of four variances; names what is wrong', () => {
    const cell = { n: 5, mean: 1, m2: 8 }
    const cells = {
      treatedBefore: cell,
      treatedAfter: { ...cell, mean: 4 },
      controlBefore: cell,
      controlAfter: cell,
    }
    const result = fitted(estimateUnpairedDifferenceInDifferences(cells))
    expect(result.difference).toBe(3)
    expect(result.se).toBeCloseTo(Math.sqrt((4 * 8) / 4 / 5), 12)
    expect(() =>
      estimateUnpairedDifferenceInDifferences({ ...cells, controlAfter: { ...cell, m2: -1 } }),
    ).toThrow(/m2 .* got -1/)
    expect(() =>
      estimateDifferenceInDifferences(
        { ...pairedSums([]), sumBeforeAfter: Number.NaN },
        pairedSums([]),
      ),
    ).toThrow(/sumBeforeAfter .* got NaN/)
  })
})

describe('panel', () => {
  it('finds staggered effects that grow with time, which the two-way regression would bias', () => {
    const random = createRandomSource(7)
    const [units, periods] = [900, 8]
    const adoption = Float64Array.from({ length: units }, (_, unit) => [2, 5, Infinity][unit % 3]!)
    const outcomes = new Float64Array(units * periods)
    for (let unit = 0; unit < units; unit += 1) {
      const own = 3 * drawNormal(random)
      for (let t = 0; t < periods; t += 1) {
        const since = t - adoption[unit]!
        outcomes[unit * periods + t] =
          own + 0.5 * t + (since >= 0 ? 1 + since : 0) + drawNormal(random)
      }
    }
    const result = fitted(estimatePanelEffect(summarisePanel(outcomes, adoption, periods)))
    for (const { event, difference, se } of result.events)
      expect(Math.abs(difference - (event >= 0 ? 1 + event : 0)), `event ${event}`).toBeLessThan(
        4 * se,
      )
    expect(fitted(result.preTrend).p).toBeGreaterThan(0.01)
    // Six treated periods of the first cohort (1 … 6) and three of the second (1 … 3).
    expect(Math.abs(result.effect.difference - (21 + 6) / 9)).toBeLessThan(4 * result.effect.se)
  })

  it('sees a trend before the start', () => {
    const random = createRandomSource(11)
    const outcomes = new Float64Array(200 * 6)
    const adoption = Float64Array.from({ length: 200 }, (_, unit) => (unit % 2 ? 4 : Infinity))
    for (let unit = 0; unit < 200; unit += 1)
      for (let t = 0; t < 6; t += 1)
        outcomes[unit * 6 + t] = (unit % 2 ? 0.6 * t : 0) + drawNormal(random)
    const result = fitted(estimatePanelEffect(summarisePanel(outcomes, adoption, 6)))
    expect(fitted(result.preTrend).p).toBeLessThan(1e-6)
  })

  it('is thin without a control, a treated cohort or a second unit, and names what is wrong', () => {
    const panel = (adoption: number[]) =>
      estimatePanelEffect(
        summarisePanel(new Float64Array(adoption.length * 3), Float64Array.from(adoption), 3),
      )
    expect(panel([1, 1])).toMatchObject({ kind: 'insufficient', n: 2 })
    expect(panel([Infinity, Infinity])).toMatchObject({ kind: 'insufficient' })
    expect(panel([1, Infinity, Infinity])).toMatchObject({ kind: 'insufficient', n: 1 })
    expect(estimatePanelEffect([])).toMatchObject({ kind: 'insufficient', n: 0 })
    expect(hasNaN(panel([1, 1, Infinity, Infinity]))).toBe(false)
    expect(() => summarisePanel(new Float64Array(3), Float64Array.of(1), 2)).toThrow(/got 3/)
    expect(() => summarisePanel(Float64Array.of(1, Number.NaN), Float64Array.of(1), 2)).toThrow(
      /outcomes\[1\] .* got NaN/,
    )
    expect(() => summarisePanel(new Float64Array(2), Float64Array.of(0), 2)).toThrow(
      /adoption\[0\] .* got 0/,
    )
    const sums = {
      adoption: 1,
      n: 2,
      sums: new Float64Array(2),
      crossProducts: new Float64Array(4),
    }
    expect(() => panelCohortFromSums({ ...sums, n: 0 })).toThrow(/n .* got 0/)
    const cohort = panelCohortFromSums(sums)
    expect(() => estimatePanelEffect([cohort, cohort])).toThrow(/cohorts\[1\].adoption .* got 1/)
  })
})
