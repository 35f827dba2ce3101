import {
  addInvitations,
  inTransaction,
  listPlanRuns,
  savePlanRun,
  type Workspace,
} from '@fealty/store'
import type { BackgroundCall } from '@fealty/core'
import { toLocal } from '../budget/open-hours.ts'
import type { ListenServices } from '../services.ts'
import { publishedSurvey } from '../survey/published.ts'
import type { Plan } from './contract.ts'
import type { DrawnForPlan } from './draw.ts'
import { newInvitation } from './new-invitation.ts'
import { readPlanFacts } from './plan-facts.ts'
import { askOnDay, TurnOrders, type Surroundings } from './plan-day.ts'
import { findTriggered } from './triggers.ts'
import { latestAfter } from './turn.ts'

type Call = BackgroundCall<ListenServices>

/** Each plan draws once a day, at the first open moment; event plans look at what was imported since. */
export async function drawPlans(
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
  const rows = drawn.map(({ occasion, dueAt, latest, candidate, touchpoint }) =>
    newInvitation({
      ...candidate,
      workspaceId: workspace.id,
      planId: plan.id,
      occasion,
      surveyId: plan.surveyId,
      surveyVersion: version,
      channel: 'mail',
      touchpoint,
      plannedAt: at,
      dueAt,
      latestAt: latest ?? latestAfter({ plannedAt: at, dueAt }),
    }),
  )
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
