import type { Role } from '@fealty/core'
import type { Store } from './store.ts'
import type { Moment, SessionTable } from './tables.ts'

/** Who is behind a session or a key, as of this call: a changed role counts at once. */
export interface SessionHolder {
  personId: string
  workspaceId: string
  email: string
  name: string
  role: Role
  units: string[]
  expiresAt: Moment
}

export async function addSession(store: Store, session: SessionTable): Promise<void> {
  await store.db.insertInto('sessions').values(session).execute()
}

/** The holder of a session that has not expired, of a person who is active and still a member. */
export async function findSessionHolder(
  store: Store,
  tokenHash: string,
  now: Moment,
): Promise<SessionHolder | undefined> {
  const row = await store.db
    .selectFrom('sessions')
    .innerJoin('people', 'people.id', 'sessions.personId')
    .innerJoin('memberships', (join) =>
      join
        .onRef('memberships.personId', '=', 'sessions.personId')
        .onRef('memberships.workspaceId', '=', 'sessions.workspaceId'),
    )
    .select(['sessions.personId', 'sessions.workspaceId', 'expiresAt'])
    .select(['email', 'name', 'role', 'units'])
    .where('tokenHash', '=', tokenHash)
    .where('expiresAt', '>', now)
    .where('deactivatedAt', 'is', null)
    .executeTakeFirst()
  return row && { ...row, units: JSON.parse(row.units) as string[] }
}

export async function endSession(store: Store, tokenHash: string): Promise<void> {
  await store.db.deleteFrom('sessions').where('tokenHash', '=', tokenHash).execute()
}

/** Ends every session of a person: after a new role, a new password or the end of access. */
export async function endSessionsOf(store: Store, personId: string): Promise<void> {
  await store.db.deleteFrom('sessions').where('personId', '=', personId).execute()
}

/** Forgets sessions and one-time tokens that have expired. */
export async function sweepExpired(store: Store, now: Moment): Promise<void> {
  await store.db.deleteFrom('sessions').where('expiresAt', '<=', now).execute()
  await store.db.deleteFrom('oneTimeTokens').where('expiresAt', '<=', now).execute()
}
