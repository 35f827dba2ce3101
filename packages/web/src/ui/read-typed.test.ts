import { expect, test } from 'vitest'
import { readList, readNumber } from './read-typed.ts'

test('lists are parted at commas, without empty parts', () => {
  expect(readList(' North , Coast,, ')).toEqual(['North', 'Coast'])
  expect(readList(' ')).toEqual([])
})

test('lists are parted at other signs where a field says so', () => {
  expect(readList(' https://a.example, https://b.example\n,', /[,\n]/)).toEqual([
    'https://a.example',
    'https://b.example',
  ])
  expect(readList('one, two\n\n three', '\n')).toEqual(['one, two', 'three'])
})

test('numbers are read as people type them, and what is none is none', () => {
  expect(readNumber('−3')).toBe(-3)
  expect(readNumber(' 61,5 ')).toBe(61.5)
  for (const none of ['', ' ', 'many', '1/0', 'Infinity']) expect(readNumber(none)).toBeNull()
})
