import { describe, expect, it } from 'vitest'
import { decisionSchema, reviewSchema, seriesSchema, type Review } from './contract.ts'
import { countPresent, isQuorate, keepCadence, medianLead } from './keep-cadence.ts'
import { cadenceShare } from './measure-cadence.ts'

const series = seriesSchema.parse({
  id: 's',
  name: 'Fortnightly review',
  chair: 'COO',
  members: ['COO', 'CIO', 'Head of Broadband', 'Head of Mobile'],
  quorum: 3,
})

const review = (number: number, date: string, part: Partial<Review>): Review =>
  reviewSchema.parse({ id: `s:${number}`, number, date, state: 'planned', ...part })

const reviews = [
  review(1, '2026-10-01', { state: 'held' }),
  review(2, '2026-10-15', { state: 'held', daysAfterLast: 14 }),
  review(3, '2026-10-29', { state: 'missed' }),
  review(4, '2026-11-12', { state: 'held', daysAfterLast: 28 }),
  review(5, '2026-11-26', {}),
]

describe('cadence', () => {
  it('counts what was held in time and what was missed', () => {
    expect(keepCadence(series, reviews, null, '2026-11-26')).toEqual({
      seriesId: 's',
      days: 14,
      sinceHeld: 14,
      held: 3,
      heldInTime: 2,
      missed: 1,
      overdue: false,
      leadDays: null,
    })
  })

  it('is overdue on the fifteenth day', () => {
    expect(keepCadence(series, reviews, null, '2026-11-27')).toMatchObject({
      sinceHeld: 15,
      overdue: true,
    })
  })

  it('knows of no last review before the first', () => {
    expect(keepCadence(series, [], null, '2026-11-27')).toMatchObject({
      sinceHeld: null,
      overdue: false,
    })
  })

  const decision = (outcome: string, from: string, to: string | null) =>
    decisionSchema.parse({ id: from, title: 'x', outcome, proposedAt: from, decidedAt: to })

  it('takes the median from proposal to decision, of what was decided', () => {
    const decisions = [
      decision('decided', '2026-10-01T08:00:00Z', '2026-10-03T08:00:00Z'),
      decision('rejected', '2026-10-01T08:00:00Z', '2026-10-11T08:00:00Z'),
      decision('open', '2026-01-01T08:00:00Z', null),
    ]
    expect(medianLead(decisions, 'UTC')).toBe(6)
    expect(medianLead([], 'UTC')).toBeNull()
  })

  it('counts the days of the company’s calendar', () => {
    // In Auckland it was 2 October before noon and 3 October after it.
    const one = [decision('decided', '2026-10-02T10:30:00Z', '2026-10-02T11:30:00Z')]
    expect(medianLead(one, 'Pacific/Auckland')).toBe(1)
    expect(medianLead(one, 'UTC')).toBe(0)
  })
})

describe('quorum', () => {
  it.each([
    [['COO', 'CIO', 'Head of Mobile'], 3, true],
    [['coo ', 'cio', 'head of mobile'], 3, true],
    [['CIO', 'Head of Mobile', 'Head of Broadband'], 3, false],
    [['COO', 'CIO', 'A guest', 'Another guest'], 2, false],
    [['COO', 'COO', 'COO'], 1, false],
    [[], 0, false],
  ])('of %j counts %d members', (present, count, quorate) => {
    expect(countPresent(series, present)).toBe(count)
    expect(isQuorate(series, present)).toBe(quorate)
  })
})

describe('the cadence as a KPI (R080)', () => {
  it('is the share held in time of what was held or missed', () => {
    // Three held, one of them after 28 days, and one missed.
    expect(cadenceShare([{ series, reviews }], '2026-11-26')).toMatchObject({
      kind: 'estimate',
      value: 0.5,
      n: 4,
    })
  })

  it('looks twelve months back, and is too few where none was due', () => {
    expect(cadenceShare([{ series, reviews }], '2027-10-20')).toMatchObject({ n: 2, value: 0 })
    expect(cadenceShare([], '2026-11-26')).toMatchObject({ kind: 'insufficient', n: 0 })
    expect(cadenceShare([{ series, reviews }], '2026-09-01').kind).toBe('insufficient')
  })
})
