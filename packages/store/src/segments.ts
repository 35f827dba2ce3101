import { FealtyError } from '@fealty/core'
import type { Store } from './store.ts'
import type { Moment } from './tables.ts'

/** A saved condition over customers. The definition is checked by its owner, the segments slice. */
export interface SegmentRecord {
  id: string
  workspaceId: string
  name: string
  definition: unknown
  createdAt: Moment
  updatedAt: Moment
}

/** Adds a segment or changes the one with this id. @throws FealtyError `record.exists`, `record.not-found` */
export async function saveSegment(store: Store, segment: SegmentRecord): Promise<void> {
  const row = { ...segment, definition: JSON.stringify(segment.definition) }
  const { name, definition, updatedAt } = row
  try {
    const result = await store.db
      .insertInto('segments')
      .values(row)
      .onConflict((conflict) =>
        conflict
          .column('id')
          .doUpdateSet({ name, definition, updatedAt })
          .where('segments.workspaceId', '=', segment.workspaceId),
      )
      .executeTakeFirst()
    if (result.numInsertedOrUpdatedRows === 0n) {
      throw new FealtyError('record.not-found', { what: 'segment' })
    }
  } catch (error) {
    if (!store.dialect.isTaken(error)) throw error
    throw new FealtyError('record.exists', { what: 'segment' })
  }
}

/** Segments of a workspace by name. */
export async function listSegments(store: Store, workspaceId: string): Promise<SegmentRecord[]> {
  const rows = await store.db
    .selectFrom('segments')
    .selectAll()
    .where('workspaceId', '=', workspaceId)
    .orderBy('name')
    .execute()
  return rows.map((row) => ({ ...row, definition: JSON.parse(row.definition) as unknown }))
}

/** @throws FealtyError `record.not-found`, also for a segment of another workspace. */
export async function removeSegment(store: Store, workspaceId: string, id: string): Promise<void> {
  const result = await store.db
    .deleteFrom('segments')
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (result.numDeletedRows === 0n) throw new FealtyError('record.not-found', { what: 'segment' })
}
