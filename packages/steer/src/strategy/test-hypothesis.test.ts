import type { Estimate } from '@fealty/core'
import { createRandomSource, drawNormal } from '@fealty/stats'
import { expect, test } from 'vitest'
import { judgeHypothesis, testAcrossUnits, testOverTime, type KpiMoves } from './test-hypothesis.ts'

const estimate = (value: number): Estimate => ({
  kind: 'estimate',
  value,
  low: value,
  high: value,
  level: 0.95,
  n: 100,
  method: 'test',
})

const moves = (
  months: readonly number[],
  units: readonly number[] = [],
  better: KpiMoves['better'] = 'higher',
): KpiMoves => ({
  better,
  months: months.map(estimate),
  units: new Map(units.map((value, at) => [`u${at}`, value])),
})

const random = createRandomSource(5)
const cause = Array.from({ length: 36 }, () => drawNormal(random))
/** Follows the cause two months later. */
const effect = cause.map((_, at) => (cause[at - 2] ?? 0) * 3 + 0.3 * drawNormal(random))

test('a link is found at its lag, and not at another', () => {
  const found = testOverTime(moves(cause), moves(effect), 2)
  expect(found!.low).toBeGreaterThan(0.5)
  const other = testOverTime(moves(cause), moves(effect), 0)
  expect(other!.low).toBeLessThan(0.3)
  expect(judgeHypothesis('more', found, null)).toMatchObject({ verdict: 'supported', grade: 'C' })
  expect(judgeHypothesis('less', found, null).verdict).toBe('refuted')
})

test('better is up on both ends: falling churn goes with rising loyalty', () => {
  const churn = moves(
    effect.map((value) => -value),
    [],
    'lower',
  )
  expect(testOverTime(moves(cause), churn, 2)!.low).toBeGreaterThan(0.5)
})

test('two trends are not a link', () => {
  const rising = Array.from({ length: 36 }, (_, at) => at + 0.5 * drawNormal(random))
  const alsoRising = Array.from({ length: 36 }, (_, at) => 2 * at + 0.5 * drawNormal(random))
  const found = testOverTime(moves(rising), moves(alsoRising), 0)
  expect(judgeHypothesis('more', found, null).verdict).toBe('open')
})

test('units and time together give grade B; against each other nothing', () => {
  const units = [1, 2, 3, 4, 5, 6, 7, 8]
  const across = testAcrossUnits(
    moves([], units),
    moves(
      [],
      units.map((value) => value * 2 + ((value * 7) % 3) * 0.1),
    ),
  )
  const over = testOverTime(moves(cause), moves(effect), 2)
  expect(judgeHypothesis('more', over, across)).toMatchObject({ verdict: 'supported', grade: 'B' })
  const opposite = testAcrossUnits(
    moves([], units),
    moves(
      [],
      units.map((value) => -value + ((value * 7) % 3) * 0.1),
    ),
  )
  expect(judgeHypothesis('more', over, opposite)).toMatchObject({ verdict: 'open', grade: 'C' })
})

test('thin ends are untested, gaps are left out', () => {
  expect(testOverTime(moves(cause.slice(0, 10)), moves(effect.slice(0, 10)), 1)).toBeNull()
  expect(testAcrossUnits(moves([], [1, 2, 3]), moves([], [1, 2, 3]))).toBeNull()
  expect(judgeHypothesis('more', null, null)).toMatchObject({ verdict: 'untested', grade: null })
  const gapped: KpiMoves = {
    ...moves(effect),
    months: effect.map((v, at) => (at === 9 ? null : estimate(v))),
  }
  expect(testOverTime(moves(cause), gapped, 2)!.n).toBe(31)
})
