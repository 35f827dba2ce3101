import { expect, test } from 'vitest'
import { engineNotice } from './engine-notice.ts'

test('nothing is said while the engine answers', () => {
  expect(engineNotice({ awaySince: null, computedOn: null })).toBeNull()
})

test('it says since when, and of what day the numbers are', () => {
  const awaySince = '2026-11-28T10:05:09.000Z'
  expect(engineNotice({ awaySince, computedOn: '2026-11-27' })).toBe(
    'The engine has not answered since 2026-11-28 10:05 UTC. Numbers are those of 2026-11-27. Answers, cases and plans are taken as ever.',
  )
  expect(engineNotice({ awaySince, computedOn: null })).toContain('No numbers were computed before')
})
