import type { Store } from './store.ts'
import type { Moment } from './tables.ts'

/** A computed answer, kept under the facts it was computed from; it may be lost at any time. */
export interface ResultRecord {
  workspaceId: string
  snapshotId: string
  key: string
  body: unknown
  createdAt: Moment
}

export async function saveResult(store: Store, result: ResultRecord): Promise<void> {
  const body = JSON.stringify(result.body)
  await store.db
    .insertInto('results')
    .values({ ...result, body })
    .onConflict((conflict) =>
      conflict.columns(['workspaceId', 'snapshotId', 'key']).doUpdateSet({ body }),
    )
    .execute()
}

/** The kept answer, or undefined. */
export async function findResult(
  store: Store,
  workspaceId: string,
  snapshotId: string,
  key: string,
): Promise<unknown> {
  const row = await store.db
    .selectFrom('results')
    .select('body')
    .where('workspaceId', '=', workspaceId)
    .where('snapshotId', '=', snapshotId)
    .where('key', '=', key)
    .executeTakeFirst()
  return row && (JSON.parse(row.body) as unknown)
}

/** Forgets answers computed from other facts than these. */
export async function dropStaleResults(
  store: Store,
  workspaceId: string,
  snapshotId: string,
): Promise<void> {
  await store.db
    .deleteFrom('results')
    .where('workspaceId', '=', workspaceId)
    .where('snapshotId', '!=', snapshotId)
    .execute()
}
