import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Insufficient } from '../../estimate/interval-estimate.ts'
import { estimatePanelEffect, type PanelEffect } from './event-study.ts'
import { panelCohortFromSums, summarisePanel } from './panel-cohorts.ts'

const periods = 5
const runs = { numRuns: 120, seed: 20_240_601 }
const outcome = fc.double({ min: -1e3, max: 1e3, noNaN: true })
const start = fc.constantFrom(2, 3, 4, Infinity)
const unit = fc.tuple(start, fc.array(outcome, { minLength: periods, maxLength: periods }))
const units = fc.array(unit, { maxLength: 14 })
type Units = [number, number[]][]

const panelOf = (list: Units) =>
  summarisePanel(
    Float64Array.from(list.flatMap(([, values]) => values)),
    Float64Array.from(list, ([adoption]) => adoption),
    periods,
  )

const estimate = (list: Units, options: { level?: number } = {}) =>
  estimatePanelEffect(panelOf(list), options)

/** The same effect up to a scale and rounding. */
function expectScaled(
  actual: PanelEffect | Insufficient,
  plain: PanelEffect | Insufficient,
  scale: number,
): void {
  expect(actual.kind).toBe(plain.kind)
  if (actual.kind === 'insufficient' || plain.kind === 'insufficient') return
  const allowed = 1e-6 * (1 + Math.abs(scale)) * (1 + plain.effect.se + 1e3)
  expect(Math.abs(actual.effect.difference - scale * plain.effect.difference)).toBeLessThan(allowed)
  expect(Math.abs(actual.effect.se - Math.abs(scale) * plain.effect.se)).toBeLessThan(allowed)
}

describe('the effect on a panel', () => {
  it('is sound or insufficient for any units; a higher level never narrows', () => {
    fc.assert(
      fc.property(units, (list) => {
        const result = estimate(list)
        if (result.kind === 'insufficient') {
          expect(result.why).not.toBe('')
          return
        }
        const wide = estimate(list, { level: 0.99 })
        for (const { difference, low, high, se, p } of [result.effect, ...result.events]) {
          expect([difference, low, high, se, p].every(Number.isFinite)).toBe(true)
          expect(low <= difference && difference <= high && p >= 0 && p <= 1).toBe(true)
        }
        if (wide.kind !== 'insufficient')
          expect(wide.effect.high).toBeGreaterThanOrEqual(result.effect.high)
      }),
      runs,
    )
  })

  it('forgets the order of units, what a unit or a period has always, and scales with the unit', () => {
    fc.assert(
      fc.property(
        units,
        outcome,
        fc.double({ min: 0.1, max: 50, noNaN: true }),
        (list, c, scale) => {
          const plain = estimate(list)
          expectScaled(estimate([...list].reverse()), plain, 1)
          const shifted: Units = list.map(([adoption, values], i) => [
            adoption,
            values.map((value, t) => value + i * 10 + t * c),
          ])
          expectScaled(estimate(shifted), plain, 1)
          const scaled: Units = list.map(([adoption, values]) => [
            adoption,
            values.map((value) => -scale * value),
          ])
          expectScaled(estimate(scaled), plain, -scale)
        },
      ),
      runs,
    )
  })

  it('cohorts from sums are the cohorts of the units', () => {
    fc.assert(
      fc.property(units, (list) => {
        const cohorts = panelOf(list)
        const rebuilt = cohorts.map(({ adoption, n }) => {
          const own = list.filter(([begins]) => begins === adoption).map(([, values]) => values)
          const sums = new Float64Array(periods)
          const crossProducts = new Float64Array(periods * periods)
          for (const values of own)
            values.forEach((left, s) => {
              sums[s]! += left
              values.forEach((right, t) => (crossProducts[s * periods + t]! += left * right))
            })
          return panelCohortFromSums({ adoption, n, sums, crossProducts })
        })
        expectScaled(estimatePanelEffect(rebuilt), estimatePanelEffect(cohorts), 1)
      }),
      runs,
    )
  })

  it('a step of the treated at their start is found whole', () => {
    fc.assert(
      fc.property(units, outcome, (list, step) => {
        const plain = estimate(list)
        if (plain.kind === 'insufficient') return
        const moved = estimate(
          list.map(([adoption, values]) => [
            adoption,
            values.map((value, t) => value + (t >= adoption ? step : 0)),
          ]),
        )
        if (moved.kind === 'insufficient') return
        expect(Math.abs(moved.effect.difference - plain.effect.difference - step)).toBeLessThan(
          1e-6,
        )
      }),
      runs,
    )
  })
})
