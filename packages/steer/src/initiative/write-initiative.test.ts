import { expect, test } from 'vitest'
import type { ShownInitiative } from './contract.ts'
import { writeInitiative } from './write-initiative.ts'

const measured = {
  kind: 'estimate',
  ...{ value: 1234.5, low: 800, high: 1700, level: 0.95, n: 9, method: '' },
}
const running = {
  currency: 'EUR',
  state: 'running',
  grade: 'A',
  claimed: [{}],
  window: { from: '2026-01-01', to: '2026-06-30' },
  asOf: '2026-09-30',
  booked: 1234.5,
  plannedToDate: 2000,
  plannedTotal: 2000,
  // With an effect that is noise beside it, what was measured is wider than what is proven.
  realised: { ...measured, low: 500, high: 2000 },
  proven: measured,
} as unknown as Omit<ShownInitiative, 'sentence'>
const earned = 'Earned €1,230 (€800 to €1,700) of €2,000 due, grade A.'

test('while it runs it is told what was earned; at its end it is judged (R113)', () => {
  expect(writeInitiative(running)).toBe(earned)
  const ended = { ...running, state: 'ended' as const }
  expect(writeInitiative(ended)).toBe(`${earned} Its days are over: the plan was missed.`)
  expect(writeInitiative({ ...ended, booked: 2000 })).toMatch(/the plan was reached\.$/)
  expect(writeInitiative({ ...ended, asOf: '2026-05-31' })).toMatch(
    /the facts end before them, on 31 May 2026\.$/,
  )
})

test('what is asserted, noise or too thin earns nothing', () => {
  expect(writeInitiative({ ...running, grade: 'D' })).toMatch(/^Nothing is proven: €2,000 due/)
  expect(writeInitiative({ ...running, booked: 0 })).toMatch(/^Nothing beyond noise/)
  const few = { kind: 'insufficient', n: 2, minimum: 20, why: 'few' } as const
  expect(writeInitiative({ ...running, booked: 0, realised: few })).toMatch(/^Too few/)
  expect(writeInitiative({ ...running, booked: -500 })).toMatch(/^Cost €500/)
})
