import { sql } from 'kysely'
import type { Store } from '../store.ts'

/** How often a workspace has forgotten its kept answers, so that one that is still computed is not kept after it. */
export async function addForgettings({ db }: Store): Promise<void> {
  await db.schema
    .alterTable('workspaces')
    .addColumn('forgettings', 'integer', (column) => column.notNull().defaultTo(sql.lit(0)))
    .execute()
}
