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
import { applyDecisions, type InvitedAsk } from './apply-decisions.ts'
import type { Plan } from './contract.ts'
import { followUpPlan } from './follow-up.ts'
import { decideAll, wishOf } from './pass.ts'
import { openBook, readPeople, readPlanFacts, readPurposes } from './plan-facts.ts'
import { findReserved, TurnOrders, type Surroundings } from './plan-day.ts'

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
  const purposes = await readPurposes(store, workspace.id, waiting)
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
    const asks = due.flatMap((invitation) => toAsk(invitation, plans, purposes))
    const decided = decideAll(around.policy, book, asks, { ...around, now })
    await applyDecisions(transaction, decided, due, moment)
  })
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
): InvitedAsk[] {
  const plan = [...plans, followUpPlan].find(({ id }) => id === invitation.planId)
  const purpose = purposes.get(invitation.surveyId)
  if (plan === undefined || purpose === undefined) return []
  const wish = wishOf({ plan, purpose, invitation })
  return wish === undefined ? [] : [{ ...wish, invitation, plan }]
}
