import { expect, it } from 'vitest'
import { sortActions, writeState } from './sort-actions.ts'

const late = { state: 'late', daysLeft: -8 } as const
const later = { state: 'late', daysLeft: -1 } as const
const today = { state: 'open', daysLeft: 0 } as const
const open = { state: 'open', daysLeft: 6 } as const
const done = { state: 'done', daysLeft: -20 } as const

it('puts what is late first and what is done last', () => {
  expect(sortActions([done, open, later, today, late])).toEqual([late, later, today, open, done])
})

it('says how an action stands', () => {
  expect([late, later, today, open, done].map(writeState)).toEqual([
    '8 days late',
    '1 day late',
    'due today',
    '6 days left',
    'done',
  ])
})
