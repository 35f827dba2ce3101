import {
  FealtyError,
  SomeFailed,
  type BackgroundCall,
  type DomainEvent,
  type EventHandler,
} from '@fealty/core'
import { readPopulation, type Reachable } from '@fealty/measure'
import {
  changeInvitation,
  findInvitation,
  findPurposes,
  inTransaction,
  readWorkspace,
  saveContact,
  type Invitation,
  type Workspace,
} from '@fealty/store'
import { z } from 'zod'
import { toLocal } from '../budget/open-hours.ts'
import { mailTopic } from '../invitation/apply-decisions.ts'
import { backgroundContext } from '../invitation/plan-facts.ts'
import { makeLinks } from '../links/links.ts'
import type { OutsideServices } from '../services.ts'
import { publishedSurvey } from '../survey/published.ts'
import { composeMail } from './compose-mail.ts'

const payloadSchema = z.object({ invitationId: z.string(), reminder: z.boolean() })
/** An unsubscribe link must work long after the mail (RFC 8058 asks for it; a year is plenty). */
const unsubscribeDays = 365
const dayMilliseconds = 86_400_000
/** As many connections as a mail server lets one sender have, and no crowd for it. */
const mailsAtOnce = 4

type Call = BackgroundCall<OutsideServices>

/** Writes to customers. The link is made here, so no token lies in the outbox. */
export const sendMailHandler: EventHandler<OutsideServices> = {
  topic: mailTopic,
  name: 'invitations.mail',
  effect: 'outside',
  async handle(call, events) {
    const { store } = call.services
    const workspaceId = events[0]?.workspaceId ?? ''
    const workspace = await readWorkspace(store, workspaceId)
    const invitations = await readInvitations(call, events)
    const people = await readPeople(call, workspace, [...invitations.values()])
    const queue = [...events].reverse()
    const failed = new Map<string, unknown>()
    // The budget has decided before, in its order; in which order mails leave changes nothing.
    const work = async () => {
      for (let event = queue.pop(); event !== undefined; event = queue.pop()) {
        const invitation = invitations.get(event.id)
        try {
          if (invitation !== undefined) await sendOne(call, workspace, event, invitation, people)
        } catch (error) {
          failed.set(event.id, error)
        }
      }
    }
    await Promise.all(Array.from({ length: mailsAtOnce }, work))
    if (failed.size > 0) {
      throw new SomeFailed(new Set(failed.keys()), failed.values().next().value)
    }
  },
}

/** Those that are still to be written to: not answered, not stopped since. */
async function readInvitations(
  { services: { store } }: Call,
  events: readonly DomainEvent[],
): Promise<Map<string, Invitation>> {
  const found = new Map<string, Invitation>()
  for (const { id, workspaceId, payload } of events) {
    const { invitationId } = payloadSchema.parse(payload)
    const invitation = await findInvitation(store, workspaceId, invitationId)
    if (invitation?.state === 'sent') found.set(id, invitation)
  }
  return found
}

async function readPeople(
  call: Call,
  workspace: Workspace,
  invitations: readonly Invitation[],
): Promise<Map<string, Reachable>> {
  if (invitations.length === 0) return new Map()
  const today = toLocal(call.services.now(), workspace.timeZone).day
  const context = await backgroundContext(call, workspace.id, today, [])
  const customerIds = [...new Set(invitations.map(({ customerId }) => customerId))]
  const people = await readPopulation(context, { customerIds })
  return new Map(people.map((person) => [person.customerId, person]))
}

async function sendOne(
  call: Call,
  workspace: Workspace,
  event: DomainEvent,
  invitation: Invitation,
  people: ReadonlyMap<string, Reachable>,
): Promise<void> {
  const { store, mailer, publicUrl, now } = call.services
  const { customerId, surveyId, surveyVersion } = invitation
  const survey = await publishedSurvey(store, workspace.id, surveyId, surveyVersion)
  const said = await findPurposes(store, workspace.id, [customerId])
  const stopped = said.some(
    ({ purpose, state }) => purpose === survey.body.purpose && state === 'stopped',
  )
  const person = people.get(customerId)
  if (stopped || typeof person?.email !== 'string') {
    await endInvitation(call, invitation, 'cancelled')
    return
  }
  const links = await makeMailLinks(call, invitation, survey.body.purpose)
  const mail = composeMail({
    survey: survey.body,
    language: invitation.language ?? person.language,
    company: workspace.name,
    reminder: payloadSchema.parse(event.payload).reminder,
    baseUrl: publicUrl,
    ...links,
  })
  const outcome = await mailer.send({
    ...mail,
    workspaceId: workspace.id,
    customerId,
    messageId: `<${event.id}@${new URL(publicUrl).hostname}>`,
    from: workspace.name,
    to: person.email,
  })
  if (outcome === 'sent') return
  await inTransaction(store, async (transaction) => {
    const at = now().toISOString()
    await saveContact(transaction, {
      workspaceId: workspace.id,
      customerId,
      bouncedAt: at,
      changedAt: at,
    })
  })
  await endInvitation(call, invitation, 'bounced')
}

async function endInvitation(
  { services: { store } }: Call,
  { id }: Invitation,
  state: 'cancelled' | 'bounced',
): Promise<void> {
  await changeInvitation(store, id, ['sent'], { state, nextReminderAt: null })
}

async function makeMailLinks(
  { services: { store, now } }: Call,
  invitation: Invitation,
  purpose: string,
): Promise<{ answerPath: string; unsubscribePath: string }> {
  const { workspaceId, customerId, accountId, surveyId, unit, touchpoint, expiresAt } = invitation
  const moment = now()
  const shared = {
    workspaceId,
    customerId,
    accountId,
    surveyId,
    invitationId: invitation.id,
    channel: 'mail' as const,
    now: moment,
  }
  const context: Record<string, string> = {
    ...(unit === null ? {} : { unit: unit.slice(0, 200) }),
    ...(touchpoint === null ? {} : { touchpoint: touchpoint.slice(0, 200) }),
  }
  const [answer, unsubscribe] = await makeLinks(store, [
    { ...shared, context, expiresAt: new Date(expiresAt ?? moment) },
    {
      ...shared,
      purpose: 'unsubscribe',
      context: { purpose },
      expiresAt: new Date(moment.getTime() + unsubscribeDays * dayMilliseconds),
    },
  ])
  if (!answer || !unsubscribe) throw new FealtyError('internal.unexpected', { reference: 'links' })
  return { answerPath: answer.path, unsubscribePath: unsubscribe.path }
}
