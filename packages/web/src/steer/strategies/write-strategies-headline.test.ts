import { expect, it } from 'vitest'
import { writeStrategiesHeadline } from './write-strategies-headline.ts'

type View = Parameters<typeof writeStrategiesHeadline>[0][number]
const view = (complete: number, isApproved: boolean): View =>
  ({ complete, checks: Array(7).fill({}), approval: isApproved ? {} : null }) as unknown as View

it.each([
  [[], 'No segment has a strategy yet.'],
  [[view(7, true)], '1 of 1 strategies is approved.'],
  [
    [view(7, true), view(5, false)],
    '1 of 2 strategies is approved. The next lacks 2 of 7 elements.',
  ],
  [[view(7, false)], '0 of 1 strategies are approved. One waits for its approval.'],
])('says how many are approved', (views, sentence) => {
  expect(writeStrategiesHeadline(views)).toBe(sentence)
})
