import { randomUUID } from 'node:crypto'
import { FealtyError, type Role } from '@fealty/core'
import {
  addMembership,
  addPerson,
  inTransaction,
  listMembers,
  readMember,
  renamePerson,
  setPassword,
  type Store,
} from '@fealty/store'
import { makeLink, takeLink, type OneTimeLink } from './links.ts'

export interface Invitation {
  email: string
  role: Role
  units: string[]
}

/**
 * Adds a person who has no password yet, and the link by which they choose one. An e-mail that is
 * known already, in whatever workspace, is refused: the link would hand over that person's account.
 * @throws FealtyError `record.exists`
 */
export async function invite(
  store: Store,
  workspaceId: string,
  { email, role, units }: Invitation,
  now: Date,
): Promise<OneTimeLink & { personId: string }> {
  const personId = randomUUID()
  const createdAt = now.toISOString()
  return inTransaction(store, async (transaction) => {
    const person = { id: personId, email, name: email, passwordHash: null, createdAt }
    await addPerson(transaction, { ...person, deactivatedAt: null })
    await addMembership(transaction, { personId, workspaceId, role, units, createdAt })
    const link = await makeLink(transaction, 'invitation', { personId, workspaceId }, now)
    return { ...link, personId }
  })
}

/** Takes an invitation. @throws FealtyError `access.token-invalid`, also when access was ended since */
export async function acceptInvitation(
  store: Store,
  token: string,
  name: string,
  passwordHash: string,
  now: Date,
): Promise<{ personId: string; workspaceId: string }> {
  return inTransaction(store, async (transaction) => {
    const { personId, workspaceId } = await takeLink(transaction, 'invitation', token, now)
    if (personId === undefined || workspaceId === undefined) {
      throw new FealtyError('access.token-invalid')
    }
    const member = await readMember(transaction, workspaceId, personId)
    if (member.deactivatedAt !== null || member.hasPassword) {
      throw new FealtyError('access.token-invalid')
    }
    await renamePerson(transaction, personId, name)
    await setPassword(transaction, personId, passwordHash)
    return { personId, workspaceId }
  })
}

/** The active owner who has been there longest. @throws FealtyError `record.not-found` */
export async function firstOwner(store: Store, workspaceId: string): Promise<string> {
  const owners = (await listMembers(store, workspaceId))
    .filter(({ role, deactivatedAt }) => role === 'owner' && deactivatedAt === null)
    .sort((a, b) => a.createdAt.localeCompare(b.createdAt))
  if (!owners[0]) throw new FealtyError('record.not-found', { what: 'owner' })
  return owners[0].id
}
