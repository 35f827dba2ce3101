import { expect, test } from 'vitest'
import { cutAtSpans } from './cut-at-spans.ts'

test('parts join to the text again, and the marked ones are the spans', () => {
  const text = 'The bill is late'
  const parts = cutAtSpans(text, [
    { start: 12, end: 16, title: 'Late' },
    { start: 4, end: 8, title: 'Bill' },
    { start: 5, end: 7, title: 'inside' },
    { start: 90, end: 99, title: 'outside' },
  ])
  expect(parts.map((part) => part.text).join('')).toBe(text)
  expect(parts.filter(({ title }) => title !== undefined)).toEqual([
    { text: 'bill', title: 'Bill' },
    { text: 'late', title: 'Late' },
  ])
})
