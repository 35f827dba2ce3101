import { expect, test } from 'vitest'
import { emptyDraft, expressionOf, inputOf, sizeText, toggleRule } from './import-draft.ts'

test('what nobody decided is left to the guess of the server', () => {
  const uploads = [{ upload: 'u1', name: 'orders.csv', bytes: 12 }]
  expect(inputOf({ ...emptyDraft, uploads })).toEqual({
    uploads: ['u1'],
    mapping: {},
    cleaning: ['exact-duplicates', 'no-customer'],
  })
})

test('a preset is sent with answers only, and is still there when the kind comes back', () => {
  const draft = { ...emptyDraft, preset: 'qualtrics' } as const
  expect(inputOf({ ...draft, kind: 'responses' })).toMatchObject({ preset: 'qualtrics' })
  expect(inputOf({ ...draft, kind: 'orders' })).not.toHaveProperty('preset')
  expect(inputOf({ ...emptyDraft, kind: 'responses' })).not.toHaveProperty('preset')
})

test('a correction wins over the guess, also when it empties the field', () => {
  const preview = { mapping: [{ field: 'amount', expression: '"Price"', evidence: 'by its name' }] }
  expect(expressionOf('amount', { mapping: {} }, preview)).toBe('"Price"')
  expect(expressionOf('amount', { mapping: { amount: 'Quantity * Price' } }, preview)).toBe(
    'Quantity * Price',
  )
  expect(expressionOf('amount', { mapping: { amount: '' } }, preview)).toBe('')
  expect(expressionOf('cost', { mapping: {} }, preview)).toBe('')
})

test('a rule is switched off and on again', () => {
  const off = toggleRule(emptyDraft.cleaning, 'no-customer')
  expect(off).toEqual(['exact-duplicates'])
  expect(toggleRule(off, 'no-customer')).toEqual(['exact-duplicates', 'no-customer'])
})

test.each([
  [999, '999 B'],
  [45_200, '45 kB'],
  [1_250_000, '1.3 MB'],
  [94_000_000, '94 MB'],
])('%d bytes are %s', (bytes, text) => {
  expect(sizeText(bytes)).toBe(text)
})
