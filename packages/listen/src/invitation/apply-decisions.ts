import { randomUUID } from 'node:crypto'
import {
  addContactsMade,
  addEvents,
  changeInvitation,
  keepDecisions,
  type Invitation,
  type KeptDecision,
  type MadeContact,
  type NewEvent,
  type Store,
} from '@fealty/store'
import type { Plan } from './contract.ts'
import type { Ask, DecidedAsk } from './pass.ts'
import { reminderDay } from './turn.ts'

/** Topic of a mail on its way to one customer. */
export const mailTopic = 'mail.send'
/** Topic of the news that a customer was asked. */
const sentTopic = 'invitation.sent'

const dayMilliseconds = 86_400_000

/** A wish with the invitation and the plan it came from. */
export interface InvitedAsk extends Ask {
  invitation: Invitation
  plan: Plan
}

/**
 * Writes down what was decided, in one transaction with the mails and the news that follow from it. An
 * invitation whose plan is off is cancelled; one that waited too long for an answer ends.
 */
export async function applyDecisions(
  store: Store,
  decided: readonly DecidedAsk<InvitedAsk>[],
  due: readonly Invitation[],
  now: string,
): Promise<void> {
  const asked = new Set(decided.map(({ ask }) => ask.invitation.id))
  for (const { id, state, expiresAt } of due) {
    if (state === 'sent' && expiresAt !== null && expiresAt <= now) {
      await changeInvitation(store, id, ['sent'], { state: 'expired', nextReminderAt: null })
    } else if (!asked.has(id)) {
      await changeInvitation(store, id, ['planned'], { state: 'cancelled' })
      await changeInvitation(store, id, ['sent'], { nextReminderAt: null })
    }
  }
  const contacts: MadeContact[] = []
  const events: NewEvent[] = []
  for (const one of decided) {
    if (one.decided.decision !== 'send') await putOff(store, one)
    else if (await markSent(store, one.ask, now)) {
      contacts.push(contactOf(one.ask, now))
      events.push(...toEvents(one.ask, now))
    }
  }
  await addContactsMade(store, contacts)
  await addEvents(store, events)
  await keepDecisions(
    store,
    decided.map((one) => toKept(one, now)),
  )
}

async function putOff(store: Store, { ask, decided }: DecidedAsk<InvitedAsk>): Promise<void> {
  const { id } = ask.invitation
  const until = decided.decision === 'hold' ? (decided.until ?? null) : null
  if (ask.reminder) await changeInvitation(store, id, ['sent'], { nextReminderAt: until })
  else if (until === null) await changeInvitation(store, id, ['planned'], { state: 'refused' })
  else await changeInvitation(store, id, ['planned'], { dueAt: until })
}

/** False when somebody has answered or ended it meanwhile. */
function markSent(store: Store, { invitation, plan, reminder }: InvitedAsk, now: string) {
  const sentAt = reminder ? (invitation.sentAt ?? now) : now
  const after = (days: number) =>
    new Date(Date.parse(sentAt) + days * dayMilliseconds).toISOString()
  const reminders = invitation.reminders + (reminder ? 1 : 0)
  const expiresAt = reminder ? invitation.expiresAt : after(plan.expireAfterDays)
  const next = reminderDay(plan, reminders)
  const nextReminderAt = next === undefined ? null : after(next)
  return changeInvitation(store, invitation.id, [reminder ? 'sent' : 'planned'], {
    state: 'sent',
    sentAt,
    expiresAt,
    reminders,
    nextReminderAt,
  })
}

/** An invitation that was sent, or a reminder of it. */
type Sent = Pick<InvitedAsk, 'invitation' | 'reminder'>

/** The contact as budgets count it. */
export function contactOf({ invitation, reminder }: Sent, at: string): MadeContact {
  const { workspaceId, customerId, accountId, surveyId, channel } = invitation
  return {
    id: randomUUID(),
    workspaceId,
    customerId,
    accountId,
    surveyId,
    channel,
    reminder: reminder ? 1 : 0,
    at,
  }
}

/** The news that a customer was asked. */
export function sentEvent({ invitation, reminder }: Sent, at: string): NewEvent {
  const { id, workspaceId, planId, customerId, accountId, surveyId, channel } = invitation
  const payload = {
    invitationId: id,
    planId,
    surveyId,
    customerId,
    accountId,
    channel,
    reminder,
    at,
  }
  return { workspaceId, topic: sentTopic, payload, at }
}

function toEvents(sent: Sent, at: string): NewEvent[] {
  const { id, workspaceId } = sent.invitation
  const payload = { invitationId: id, reminder: sent.reminder }
  return [{ workspaceId, topic: mailTopic, payload, at }, sentEvent(sent, at)]
}

function toKept({ ask, decided }: DecidedAsk<InvitedAsk>, at: string): KeptDecision {
  const { invitation, reminder } = ask
  return {
    workspaceId: invitation.workspaceId,
    planId: invitation.planId,
    occasion: reminder
      ? `${invitation.occasion}, reminder ${invitation.reminders + 1}`
      : invitation.occasion,
    customerId: invitation.customerId,
    surveyId: invitation.surveyId,
    decision: decided.decision,
    rule: decided.rule,
    reason: decided.reason,
    until: decided.until ?? null,
    times: 1,
    at,
    lastAt: at,
  }
}
