import { expect, test } from 'vitest'
import { buildClaim, draftOf, emptyClaim } from './claim-draft.ts'

const draft = {
  ...emptyClaim,
  text: 'Churn fell by 9 % relative',
  source: 'A case study',
  baseline: 'churn, 12 % in FY25',
  from: '2025-10-01',
  to: '2026-09-30',
}

test('a claim needs its words and its window', () => {
  expect(buildClaim(draft, undefined)).toMatchObject({ grade: 'D', status: 'hypothesis' })
  for (const part of [{ text: ' ' }, { source: '' }, { baseline: '' }, { from: '' }])
    expect(buildClaim({ ...draft, ...part }, undefined)).toBeNull()
  expect(buildClaim({ ...draft, to: '2025-09-30' }, undefined)).toBeNull()
})

test('a grade above D and a verdict need an own measurement', () => {
  expect(buildClaim({ ...draft, grade: 'B' }, undefined)).toBeNull()
  expect(buildClaim({ ...draft, status: 'held' }, undefined)).toBeNull()
  const tested = { ...draft, grade: 'B' as const, evidence: 'experiment portal-pilot' }
  expect(buildClaim(tested, undefined)).toMatchObject({ grade: 'B' })
})

test('a changed claim says what it was changed on', () => {
  const claim = { ...draft, id: 'c', version: 4 }
  expect(buildClaim(draftOf(claim), claim)).toEqual({ ...draft, id: 'c', expected: 4 })
  expect(draftOf(undefined)).toBe(emptyClaim)
})
