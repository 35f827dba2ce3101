import { addDays } from '@fealty/core'
import { expect, test } from 'vitest'
import type { Review } from '../review/contract.ts'
import { reviewSchema, seriesSchema } from '../review/contract.ts'
import { judgeReviews, type ReviewFacts } from './judge-reviews.ts'

const series = seriesSchema.parse({
  id: 's',
  name: 'Fortnightly',
  chair: 'COO',
  members: ['COO', 'CIO'],
  quorum: 2,
})
const today = '2026-11-28'

/** One review each fortnight up to a few days ago, the newest last: `held`, `late` or `missed`. */
function reviewsOf(states: readonly ('held' | 'late' | 'missed')[]): Review[] {
  return states.map((state, at) =>
    reviewSchema.parse({
      id: `r${at}`,
      number: at + 1,
      date: addDays(today, -9 - 14 * (states.length - 1 - at)),
      state: state === 'missed' ? 'missed' : 'held',
      daysAfterLast: state === 'late' ? 20 : state === 'held' ? 14 : null,
    }),
  )
}

const judge = (
  states: Parameters<typeof reviewsOf>[0],
  target: Partial<ReviewFacts['target']> = {},
) =>
  judgeReviews({
    target: { goal: 0.8, direction: 'up', deadline: '2027-03-31', ...target },
    all: [{ series, reviews: reviewsOf(states) }],
    today,
  })

test('reviews that were all kept are likely to be kept on; those that were not are not', () => {
  const kept = judge(Array<'held'>(20).fill('held'))
  expect(kept.status).toBe('on-track')
  expect(kept.chance.value).toBeGreaterThan(0.95)
  expect(kept.chance.why).toMatch(
    /^20 of 20 reviews of the last twelve months were held in time; 9 more/,
  )
  const broken = judge(Array.from({ length: 20 }, (_, at) => (at % 2 === 0 ? 'late' : 'missed')))
  expect(broken.status).toBe('off-track')
  expect(broken.chance.value).toBeLessThan(0.01)
})

test('a chance is told with how few it stands on: six kept of six are less sure than twenty of twenty', () => {
  const all = { goal: 0.9 }
  const few = judge(Array<'held'>(6).fill('held'), all).chance.value!
  const many = judge(Array<'held'>(20).fill('held'), all).chance.value!
  expect(few).toBeLessThan(many)
  expect(few).toBeGreaterThan(0.3)
})

test('fewer than five tell nothing, and that is said', () => {
  const { status, chance, ahead } = judge(['held', 'held', 'missed'])
  expect(status).toBe('unknown')
  expect(chance).toEqual({
    value: null,
    why: 'A forecast needs 5 reviews that were due in twelve months; there were 3.',
  })
  expect(ahead[0]?.label).toBe('the twelve months up to 31 March 2027')
})

test('a share that may not be exceeded is the mirror image', () => {
  const states = Array.from({ length: 12 }, (_, at) =>
    at % 3 === 0 ? ('missed' as const) : ('held' as const),
  )
  const up = judge(states, { goal: 0.75 }).chance.value!
  const down = judge(states, { goal: 0.75 - 1e-6, direction: 'down' }).chance.value!
  expect(up + down).toBeCloseTo(1, 9)
})

test('a deadline that has passed is decided by what was held up to it', () => {
  const states = Array<'held'>(8).fill('held')
  expect(judge(states, { deadline: '2026-11-25' }).status).toBe('met')
  expect(judge([...states, 'missed', 'missed', 'missed'], { deadline: '2026-11-25' }).status).toBe(
    'missed',
  )
  expect(judge([], { deadline: '2026-11-25' }).status).toBe('unknown')
})
