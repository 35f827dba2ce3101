import type { BackgroundCall, Job } from '@fealty/core'
import { hasDueInvitations, listWorkspaces, type Workspace } from '@fealty/store'
import { isOpen } from '../budget/open-hours.ts'
import { readPolicy } from '../budget/policy-record.ts'
import type { ListenServices } from '../services.ts'
import { askDue } from './ask-due.ts'
import { drawPlans } from './draw-plans.ts'
import { listOpenPlans } from './plan-facts.ts'
import { surroundingsOf } from './plan-day.ts'

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
  const plans = await listOpenPlans(store, workspace.id)
  const now = call.services.now()
  if (plans.length === 0 && !(await hasDueInvitations(store, workspace.id, now.toISOString()))) {
    return
  }
  const { policy } = await readPolicy(store, workspace.id)
  const around = surroundingsOf(workspace, policy)
  if (isOpen(policy, now, workspace.timeZone)) await drawPlans(call, workspace, plans, around)
  await askDue(call, workspace, plans, around)
}
