import { inChunks } from '@fealty/core'
import type { Selectable } from 'kysely'
import type { Store } from './store.ts'
import type { Moment } from './tables.ts'
import type { ClickTable } from './tables-survey.ts'

export type ClickRecord = Selectable<ClickTable>

/** One insert holds no more rows than this; each has eight parameters. */
const rowsPerStatement = 500

export async function addClicks({ db }: Store, clicks: readonly ClickRecord[]): Promise<void> {
  for (const rows of inChunks(clicks, rowsPerStatement)) {
    await db.insertInto('clicks').values(rows).execute()
  }
}

/** What came to some links since a moment, in its order. */
export async function listClicks(
  { db }: Store,
  workspaceId: string,
  tokenHashes: readonly string[],
  since: Moment,
): Promise<ClickRecord[]> {
  if (tokenHashes.length === 0) return []
  return db
    .selectFrom('clicks')
    .selectAll()
    .where('workspaceId', '=', workspaceId)
    .where('tokenHash', 'in', tokenHashes)
    .where('at', '>=', since)
    .orderBy('at')
    .orderBy('id')
    .execute()
}

/** Links that something came to since a moment, those with the newest first. */
export async function listClickedLinks(
  { db }: Store,
  workspaceId: string,
  since: Moment,
  limit: number,
): Promise<string[]> {
  const rows = await db
    .selectFrom('clicks')
    .select(({ fn }) => ['tokenHash', fn.max('at').as('newest')])
    .where('workspaceId', '=', workspaceId)
    .where('at', '>=', since)
    .groupBy('tokenHash')
    .orderBy('newest', 'desc')
    .orderBy('tokenHash')
    .limit(limit)
    .execute()
  return rows.map(({ tokenHash }) => tokenHash)
}

/** Forgets what came before a moment. */
export async function sweepClicks({ db }: Store, before: Moment): Promise<void> {
  await db.deleteFrom('clicks').where('at', '<', before).execute()
}
