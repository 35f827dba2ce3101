import type { BackgroundCall, DomainEvent, EventHandler } from '@fealty/core'
import { planFollowUp, readFollowUpDecision, type FollowUpOutcome } from '@fealty/listen'
import {
  addEvents,
  changeCase,
  inTransaction,
  readCase,
  type CaseRecord,
  type Store,
} from '@fealty/store'
import type { z } from 'zod'
import { programActor } from '../actor.ts'
import type { ActServices } from '../services.ts'
import { reaskDue, reaskDueSchema } from './contract.ts'
import { writeLog } from './write-event.ts'

/** Says that it is time to ask, in the transaction that notes the customer as asked. */
export async function tellReask(store: Store, record: CaseRecord, at: string): Promise<void> {
  const { workspaceId, id: caseId, customerId, reaskSurveyId: surveyId } = record
  const payload: z.infer<typeof reaskDueSchema> = { caseId, customerId, surveyId, at }
  await addEvents(store, [{ workspaceId, topic: reaskDue, payload, at }])
}

/** What a customer is asked about again: once about each case. */
const occasionOf = (caseId: string): string => `case ${caseId}`

/** Why the contact budget did not let the question leave, or not yet; null when it left or is not due. */
export async function readHeldQuestion(
  store: Store,
  { workspaceId, id, customerId, reaskState }: CaseRecord,
): Promise<{ decision: 'hold' | 'refuse'; reason: string; until: string | null } | null> {
  if (reaskState !== 'asked') return null
  const about = { workspaceId, customerId, occasion: occasionOf(id) }
  const decided = await readFollowUpDecision(store, about)
  if (decided === undefined || decided.decision === 'send') return null
  const { decision, reason, until } = decided
  return { decision, reason, until }
}

const reasons: Record<Exclude<FollowUpOutcome, 'planned'>, string> = {
  'no survey': 'No open survey was left to ask with.',
  'no customer': 'No longer an active customer.',
}

/**
 * Hands the question “is it better now?” to the invitations, where the contact budget decides about it.
 * It asks the engine who the customer is, so it may run twice: the occasion is the case, and a customer
 * is asked once on an occasion.
 */
export const askAgainHandler: EventHandler<ActServices> = {
  topic: reaskDue,
  name: 'cases.ask-again',
  effect: 'outside',
  async handle(call, events) {
    for (const event of events) await askOne(call, event)
  },
}

async function askOne(
  call: BackgroundCall<ActServices>,
  { workspaceId, payload }: DomainEvent,
): Promise<void> {
  const { caseId, customerId, surveyId, at } = reaskDueSchema.parse(payload)
  const outcome = await planFollowUp(call, {
    workspaceId,
    customerId,
    surveyId,
    occasion: occasionOf(caseId),
    dueAt: at,
  })
  if (outcome === 'planned') return
  await inTransaction(call.services.store, async (store) => {
    const record = await readCase(store, workspaceId, caseId)
    if (record.reaskState !== 'asked') return
    await changeCase(store, record, { reaskState: 'cancelled' })
    await writeLog(store, record, {
      kind: 'question cancelled',
      at: call.now.toISOString(),
      actor: programActor,
      body: { note: reasons[outcome] },
    })
  })
}
