import { expect, it } from 'vitest'
import { writeReviewsHeadline } from './write-reviews-headline.ts'

type List = Parameters<typeof writeReviewsHeadline>[0]
const list = (part: object): List => ({ reviews: [], cadence: [], actions: [], ...part })
const planned = { state: 'planned', date: '2026-11-26' }

it.each([
  [{}, 'No review is planned.'],
  [
    { reviews: [{ state: 'held', date: '2026-11-12' }, planned] },
    'The next review is on 26 November.',
  ],
  [{ reviews: [{ ...planned, state: 'running' }] }, 'The review of 26 November is running.'],
  [
    { reviews: [planned], actions: [{ state: 'late' }, { state: 'done' }] },
    'The next review is on 26 November. One promised action is late.',
  ],
  [
    { reviews: [planned], cadence: [{ overdue: true }], actions: [{ state: 'late' }] },
    'The next review is on 26 November. The cadence is broken.',
  ],
])('says when the next review is', (part, sentence) => {
  expect(writeReviewsHeadline(list(part))).toBe(sentence)
})
