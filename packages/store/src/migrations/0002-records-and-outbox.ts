import { sql } from 'kysely'
import type { Store } from '../store.ts'
import { addTexts, key, ofWorkspace, required, startTable } from './create-table.ts'

/** Versioned records of any kind, the outbox of events, and who holds which recurring work. */
export async function createRecordsAndOutbox(store: Store): Promise<void> {
  await createRecords(store)
  await createOutbox(store)
}

async function createRecords(store: Store): Promise<void> {
  const records = startTable(store, 'records')
    .addColumn('workspaceId', 'text', ofWorkspace)
    .addColumn('version', 'integer', required)
  await addTexts(
    records,
    'kind id name? parentId? body author reason? createdAt changedAt removedAt?',
  )
    .addPrimaryKeyConstraint('recordsKey', ['workspaceId', 'kind', 'id'])
    .execute()
  await store.db.schema
    .createIndex('recordsName')
    .unique()
    .on('records')
    .columns(['workspaceId', 'kind', 'name'])
    .where(sql.ref('removedAt'), 'is', null)
    .execute()
  await store.db.schema
    .createIndex('recordsByParent')
    .on('records')
    .columns(['workspaceId', 'kind', 'parentId'])
    .execute()
  const versions = startTable(store, 'recordVersions')
    .addColumn('workspaceId', 'text', ofWorkspace)
    .addColumn('version', 'integer', required)
    .addColumn('removed', 'integer', required)
  await addTexts(versions, 'kind id body author reason? changedAt')
    .addPrimaryKeyConstraint('recordVersionsKey', ['workspaceId', 'kind', 'id', 'version'])
    .execute()
}

async function createOutbox(store: Store): Promise<void> {
  const outbox = startTable(store, 'outbox')
    .addColumn('id', 'text', key)
    .addColumn('workspaceId', 'text', ofWorkspace)
    .addColumn('attempts', 'integer', required)
  await addTexts(outbox, 'topic payload createdAt dueAt doneHandlers state problem?').execute()
  await store.db.schema
    .createIndex('outboxDue')
    .on('outbox')
    .columns(['dueAt', 'createdAt'])
    .where(sql.ref('state'), '=', sql.lit('waiting'))
    .execute()
  await store.db.schema
    .createIndex('outboxByState')
    .on('outbox')
    .columns(['workspaceId', 'state', 'createdAt'])
    .execute()
  await addTexts(
    startTable(store, 'leases').addColumn('name', 'text', key),
    'holder until beganAt',
  ).execute()
}
