import { addCaseEvent, addEvents, type CaseRecord, type Store } from '@fealty/store'
import type { z } from 'zod'
import type { caseEventSchema, caseTopics } from './contract.ts'

/** What happened to a case, as its log says it. */
export type LogKind =
  | 'opened'
  | 'answer added'
  | 'contact'
  | 'contacted'
  | 'resolved'
  | 'closed'
  | 'opened again'
  | 'dismissed'
  | 'owner changed'
  | 'due time changed'
  | 'note'
  | 'escalated'
  | 'asked again'
  | 'answered again'
  | 'question cancelled'

export interface LogLine {
  kind: LogKind
  at: string
  actor: string
  body?: Record<string, unknown>
}

/** Adds a line to the log of a case. */
export function writeLog(
  store: Store,
  { workspaceId, id }: Pick<CaseRecord, 'workspaceId' | 'id'>,
  { kind, at, actor, body = {} }: LogLine,
): Promise<void> {
  return addCaseEvent(store, { workspaceId, caseId: id, at, actor, kind, body })
}

/** Tells other rooms what happened to a case, in the transaction that makes it true. */
export function tell(
  store: Store,
  topic: (typeof caseTopics)[number],
  record: CaseRecord,
  at: string,
  toRole?: string,
): Promise<void> {
  const payload: z.infer<typeof caseEventSchema> = {
    caseId: record.id,
    customerId: record.customerId,
    unit: record.unit,
    state: record.state,
    priority: record.priority,
    ownerRole: record.ownerRole,
    ownerPersonId: record.ownerPersonId,
    dueAt: record.dueAt,
    at,
    ...(toRole === undefined ? {} : { toRole }),
  }
  return addEvents(store, [{ workspaceId: record.workspaceId, topic, payload, at }])
}
