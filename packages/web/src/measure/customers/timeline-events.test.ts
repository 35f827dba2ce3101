import { expect, test } from 'vitest'
import { startOf, toTimelineEvents } from './timeline-events.ts'

const answer = { survey: 'relationship', touchpoint: null, csat: null, ces: null, comment: null }

test('answers bear their score and band, and stand in their own lane once', () => {
  const { events, lanes } = toTimelineEvents(
    {
      events: [
        { day: '2026-03-01', kind: 'order', title: 'Order', detail: '', amount: '10.00' },
        { day: '2026-02-01', kind: 'answer', title: 'NPS 3', detail: '', amount: null },
        { day: '2026-01-01', kind: 'subscription start', title: 'Fibre', detail: '', amount: null },
      ],
      answers: [
        { ...answer, day: '2026-02-01', nps: 3 },
        { ...answer, day: null, nps: 9 },
      ],
    },
    (score) => (score <= 6 ? 'detractor' : 'promoter'),
  )
  expect(lanes).toEqual(['Answers', 'Fibre', 'Orders'])
  expect(events.map((event) => event.day)).toEqual(['2026-01-01', '2026-02-01', '2026-03-01'])
  expect(events[1]).toEqual({
    lane: 'Answers',
    day: '2026-02-01',
    name: 'relationship: 3',
    score: '3',
    band: 'detractor',
  })
})

test('a product runs until its end, over changes of its price, or still runs', () => {
  const event = { detail: '', amount: null }
  const { events } = toTimelineEvents(
    {
      events: [
        { ...event, day: '2026-01-01', kind: 'subscription start', title: 'Fibre 500' },
        { ...event, day: '2026-01-01', kind: 'subscription end', title: 'Fibre 250' },
        { ...event, day: '2025-06-01', kind: 'order', title: 'Order' },
        { ...event, day: '2024-01-01', kind: 'subscription end', title: 'Fibre 250' },
        { ...event, day: '2024-01-01', kind: 'subscription start', title: 'Fibre 250' },
        { ...event, day: '2020-01-01', kind: 'subscription start', title: 'Fibre 250' },
      ],
      answers: [],
    },
    () => 'passive',
  )
  expect(events.map(({ name, until }) => [name, until])).toEqual([
    ['Fibre 250', '2026-01-01'],
    ['Order', undefined],
    ['Fibre 500', null],
  ])
  expect(startOf(events)).toBe('2025-06-01')
})
