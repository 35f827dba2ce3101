import { sql } from 'kysely'
import type { Store } from '../store.ts'
import { addTexts, ofWorkspace, startTable } from './create-table.ts'

/**
 * An answer names the landing it belongs to, and the landing the import that holds it: what becomes of
 * thousands of answers at once is then one row, not thousands under the write lock.
 */
export async function createLandings(store: Store): Promise<void> {
  const { db } = store
  const landings = startTable(store, 'landings').addColumn('workspaceId', 'text', ofWorkspace)
  await addTexts(landings, 'id importId?')
    .addPrimaryKeyConstraint('landingsKey', ['workspaceId', 'id'])
    .execute()
  await db.schema
    .createIndex('landingsByImport')
    .on('landings')
    .columns(['workspaceId', 'importId'])
    .execute()
  await db.schema.dropIndex('responsesByImport').execute()
  await db.schema.alterTable('responses').renameColumn('landedImportId', 'landingId').execute()
  await sql`insert into landings (workspace_id, id, import_id)
    select distinct workspace_id, landing_id, landing_id from responses where landing_id is not null`.execute(
    db,
  )
  await db.schema
    .createIndex('responsesByLanding')
    .on('responses')
    .columns(['workspaceId', 'landingId', 'responseId'])
    .execute()
  // Few have changed since they landed, however many answers there are.
  await db.schema
    .createIndex('responsesStale')
    .on('responses')
    .columns(['workspaceId', 'landingId'])
    .where(sql.ref('stale'), '=', sql.lit(1))
    .execute()
}
