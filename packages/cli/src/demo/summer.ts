import { createHash } from 'node:crypto'
import { acceptSheet, findLink, landAnswers, landEnded, makeLink, workPlans } from '@fealty/listen'
import { allHandlers, dispatchEvents } from '@fealty/server'
import { listDueInvitations, readWorkspace, type Invitation, type Workspace } from '@fealty/store'
import { pino } from 'pino'
import type { DemoHouse } from './filler.ts'

const dayMilliseconds = 86_400_000
const { signal } = new AbortController()

/** Mornings on which the plans were worked in their first summer, and who answered of those asked then. */
const rounds = [
  ...['03', '10', '17', '24'].map((day) => ({
    at: `2026-08-${day}T08:00:00.000Z`,
    rate: 0.33,
  })),
  ...['01', '08'].map((day) => ({ at: `2026-09-${day}T08:00:00.000Z`, rate: 0.17 })),
]
/** When the time of all of them was over; at night, when nobody new is drawn. */
const lastMoment = '2026-10-12T22:00:00.000Z'

/** So many of twenty give each score, as customers of Northline do. */
const recommend = [10, 9, 8, 10, 7, 9, 5, 8, 9, 3, 10, 7, 9, 8, 6, 10, 9, 7, 8, 2]
const easy = [7, 6, 5, 6, 7, 4, 6, 5, 7, 2, 6, 7, 5, 3, 6, 7, 5, 6, 1, 6]
const reasons = [
  'The connection is stable, also in the evening.',
  'The bill is clear and the price is fair.',
  'Nobody called back when the router was wrong.',
  'The technician came on time and was friendly.',
]

/**
 * Lets the plans ask in the summer, some customers answer, and the time of the others run out, so that
 * response rates and their drift have something to show. Nobody is written to: it is over.
 */
export async function askInSummer(house: DemoHouse): Promise<void> {
  const { services, workspaceId } = house
  const workspace = await readWorkspace(services.store, workspaceId)
  for (const { at, rate } of rounds) {
    await workAt(house, workspace, at)
    const asked = await listSent(house, at)
    await Promise.all(asked.map((one) => answer(house, one, rate)))
    await tell(house, at)
  }
  await workAt(house, workspace, lastMoment)
  const over = { ...services, now: () => new Date(lastMoment) }
  await tell(house, lastMoment)
  await landAnswers(over, workspaceId, over.now())
  await landEnded({ services: over }, workspace)
}

/** One round of the plans at a moment. */
export async function workAt(
  { services }: DemoHouse,
  workspace: Workspace,
  moment: string,
): Promise<void> {
  const now = new Date(moment)
  await workPlans({ services: { ...services, now: () => now }, now, signal }, workspace)
}

async function listSent({ services, workspaceId }: DemoHouse, at: string): Promise<Invitation[]> {
  const all = { state: 'sent', by: 'expiresAt', now: '9999', limit: 5_000 } as const
  const sent = await listDueInvitations(services.store, workspaceId, all)
  return sent.filter(({ sentAt, reminders }) => sentAt === at && reminders === 0)
}

/** Answers an invitation some days later, by its place in a hash; most do not. */
async function answer({ services }: DemoHouse, invitation: Invitation, rate: number) {
  const { id, workspaceId, surveyId, customerId, accountId, sentAt } = invitation
  const hash = createHash('sha256').update(`${invitation.occasion}\n${customerId}`).digest()
  // Partners are asked rarely, and answer gladly.
  const willing = invitation.stratum.startsWith('Partners') ? 1.5 * rate : rate
  if (hash.readUInt16BE(0) / 65_536 >= willing) return
  const now = new Date(Date.parse(sentAt ?? '') + (1 + (hash[2]! % 3)) * dayMilliseconds)
  const place = hash[3]! % 20
  const reason = reasons[hash[4]! % 16]
  const answers = {
    ...(invitation.occasion.startsWith('interaction')
      ? { easy: easy[place]!, solved: place % 4 === 1 ? 'partly' : 'yes' }
      : { recommend: recommend[place]! }),
    ...(reason === undefined || invitation.occasion.startsWith('interaction') ? {} : { reason }),
  }
  // An answer is kept only while its link stands, so the customer has one, as in a mail.
  const { token } = await makeLink(services.store, {
    workspaceId,
    surveyId,
    customerId,
    accountId,
    invitationId: id,
    channel: 'mail',
    now: new Date(sentAt ?? ''),
    expiresAt: new Date(invitation.expiresAt ?? ''),
  })
  const link = await findLink(services.store, token, now)
  if (link === undefined) return
  const sheet = { responseId: uuidOf(hash), answers, complete: true, language: 'en' }
  await acceptSheet(services, { link, sheet, channel: 'mail', now })
}

/** A version 4 id that is the same on each filling. */
function uuidOf(hash: Buffer): string {
  const hex = hash.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/** Tells of the answers and of nothing else: mails of a summer that is over leave no more. */
async function tell({ services }: DemoHouse, at: string): Promise<void> {
  const now = () => new Date(Date.parse(at) + 4 * dayMilliseconds)
  const handlers = allHandlers.filter(({ topic }) => topic === 'response.accepted')
  const log = pino({ level: 'silent' })
  const options = { services: { ...services, now }, handlers, log, signal }
  while ((await dispatchEvents(options)) > 0);
}
