import { expect, test } from 'vitest'
import { formatTable, percentile, showSeconds } from './bench-table.mjs'

test('percentiles are by nearest rank', () => {
  const values = Array.from({ length: 50 }, (_, index) => 50 - index)
  expect(percentile(values, 0.95)).toBe(48)
  expect(percentile(values, 0.5)).toBe(25)
  expect(percentile(values, 1)).toBe(50)
  expect(percentile([7], 0.95)).toBe(7)
})

test('times are written as they are read', () => {
  expect([0.0421, 12.34, 245].map(showSeconds)).toEqual(['0.042 s', '12.3 s', '4 min 5 s'])
})

test('the table leaves empty what was not measured', () => {
  const rows = [
    { step: 'import', seconds: 30, peakBytes: 512e6, peerSeconds: 10, goalSeconds: 60 },
    { step: 'scorecard', seconds: 3, goalSeconds: 2 },
  ]
  expect(formatTable(rows).split('\n')).toEqual([
    '| step      |   time | peak memory | bare engine | ratio |           goal |',
    '|-----------|-------:|------------:|------------:|------:|---------------:|',
    '| import    | 30.0 s |      512 MB |      10.0 s | 3.0 × |   < 60.0 s met |',
    '| scorecard |  3.0 s |             |             |       | < 2.0 s missed |',
  ])
})
