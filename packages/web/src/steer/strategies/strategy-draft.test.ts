import { expect, test } from 'vitest'
import { cleanDraft, emptyStrategy, leastReady } from './strategy-draft.ts'

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
