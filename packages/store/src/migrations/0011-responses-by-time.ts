import type { Store } from '../store.ts'

/**
 * The index by time holds what the answers of the last hour are counted by. The open scoreboard asks for
 * that count with each answer, and would read every one of those answers otherwise.
 */
export async function widenResponsesByTime({ db }: Store): Promise<void> {
  await db.schema.dropIndex('responsesByTime').execute()
  await db.schema
    .createIndex('responsesByTime')
    .on('responses')
    .columns(['workspaceId', 'surveyId', 'acceptedAt', 'quarantined', 'unit'])
    .execute()
}
