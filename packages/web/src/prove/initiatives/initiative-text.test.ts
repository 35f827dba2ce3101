import { expect, test } from 'vitest'
import { chanceText, runningSums, milestoneState } from './initiative-text.ts'

test('a plan runs up from nothing, month by month, whatever its order', () => {
  const sums = runningSums([
    { month: '2026-05', low: 1, likely: 2, high: 3 },
    { month: '2026-04', low: 1, likely: 1, high: 1 },
  ])
  expect(sums).toEqual([
    { day: '2026-04-01', low: 0, likely: 0, high: 0 },
    { day: '2026-04-30', low: 1, likely: 1, high: 1 },
    { day: '2026-05-31', low: 2, likely: 3, high: 4 },
  ])
  expect(runningSums([])).toEqual([])
})

test('a chance is never certain', () => {
  expect(chanceText(null)).toBe('not known yet')
  expect(chanceText(0)).toBe('under 1\u2009%')
  expect(chanceText(1)).toBe('over 99\u2009%')
})

test('an action is done, late or due', () => {
  expect(milestoneState('2026-05-04', '2026-05-06', '2026-09-30')).toBe('✓ done 6 May 2026')
  expect(milestoneState('2026-05-04', null, '2026-09-30')).toBe('▼ late since 4 May 2026')
  expect(milestoneState('2026-12-04', null, '2026-09-30')).toBe('due 4 December 2026')
})
