import { FealtyError } from '@fealty/core'
import { decodeColumns, encodeColumns } from './json-columns.ts'
import type { Store } from './store.ts'
import type { ApiKeyTable, Decoded, Moment } from './tables.ts'

export type ApiKey = Decoded<ApiKeyTable, { units: string[] }>

/** Keeps a key by the hash of its token; the token itself is never stored. */
export async function addApiKey(store: Store, apiKey: ApiKey): Promise<void> {
  await store.db
    .insertInto('apiKeys')
    .values(encodeColumns(apiKey, ['units']))
    .execute()
}

/** The key with this token, unless it was revoked. */
export async function findApiKey(store: Store, tokenHash: string): Promise<ApiKey | undefined> {
  const row = await store.db
    .selectFrom('apiKeys')
    .selectAll()
    .where('tokenHash', '=', tokenHash)
    .where('revokedAt', 'is', null)
    .executeTakeFirst()
  return row && decodeColumns<typeof row, { units: string[] }>(row, ['units'])
}

/** Keys of a workspace, the newest first, the revoked ones included. */
export async function listApiKeys(store: Store, workspaceId: string): Promise<ApiKey[]> {
  const rows = await store.db
    .selectFrom('apiKeys')
    .selectAll()
    .where('workspaceId', '=', workspaceId)
    .orderBy('createdAt', 'desc')
    .orderBy('id')
    .execute()
  return rows.map((row) => decodeColumns<typeof row, { units: string[] }>(row, ['units']))
}

/** @throws FealtyError `record.not-found`, also for a key of another workspace. */
export async function revokeApiKey(
  store: Store,
  workspaceId: string,
  id: string,
  now: Moment,
): Promise<void> {
  const result = await store.db
    .updateTable('apiKeys')
    .set({ revokedAt: now })
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .where('revokedAt', 'is', null)
    .executeTakeFirst()
  if (result.numUpdatedRows === 0n) throw new FealtyError('record.not-found', { what: 'API key' })
}
