import { describe, expect, it } from 'vitest'
import type { CaseBoard } from '../../api/contracts.ts'
import { heldText, inboxHeadline, scoreText, writeHours } from './case-text.ts'

const time = (value: number, low: number, high: number): CaseBoard['timeToContact'] => ({
  kind: 'estimate',
  value,
  low,
  high,
  level: 0.95,
  n: 40,
  method: 'x',
})
const board: CaseBoard = {
  from: '2026-11-01',
  to: '2026-11-28',
  open: 0,
  contacted: 0,
  resolved: 0,
  dueToday: 0,
  late: 0,
  opened: 0,
  closed: 0,
  dismissed: 0,
  timeToContact: { kind: 'insufficient', n: 0, minimum: 5, why: '' },
  targetHours: 8,
  withinTarget: { kind: 'insufficient', n: 0, minimum: 5, why: '' },
  oldest: null,
}

describe('the headline of the inbox', () => {
  it('says what waits', () => {
    expect(inboxHeadline(board)).toBe('Nobody waits for a call.')
    expect(inboxHeadline({ ...board, open: 3 })).toBe('Nothing is due today; 3 wait.')
    expect(inboxHeadline({ ...board, dueToday: 1 })).toBe('One call is due today, none is late.')
    expect(inboxHeadline({ ...board, late: 2, dueToday: 4 })).toBe(
      '2 calls are late, 4 more are due today.',
    )
    expect(inboxHeadline({ ...board, late: 1 })).toBe('One call is late.')
  })

  it('judges the time to contact by its whole interval', () => {
    const late = { ...board, late: 1 }
    expect(inboxHeadline({ ...late, timeToContact: time(3.2, 2, 5) })).toMatch(/inside the 8 h/)
    expect(inboxHeadline({ ...late, timeToContact: time(12, 9, 15) })).toMatch(/8 h were promised/)
    expect(inboxHeadline({ ...late, timeToContact: time(7, 5, 11) })).toMatch(/cannot be told yet/)
  })
})

describe('words of a case', () => {
  it('writes hours and scores', () => {
    expect(writeHours(0.5)).toBe('30 min')
    expect(writeHours(2.25)).toBe('2.3 h')
    expect(writeHours(16.2)).toBe('16 h')
    expect(scoreText({ csat: 2 })).toBe('2 of 5')
    expect(scoreText({})).toBe('')
  })
})

it('a question that the budget holds says why', () => {
  const reason = 'The customer is away until 3 December 2026.'
  expect(heldText({ decision: 'refuse', reason, until: null }, 'UTC')).toBe(`not asked: ${reason}`)
  const until = '2030-12-07T10:00:00.000Z'
  expect(heldText({ decision: 'hold', reason, until }, 'UTC')).toMatch(/^waits until .*2030.*: The/)
})
