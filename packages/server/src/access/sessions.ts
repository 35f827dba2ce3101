import { addSession, endSession, findApiKey, findSessionHolder, type Store } from '@fealty/store'
import type { Actor } from '@fealty/core'
import { hashToken, newToken } from './secrets.ts'

/** How long a session lasts. */
export const sessionSeconds = 14 * 24 * 60 * 60

export const apiKeyPrefix = 'fk_'

/** Starts a session and gives its token; only the hash is kept. */
export async function startSession(
  store: Store,
  personId: string,
  workspaceId: string,
  now: Date,
): Promise<string> {
  const token = newToken()
  await addSession(store, {
    tokenHash: hashToken(token),
    personId,
    workspaceId,
    createdAt: now.toISOString(),
    expiresAt: new Date(now.getTime() + sessionSeconds * 1000).toISOString(),
  })
  return token
}

export async function stopSession(store: Store, token: string): Promise<void> {
  await endSession(store, hashToken(token))
}

/** Who holds the session, with the role of this moment. */
export async function actorOfSession(store: Store, token: string, now: Date): Promise<Actor> {
  const holder = await findSessionHolder(store, hashToken(token), now.toISOString())
  if (!holder) return { kind: 'nobody' }
  const { personId, workspaceId, role, units } = holder
  return { kind: 'person', id: personId, workspaceId, role, units }
}

/** Whose API key it is. */
export async function actorOfKey(store: Store, token: string): Promise<Actor> {
  const apiKey = await findApiKey(store, hashToken(token))
  if (!apiKey) return { kind: 'nobody' }
  const { id, workspaceId, role, units } = apiKey
  return { kind: 'key', id, workspaceId, role, units }
}
