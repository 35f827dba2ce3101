import { describe, expect, it } from 'vitest'
import type { HuddleBoard } from '../../api/contracts.ts'
import { huddleHeadline } from './huddle-text.ts'

type Change = HuddleBoard['changes'][number]
const change = (id: string, verdict: Change['change']['verdict'], difference: number): Change =>
  ({ metric: { id, title: id }, change: { verdict, difference } }) as unknown as Change
const board = (changes: Change[], late = 0, dueToday = 0): HuddleBoard =>
  ({ unitName: 'Broadband', changes, board: { late, dueToday } }) as unknown as HuddleBoard

describe('the headline of a huddle', () => {
  it('names only what is real', () => {
    expect(huddleHeadline(board([change('nps', 'real', -9), change('ces', 'noise', 1)], 2))).toBe(
      'NPS fell in Broadband. 2 calls are late.',
    )
    expect(
      huddleHeadline(board([change('nps', 'real', -9), change('csat', 'real', 0.1)], 0, 1)),
    ).toBe('NPS fell and satisfaction rose in Broadband. 1 call is due today.')
  })

  it('says when nothing moved, and when nobody can tell', () => {
    expect(huddleHeadline(board([change('nps', 'noise', 1)]))).toBe(
      'Nothing moved beyond noise in Broadband. No call is late.',
    )
    expect(huddleHeadline(board([]))).toMatch(/^Too few answers/)
  })
})
