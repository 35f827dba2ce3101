import { expect, test } from 'vitest'
import { inChunks } from './in-chunks.ts'

test('every item is in one chunk, in its order, and only the last chunk may be small', () => {
  expect(inChunks([], 3)).toEqual([])
  expect(inChunks([1, 2, 3], 3)).toEqual([[1, 2, 3]])
  expect(inChunks([1, 2, 3, 4, 5, 6, 7], 3)).toEqual([[1, 2, 3], [4, 5, 6], [7]])
})
