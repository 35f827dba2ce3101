import { expect, test } from 'vitest'
import { amountText, gapText, shareText } from './allocation-text.ts'

test('a gap is in points and needs both shares', () => {
  expect(gapText(0.31, 0.4)).toBe('−9 points')
  expect(gapText(0.41, 0.4)).toBe('+1 point')
  expect(gapText(0.403, 0.4)).toBe('as planned')
  expect(gapText(null, 0.4)).toBe('')
  expect(gapText(0.4, null)).toBe('')
})

test('what is not there is a dash, never a zero', () => {
  expect(shareText(null)).toBe('–')
  expect(amountText(null, 'EUR')).toBe('–')
  expect(amountText(0, 'EUR')).toBe('€0')
})
