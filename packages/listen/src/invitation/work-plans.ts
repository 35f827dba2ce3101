import { randomUUID } from 'node:crypto'
import type { BackgroundCall, Job } from '@fealty/core'
import { readPopulation, type Reachable } from '@fealty/measure'
import {
  addInvitations,
  hasDueInvitations,
  holdWorkspace,
  inTransaction,
  listDueInvitations,
  listPlanRuns,
  listWorkspaces,
  savePlanRun,
  type Invitation,
  type Workspace,
} from '@fealty/store'
import { isOpen, toLocal } from '../budget/open-hours.ts'
import { readPolicy } from '../budget/policy-record.ts'
import type { ListenServices } from '../services.ts'
import { publishedSurvey } from '../survey/published.ts'
import type { Plan } from './contract.ts'
import { applyDecisions, type InvitedAsk } from './apply-decisions.ts'
import type { DrawnForPlan } from './draw.ts'
import { followUpPlan } from './follow-up.ts'
import { decideAll } from './pass.ts'
import { backgroundContext, listPlans, openBook, readPlanFacts } from './plan-facts.ts'
import { askOnDay, findReserved, latestOf, TurnOrders, type Surroundings } from './rehearse.ts'
import { findTriggered } from './triggers.ts'
import { turnOf } from './turn.ts'

/** So many are decided about at once; what is left comes with the next round. */
const mostAtOnce = 5_000
/** An event is no longer worth asking about after so many days. */
const staleDays = 14
const dayMilliseconds = 86_400_000

type Call = BackgroundCall<ListenServices>

/** Works the plans of all workspaces: draws whom to ask today, and asks whom the budget lets through. */
export const invitationJob: Job<ListenServices> = {
  name: 'invitations.work',
  everySeconds: 15,
  async run(call) {
    for (const workspace of await listWorkspaces(call.services.store)) {
      if (call.signal.aborted) return
      await workPlans(call, workspace)
    }
  },
}

/** One round of a workspace. */
export async function workPlans(call: Call, workspace: Workspace): Promise<void> {
  const { store } = call.services
  const plans = await listOpenPlans(call, workspace.id)
  const now = call.services.now()
  if (plans.length === 0 && !(await hasDueInvitations(store, workspace.id, now.toISOString()))) {
    return
  }
  const { policy } = await readPolicy(store, workspace.id)
  const around: Surroundings = {
    policy,
    timeZone: workspace.timeZone,
    calendar: { fiscalYearStartMonth: workspace.fiscalYearStartMonth },
  }
  if (isOpen(policy, now, workspace.timeZone)) await draw(call, workspace, plans, around)
  await askDue(call, workspace, plans, around)
}

/** Plans that are on and whose survey takes answers. */
async function listOpenPlans({ services: { store } }: Call, workspaceId: string): Promise<Plan[]> {
  const open: Plan[] = []
  for (const plan of await listPlans(store, workspaceId)) {
    if (plan.state !== 'on') continue
    const survey = await publishedSurvey(store, workspaceId, plan.surveyId).catch(() => undefined)
    if (survey?.state === 'open') open.push(plan)
  }
  return open
}

/** Each plan draws once a day, at the first open moment; event plans look at what was imported since. */
async function draw(
  call: Call,
  workspace: Workspace,
  plans: readonly Plan[],
  around: Surroundings,
): Promise<void> {
  const { store } = call.services
  const now = call.services.now()
  const today = toLocal(now, workspace.timeZone).day
  const runs = new Map((await listPlanRuns(store, workspace.id)).map((run) => [run.planId, run]))
  for (const plan of plans.filter(({ mode }) => mode.kind === 'event')) {
    const run = runs.get(plan.id)
    const found = await findTriggered(call, workspace, plan, run, today)
    const isKept = run?.lastDay === today && run.lastImportSeq === found.lastImportSeq
    if (found.drawn.length > 0 || !isKept)
      await keep(call, workspace, plan, found, { lastDay: today })
  }
  const toDraw = plans.filter(
    (plan) => plan.mode.kind !== 'event' && runs.get(plan.id)?.lastDay !== today,
  )
  if (toDraw.length === 0) return
  const { facts } = await readPlanFacts(call, workspace.id, toDraw, today, around)
  const orders = new TurnOrders()
  for (const one of facts) {
    const drawn = askOnDay(one, today, now, around, orders).map(({ ask, candidate }) => ({
      ...ask,
      candidate,
      touchpoint: null,
    }))
    await keep(call, workspace, one.plan, { drawn, lastImportSeq: 0 }, { lastDay: today })
  }
}

