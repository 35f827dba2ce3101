import { readUnits } from '@fealty/measure'
import { goalRecords, questionRecords } from '../goal/goal-records.ts'
import { readOwnInitiatives } from '../initiative/initiative-frame.ts'
import { kpiRecords } from '../kpi/kpi-records.ts'
import type { SteerCall } from '../record-change.ts'
import { strategies } from '../segment-strategy/strategy-records.ts'
import { objectiveRecords } from '../strategy/strategy-records.ts'
import type { JudgedTarget, Orphan } from './contract.ts'
import { findOrphans } from './find-orphans.ts'

/** What hangs on nothing, among what the caller may see. */
export async function readOrphans(
  call: SteerCall,
  targets: readonly JudgedTarget[],
): Promise<Orphan[]> {
  const { services, workspaceId } = call
  const { store } = services
  const [goals, questions, objectives, kpis, plans, initiatives] = await Promise.all([
    goalRecords.list(store, workspaceId),
    questionRecords.list(store, workspaceId),
    objectiveRecords.list(store, workspaceId),
    kpiRecords.list(store, workspaceId),
    strategies.list(store, workspaceId),
    readUnits(services, workspaceId).then((units) => readOwnInitiatives(call, units)),
  ])
  return findOrphans({
    goals: goals.map(({ body }) => body),
    questions: questions.map(({ body }) => body),
    objectives: objectives.map(({ body }) => body),
    kpis: kpis.map(({ body }) => body),
    targets,
    initiatives: initiatives.map(({ id, body }) => ({ ...body, id })),
    strategies: plans.map(({ body }) => body),
  })
}
