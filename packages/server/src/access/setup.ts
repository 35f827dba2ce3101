import { randomUUID } from 'node:crypto'
import { FealtyError } from '@fealty/core'
import {
  addMembership,
  addPerson,
  addWorkspace,
  claimOnce,
  dropOneTimeTokens,
  findSetting,
  inTransaction,
  listWorkspaces,
  type Store,
  type Workspace,
} from '@fealty/store'
import { makeLink, takeLink, type OneTimeLink } from './links.ts'

const ownerClaim = 'first-owner'

/** The first workspace of the installation, made when there is none. */
export async function ensureWorkspace(store: Store, now: Date): Promise<Workspace> {
  return inTransaction(store, async (transaction) => {
    const [first] = await listWorkspaces(transaction)
    if (first) return first
    return addWorkspace(transaction, {
      id: randomUUID(),
      name: 'My company',
      timeZone: 'UTC',
      currency: 'EUR',
      fiscalYearStartMonth: 1,
      settings: {},
      createdAt: now.toISOString(),
    })
  })
}

export async function isSetUp(store: Store): Promise<boolean> {
  return (await findSetting(store, ownerClaim)) !== undefined
}

/** Makes the set-up link of this start; those of earlier starts stop working. */
export async function makeSetupLink(store: Store, now: Date): Promise<OneTimeLink> {
  await dropOneTimeTokens(store, 'setup')
  return makeLink(store, 'setup', {}, now)
}

export interface FirstOwner {
  email: string
  name: string
  /** Null for the demo, whose owner comes in by link. */
  passwordHash: string | null
}

/**
 * Makes the first owner, once in the life of an installation, also when many try at once.
 * @throws FealtyError `access.setup-done`
 */
export async function makeFirstOwner(
  store: Store,
  owner: FirstOwner,
  now: Date,
): Promise<{ personId: string; workspaceId: string }> {
  const personId = randomUUID()
  const createdAt = now.toISOString()
  return inTransaction(store, async (transaction) => {
    if (!(await claimOnce(transaction, ownerClaim, { personId, createdAt }))) {
      throw new FealtyError('access.setup-done')
    }
    const { id: workspaceId } = await ensureWorkspace(transaction, now)
    await addPerson(transaction, { id: personId, ...owner, createdAt, deactivatedAt: null })
    await addMembership(transaction, { personId, workspaceId, role: 'owner', units: [], createdAt })
    return { personId, workspaceId }
  })
}

/** The same, by the set-up link. A wrong link uses nothing up and makes nobody. */
export async function setUp(
  store: Store,
  token: string,
  owner: FirstOwner,
  now: Date,
): Promise<{ personId: string; workspaceId: string }> {
  return inTransaction(store, async (transaction) => {
    if (await isSetUp(transaction)) throw new FealtyError('access.setup-done')
    await takeLink(transaction, 'setup', token, now)
    return makeFirstOwner(transaction, owner, now)
  })
}
