import { recordKind, type Store } from '@fealty/store'
import { contactPolicySchema, standardPolicy, type ContactPolicy } from './contract.ts'

/** The contact budget; a workspace has one, and every version of it stays. */
export const policyRecords = recordKind({
  kind: 'contact-budget',
  what: 'contact budget',
  parse: (body) => contactPolicySchema.parse(body),
})
export const policyId = 'budget'

/** The budget that holds now, with its version: 0 while the standard one holds. */
export async function readPolicy(
  store: Store,
  workspaceId: string,
): Promise<{ version: number; policy: ContactPolicy }> {
  const record = await policyRecords.find(store, workspaceId, policyId)
  return record === undefined
    ? { version: 0, policy: standardPolicy }
    : { version: record.version, policy: record.body }
}
