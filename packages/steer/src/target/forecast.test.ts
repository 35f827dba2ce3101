import type { Estimate } from '@fealty/core'
import { expect, test } from 'vitest'
import { chanceOf, forecastPoints, forecastSeries } from './forecast-series.ts'
import {
  brierScore,
  simulatedWorlds,
  tabulateReliability,
  tellChances,
} from './simulate-calibration.ts'

const estimate = (value: number, se: number): Estimate => ({
  kind: 'estimate',
  value,
  low: value - 1.96 * se,
  high: value + 1.96 * se,
  se,
  level: 0.95,
  n: 100,
  method: 'test',
})

const wobble = (at: number): number => ((at * 7919) % 13) / 13 - 0.5
const shares = Array.from({ length: 30 }, (_, at) => estimate(0.96 + 0.02 * wobble(at), 0.01))

test('told chances come true as often as told, and beat the base rate', () => {
  const told = simulatedWorlds.flatMap((world, index) =>
    tellChances(world, { months: 30, periods: 3, series: 60, seed: 7 + index }),
  )
  const base = told.filter(({ met }) => met).length / told.length
  expect(brierScore(told)).toBeLessThan(0.75 * base * (1 - base))
  // With 300 targets a fifth of the range holds some 60: three standard errors are 0.19.
  const rows = tabulateReliability(told)
  for (let at = 0; at < 10; at += 2) {
    const pair = rows.slice(at, at + 2).filter(({ n }) => n > 0)
    const n = pair.reduce((sum, row) => sum + row.n, 0)
    const gap = pair.reduce((sum, row) => sum + row.n * (row.told - row.met), 0) / n
    expect(Math.abs(gap), `told ${at / 10} to ${(at + 2) / 10}`).toBeLessThan(
      (3 * 0.5) / Math.sqrt(n),
    )
  }
})

test('a share never leaves 0 to 1, and a goal above 1 cannot be met', () => {
  const forecast = forecastSeries(shares, { unit: 'share', cycle: 1 })
  if (forecast.kind === 'insufficient') throw new Error(forecast.why)
  for (const { low, value, high } of forecastPoints(forecast, 6, 0.95)) {
    expect(low).toBeGreaterThan(0)
    expect(high).toBeLessThan(1)
    expect(low).toBeLessThan(value)
    expect(value).toBeLessThan(high)
  }
  expect(chanceOf(forecast, { goal: 1.2, direction: 'up', periods: 3 })).toBe(0)
  expect(chanceOf(forecast, { goal: 1.2, direction: 'down', periods: 3 })).toBe(1)
  expect(chanceOf(forecast, { goal: -1, direction: 'up', periods: 3 })).toBe(1)
})

test('up and down share the certainty, and an easier goal is likelier', () => {
  const values = Array.from({ length: 24 }, (_, at) => estimate(30 + 8 * wobble(at), 3))
  const forecast = forecastSeries(values, { unit: 'points', cycle: 1 })
  if (forecast.kind === 'insufficient') throw new Error(forecast.why)
  const up = (goal: number) => chanceOf(forecast, { goal, direction: 'up', periods: 3 })
  const down = (goal: number) => chanceOf(forecast, { goal, direction: 'down', periods: 3 })
  expect(up(31) + down(31)).toBeCloseTo(1, 9)
  expect(up(28)).toBeGreaterThan(up(32))
  const helped = chanceOf(forecast, {
    goal: 32,
    direction: 'up',
    periods: 3,
    effect: { value: 4, se: 0 },
  })
  expect(helped).toBeCloseTo(up(28), 9)
  const unsure = chanceOf(forecast, {
    goal: 26,
    direction: 'up',
    periods: 3,
    effect: { value: 0, se: 20 },
  })
  expect(unsure).toBeLessThan(up(26))
  expect(unsure).toBeGreaterThan(0.5)
})

test('too short or unmoving a series is too few, never a number', () => {
  expect(forecastSeries(shares.slice(0, 5), { unit: 'share', cycle: 12 })).toMatchObject({
    kind: 'insufficient',
    n: 5,
    minimum: 8,
  })
  const flat = Array.from({ length: 20 }, () => estimate(10, 1))
  expect(forecastSeries(flat, { unit: 'points', cycle: 1 }).kind).toBe('insufficient')
})
