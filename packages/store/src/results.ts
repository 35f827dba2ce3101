import { inChunks } from '@fealty/core'
import { inTransaction, type Store } from './store.ts'
import type { Moment } from './tables.ts'
import type { Workspace } from './workspaces.ts'

/** A computed answer, kept under the facts it was computed from; it may be lost at any time. */
export interface ResultRecord {
  workspaceId: string
  snapshotId: string
  key: string
  body: unknown
  createdAt: Moment
}

/** So many rows are written or asked for by one statement; each has a few parameters. */
const rowsPerStatement = 500

/** Keeps answers; one that is there already under its key is replaced. */
export async function saveResults(store: Store, results: readonly ResultRecord[]): Promise<void> {
  for (const chunk of inChunks(results, rowsPerStatement)) {
    await store.db
      .insertInto('results')
      .values(chunk.map((result) => ({ ...result, body: JSON.stringify(result.body) })))
      .onConflict((conflict) =>
        conflict.columns(['workspaceId', 'snapshotId', 'key']).doUpdateSet((row) => ({
          body: row.ref('excluded.body'),
          createdAt: row.ref('excluded.createdAt'),
        })),
      )
      .execute()
  }
}

/** The kept answers among those asked for, by key. */
export async function findResults(
  store: Store,
  workspaceId: string,
  snapshotId: string,
  keys: readonly string[],
): Promise<Map<string, unknown>> {
  const found = new Map<string, unknown>()
  for (const chunk of inChunks(keys, rowsPerStatement)) {
    const rows = await store.db
      .selectFrom('results')
      .select(['key', 'body'])
      .where('workspaceId', '=', workspaceId)
      .where('snapshotId', '=', snapshotId)
      .where('key', 'in', chunk)
      .execute()
    for (const { key, body } of rows) found.set(key, JSON.parse(body) as unknown)
  }
  return found
}

/** Stands in the place of the facts for the last answer to a question, of whatever facts it is. */
const lastOfAll = 'last'

/**
 * Keeps an answer that may show persons. `workspace` is as it was read before anything else of the answer
 * was: when its answers have been forgotten since (`dropResults`) this one is not kept, because it may
 * show whoever was erased while it was computed.
 */
export async function saveAnswer(
  store: Store,
  workspace: Pick<Workspace, 'id' | 'forgettings'>,
  answer: Omit<ResultRecord, 'workspaceId'>,
): Promise<void> {
  const { id: workspaceId, forgettings } = workspace
  await inTransaction(store, async (transaction) => {
    const { db, dialect } = transaction
    const unforgotten = db
      .selectFrom('workspaces')
      .select('id')
      .where('id', '=', workspaceId)
      .where('forgettings', '=', forgettings)
    const row = await dialect.keepRows(unforgotten).executeTakeFirst()
    if (row) await saveResults(transaction, [{ ...answer, workspaceId }])
  })
}

/** The same, as the last answer to its question, in the place of the one before. */
export function saveLastAnswer(
  store: Store,
  workspace: Pick<Workspace, 'id' | 'forgettings'>,
  answer: Omit<ResultRecord, 'workspaceId' | 'snapshotId'>,
): Promise<void> {
  return saveAnswer(store, workspace, { ...answer, snapshotId: lastOfAll })
}

/** The last answer to a question, of whatever facts. */
export async function findLastResult(
  store: Store,
  workspaceId: string,
  key: string,
): Promise<{ body: unknown } | undefined> {
  const found = await findResults(store, workspaceId, lastOfAll, [key])
  return found.has(key) ? { body: found.get(key) } : undefined
}

/** The last day on which an answer was computed. */
export async function lastResultDay(
  store: Store,
  workspaceId: string,
): Promise<string | undefined> {
  const row = await store.db
    .selectFrom('results')
    .select((select) => select.fn.max<string | null>('createdAt').as('last'))
    .where('workspaceId', '=', workspaceId)
    .executeTakeFirst()
  return row?.last?.slice(0, 10)
}

/**
 * Forgets all kept answers, and those that are still computed as well: the facts that they were computed
 * from are not to be known any more.
 */
export async function dropResults(store: Store, workspaceId: string): Promise<void> {
  await inTransaction(store, async ({ db }) => {
    // First, so that it waits for those who are keeping one, and its rows are seen below.
    await db
      .updateTable('workspaces')
      .set((row) => ({ forgettings: row('forgettings', '+', 1) }))
      .where('id', '=', workspaceId)
      .execute()
    await db.deleteFrom('results').where('workspaceId', '=', workspaceId).execute()
  })
}

/**
 * Forgets answers computed from other facts than these. The last one to each question stays, unless it
 * is older than `lastBefore`.
 */
export async function dropStaleResults(
  store: Store,
  workspaceId: string,
  snapshotIds: readonly string[],
  lastBefore: Moment = '',
): Promise<void> {
  await store.db
    .deleteFrom('results')
    .where('workspaceId', '=', workspaceId)
    .where((eb) =>
      eb.or([
        eb('snapshotId', 'not in', [...snapshotIds, lastOfAll]),
        eb.and([eb('snapshotId', '=', lastOfAll), eb('createdAt', '<', lastBefore)]),
      ]),
    )
    .execute()
}
