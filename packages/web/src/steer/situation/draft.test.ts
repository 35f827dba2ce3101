import { expect, it } from 'vitest'
import { emptyDraft, isComplete, toDraft, toStatement } from './draft.ts'
import type { Statement } from './words.ts'

const common = {
  ...{ text: 'So it is', owner: 'COO', reviewMonths: 3 },
  kpiIds: ['k1'],
  leverIds: ['retain-longer'],
}
const citation = {
  metric: 'nps' as const,
  where: ['segment=Consumer broadband', 'region=North'],
  from: '2026-07-01',
  to: '2026-09-30',
}
const letters = { valuable: true, rare: true, inimitable: false, organised: true }
const statements: Statement[] = [
  { kind: 'force', force: 'buyers', rating: 4, trend: 'rising', ...common, citation },
  { kind: 'surroundings', area: 'ecological', ...common, citation: null },
  { kind: 'swot', side: 'threat', ...common, citation },
  { kind: 'asset', name: 'Line data', ...letters, ...common, citation: null },
  { kind: 'capability', sort: 'core', ...common, citation: null },
  { kind: 'self', question: 'plan', answer: 'partly', ...common, citation: null },
  { kind: 'system', name: 'Campaign tool', ...common, citation: null },
  { kind: 'channel', name: 'Shops', segment: 'Consumer mobile', ...common, citation: null },
]

it.each(statements)('opens and saves a $kind without changing it', (statement) => {
  const draft = toDraft({ statement })
  expect(isComplete(draft)).toBe(true)
  expect(toStatement(draft)).toEqual(statement)
})

it('needs text, owner, the name of a thing, and the days of a citation', () => {
  const draft = { ...emptyDraft, text: 'So it is', owner: 'COO' }
  expect(isComplete(draft)).toBe(true)
  expect(isComplete({ ...draft, owner: ' ' })).toBe(false)
  expect(isComplete({ ...draft, kind: 'asset' })).toBe(false)
  expect(isComplete({ ...draft, metric: 'nps', from: '2026-01-01' })).toBe(false)
})