async function keep(
  { services: { store, now } }: Call,
  workspace: Workspace,
  plan: Plan,
  { drawn, lastImportSeq }: DrawnForPlan,
  { lastDay }: { lastDay: string },
): Promise<void> {
  const { version } = await publishedSurvey(store, workspace.id, plan.surveyId)
  const at = now().toISOString()
  const rows = drawn.map(({ occasion, dueAt, candidate, touchpoint }): Invitation => ({
    id: randomUUID(),
    customerId: candidate.customerId,
    accountId: candidate.accountId,
    unit: candidate.unit,
    language: candidate.language,
    stratum: candidate.stratum,
    workspaceId: workspace.id,
    planId: plan.id,
    occasion,
    surveyId: plan.surveyId,
    surveyVersion: version,
    channel: 'mail',
    touchpoint,
    state: 'planned',
    plannedAt: at,
    dueAt,
    sentAt: null,
    reminders: 0,
    nextReminderAt: null,
    answeredAt: null,
    expiresAt: null,
    landedAt: null,
  }))
  await inTransaction(store, async (transaction) => {
    await addInvitations(transaction, rows)
    await savePlanRun(transaction, {
      workspaceId: workspace.id,
      planId: plan.id,
      lastDay,
      lastImportSeq,
      changedAt: at,
    })
  })
}

/** Asks and reminds whom it is time for, and ends what waited too long. */
async function askDue(
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
  const people = await findPeople(call, workspace.id, today, waiting)
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
    const survey = await publishedSurvey(store, workspaceId, surveyId).catch(() => undefined)
    if (survey?.state === 'open') purposes.set(surveyId, survey.body.purpose)
  }
  return purposes
}

async function readDue({ services }: Call, workspaceId: string): Promise<Invitation[]> {
  const { store } = services
  const now = services.now().toISOString()
  const base = { now, limit: mostAtOnce }
  const planned = await listDueInvitations(store, workspaceId, {
    ...base,
    state: 'planned',
    by: 'dueAt',
  })
  const ended = await listDueInvitations(store, workspaceId, {
    ...base,
    state: 'sent',
    by: 'expiresAt',
  })
  const toRemind = await listDueInvitations(store, workspaceId, {
    ...base,
    state: 'sent',
    by: 'nextReminderAt',
  })
  const endedIds = new Set(ended.map(({ id }) => id))
  return [...planned, ...ended, ...toRemind.filter(({ id }) => !endedIds.has(id))]
}

/** The people of due invitations; one who is no customer any more has no address. */
async function findPeople(
  call: Call,
  workspaceId: string,
  today: string,
  due: readonly Invitation[],
): Promise<Map<string, Pick<Reachable, 'email'>>> {
  const customerIds = [...new Set(due.map(({ customerId }) => customerId))]
  const people = new Map<string, Pick<Reachable, 'email'>>(
    customerIds.map((id) => [id, { email: null }]),
  )
  if (customerIds.length === 0) return people
  const context = await backgroundContext(call, workspaceId, today, [])
  const found = await readPopulation(context, { customerIds })
  for (const person of found) people.set(person.customerId, person)
  return people
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
  const { occasion, customerId, accountId, stratum, surveyId } = invitation
  return [
    {
      planId: plan.id,
      occasion,
      customerId,
      accountId,
      stratum,
      surveyId,
      purpose,
      priority: plan.priority,
      reminder,
      dueAt: reminder ? invitation.nextReminderAt! : invitation.dueAt,
      latest: reminder ? invitation.expiresAt! : latestFor(plan, invitation, around),
      invitation,
      plan,
    },
  ]
}

const isToRemind = ({ nextReminderAt, expiresAt }: Invitation): boolean =>
  nextReminderAt !== null && expiresAt !== null && nextReminderAt < expiresAt

function latestFor(plan: Plan, { plannedAt, dueAt }: Invitation, around: Surroundings): string {
  const day = toLocal(new Date(plannedAt), around.timeZone).day
  const turn = turnOf(plan, day, around.calendar)
  return turn === null
    ? new Date(
        Math.max(Date.parse(plannedAt), Date.parse(dueAt)) + staleDays * dayMilliseconds,
      ).toISOString()
    : latestOf(turn, around)
}
