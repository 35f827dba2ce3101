import { expect, test } from 'vitest'
import { rowHeight } from './row-height.ts'

const words = (text: string, style: 'text' | 'wrapped' | 'head' | 'title') =>
  ({ kind: 'text', text, style }) as const

test('a row is as high as the most lines that one of its cells is broken into', () => {
  expect(rowHeight([words('short', 'wrapped'), null], [20, 20])).toBeUndefined()
  expect(rowHeight([words('x'.repeat(50), 'wrapped'), words('y', 'wrapped')], [20, 20])).toBe(45)
  expect(rowHeight([words('two words', 'head')], [5])).toBe(30)
  expect(rowHeight([words('one\ntwo', 'wrapped')], [20])).toBe(30)
})

test('what is not broken needs no more room, however long; a title does', () => {
  expect(rowHeight([words('x'.repeat(500), 'text')], [20])).toBeUndefined()
  expect(rowHeight([words('Title', 'title')], [20])).toBe(24)
})
