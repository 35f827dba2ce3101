import { expect, test } from 'vitest'
import type { Answer } from '../../api/contracts.ts'
import { buildTarget, draftOf, isReplanned } from './target-draft.ts'

type Kpi = Answer<'kpis.list'>['kpis'][number]
type Target = Answer<'targets.list'>['targets'][number]

const kpi = {
  id: 'solved',
  better: 'higher',
  accountable: 'Head of Care',
  measure: { unit: 'share', definitionVersion: 1 },
} as Kpi
const target = {
  id: 't',
  version: 3,
  name: 'Settled at once',
  kpiId: 'solved',
  kpi: { unit: 'share' },
  unitId: null,
  where: ['channel=phone'],
  grain: 'quarter',
  goal: 0.57,
  direction: 'up',
  deadline: '2026-12-31',
  accountable: 'Head of Care',
  initiativeIds: ['desk'],
  reachToCome: 0.3,
} as unknown as Target

test('a target that is opened and saved stays as it was', () => {
  expect(buildTarget(draftOf(target), kpi, target)).toMatchObject({
    id: 't',
    expected: 3,
    goal: 0.57,
    where: ['channel=phone'],
    grain: 'quarter',
    initiativeIds: ['desk'],
    reachToCome: 0.3,
  })
})

test('a moved goal asks for a reason', () => {
  const moved = { ...draftOf(target), goal: '60' }
  expect(isReplanned(moved, target)).toBe(true)
  expect(buildTarget(moved, kpi, target)).toBeNull()
  const explained = { ...moved, reason: 'The desk opened late' }
  expect(buildTarget(explained, kpi, target)).toMatchObject({ goal: 0.6, reason: explained.reason })
})

test('what is no number is not saved, and no role means the one of the KPI', () => {
  const draft = { ...draftOf(undefined), name: 'New', deadline: '2027-01-31', goal: '61,5' }
  expect(buildTarget(draft, kpi, undefined)).toMatchObject({
    goal: 0.615,
    direction: 'up',
    accountable: ['Head of Care'],
  })
  expect(buildTarget({ ...draft, goal: 'many' }, kpi, undefined)).toBeNull()
  expect(buildTarget({ ...draft, reachToCome: '120' }, kpi, undefined)).toBeNull()
})
