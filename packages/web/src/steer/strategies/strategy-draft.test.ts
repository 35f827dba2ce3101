import { expect, test } from 'vitest'
import { cleanDraft, emptyStrategy, leastReady, termsOf } from './strategy-draft.ts'

test('lines and rows that say nothing are not saved', () => {
  const row = { kind: 'decision' as const, what: '', accountable: '', right: 'x', incentive: '' }
  const draft = {
    ...emptyStrategy,
    segments: [' Broadband ', '', ' '],
    accountability: [row, { ...row, what: 'Stop a release' }],
  }
  expect(cleanDraft(draft)).toMatchObject({
    segments: ['Broadband'],
    accountability: [{ what: 'Stop a release' }],
  })
})

test('the weakest set is the readiness', () => {
  const enablers = {
    structure: { readiness: 4, what: '' },
    processes: { readiness: 1, what: '' },
    technology: { readiness: 5, what: '' },
  }
  expect(leastReady({ enablers })).toEqual({ name: 'processes', readiness: 1 })
})

test('each named segment has its terms, and those of one taken out are not saved', () => {
  const own = { pricing: 'List price', promotions: '', services: '' }
  const draft = {
    ...emptyStrategy,
    segments: ['broadband ', 'Mobile', ''],
    terms: [
      { segment: 'Broadband', ...own },
      { segment: 'Gone', ...own },
    ],
  }
  expect(termsOf(draft)).toEqual([
    { segment: 'broadband', ...own },
    { segment: 'Mobile', pricing: '', promotions: '', services: '' },
  ])
  expect(cleanDraft(draft).terms).toEqual([{ segment: 'broadband', ...own }])
})
