import { emptyStrategy } from './strategy-draft.ts'
import { expect, it } from 'vitest'
import { writeStrategiesHeadline, writeStrategyHeadline } from './write-strategies-headline.ts'

type View = Parameters<typeof writeStrategiesHeadline>[0][number]
const view = (complete: number, isApproved: boolean): View =>
  ({ complete, checks: Array(7).fill({}), approval: isApproved ? {} : null }) as unknown as View

it.each([
  [[], 'No segment has a strategy yet.'],
  [[view(7, true)], 'One of 1 strategies is approved.'],
  [
    [view(7, true), view(5, false)],
    'One of 2 strategies is approved. The next lacks 2 of 7 elements.',
  ],
  [[view(7, false)], 'No strategy is approved yet. One waits for its approval.'],
])('says how many are approved', (views, sentence) => {
  expect(writeStrategiesHeadline(views)).toBe(sentence)
})

it('the headline of one says how far it is and what holds it back', () => {
  const check = { element: 'scope' as const, title: '', done: true, missing: '' }
  const one = {
    strategy: { ...emptyStrategy, id: 's', name: 'Partners' },
    approval: null,
    complete: 5,
    checks: Array.from({ length: 7 }, () => check),
    readiness: { value: 2, lowest: 'processes' },
  }
  const rest = 'readiness is 2 of 5, held back by processes.'
  expect(writeStrategyHeadline(one)).toBe(`“Partners” lacks 2 of 7 elements; ${rest}`)
  const whole = { ...one, complete: 7 }
  expect(writeStrategyHeadline(whole)).toBe(
    `“Partners” is whole and waits for its approval; ${rest}`,
  )
  const approval = { by: 'p', role: 'COO', at: '2026-11-01', version: 1 }
  expect(writeStrategyHeadline({ ...whole, approval })).toBe(`“Partners” is approved; ${rest}`)
})
