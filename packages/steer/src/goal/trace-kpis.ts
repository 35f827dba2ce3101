import type { Store } from '@fealty/store'
import { objectiveRecords } from '../strategy/strategy-records.ts'
import { questionRecords } from './goal-records.ts'

/** What each KPI serves, by its id: the texts of questions and the names of objectives. */
export type Traces = ReadonlyMap<string, readonly string[]>

/** Reads which questions a KPI answers and which objectives it measures. */
export async function traceKpis(store: Store, workspaceId: string): Promise<Traces> {
  const [questions, objectives] = await Promise.all([
    questionRecords.list(store, workspaceId),
    objectiveRecords.list(store, workspaceId),
  ])
  const traces = new Map<string, string[]>()
  const note = (kpiIds: readonly string[], name: string): void => {
    for (const id of kpiIds) traces.set(id, [...(traces.get(id) ?? []), name])
  }
  for (const { body } of questions) note(body.kpiIds, body.text)
  for (const { body } of objectives) note(body.kpiIds, body.name)
  return traces
}
