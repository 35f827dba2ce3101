import { FealtyError, type Role } from '@fealty/core'
import { decodeColumns, encodeColumns } from './json-columns.ts'
import type { Store } from './store.ts'
import type { Moment, PersonTable } from './tables.ts'

/** A person as seen from one workspace. */
export interface Member {
  id: string
  email: string
  name: string
  role: Role
  units: string[]
  createdAt: Moment
  /** False until an invited person has chosen a password. */
  hasPassword: boolean
  deactivatedAt: Moment | null
}

export interface Membership {
  personId: string
  workspaceId: string
  role: Role
  units: string[]
  createdAt: Moment
}

/** Adds a person. @throws FealtyError `record.exists` when the e-mail is taken. */
export async function addPerson(store: Store, person: PersonTable): Promise<void> {
  const row = { ...person, email: person.email.toLowerCase() }
  const result = await store.db
    .insertInto('people')
    .values(row)
    .onConflict((conflict) => conflict.column('email').doNothing())
    .executeTakeFirst()
  if (result.numInsertedOrUpdatedRows === 0n) {
    throw new FealtyError('record.exists', { what: 'person' })
  }
}

/** The person who signs in with this e-mail, whether active or not. */
export function findPersonByEmail(store: Store, email: string): Promise<PersonTable | undefined> {
  return store.db
    .selectFrom('people')
    .selectAll()
    .where('email', '=', email.toLowerCase())
    .executeTakeFirst()
}

export async function renamePerson(store: Store, personId: string, name: string): Promise<void> {
  await store.db.updateTable('people').set({ name }).where('id', '=', personId).execute()
}

export async function setPassword(store: Store, personId: string, hash: string): Promise<void> {
  await store.db
    .updateTable('people')
    .set({ passwordHash: hash })
    .where('id', '=', personId)
    .execute()
}

/** Ends or restores a person's access, in every workspace. */
export async function setDeactivated(
  store: Store,
  personId: string,
  deactivatedAt: Moment | null,
): Promise<void> {
  await store.db.updateTable('people').set({ deactivatedAt }).where('id', '=', personId).execute()
}

/** Adds a person to a workspace. */
export async function addMembership(store: Store, membership: Membership): Promise<void> {
  await store.db
    .insertInto('memberships')
    .values(encodeColumns(membership, ['units']))
    .execute()
}

/** Gives a member another role or other units. */
export async function changeMembership(
  store: Store,
  workspaceId: string,
  personId: string,
  change: { role: Role; units: string[] },
): Promise<void> {
  await store.db
    .updateTable('memberships')
    .set(encodeColumns(change, ['units']))
    .where('workspaceId', '=', workspaceId)
    .where('personId', '=', personId)
    .execute()
}

/** The workspaces a person belongs to, the oldest membership first. */
export async function listMemberships(store: Store, personId: string): Promise<Membership[]> {
  const rows = await store.db
    .selectFrom('memberships')
    .selectAll()
    .where('personId', '=', personId)
    .orderBy('createdAt')
    .orderBy('workspaceId')
    .execute()
  return rows.map((row) => decodeColumns<typeof row, { units: string[] }>(row, ['units']))
}

/** Members of a workspace by name, the deactivated ones included. */
export async function listMembers(store: Store, workspaceId: string): Promise<Member[]> {
  const rows = await memberQuery(store, workspaceId).orderBy('name').orderBy('people.id').execute()
  return rows.map(toMember)
}

/** @throws FealtyError `record.not-found`, also for a person of another workspace. */
export async function readMember(
  store: Store,
  workspaceId: string,
  personId: string,
): Promise<Member> {
  const row = await memberQuery(store, workspaceId)
    .where('people.id', '=', personId)
    .executeTakeFirst()
  if (!row) throw new FealtyError('record.not-found', { what: 'person' })
  return toMember(row)
}

/** How many active owners a workspace has. Hold the workspace before you act on it. */
export async function countOwners(store: Store, workspaceId: string): Promise<number> {
  const row = await store.db
    .selectFrom('memberships')
    .innerJoin('people', 'people.id', 'memberships.personId')
    .select((select) => select.fn.countAll<number>().as('owners'))
    .where('memberships.workspaceId', '=', workspaceId)
    .where('role', '=', 'owner')
    .where('deactivatedAt', 'is', null)
    .executeTakeFirstOrThrow()
  return row.owners
}

function memberQuery(store: Store, workspaceId: string) {
  return store.db
    .selectFrom('memberships')
    .innerJoin('people', 'people.id', 'memberships.personId')
    .select(['people.id', 'email', 'name', 'passwordHash', 'deactivatedAt'])
    .select(['role', 'units', 'memberships.createdAt'])
    .where('memberships.workspaceId', '=', workspaceId)
}

type MemberRow = Awaited<ReturnType<ReturnType<typeof memberQuery>['execute']>>[number]

function toMember({ passwordHash, units, ...row }: MemberRow): Member {
  return { ...row, units: JSON.parse(units) as string[], hasPassword: passwordHash !== null }
}
