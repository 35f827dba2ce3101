import type { BackgroundCall } from '@fealty/core'
import {
  hasDueInvitations,
  holdWorkspace,
  inTransaction,
  listDueInvitations,
  type Invitation,
  type Workspace,
} from '@fealty/store'
import { toLocal } from '../budget/open-hours.ts'
import type { ListenServices } from '../services.ts'
import { findPublished } from '../survey/published.ts'
import { applyDecisions, type InvitedAsk } from './apply-decisions.ts'
import type { Plan } from './contract.ts'
import { followUpPlan } from './follow-up.ts'
import { askFor, decideAll } from './pass.ts'
import { openBook, readPeople, readPlanFacts } from './plan-facts.ts'
import { findReserved, latestAfter, latestOf, TurnOrders, type Surroundings } from './rehearse.ts'
import { turnOf } from './turn.ts'

/** So many are decided about at once; what is left comes with the next round. */
const mostAtOnce = 5_000

type Call = BackgroundCall<ListenServices>

/** Asks and reminds whom it is time for, and ends what waited too long. */
export async function askDue(
  call: Call,
  workspace: Workspace,
  plans: readonly Plan[],
  around: Surroundings,
): Promise<void> {
  const { store } = call.services
  const now = call.services.now()
  const moment = now.toISOString()
  if (!(await hasDueInvitations(store, workspace.id, moment))) return
  const today = toLocal(now, workspace.timeZone).day
  const reserving = plans.filter(({ reserve }) => reserve)
  const { facts } = await readPlanFacts(call, workspace.id, reserving, today, around)
  const reserved = findReserved(facts, today, around, new TurnOrders())
  const waiting = await readDue(call, workspace.id)
  const purposes = await readPurposes(call, workspace.id, waiting)
  const waitingIds = new Set(waiting.map(({ id }) => id))
  const people = await readPeople(
    call,
    workspace.id,
    today,
    waiting.map(({ customerId }) => customerId),
  )
  await inTransaction(store, async (transaction) => {
    // Held, so that nobody else writes to these customers between the decision and its note.
    await holdWorkspace(transaction, workspace.id)
    const held = { ...call, services: { ...call.services, store: transaction } }
    // What came since is left to the next round: its people and its survey were not read.
    const due = (await readDue(held, workspace.id)).filter(({ id }) => waitingIds.has(id))
    const book = await openBook(transaction, workspace.id, around.policy, now, people)
    book.reserve(reserved)
    const asks = due.flatMap((invitation) => toAsk(invitation, plans, purposes, around))
    const decided = decideAll(around.policy, book, asks, { ...around, now })
    await applyDecisions(transaction, decided, due, moment)
  })
}

/** The purposes of the surveys that are asked, as far as they take answers. */
async function readPurposes(
  { services: { store } }: Call,
  workspaceId: string,
  waiting: readonly Invitation[],
): Promise<Map<string, string>> {
  const purposes = new Map<string, string>()
  for (const surveyId of new Set(waiting.map((invitation) => invitation.surveyId))) {
    const survey = await findPublished(store, workspaceId, surveyId)
    if (survey?.state === 'open') purposes.set(surveyId, survey.body.purpose)
  }
  return purposes
}

async function readDue({ services }: Call, workspaceId: string): Promise<Invitation[]> {
  const { store } = services
  const base = { now: services.now().toISOString(), limit: mostAtOnce }
  const read = (state: 'planned' | 'sent', by: 'dueAt' | 'expiresAt' | 'nextReminderAt') =>
    listDueInvitations(store, workspaceId, { ...base, state, by })
  const planned = await read('planned', 'dueAt')
  const ended = await read('sent', 'expiresAt')
  const toRemind = await read('sent', 'nextReminderAt')
  const endedIds = new Set(ended.map(({ id }) => id))
  return [...planned, ...ended, ...toRemind.filter(({ id }) => !endedIds.has(id))]
}

/** The wish that an invitation stands for; none when its plan is off, its survey closed, or its time over. */
function toAsk(
  invitation: Invitation,
  plans: readonly Plan[],
  purposes: ReadonlyMap<string, string>,
  around: Surroundings,
): InvitedAsk[] {
  const plan = [...plans, followUpPlan].find(({ id }) => id === invitation.planId)
  const purpose = purposes.get(invitation.surveyId)
  if (plan === undefined || purpose === undefined) return []
  const reminder = invitation.state === 'sent'
  if (reminder && !isToRemind(invitation)) return []
  const { surveyId } = invitation
  const moments = reminder
    ? { dueAt: invitation.nextReminderAt!, latest: invitation.expiresAt! }
    : { dueAt: invitation.dueAt, latest: latestFor(plan, invitation, around) }
  const ask = askFor({ plan, purpose }, invitation, moments)
  return [{ ...ask, surveyId, reminder, invitation, plan }]
}

const isToRemind = ({ nextReminderAt, expiresAt }: Invitation): boolean =>
  nextReminderAt !== null && expiresAt !== null && nextReminderAt < expiresAt

function latestFor(plan: Plan, { plannedAt, dueAt }: Invitation, around: Surroundings): string {
  const day = toLocal(new Date(plannedAt), around.timeZone).day
  const turn = turnOf(plan, day, around.calendar)
  return turn === null
    ? latestAfter(Math.max(Date.parse(plannedAt), Date.parse(dueAt)))
    : latestOf(turn, around)
}
