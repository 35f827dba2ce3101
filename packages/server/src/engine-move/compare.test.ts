import { expect, test } from 'vitest'
import { firstDifference } from './compare-answers.ts'
import { diffSums } from './compare-facts.ts'

test('equal answers have no difference, and the first place is named otherwise', () => {
  const one = {
    rows: [
      { n: 1, value: 2.5 },
      { n: 2, value: 3 },
    ],
    asOf: '2026-01-01',
  }
  expect(firstDifference(one, structuredClone(one))).toBeUndefined()
  const other = { ...one, rows: [one.rows[0], { n: 2, value: 3.0000001 }] }
  expect(firstDifference(one, other)).toEqual({ what: 'rows.1.value', from: '3', to: '3.0000001' })
})

test.each([
  ['a row more', { rows: [1] }, { rows: [1, 2] }, 'rows.1'],
  ['a name that one lacks', { n: 1 }, { n: 1, low: null }, 'low'],
  ['another kind of value', { value: [] }, { value: null }, 'value'],
  ['a text for a number', { n: 1 }, { n: '1' }, 'n'],
  ['names in another order', { a: 1, b: 2 }, { b: 2, a: 1 }, ''],
])('%s is a difference', (_, one, other, what) => {
  expect(firstDifference(one, other)?.what).toBe(what)
})

test('sums are compared by import: an import more, fewer rows, another sum', () => {
  const cells = { amount: { filled: 2, sum: '5.5' }, order_id: { filled: 2, sum: null } }
  const one = [{ seq: 1, rows: 2, cells }]
  const nameOf = (seq: number) => `import ${seq}`
  expect(diffSums(one, structuredClone(one), nameOf)).toEqual({ compared: 4, differences: [] })
  const changed = [
    { seq: 1, rows: 1, cells: { ...cells, amount: { filled: 2, sum: '5.4' } } },
    { seq: 2, rows: 7, cells: {} },
  ]
  expect(diffSums(one, changed, nameOf).differences).toEqual([
    { what: 'import 1: rows', from: '2', to: '1' },
    { what: 'import 1: sum of amount', from: '5.5', to: '5.4' },
    { what: 'import 2: rows', from: 'nothing', to: '7' },
  ])
})
