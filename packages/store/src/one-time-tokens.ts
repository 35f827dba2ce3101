import type { Store } from './store.ts'
import type { Moment } from './tables.ts'

/** A link that works once, for one purpose, until a moment. Only the hash of its token is kept. */
export interface OneTimeToken {
  tokenHash: string
  purpose: string
  payload: Record<string, string>
  createdAt: Moment
  expiresAt: Moment
}

export async function addOneTimeToken(store: Store, token: OneTimeToken): Promise<void> {
  await store.db
    .insertInto('oneTimeTokens')
    .values({ ...token, payload: JSON.stringify(token.payload), usedAt: null })
    .execute()
}

/** Uses the token up and gives its payload; nothing when it is used, expired or for another purpose. */
export async function takeOneTimeToken(
  store: Store,
  tokenHash: string,
  purpose: string,
  now: Moment,
): Promise<Record<string, string> | undefined> {
  const row = await store.db
    .updateTable('oneTimeTokens')
    .set({ usedAt: now })
    .where('tokenHash', '=', tokenHash)
    .where('purpose', '=', purpose)
    .where('usedAt', 'is', null)
    .where('expiresAt', '>', now)
    .returning('payload')
    .executeTakeFirst()
  return row && (JSON.parse(row.payload) as Record<string, string>)
}

/** Makes every unused token of a purpose worthless. */
export async function dropOneTimeTokens(store: Store, purpose: string): Promise<void> {
  await store.db.deleteFrom('oneTimeTokens').where('purpose', '=', purpose).execute()
}
