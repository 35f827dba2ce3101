import { expect, test } from 'vitest'
import { sourceState } from './source-state.ts'

const check = {
  ...{ checkedAt: '2026-11-20T10:05:00.000Z', rowsIn: 1, kept: 1, rejected: 0, dropped: {} },
  ...{ reasons: [], firstDay: null, lastDay: null, mapping: {}, warnings: [] },
  ...{ identity: 'content' as const, rights: { missing: [], excess: [] } },
  ...{ problem: null, problemSince: null },
}

test('a table says when it was looked at, or since when it cannot be read', () => {
  expect(sourceState({ check: null })).toBe('never looked at')
  expect(sourceState({ check })).toBe('looked at 2026-11-20 10:05 UTC')
  const broken = { ...check, problem: 'gone', problemSince: '2026-11-21T08:00:00.000Z' }
  expect(sourceState({ check: broken })).toBe('cannot be read since 2026-11-21 08:00 UTC')
})
