import { expect, test } from 'vitest'
import { mergeEqualHistories, type CustomerGroups } from './customer-groups.ts'

const groupsOf = (rows: readonly [number, number, number, number][]): CustomerGroups => ({
  x: Float64Array.from(rows, (row) => row[0]),
  tx: Float64Array.from(rows, (row) => row[1]),
  T: Float64Array.from(rows, (row) => row[2]),
  w: Float64Array.from(rows, (row) => row[3]),
})

test('histories in order are given back as they are, without a copy', () => {
  const groups = groupsOf([
    [0, 0, 5, 2],
    [0, 0, 6, 1],
    [1, 2, 5, 4],
    [1, 3, 4, 1],
    [2, 1, 4, 1],
  ])
  expect(mergeEqualHistories(groups)).toBe(groups)
})

test('equal histories are one, side by side or apart', () => {
  const together = groupsOf([
    [0, 0, 5, 6],
    [1, 2, 5, 4],
  ])
  const beside = groupsOf([
    [0, 0, 5, 2],
    [0, 0, 5, 4],
    [1, 2, 5, 1],
    [1, 2, 5, 3],
  ])
  const apart = groupsOf([
    [0, 0, 5, 2],
    [1, 2, 5, 3],
    [0, 0, 5, 4],
    [1, 2, 5, 1],
  ])
  expect(mergeEqualHistories(beside)).toEqual(together)
  expect(mergeEqualHistories(apart)).toEqual(together)
})
