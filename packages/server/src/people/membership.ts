import { FealtyError, type Role } from '@fealty/core'
import {
  changeMembership,
  countOwners,
  endSessionsOf,
  holdWorkspace,
  inTransaction,
  readMember,
  setDeactivated,
  type Member,
  type Store,
} from '@fealty/store'

/**
 * Changes a member in one transaction that holds the workspace, so that two owners who remove each
 * other at the same moment cannot both succeed. The member's sessions end.
 * @throws FealtyError `record.not-found`, `access.last-owner`
 */
async function changeMember(
  store: Store,
  workspaceId: string,
  personId: string,
  change: (transaction: Store, member: Member) => Promise<void>,
): Promise<void> {
  await inTransaction(store, async (transaction) => {
    await holdWorkspace(transaction, workspaceId)
    await change(transaction, await readMember(transaction, workspaceId, personId))
    if ((await countOwners(transaction, workspaceId)) === 0) {
      throw new FealtyError('access.last-owner')
    }
    await endSessionsOf(transaction, personId)
  })
}

/** Gives a member another role. Only a manager is bound to units. */
export function changeRole(
  store: Store,
  workspaceId: string,
  personId: string,
  { role, units }: { role: Role; units: string[] },
): Promise<void> {
  return changeMember(store, workspaceId, personId, (transaction) =>
    changeMembership(transaction, workspaceId, personId, { role, units: unitsFor(role, units) }),
  )
}

/** Ends a person's access. */
export function deactivate(
  store: Store,
  workspaceId: string,
  personId: string,
  now: Date,
): Promise<void> {
  return changeMember(store, workspaceId, personId, (transaction) =>
    setDeactivated(transaction, personId, now.toISOString()),
  )
}

export function restore(store: Store, workspaceId: string, personId: string): Promise<void> {
  return changeMember(store, workspaceId, personId, (transaction) =>
    setDeactivated(transaction, personId, null),
  )
}

/** A manager without units would see nothing, any other role sees everything it may. @throws FealtyError */
export function unitsFor(role: Role, units: string[]): string[] {
  if (role !== 'manager') return []
  if (units.length === 0) {
    throw new FealtyError('input.invalid', { problem: 'a manager needs at least one unit' })
  }
  return [...new Set(units)].sort()
}
