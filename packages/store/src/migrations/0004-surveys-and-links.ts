import type { Store } from '../store.ts'
import { addTexts, key, ofWorkspace, required, startTable } from './create-table.ts'

/** Published versions of surveys, and the links by which people come to them. */
export async function createSurveysAndLinks(store: Store): Promise<void> {
  const versions = startTable(store, 'surveyVersions')
    .addColumn('workspaceId', 'text', ofWorkspace)
    .addColumn('version', 'integer', required)
  await addTexts(versions, 'surveyId body note publishedBy publishedAt')
    .addPrimaryKeyConstraint('surveyVersionsKey', ['workspaceId', 'surveyId', 'version'])
    .execute()
  const links = startTable(store, 'links')
    .addColumn('tokenHash', 'text', key)
    .addColumn('workspaceId', 'text', ofWorkspace)
  await addTexts(
    links,
    'purpose surveyId customerId? accountId? invitationId? channel label? context createdAt expiresAt revokedAt?',
  ).execute()
  await store.db.schema
    .createIndex('linksBySurvey')
    .on('links')
    .columns(['workspaceId', 'surveyId', 'createdAt'])
    .execute()
  await store.db.schema
    .createIndex('linksByCustomer')
    .on('links')
    .columns(['workspaceId', 'customerId'])
    .execute()
  await store.db.schema
    .createIndex('linksByInvitation')
    .on('links')
    .columns(['workspaceId', 'invitationId'])
    .execute()
}
