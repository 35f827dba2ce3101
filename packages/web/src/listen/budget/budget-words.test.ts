import { expect, test } from 'vitest'
import { budgetHeadline, weekdayNames, writeRule } from './budget-words.ts'

test('rules and weekdays are told in words', () => {
  const rule = { scope: 'account', most: 5, days: 30, reminders: true } as const
  expect(writeRule(rule, () => 'x')).toBe(
    'at most 5 contacts with an account in 30 days, reminders counted',
  )
  expect(
    writeRule(
      { scope: 'person', surveyId: 's1', most: 1, days: 1, reminders: false },
      () => 'Tickets',
    ),
  ).toBe('at most 1 contact of “Tickets” with a customer in a day')
  expect(weekdayNames([1, 2, 3, 4, 5])).toBe('Monday to Friday')
  expect(weekdayNames([6, 1])).toBe('Monday, Saturday')
})

test('the headline is the strictest promise to a customer', () => {
  const rules = [
    { scope: 'person', most: 2, days: 30, reminders: false },
    { scope: 'person', most: 3, days: 90, reminders: false },
    { scope: 'workspace', most: 1, days: 700, reminders: false },
  ] as const
  expect(budgetHeadline({ rules: [...rules] })).toBe(
    'No customer is asked more than 3 times in 90 days, whatever happens.',
  )
  expect(budgetHeadline({ rules: [] })).toContain('Nothing limits')
})
