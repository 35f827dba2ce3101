import { expect, test } from 'vitest'
import { goalSchema, questionSchema } from '../goal/contract.ts'
import { kpiSchema } from '../kpi/contract.ts'
import { strategySchema } from '../segment-strategy/contract.ts'
import { objectiveSchema } from '../strategy/contract.ts'
import { wholeStrategy } from '../test/whole-strategy.ts'
import { findOrphans, type Written } from './find-orphans.ts'

const goal = goalSchema.parse({
  id: 'g',
  name: 'Loyal',
  object: 'Service',
  purpose: 'Improve',
  issue: 'loyalty',
  viewpoint: 'Head of Care',
})
const question = questionSchema.parse({ id: 'q', goalId: 'g', text: 'How loyal?', kpiIds: ['k'] })
const objective = objectiveSchema.parse({
  id: 'o',
  name: 'Be recommended',
  perspective: 'customer',
  kpiIds: ['k'],
})
const kpi = kpiSchema.parse({
  id: 'k',
  name: 'NPS',
  binding: { kind: 'metric', metric: 'nps' },
  accountable: 'Head of Care',
})
const initiative: Written['initiatives'][number] = {
  id: 'i',
  name: 'Validate orders',
  objectiveId: 'o',
  strategyId: 's',
  targetIds: [],
  metrics: ['nps'],
  stopped: null,
}
const written: Written = {
  goals: [goal],
  questions: [question],
  objectives: [objective],
  kpis: [kpi],
  targets: [{ id: 't', name: 'NPS 40', kpiId: 'k', initiativeIds: [] }],
  initiatives: [initiative],
  strategies: [strategySchema.parse({ ...wholeStrategy, id: 's' })],
}

const found = (change: Partial<Written>) =>
  findOrphans({ ...written, ...change }).map(({ kind, why }) => `${kind}: ${why}`)

test('nothing is an orphan where all hangs together', () => {
  expect(findOrphans(written)).toEqual([])
})

test('each kind is one when its link is gone', () => {
  expect(found({ questions: [] })).toEqual(['goal: no question is asked of it'])
  expect(found({ questions: [{ ...question, kpiIds: [] }] })).toEqual([
    'question: no metric answers it',
  ])
  expect(found({ objectives: [{ ...objective, kpiIds: [] }] })).toEqual([
    'objective: no KPI measures it',
  ])
  expect(found({ questions: [{ ...question, kpiIds: ['x'] }], objectives: [] })).toEqual([
    'kpi: it serves no question and no objective',
    'target: its KPI serves no question and no objective',
    'initiative: it serves no objective',
  ])
  expect(found({ initiatives: [] })).toEqual(['strategy: no initiative carries it'])
  expect(found({ kpis: [], targets: [] })).toEqual([
    'initiative: no KPI measures what it is judged by',
    'strategy: no KPI measures its goal',
  ])
})

test('an initiative reaches its objective also by the objective or by a target', () => {
  const loose = { ...initiative, objectiveId: null }
  expect(found({ initiatives: [loose] })).toEqual(['initiative: it serves no objective'])
  expect(found({ initiatives: [{ ...loose, targetIds: ['t'] }] })).toEqual([])
  expect(
    found({ initiatives: [loose], targets: [{ ...written.targets[0]!, initiativeIds: ['i'] }] }),
  ).toEqual([])
  expect(
    found({ initiatives: [loose], objectives: [{ ...objective, initiativeIds: ['i'] }] }),
  ).toEqual([])
  const gone = { ...initiative, objectiveId: 'taken-out' }
  expect(found({ initiatives: [gone] })).toEqual(['initiative: it serves no objective'])
})

test('a stopped initiative lacks nothing and carries no strategy', () => {
  const stopped = { ...initiative, objectiveId: null, stopped: { at: '2026-01-01', reason: 'x' } }
  expect(found({ initiatives: [stopped] })).toEqual(['strategy: no initiative carries it'])
})
