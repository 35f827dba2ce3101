import type { Store } from '../store.ts'
import { addTexts, key, ofWorkspace, startTable } from './create-table.ts'

/** What came to personal links before anybody answered. */
export async function createClicks(store: Store): Promise<void> {
  const clicks = startTable(store, 'clicks')
    .addColumn('id', 'text', key)
    .addColumn('workspaceId', 'text', ofWorkspace)
    .addColumn('score', 'integer')
  await addTexts(clicks, 'surveyId tokenHash kind agent at').execute()
  await store.db.schema
    .createIndex('clicksByLink')
    .on('clicks')
    .columns(['workspaceId', 'tokenHash', 'at'])
    .execute()
  await store.db.schema.createIndex('clicksByTime').on('clicks').columns(['at']).execute()
}
