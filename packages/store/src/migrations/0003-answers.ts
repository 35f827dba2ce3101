import { sql } from 'kysely'
import type { Store } from '../store.ts'
import { addTexts, ofWorkspace, required, startTable } from './create-table.ts'

/** Answer sheets, from the moment they are accepted. */
export async function createAnswers(store: Store): Promise<void> {
  const responses = startTable(store, 'responses').addColumn('workspaceId', 'text', ofWorkspace)
  const texts = addTexts(
    responses,
    'responseId surveyId surveyName series touchpoint? channel language? customerId? accountId? unit? invitationId? invitedAt? bearer? answers bodyHash? day createdAt acceptedAt completedAt? toldAt? landedImportId? erasedAt?',
  )
  const numbers = ['surveyVersion', 'complete', 'revision', 'stale', 'quarantined'].reduce(
    (table, name) => table.addColumn(name, 'integer', required),
    texts,
  )
  await ['nps', 'csat', 'ces']
    .reduce((table, name) => table.addColumn(name, 'integer'), numbers)
    .addPrimaryKeyConstraint('responsesKey', ['workspaceId', 'responseId'])
    .execute()
  await createIndexes(store)
}

async function createIndexes({ db }: Store): Promise<void> {
  const isNull = (column: string) => sql<boolean>`${sql.ref(column)} is null`
  await db.schema
    .createIndex('responsesByInvitation')
    .unique()
    .on('responses')
    .columns(['workspaceId', 'invitationId'])
    .where(sql.ref('invitationId'), 'is not', null)
    .execute()
  // What has not landed is little, however many answers there are.
  await db.schema
    .createIndex('responsesWaiting')
    .on('responses')
    .columns(['workspaceId', 'acceptedAt'])
    .where(isNull('landedImportId'))
    .execute()
  await db.schema
    .createIndex('responsesByImport')
    .on('responses')
    .columns(['workspaceId', 'landedImportId', 'stale'])
    .execute()
  await db.schema
    .createIndex('responsesUntold')
    .on('responses')
    .columns(['acceptedAt'])
    .where(isNull('toldAt'))
    .execute()
  await db.schema
    .createIndex('responsesByCustomer')
    .on('responses')
    .columns(['workspaceId', 'customerId'])
    .execute()
  await db.schema
    .createIndex('responsesByTime')
    .on('responses')
    .columns(['workspaceId', 'surveyId', 'acceptedAt'])
    .execute()
}
