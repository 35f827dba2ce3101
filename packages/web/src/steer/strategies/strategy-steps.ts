import type { StrategyView } from '../../api/contracts.ts'
import type { Step } from '../../ui/Stepper.tsx'

type Judged = Pick<StrategyView, 'strategy' | 'checks' | 'approval'>

const stepTitles = [
  'Understand the situation',
  'Write the strategy',
  'Name who decides what',
  'Make it ready',
  'Capture the value',
] as const

const titlesOfEnablers = {
  structure: 'Structure',
  processes: 'Processes',
  technology: 'Technology',
} as const

/** What each of the five steps lacks, as the version that is saved stands. */
export function stepsOf(view: Judged): Step[] {
  const missing = [
    missingGoal(view),
    view.checks.filter(({ done }) => !done).map((check) => `${check.title}: ${check.missing}`),
    missingRoles(view),
    missingEnablers(view),
    missingValue(view),
  ]
  return stepTitles.map((title, index) => ({ title, missing: missing[index]! }))
}

/** The same for a strategy of which nothing is saved: none of the seven elements is there. */
export function stepsOfNew(start: Omit<StrategyView['strategy'], 'id'>): Step[] {
  const missing = 'none is written yet'
  return stepsOf({
    strategy: { ...start, id: '' },
    checks: [{ element: 'scope', title: 'The seven elements', missing, done: false }],
    approval: null,
  })
}

/** The step to begin with: the first that lacks something, else the last. */
export function firstOpenStep(steps: readonly Step[]): number {
  const open = steps.findIndex(({ missing }) => missing.length > 0)
  return open < 0 ? steps.length - 1 : open
}

function missingGoal({ strategy: { goal } }: Judged): string[] {
  return goal.metric === null || goal.text === ''
    ? ['A goal in one sentence, with its metric, its segment and a date.']
    : []
}

function missingRoles({ strategy: { accountability } }: Judged): string[] {
  const has = (kind: string) => accountability.some((entry) => entry.kind === kind)
  return [
    ...(has('decision') ? [] : ['One decision at least, with the role that may take it alone.']),
    ...(has('metric') ? [] : ['One metric at least, with the role that answers for it.']),
  ]
}

function missingEnablers({ strategy: { enablers } }: Judged): string[] {
  return (['structure', 'processes', 'technology'] as const)
    .filter((name) => enablers[name].readiness === 0 || enablers[name].what === '')
    .map((name) => `${titlesOfEnablers[name]}: how ready it is, and what is there.`)
}

function missingValue({ strategy: { audiences }, approval }: Judged): string[] {
  return [
    ...(audiences.customers === '' ? ['What it means for customers.'] : []),
    ...(audiences.staff === '' ? ['What it means for staff.'] : []),
    ...(approval === null ? ['Its approval.'] : []),
  ]
}

/** Why this version cannot be approved by this person; none when it can. */
export function approvalHindrances(
  view: Pick<StrategyView, 'checks' | 'complete' | 'strategy' | 'own' | 'claims'>,
  role: string | undefined,
): string[] {
  const { checks, complete, strategy, own, claims } = view
  return [
    ...(complete < checks.length
      ? [`${complete} of ${checks.length} elements are there; it takes all of them.`]
      : []),
    ...(strategy.goal.metric === null
      ? ['The goal is vague: it needs a metric, a segment and a date.']
      : []),
    ...claims.map(({ problem }) => problem),
    ...(own ? ['You wrote this version; somebody else must approve it.'] : []),
    ...(role === 'owner' ? [] : ['Only an owner approves.']),
  ]
}
