import { FealtyError, NewestMap } from '@fealty/core'
import { findSurveyVersion, perStore, type Store } from '@fealty/store'
import { surveyBodySchema, type SurveyBody, type SurveyRecord } from './contract.ts'
import { surveyRecords } from './records.ts'

/** A version of a survey as it was published. It never changes; the survey's state may. */
export interface PublishedSurvey {
  workspaceId: string
  surveyId: string
  version: number
  body: SurveyBody
  /** Version of the survey's record, which is not that of what is asked: each change of it adds one. */
  edit: number
  /** Of the survey, now: a closed one takes no answers. */
  state: SurveyRecord['state']
}

/** Bodies that were read: a version never changes, so it need not be read and checked twice. */
const keptBodies = perStore(() => new NewestMap<string, SurveyBody>(500))

/**
 * The version that is asked now, or the one named.
 * @throws FealtyError `record.not-found` for another workspace's survey or a version that never was;
 *   `survey.unpublished`
 */
export async function publishedSurvey(
  store: Store,
  workspaceId: string,
  surveyId: string,
  version?: number,
): Promise<PublishedSurvey> {
  const { body: record, version: edit } = await surveyRecords.read(store, workspaceId, surveyId)
  if (record.published === 0) throw new FealtyError('survey.unpublished')
  const asked = version ?? record.published
  const body = await readBody(store, workspaceId, surveyId, asked)
  return { workspaceId, surveyId, version: asked, body, edit, state: record.state }
}

/** The version that is asked now; undefined for a survey that is gone or was never published. */
export async function findPublished(
  store: Store,
  workspaceId: string,
  surveyId: string,
): Promise<PublishedSurvey | undefined> {
  try {
    return await publishedSurvey(store, workspaceId, surveyId)
  } catch (error) {
    if (error instanceof FealtyError) return undefined
    throw error
  }
}

async function readBody(
  store: Store,
  workspaceId: string,
  surveyId: string,
  version: number,
): Promise<SurveyBody> {
  const bodies = keptBodies(store)
  const key = `${workspaceId} ${surveyId} ${version}`
  const known = bodies.get(key)
  if (known) return known
  const row = await findSurveyVersion(store, workspaceId, surveyId, version)
  if (!row) throw new FealtyError('record.not-found', { what: 'version of the survey' })
  const body = surveyBodySchema.parse(row.body)
  bodies.set(key, body)
  return body
}
