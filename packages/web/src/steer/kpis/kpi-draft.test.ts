import { expect, test } from 'vitest'
import { buildKpi, draftOf, isRebound, type ListedKpi } from './kpi-draft.ts'

const kpi: ListedKpi = {
  id: 'k1',
  version: 3,
  name: 'Loyalty',
  libraryId: 'nps',
  binding: { kind: 'metric', metric: 'nps' },
  where: ['region=North'],
  unitId: null,
  perspective: 'customer',
  better: 'higher',
  unit: 'share',
  accountable: 'Head of Care',
  levers: [
    { what: 'Training', decidedBy: 'Head of Care' },
    { what: 'Prices', decidedBy: 'Head of Products' },
  ],
  note: 'since 2024',
  northStar: true,
  measure: { unit: 'points', definitionVersion: 1 },
  controllable: true,
  current: { kind: 'insufficient', n: 0, minimum: 5, why: 'none' },
  period: null,
  before: null,
  change: { verdict: 'too few' },
  manual: null,
}

test('a form that nobody touched saves what was there', () => {
  const saved = buildKpi(draftOf({ kpi }), { kpi })
  const { name, libraryId, binding, where, unitId, perspective, better, unit, levers, note } = kpi
  expect(saved).toEqual({
    ...{ id: 'k1', expected: 3, accountable: ['Head of Care'], northStar: true },
    ...{ name, libraryId, binding, where, unitId, perspective, better, unit, levers, note },
  })
})

test('another measure or other customers ask for a reason', () => {
  const draft = { ...draftOf({ kpi }), measure: 'csat' as const }
  expect(isRebound(draft, { kpi })).toBe(true)
  expect(buildKpi(draft, { kpi })).toBeNull()
  const reason = 'We ask for satisfaction now'
  expect(buildKpi({ ...draft, reason }, { kpi })).toMatchObject({
    binding: { kind: 'metric', metric: 'csat' },
    reason,
  })
  expect(isRebound({ ...draftOf({ kpi }), unitId: 'north' }, { kpi })).toBe(true)
  expect(isRebound({ ...draftOf({ kpi }), accountable: 'Head of Sales' }, { kpi })).toBe(false)
})

test('a lever is decided by the role behind its colon, or by the one that answers', () => {
  const draft = { ...draftOf({ kpi }), levers: 'Offers\nPrices: Head of Products\n' }
  expect(buildKpi(draft, { kpi })?.levers).toEqual([
    { what: 'Offers', decidedBy: 'Head of Care' },
    { what: 'Prices', decidedBy: 'Head of Products' },
  ])
})

test('words that count are written into the measure', () => {
  const binding: ListedKpi['binding'] = {
    kind: 'expression',
    expression: {
      facts: 'interactions',
      kind: 'share',
      column: null,
      under: null,
      among: [],
      hit: [{ column: 'outcome', operator: 'is', values: ['solved'] }],
    },
  } as never
  const source = { kpi: { ...kpi, binding } }
  const draft = draftOf(source)
  expect(draft.words).toBe('solved')
  const reason = 'The desk writes closed'
  expect(buildKpi({ ...draft, words: 'solved, closed', reason }, source)?.binding).toMatchObject({
    expression: { hit: [{ values: ['solved', 'closed'] }] },
  })
})
