import type { Goal, Question } from '../goal/contract.ts'
import type { KeptInitiative } from '../initiative/contract.ts'
import type { Kpi } from '../kpi/contract.ts'
import type { Strategy } from '../segment-strategy/contract.ts'
import type { Objective } from '../strategy/contract.ts'
import type { Orphan, Target } from './contract.ts'

type Named<T> = T & { id: string }

/** Everything people wrote down that must hang on something. */
export interface Written {
  goals: readonly Goal[]
  questions: readonly Question[]
  objectives: readonly Objective[]
  kpis: readonly Kpi[]
  targets: readonly Pick<Target, 'id' | 'name' | 'kpiId' | 'initiativeIds'>[]
  initiatives: readonly Named<
    Pick<
      KeptInitiative,
      'name' | 'objectiveId' | 'strategyId' | 'targetIds' | 'metrics' | 'stopped'
    >
  >[]
  strategies: readonly Pick<Strategy, 'id' | 'name' | 'goal'>[]
}

/**
 * What does not trace to an objective (or a question of a goal) and to a KPI, each with what it lacks
 * (R111). An initiative reaches an objective by its own link, by the objective's, or by a target
 * whose KPI serves one; it reaches a KPI by such a target, or by a metric that a KPI measures. One
 * that was stopped lacks nothing any more. Pure.
 */
export function findOrphans(written: Written): Orphan[] {
  const { goals, questions, objectives, kpis, targets, strategies } = written
  const served = new Set([...questions, ...objectives].flatMap(({ kpiIds }) => kpiIds))
  const asked = new Set(questions.map(({ goalId }) => goalId))
  return [
    ...goals
      .filter(({ id }) => !asked.has(id))
      .map((one) => toOrphan('goal', one, 'no question is asked of it')),
    ...questions
      .filter(({ kpiIds, panel }) => kpiIds.length === 0 && panel.kind === 'none')
      .map(({ id, text }) => toOrphan('question', { id, name: text }, 'no metric answers it')),
    ...objectives
      .filter(({ kpiIds }) => kpiIds.length === 0)
      .map((one) => toOrphan('objective', one, 'no KPI measures it')),
    ...kpis
      .filter(({ id }) => !served.has(id))
      .map((one) => toOrphan('kpi', one, 'it serves no question and no objective')),
    ...targets
      .filter(({ kpiId }) => !served.has(kpiId))
      .map((one) => toOrphan('target', one, 'its KPI serves no question and no objective')),
    ...strayInitiatives(written, served),
    ...strategies.flatMap((strategy) => strayStrategy(written, strategy)),
  ]
}

function toOrphan(
  kind: Orphan['kind'],
  { id, name }: { id: string; name: string },
  ...lacks: readonly string[]
): Orphan {
  return { id, kind, name, why: lacks.join(', and ') }
}

/** The measures that adopted KPIs stand on. */
function measuredBy(kpis: readonly Kpi[]): ReadonlySet<string> {
  return new Set(kpis.flatMap(({ binding }) => (binding.kind === 'metric' ? [binding.metric] : [])))
}

function strayInitiatives(
  { initiatives, objectives, targets, kpis }: Written,
  served: ReadonlySet<string>,
): Orphan[] {
  const known = new Set(objectives.map(({ id }) => id))
  const named = new Set(objectives.flatMap(({ initiativeIds }) => initiativeIds))
  const measured = measuredBy(kpis)
  return initiatives
    .filter(({ stopped }) => stopped === null)
    .flatMap((one) => {
      const carried = targets.filter(
        ({ id, initiativeIds }) => one.targetIds.includes(id) || initiativeIds.includes(one.id),
      )
      const hasObjective =
        (one.objectiveId !== null && known.has(one.objectiveId)) ||
        named.has(one.id) ||
        carried.some(({ kpiId }) => served.has(kpiId))
      const hasKpi = carried.length > 0 || one.metrics.some((metric) => measured.has(metric))
      const lacks = [
        ...(hasObjective ? [] : ['it serves no objective']),
        ...(hasKpi ? [] : ['no KPI measures what it is judged by']),
      ]
      return lacks.length === 0 ? [] : [toOrphan('initiative', one, ...lacks)]
    })
}

function strayStrategy(
  { initiatives, kpis }: Written,
  strategy: Written['strategies'][number],
): Orphan[] {
  const { metric } = strategy.goal
  const isCarried = initiatives.some(
    ({ strategyId, stopped }) => strategyId === strategy.id && stopped === null,
  )
  const lacks = [
    ...(isCarried ? [] : ['no initiative carries it']),
    ...(metric !== null && measuredBy(kpis).has(metric) ? [] : ['no KPI measures its goal']),
  ]
  return lacks.length === 0 ? [] : [toOrphan('strategy', strategy, ...lacks)]
}
