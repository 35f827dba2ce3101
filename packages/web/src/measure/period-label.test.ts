import { expect, test } from 'vitest'
import { comparedLabel } from './period-label.ts'

test.each([
  ['Q3 FY26', 'Q2 FY26', 'Q2'],
  ['Q1 FY26', 'Q4 FY25', 'Q4 FY25'],
  ['Sep 2026', 'Aug 2026', 'Aug'],
  ['FY26', 'FY25', 'FY25'],
  ['2026-03-02', '2026-03-01', '2026-03-01'],
])('%s compared with %s says %s', (now, before, expected) => {
  expect(comparedLabel({ label: now }, { label: before })).toBe(expected)
})
