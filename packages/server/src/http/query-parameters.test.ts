import { expect, test } from 'vitest'
import { z } from 'zod'
import { parametersOf, readParameters } from './query-parameters.ts'

const parameters = parametersOf(
  z.object({
    asOf: z.union([z.iso.date(), z.iso.datetime({ offset: true })]).optional(),
    owner: z.string().nullable().optional(),
    where: z.array(z.string()).default([]),
    limit: z.number().nullable().optional(),
    either: z.union([z.string(), z.number()]).optional(),
    deep: z.object({ a: z.number() }).optional(),
  }),
)
const read = (search: string) => readParameters(parameters, new URLSearchParams(search))

test('a choice of texts is a text, and a list, a number and an object are read as what they are', () => {
  expect(read('asOf=2026-03-31')).toEqual({ asOf: '2026-03-31' })
  expect(read('asOf=2026-03-31T09:00:00Z')).toEqual({ asOf: '2026-03-31T09:00:00Z' })
  expect(read('owner=Head&where=a%3D1&where=b%3D2&limit=20')).toEqual({
    owner: 'Head',
    where: ['a=1', 'b=2'],
    limit: 20,
  })
  expect(read('either=%22x%22&deep=%7B%22a%22:1%7D')).toEqual({ either: 'x', deep: { a: 1 } })
})

test('what cannot be read is refused by its name', () => {
  expect(() => read('either=x')).toThrow('either is not JSON')
  expect(() => read('limit=many')).toThrow('limit is not a number')
  expect(() => read('asOf=a&asOf=b')).toThrow('asOf is given more than once')
  expect(() => read('nothing=1')).toThrow('there is no parameter')
})
