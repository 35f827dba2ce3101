import type { Selectable } from 'kysely'
import type { Store } from './store.ts'
import type { SurveyVersionTable } from './tables-survey.ts'

/** A published version as it is kept; its owner knows the shape of the body. */
export interface SurveyVersionRecord extends Omit<SurveyVersionTable, 'body'> {
  body: unknown
}

const toRecord = (row: Selectable<SurveyVersionTable>): SurveyVersionRecord => ({
  ...row,
  body: JSON.parse(row.body) as unknown,
})

/** Adds a version; there is no way to change one. */
export async function addSurveyVersion(store: Store, version: SurveyVersionRecord): Promise<void> {
  await store.db
    .insertInto('surveyVersions')
    .values({ ...version, body: JSON.stringify(version.body) })
    .execute()
}

export async function findSurveyVersion(
  { db }: Store,
  workspaceId: string,
  surveyId: string,
  version: number,
): Promise<SurveyVersionRecord | undefined> {
  const row = await db
    .selectFrom('surveyVersions')
    .selectAll()
    .where('workspaceId', '=', workspaceId)
    .where('surveyId', '=', surveyId)
    .where('version', '=', version)
    .executeTakeFirst()
  return row && toRecord(row)
}

/** All versions, the first one first. */
export async function listSurveyVersions(
  { db }: Store,
  workspaceId: string,
  surveyId: string,
): Promise<SurveyVersionRecord[]> {
  const rows = await db
    .selectFrom('surveyVersions')
    .selectAll()
    .where('workspaceId', '=', workspaceId)
    .where('surveyId', '=', surveyId)
    .orderBy('version')
    .execute()
  return rows.map(toRecord)
}
