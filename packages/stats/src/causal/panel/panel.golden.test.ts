import { describe, expect, it } from 'vitest'
import { fitted } from '../../test/fitted.ts'
import { readGolden, relativeGap } from '../../test/golden-values.ts'
import { estimatePanelEffect } from './event-study.ts'
import { panelCohortFromSums, summarisePanel } from './panel-cohorts.ts'

interface PanelCase {
  outcomes: number[]
  treatedUnits: number
  controlUnits: number
  periods: number
  adoption: number
  effect: number
  se: number
  events: [number, number, number][]
  preTrend: { statistic: number; numeratorDegrees: number; denominatorDegrees: number; p: number }
}

const wanted = (readGolden('causal') as { panel: PanelCase }).panel
const { treatedUnits, controlUnits, periods } = wanted
const outcomes = Float64Array.from(wanted.outcomes)
const adoption = Float64Array.from({ length: treatedUnits + controlUnits }, (_, unit) =>
  unit < treatedUnits ? wanted.adoption : Infinity,
)

describe('a panel against statsmodels with unit and period dummies, clustered by unit', () => {
  const result = fitted(estimatePanelEffect(summarisePanel(outcomes, adoption, periods)))

  it('the effect and its error', () => {
    expect(relativeGap(result.effect.difference, wanted.effect)).toBeLessThan(1e-9)
    expect(relativeGap(result.effect.se, wanted.se)).toBeLessThan(1e-9)
  })

  it('event-study coefficients and their errors', () => {
    expect(result.events.map(({ event }) => event)).toEqual(wanted.events.map(([event]) => event))
    wanted.events.forEach(([, value, se], i) => {
      expect(relativeGap(result.events[i]!.difference, value)).toBeLessThan(1e-8)
      expect(relativeGap(result.events[i]!.se, se)).toBeLessThan(1e-9)
    })
  })

  it('the joint test of the leads', () => {
    const test = fitted(result.preTrend)
    for (const name of ['statistic', 'numeratorDegrees', 'denominatorDegrees', 'p'] as const)
      expect(relativeGap(test[name], wanted.preTrend[name])).toBeLessThan(1e-7)
  })

  it('is the same from the sums of a database', () => {
    const fromSums = [true, false].map((isTreated) => {
      const units = Array.from(adoption.keys()).filter(
        (unit) => (adoption[unit] === Infinity) !== isTreated,
      )
      const rows = units.map((unit) => outcomes.slice(unit * periods, (unit + 1) * periods))
      const sums = Float64Array.from({ length: periods }, (_, t) =>
        rows.reduce((sum, row) => sum + row[t]!, 0),
      )
      const crossProducts = Float64Array.from({ length: periods * periods }, (_, i) =>
        rows.reduce((sum, row) => sum + row[Math.floor(i / periods)]! * row[i % periods]!, 0),
      )
      const at = isTreated ? wanted.adoption : Infinity
      return panelCohortFromSums({ adoption: at, n: rows.length, sums, crossProducts })
    })
    const again = fitted(estimatePanelEffect(fromSums))
    expect(relativeGap(again.effect.difference, result.effect.difference)).toBeLessThan(1e-9)
    expect(relativeGap(again.effect.se, result.effect.se)).toBeLessThan(1e-9)
  })
})
