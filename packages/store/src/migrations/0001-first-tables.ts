import { sql, type ColumnDefinitionBuilder } from 'kysely'
import type { Store } from '../store.ts'
import { addTexts, key, ofWorkspace, required, startTable } from './create-table.ts'

const ofPerson = (column: ColumnDefinitionBuilder): ColumnDefinitionBuilder =>
  column.notNull().references('people.id').onDelete('cascade')

/** The tables of the first release. Moments and JSON are text, so both databases hold the same. */
export async function createFirstTables(store: Store): Promise<void> {
  await createAccessTables(store)
  await createImports(store)
  await createAnalysisTables(store)
}

async function createAccessTables(store: Store): Promise<void> {
  const workspaces = startTable(store, 'workspaces').addColumn('id', 'text', key)
  await addTexts(workspaces, 'name timeZone currency settings createdAt')
    .addColumn('fiscalYearStartMonth', 'integer', required)
    .execute()
  const people = startTable(store, 'people').addColumn('id', 'text', key)
  await addTexts(people, 'email name passwordHash? createdAt deactivatedAt?')
    .addUniqueConstraint('peopleEmail', ['email'])
    .execute()
  const memberships = startTable(store, 'memberships')
    .addColumn('personId', 'text', ofPerson)
    .addColumn('workspaceId', 'text', ofWorkspace)
  await addTexts(memberships, 'role units createdAt')
    .addPrimaryKeyConstraint('membershipsKey', ['personId', 'workspaceId'])
    .execute()
  const sessions = startTable(store, 'sessions')
    .addColumn('tokenHash', 'text', key)
    .addColumn('personId', 'text', ofPerson)
    .addColumn('workspaceId', 'text', ofWorkspace)
  await addTexts(sessions, 'createdAt expiresAt').execute()
  const apiKeys = startTable(store, 'apiKeys')
    .addColumn('id', 'text', key)
    .addColumn('workspaceId', 'text', ofWorkspace)
  await addTexts(apiKeys, 'tokenHash name role units createdBy createdAt revokedAt?')
    .addUniqueConstraint('apiKeysToken', ['tokenHash'])
    .execute()
  const tokens = startTable(store, 'oneTimeTokens').addColumn('tokenHash', 'text', key)
  await addTexts(tokens, 'purpose payload createdAt expiresAt usedAt?').execute()
  const settings = startTable(store, 'settings').addColumn('name', 'text', key)
  await addTexts(settings, 'value').execute()
}

async function createImports(store: Store): Promise<void> {
  const imports = startTable(store, 'imports')
    .addColumn('id', 'text', key)
    .addColumn('workspaceId', 'text', ofWorkspace)
  const described = addTexts(
    imports,
    'kind files mapping cleaning dropped columns firstDay? lastDay? segmentPath rejectsPath? contentKey state importedAt undoneAt?',
  )
  await described
    .addColumn('seq', 'integer', required)
    .addColumn('rowsIn', 'bigint', required)
    .addColumn('kept', 'bigint', required)
    .addColumn('rejected', 'bigint', required)
    .addUniqueConstraint('importsSeq', ['workspaceId', 'seq'])
    .execute()
  await store.db.schema
    .createIndex('importsLiveContent')
    .unique()
    .on('imports')
    .columns(['workspaceId', 'contentKey'])
    .where(sql.ref('state'), '=', sql.lit('live'))
    .execute()
}

async function createAnalysisTables(store: Store): Promise<void> {
  const segments = startTable(store, 'segments')
    .addColumn('id', 'text', key)
    .addColumn('workspaceId', 'text', ofWorkspace)
  await addTexts(segments, 'name definition createdAt updatedAt')
    .addUniqueConstraint('segmentsName', ['workspaceId', 'name'])
    .execute()
  const models = startTable(store, 'models')
    .addColumn('id', 'text', key)
    .addColumn('workspaceId', 'text', ofWorkspace)
  await addTexts(models, 'snapshotId kind unit until parameters createdAt').execute()
  await store.db.schema
    .createIndex('modelsByWorkspace')
    .on('models')
    .columns(['workspaceId', 'kind', 'createdAt'])
    .execute()
  const results = startTable(store, 'results').addColumn('workspaceId', 'text', ofWorkspace)
  await addTexts(results, 'snapshotId key body createdAt')
    .addPrimaryKeyConstraint('resultsKey', ['workspaceId', 'snapshotId', 'key'])
    .execute()
}
