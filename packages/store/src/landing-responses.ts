import { inChunks } from '@fealty/core'
import type { ResponseRecord } from './responses.ts'
import type { Store } from './store.ts'
import type { Moment } from './tables.ts'

/** So many ids stand in one statement. */
const idsPerStatement = 1_000

/** Workspaces with final answers that have not landed, and how many. */
export async function listWaitingWorkspaces({
  db,
}: Store): Promise<{ workspaceId: string; waiting: number }[]> {
  return db
    .selectFrom('responses')
    .select(({ fn }) => ['workspaceId', fn.countAll<number>().as('waiting')])
    .where('landedImportId', 'is', null)
    .where('toldAt', 'is not', null)
    .where('quarantined', '=', 0)
    .groupBy('workspaceId')
    .execute()
}

/** Final answers that have not landed, the first ones first. */
export function listUnlanded(
  { db }: Store,
  workspaceId: string,
  limit: number,
): Promise<ResponseRecord[]> {
  return db
    .selectFrom('responses')
    .selectAll()
    .where('workspaceId', '=', workspaceId)
    .where('landedImportId', 'is', null)
    .where('toldAt', 'is not', null)
    .where('quarantined', '=', 0)
    .orderBy('acceptedAt')
    .orderBy('responseId')
    .limit(limit)
    .execute()
}

/** Landings with an answer that has changed since: by workspace and import. */
export function listStaleLandings({
  db,
}: Store): Promise<{ workspaceId: string; landedImportId: string | null }[]> {
  return db
    .selectFrom('responses')
    .select(['workspaceId', 'landedImportId'])
    .distinct()
    .where('stale', '=', 1)
    .where('landedImportId', 'is not', null)
    .execute()
}

/** All answers of landings, as they are now. */
export function listLanded(
  { db }: Store,
  workspaceId: string,
  importIds: readonly string[],
): Promise<ResponseRecord[]> {
  return db
    .selectFrom('responses')
    .selectAll()
    .where('workspaceId', '=', workspaceId)
    .where('landedImportId', 'in', importIds)
    .where('quarantined', '=', 0)
    .orderBy('acceptedAt')
    .orderBy('responseId')
    .execute()
}

/**
 * Notes that answers have landed as they were read. One that has changed meanwhile is marked, so that
 * its segment is written anew. Call it in the transaction that keeps the segment.
 */
export async function noteLanded(
  store: Store,
  workspaceId: string,
  read: readonly Pick<ResponseRecord, 'responseId' | 'revision'>[],
  importId: string,
): Promise<void> {
  const revisions = new Map(read.map(({ responseId, revision }) => [responseId, revision]))
  for (const chunk of inChunks([...revisions.keys()], idsPerStatement)) {
    const rows = store.db
      .selectFrom('responses')
      .select(['responseId', 'revision'])
      .where('workspaceId', '=', workspaceId)
      .where('responseId', 'in', chunk)
      .orderBy('responseId')
    const now = await store.dialect.holdRows(rows).execute()
    const isChanged = ({ responseId, revision }: (typeof now)[number]) =>
      revisions.get(responseId) !== revision
    await setLanded(
      store,
      workspaceId,
      now.filter((row) => !isChanged(row)),
      importId,
      0,
    )
    await setLanded(store, workspaceId, now.filter(isChanged), importId, 1)
  }
}

async function setLanded(
  { db }: Store,
  workspaceId: string,
  rows: readonly { responseId: string }[],
  importId: string,
  stale: 0 | 1,
): Promise<void> {
  if (rows.length === 0) return
  const ids = rows.map(({ responseId }) => responseId)
  await db
    .updateTable('responses')
    .set({ landedImportId: importId, stale })
    .where('workspaceId', '=', workspaceId)
    .where('responseId', 'in', ids)
    .execute()
}

/** Notes that landings have become one. */
export async function noteMerged(
  { db }: Store,
  workspaceId: string,
  importIds: readonly string[],
  importId: string,
): Promise<void> {
  await db
    .updateTable('responses')
    .set({ landedImportId: importId })
    .where('workspaceId', '=', workspaceId)
    .where('landedImportId', 'in', importIds)
    .execute()
}

/** Unfinished answers that nobody went on with since the moment, and that were not told. */
export function listRested(
  { db }: Store,
  before: Moment,
  limit: number,
): Promise<ResponseRecord[]> {
  return db
    .selectFrom('responses')
    .selectAll()
    .where('toldAt', 'is', null)
    .where('quarantined', '=', 0)
    .where('erasedAt', 'is', null)
    .where('acceptedAt', '<=', before)
    .orderBy('acceptedAt')
    .limit(limit)
    .execute()
}

/** Takes an unfinished answer as final, unless it has changed since it was read. True when it did. */
export async function noteTold(
  { db }: Store,
  { workspaceId, responseId, revision }: ResponseRecord,
  at: Moment,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('responses')
    .set({ toldAt: at })
    .where('workspaceId', '=', workspaceId)
    .where('responseId', '=', responseId)
    .where('revision', '=', revision)
    .where('toldAt', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}
