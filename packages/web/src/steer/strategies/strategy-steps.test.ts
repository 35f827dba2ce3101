import { expect, test } from 'vitest'
import type { StrategyView } from '../../api/contracts.ts'
import { approvalHindrances, firstOpenStep, stepsOf, stepsOfNew } from './strategy-steps.ts'

const whole: StrategyView['strategy'] = {
  id: 's',
  name: 'Broadband stays',
  goal: { text: 'Recommended again', metric: 'nps', segment: 'Broadband', due: '2027-03-31' },
  scope: { is: '', isNot: '' },
  difference: '',
  segments: ['Broadband'],
  terms: [],
  value: '',
  capabilities: '',
  timeframe: '',
  expectations: '',
  audiences: { customers: 'The right router arrives', staff: 'You may send a replacement' },
  accountability: [
    { kind: 'decision', what: 'Stop', accountable: 'CIO', right: '', incentive: '' },
    { kind: 'metric', what: 'NPS', accountable: 'Head of Broadband', right: '', incentive: '' },
  ],
  enablers: {
    structure: { readiness: 4, what: 'An owner' },
    processes: { readiness: 2, what: 'One region' },
    technology: { readiness: 3, what: 'The order system' },
  },
  owner: 'Head of Broadband',
}
const checks: StrategyView['checks'] = [
  { element: 'scope', title: 'What it is', done: true, missing: '' },
  { element: 'value', title: 'Path to value', done: true, missing: '' },
]
const approval = { by: 'p', role: 'COO', at: '2026-11-01', version: 1 }
const view = { strategy: whole, checks, complete: 2, approval, own: false, claims: [] }

test('of a new strategy no step is done that nobody has begun', () => {
  const steps = stepsOfNew({ ...whole, goal: { ...whole.goal, text: '', metric: null } })
  expect(steps[1]!.missing).toEqual(['The seven elements: none is written yet'])
  expect(firstOpenStep(steps)).toBe(0)
})

test('a whole strategy lacks nothing and opens at its end', () => {
  const steps = stepsOf(view)
  expect(steps.flatMap(({ missing }) => missing)).toEqual([])
  expect(firstOpenStep(steps)).toBe(4)
})

test('each step says what it lacks', () => {
  const bare = {
    ...view,
    approval: null,
    checks: [checks[0]!, { ...checks[1]!, done: false, missing: 'Say it with figures.' }],
    strategy: {
      ...whole,
      goal: { text: '', metric: null, segment: '', due: null },
      accountability: [whole.accountability[0]!],
      enablers: { ...whole.enablers, processes: { readiness: 0, what: '' } },
      audiences: { customers: '', staff: 'x' },
    },
  }
  const steps = stepsOf(bare)
  expect(steps.map(({ missing }) => missing)).toEqual([
    ['A goal in one sentence, with its metric, its segment and a date.'],
    ['Path to value: Say it with figures.'],
    ['One metric at least, with the role that answers for it.'],
    ['Processes: how ready it is, and what is there.'],
    ['What it means for customers.', 'Its approval.'],
  ])
  expect(firstOpenStep(steps)).toBe(0)
  expect(firstOpenStep(stepsOf({ ...bare, strategy: whole }))).toBe(1)
})

test('every reason against an approval is said', () => {
  expect(approvalHindrances(view, 'owner')).toEqual([])
  const vague = { ...whole, goal: { ...whole.goal, metric: null } }
  const finding = { quote: '10 %', at: 0, kind: 'open' as const, problem: 'Say the window.' }
  const refused = { ...view, complete: 1, strategy: vague, own: true, claims: [finding] }
  expect(approvalHindrances(refused, 'analyst')).toEqual([
    '1 of 2 elements are there; it takes all of them.',
    'The goal is vague: it needs a metric, a segment and a date.',
    'Say the window.',
    'You wrote this version; somebody else must approve it.',
    'Only an owner approves.',
  ])
})
