import type { Call } from '@fealty/core'
import { openContext, readUnits } from '@fealty/measure'
import type { z } from 'zod'
import type { ListedKpi } from '../kpi/contract.ts'
import { readKpis } from '../kpi/read-kpis.ts'
import type { SteerServices } from '../services.ts'
import type { JudgedTarget } from '../target/contract.ts'
import { judgeTargets } from '../target/judge-targets.ts'
import type {
  Hypothesis,
  Objective,
  Perspective,
  strategyMapOutput,
  TestedHypothesis,
} from './contract.ts'
import { readMoves } from './read-moves.ts'
import { hypothesisRecords, objectiveRecords, readPerspectives } from './strategy-records.ts'
import { judgeHypothesis, testAcrossUnits, testOverTime, type KpiMoves } from './test-hypothesis.ts'

type StrategyMap = z.input<typeof strategyMapOutput>
type ScoredObjective = StrategyMap['objectives'][number]

/** More objectives than this and nobody can keep them in mind. */
const manyObjectives = 20

/** The scorecard by perspective, and the map with its arrows tested. */
export async function readStrategyMap(call: Call<SteerServices>): Promise<StrategyMap> {
  const { services, workspaceId } = call
  const { store } = services
  const [perspectives, objectives, hypotheses, { kpis, asOf }, targets] = await Promise.all([
    readPerspectives(store, workspaceId),
    objectiveRecords.list(store, workspaceId),
    hypothesisRecords.list(store, workspaceId),
    readKpis(call),
    judgeTargets(call),
  ])
  const scored = objectives.map(({ body, version }) => scoreObjective(body, version, kpis, targets))
  const tested = await testHypotheses(call, {
    hypotheses: hypotheses.map(({ body, version }) => ({ ...body, version })),
    objectives: objectives.map(({ body }) => body),
    kpis,
  })
  return {
    asOf,
    headline: writeMapHeadline(scored.length, tested),
    warnings: findWarnings(perspectives, scored),
    perspectives,
    objectives: scored,
    hypotheses: tested,
  }
}

function scoreObjective(
  objective: Objective,
  version: number,
  kpis: readonly ListedKpi[],
  targets: readonly JudgedTarget[],
): ScoredObjective {
  const measures = kpis
    .filter(({ id }) => objective.kpiIds.includes(id))
    .map((kpi) => {
      const target = targets.find(
        ({ kpiId, unitId }) => kpiId === kpi.id && unitId === objective.unitId,
      )
      return {
        id: kpi.id,
        name: kpi.name,
        unit: kpi.measure.unit,
        better: kpi.better,
        // Beside a goal stands the value of the goal's own period and customers.
        current: target?.current ?? kpi.current,
        period: target?.period ?? kpi.period,
        manual: kpi.binding.kind === 'manual',
        target: target
          ? {
              id: target.id,
              goal: target.goal,
              deadline: target.deadline,
              status: target.status,
              chance: target.chance.value,
              initiatives: target.initiativeIds.length,
            }
          : null,
      }
    })
  const flag = measures.length === 0 ? 'No measure stands behind this objective.' : null
  return { ...objective, version, measures, flag }
}

interface Ends {
  hypotheses: readonly (Hypothesis & { version: number })[]
  objectives: readonly Objective[]
  kpis: readonly ListedKpi[]
}

async function testHypotheses(
  call: Call<SteerServices>,
  { hypotheses, objectives, kpis }: Ends,
): Promise<TestedHypothesis[]> {
  const context = await openContext(call, { where: [], level: 0.95 })
  const units = await readUnits(call.services, call.workspaceId)
  const known = new Map<string, Promise<(KpiMoves & { firstMonth: string }) | null>>()
  const movesOf = async (objectiveId: string) => {
    const objective = objectives.find(({ id }) => id === objectiveId)
    const kpi = kpis.find(
      ({ id, binding }) => objective?.kpiIds.includes(id) && binding.kind !== 'manual',
    )
    if (!kpi) return null
    const moves = known.get(kpi.id) ?? readMoves(context, units, kpi)
    known.set(kpi.id, moves)
    return moves
  }
  const tested: TestedHypothesis[] = []
  for (const hypothesis of hypotheses) {
    const [from, to] = await Promise.all([movesOf(hypothesis.fromId), movesOf(hypothesis.toId)])
    const ends = from && to ? alignMonths(from, to) : null
    const overTime = ends ? testOverTime(ends[0], ends[1], hypothesis.lag) : null
    const acrossUnits = ends ? testAcrossUnits(ends[0], ends[1]) : null
    const judged = judgeHypothesis(hypothesis.sign, overTime, acrossUnits)
    tested.push({ ...hypothesis, overTime, acrossUnits, ...judged })
  }
  return tested
}

type DatedMoves = KpiMoves & { firstMonth: string }

/** Series end with the same month; the longer one is cut at its start. */
function alignMonths(from: DatedMoves, to: DatedMoves): [DatedMoves, DatedMoves] {
  const length = Math.min(from.months.length, to.months.length)
  const cut = (moves: DatedMoves): DatedMoves => ({
    ...moves,
    months: length === 0 ? [] : moves.months.slice(-length),
  })
  return [cut(from), cut(to)]
}

/** Too many objectives, and perspectives without a measure. */
function findWarnings(
  perspectives: readonly Perspective[],
  objectives: readonly ScoredObjective[],
): string[] {
  const warnings = perspectives
    .filter(({ id }) => {
      const own = objectives.filter(({ perspective }) => perspective === id)
      return objectives.length > 0 && !own.some(({ measures }) => measures.length > 0)
    })
    .map(({ name }) => `Nothing is measured under “${name}”.`)
  if (objectives.length > manyObjectives) {
    warnings.unshift(
      `${objectives.length} objectives are more than anybody keeps in mind: about ${manyObjectives} is the most.`,
    )
  }
  return warnings
}

/** How much of the strategy the data bear out. */
function writeMapHeadline(
  objectives: number,
  hypotheses: readonly Pick<TestedHypothesis, 'verdict'>[],
): string {
  if (objectives === 0) return 'No objective is set yet.'
  const all = hypotheses.length
  if (all === 0) return `${objectives} objectives, and no arrow between them: nothing to test yet.`
  const of = (verdict: TestedHypothesis['verdict']): number =>
    hypotheses.filter((one) => one.verdict === verdict).length
  const supported = of('supported')
  const refuted = of('refuted')
  const first =
    supported === 0
      ? `The data support none of the ${all} arrows of our strategy yet`
      : `The data support ${supported} of the ${all} arrows of our strategy`
  return refuted === 0 ? `${first}.` : `${first}, and speak against ${refuted}.`
}
