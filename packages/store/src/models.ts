import type { Store } from './store.ts'
import type { Moment } from './tables.ts'

/** A fitted model: what was fitted, on which facts, in which unit of time, until which day. */
export interface ModelRecord {
  id: string
  workspaceId: string
  snapshotId: string
  kind: string
  unit: string
  until: string
  parameters: unknown
  createdAt: Moment
}

export async function addModel(store: Store, model: ModelRecord): Promise<void> {
  await store.db
    .insertInto('models')
    .values({ ...model, parameters: JSON.stringify(model.parameters) })
    .execute()
}

/** The newest model of a kind; of one snapshot when that is given. */
export async function findModel(
  store: Store,
  workspaceId: string,
  kind: string,
  snapshotId?: string,
): Promise<ModelRecord | undefined> {
  let query = store.db
    .selectFrom('models')
    .selectAll()
    .where('workspaceId', '=', workspaceId)
    .where('kind', '=', kind)
  if (snapshotId !== undefined) query = query.where('snapshotId', '=', snapshotId)
  const row = await query.orderBy('createdAt', 'desc').orderBy('id').limit(1).executeTakeFirst()
  return row && { ...row, parameters: JSON.parse(row.parameters) as unknown }
}
