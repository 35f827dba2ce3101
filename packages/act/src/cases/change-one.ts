import { authorOf, FealtyError, type Call } from '@fealty/core'
import {
  changeCase,
  holdWorkspace,
  inTransaction,
  type CaseChange,
  type CaseRecord,
  type Store,
} from '@fealty/store'
import type { ActServices } from '../services.ts'
import type { caseTopics } from './contract.ts'
import { readOwnCase } from './see-cases.ts'
import { hasEnded } from './state-machine.ts'
import { tell, writeLog, type LogKind } from './write-event.ts'

/** A step: what changes, what the log says, and what others are told. */
export interface CaseStep {
  change: CaseChange
  log: { kind: LogKind; body?: Record<string, unknown> }
  topic?: (typeof caseTopics)[number]
}

/**
 * Takes one step with a case: the change, its line in the log and its event stand together or not at
 * all.
 * @throws FealtyError `record.not-found`, `record.changed` when somebody was faster, `case.move`
 */
export async function changeOneCase(
  call: Call<ActServices>,
  { caseId, version }: { caseId: string; version?: number },
  decide: (record: CaseRecord, now: Date, store: Store) => CaseStep | Promise<CaseStep>,
): Promise<{ caseId: string; version: number; state: CaseRecord['state'] }> {
  const now = call.services.now()
  return inTransaction(call.services.store, async (store) => {
    await holdWorkspace(store, call.workspaceId)
    const record = await readOwnCase({ ...call, services: { ...call.services, store } }, caseId)
    if (version !== undefined && version !== record.version) {
      throw new FealtyError('record.changed', { what: 'case' })
    }
    const { change, log, topic } = await decide(record, now, store)
    const changed = { ...record, ...change, version: record.version + 1 }
    await changeCase(store, record, change)
    const at = now.toISOString()
    await writeLog(store, record, { ...log, at, actor: authorOf(call.actor) })
    if (topic) await tell(store, topic, changed, at)
    return { caseId, version: changed.version, state: changed.state }
  })
}

/** @throws FealtyError `case.move` on a case that has ended */
export function requireLive({ state }: CaseRecord): void {
  if (hasEnded(state)) throw new FealtyError('case.move', { state, move: 'changed' })
}
