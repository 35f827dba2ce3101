import { recordKind, type Store } from '@fealty/store'
import { z } from 'zod'
import { approvalSchema, strategySchema, type Strategy } from './contract.ts'

export const strategies = recordKind<Strategy>({
  kind: 'strategy',
  what: 'strategy',
  parse: (body) => strategySchema.parse(body),
})

type Approval = z.infer<typeof approvalSchema>

/** The approval of a strategy, under the strategy's id: its versions are all approvals there were. */
export const approvals = recordKind<Approval>({
  kind: 'strategy-approval',
  what: 'approval',
  parse: (body) => approvalSchema.parse(body),
})

const receiptSchema = z.object({
  personId: z.string(),
  audience: z.string(),
  at: z.string(),
  version: z.number(),
})

/** Who has read which version, under the strategy's id. */
export const receipts = recordKind<z.infer<typeof receiptSchema>>({
  kind: 'strategy-receipt',
  what: 'acknowledgement',
  parse: (body) => receiptSchema.parse(body),
})

/** The approval of the version that holds now; an edit after the approval voids it. */
export async function findApproval(
  store: Store,
  workspaceId: string,
  strategyId: string,
): Promise<Approval | null> {
  const [strategy, approval] = await Promise.all([
    strategies.find(store, workspaceId, strategyId),
    approvals.find(store, workspaceId, strategyId),
  ])
  return strategy && approval?.body.version === strategy.version ? approval.body : null
}

/** Whether there is such a strategy and its present version is approved (R065). */
export async function isApprovedStrategy(
  store: Store,
  workspaceId: string,
  strategyId: string,
): Promise<boolean> {
  return (await findApproval(store, workspaceId, strategyId)) !== null
}
