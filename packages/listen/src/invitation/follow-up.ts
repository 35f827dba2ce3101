import type { BackgroundCall } from '@fealty/core'
import { readPopulation } from '@fealty/measure'
import {
  addInvitations,
  listCustomerInvitations,
  listDecisions,
  readWorkspace,
  type KeptDecision,
  type Store,
} from '@fealty/store'
import { toLocal } from '../budget/open-hours.ts'
import type { ListenServices } from '../services.ts'
import { findPublished, type PublishedSurvey } from '../survey/published.ts'
import { planBodySchema, type Plan } from './contract.ts'
import { newInvitation } from './new-invitation.ts'
import { backgroundContext } from './plan-facts.ts'
import { latestAfter } from './turn.ts'

/**
 * Stands behind questions to one customer that no plan has drawn, so that they are decided, sent and
 * counted as all others. It comes first: the customer was promised that somebody looks at it again.
 */
export const followUpPlan: Plan = {
  ...planBodySchema.parse({
    name: 'Asked again after a case',
    surveyId: 'any',
    state: 'on',
    mode: { kind: 'event', event: 'interaction-closed' },
    priority: 1,
  }),
  id: 'follow-up',
  version: 1,
}

/** A question to one customer. */
export interface FollowUp {
  workspaceId: string
  customerId: string
  /** Null for the survey that the customer was asked last. */
  surveyId: string | null
  /** What it is about. The same customer is asked about it once. */
  occasion: string
  /** From this moment on. ISO 8601 in UTC. */
  dueAt: string
}

/** `no survey`: none that is open and sent by name. `no customer`: nobody active with that id. */
export type FollowUpOutcome = 'planned' | 'no survey' | 'no customer'

/** Plans to ask one customer. The contact budget decides later, and its decision is kept. */
export async function planFollowUp(
  call: Pick<BackgroundCall<ListenServices>, 'services' | 'signal'>,
  { workspaceId, customerId, surveyId, occasion, dueAt }: FollowUp,
): Promise<FollowUpOutcome> {
  const { store, now } = call.services
  const survey = await chooseSurvey(store, workspaceId, customerId, surveyId)
  if (survey === undefined) return 'no survey'
  const { timeZone } = await readWorkspace(store, workspaceId)
  const today = toLocal(now(), timeZone).day
  const context = await backgroundContext(call, workspaceId, today, [])
  const [person] = await readPopulation(context, { customerIds: [customerId] })
  if (person === undefined) return 'no customer'
  const moments = { plannedAt: now().toISOString(), dueAt }
  await addInvitations(store, [
    newInvitation({
      workspaceId,
      planId: followUpPlan.id,
      occasion,
      customerId,
      accountId: person.accountId,
      unit: person.unit,
      language: person.language,
      stratum: '',
      surveyId: survey.surveyId,
      surveyVersion: survey.version,
      channel: 'mail',
      touchpoint: null,
      ...moments,
      latestAt: latestAfter(moments),
    }),
  ])
  return 'planned'
}

/** Decisions of a customer that are looked through, the newest first. */
const mostDecisions = 200

/** What the contact budget has said last about a question that was planned; nothing before it is due. */
export async function readFollowUpDecision(
  store: Store,
  { workspaceId, customerId, occasion }: Pick<FollowUp, 'workspaceId' | 'customerId' | 'occasion'>,
): Promise<KeptDecision | undefined> {
  const decisions = await listDecisions(store, workspaceId, customerId, mostDecisions)
  return decisions.find((one) => one.planId === followUpPlan.id && one.occasion === occasion)
}

/** Of the surveys the customer was asked, the newest: enough to find one that is still open. */
const mostLookedAt = 20

async function chooseSurvey(
  store: Store,
  workspaceId: string,
  customerId: string,
  named: string | null,
): Promise<PublishedSurvey | undefined> {
  const asked = await listCustomerInvitations(store, workspaceId, customerId, mostLookedAt)
  const ids = new Set([
    ...(named === null ? [] : [named]),
    ...asked.map(({ surveyId }) => surveyId),
  ])
  for (const id of ids) {
    // A survey that was removed, or never published, asks nobody.
    const survey = await findPublished(store, workspaceId, id)
    if (survey?.state === 'open' && !survey.body.anonymous) return survey
  }
  return undefined
}
