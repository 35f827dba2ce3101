import type { BackgroundCall, Job } from '@fealty/core'
import {
  changeCase,
  holdWorkspace,
  inTransaction,
  listToEscalate,
  listToReask,
  readCase,
  type CaseRecord,
  type Store,
} from '@fealty/store'
import { programActor } from '../actor.ts'
import { readBusinessHours } from '../calendar/read-calendar.ts'
import type { ActServices } from '../services.ts'
import { tellReask } from './ask-again.ts'
import { escalationMoment } from './open-case.ts'
import { tell, writeLog } from './write-event.ts'

/** One round takes no more than this; what is left comes in the next. */
const mostPerRound = 500

const escalate: Job<ActServices> = {
  name: 'cases.escalate',
  everySeconds: 60,
  run: (call) => eachCase(call, listToEscalate, escalateOne),
}

const askAgain: Job<ActServices> = {
  name: 'cases.ask-again',
  everySeconds: 300,
  run: (call) => eachCase(call, listToReask, askOneAgain),
}

type List = (store: Store, now: string, limit: number) => Promise<CaseRecord[]>
type Work = (store: Store, record: CaseRecord, at: string) => Promise<void>

/** Each case in a transaction of its own, read again in it: meanwhile somebody may have worked on it. */
async function eachCase(
  { services, now, signal }: BackgroundCall<ActServices>,
  list: List,
  work: Work,
): Promise<void> {
  const at = now.toISOString()
  for (const { workspaceId, id, version } of await list(services.store, at, mostPerRound)) {
    if (signal.aborted) return
    await inTransaction(services.store, async (store) => {
      await holdWorkspace(store, workspaceId)
      const record = await readCase(store, workspaceId, id)
      if (record.version === version) await work(store, record, at)
    })
  }
}

async function escalateOne(store: Store, record: CaseRecord, at: string): Promise<void> {
  const step = record.escalationSteps[record.escalated]
  if (!step) return
  const escalated = record.escalated + 1
  const hours = await readBusinessHours(store, record.workspaceId)
  const next = record.escalationSteps[escalated]
  const nextEscalationAt = escalationMoment(hours, new Date(record.dueAt), next)
  await changeCase(store, record, { escalated, nextEscalationAt })
  const body = { toRole: step.toRole, step: escalated, dueAt: record.dueAt }
  await writeLog(store, record, { kind: 'escalated', at, actor: programActor, body })
  await tell(store, 'case.escalated', record, at, step.toRole)
}

/**
 * Written on the day itself and not before, so that a question that was cancelled never leaves.
 */
async function askOneAgain(store: Store, record: CaseRecord, at: string): Promise<void> {
  await changeCase(store, record, { reaskState: 'asked' })
  await writeLog(store, record, {
    kind: 'asked again',
    at,
    actor: programActor,
    body: { surveyId: record.reaskSurveyId },
  })
  await tellReask(store, record, at)
}

export const caseJobs = [escalate, askAgain]
