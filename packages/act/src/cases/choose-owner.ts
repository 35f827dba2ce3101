import type { Unit } from '@fealty/measure'
import { countOpenByOwner, listMembers, type Store } from '@fealty/store'
import type { CaseRule } from '../rules/contract.ts'

export interface CaseOwner {
  ownerPersonId: string | null
  ownerRole: string
}

/** Stands where a unit has no owner, or the customer no unit. */
const nobody: CaseOwner = { ownerPersonId: null, ownerRole: 'Customer care' }

/**
 * Who a new case belongs to: the owner of the customer's unit, the role of the rule, or the active
 * agent who has the fewest open cases (of two the one who came first to the workspace).
 */
export async function chooseOwner(
  store: Store,
  workspaceId: string,
  owner: CaseRule['owner'],
  unit: Unit | undefined,
): Promise<CaseOwner> {
  if (owner.kind === 'role') return { ownerPersonId: null, ownerRole: owner.role }
  if (owner.kind === 'agents') {
    const agent = await findFreestAgent(store, workspaceId)
    if (agent !== undefined) return { ownerPersonId: agent, ownerRole: 'Agent' }
  }
  if (unit === undefined || (unit.owner === '' && unit.ownerPersonId === null)) return nobody
  return { ownerPersonId: unit.ownerPersonId, ownerRole: unit.owner }
}

async function findFreestAgent(store: Store, workspaceId: string): Promise<string | undefined> {
  const [members, load] = await Promise.all([
    listMembers(store, workspaceId),
    countOpenByOwner(store, workspaceId),
  ])
  return members
    .filter(({ role, deactivatedAt }) => role === 'agent' && deactivatedAt === null)
    .sort(
      (one, other) =>
        (load.get(one.id) ?? 0) - (load.get(other.id) ?? 0) ||
        one.createdAt.localeCompare(other.createdAt) ||
        one.id.localeCompare(other.id),
    )[0]?.id
}
