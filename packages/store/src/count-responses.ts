import type { Store } from './store.ts'
import type { Moment } from './tables.ts'

/** So many answers of a survey gave these scores. */
export interface ScoreCount {
  surveyId: string
  nps: number | null
  csat: number | null
  ces: number | null
  answers: number
}

interface Choice {
  workspaceId: string
  surveyIds: readonly string[]
  /** Units of a manager; null for all. */
  units: readonly string[] | null
}

/**
 * Counts of final answers from a day on that are in none of the landings named: those that have not
 * landed, and those that have since the list was read.
 */
export async function countUnlanded(
  { db }: Store,
  { workspaceId, surveyIds, units }: Choice,
  { from, landed }: { from: string; landed: readonly string[] },
): Promise<ScoreCount[]> {
  if (surveyIds.length === 0 || units?.length === 0) return []
  let query = db
    .selectFrom('responses')
    .select(({ fn }) => ['surveyId', 'nps', 'csat', 'ces', fn.countAll<number>().as('answers')])
    .where('workspaceId', '=', workspaceId)
    .where('surveyId', 'in', surveyIds)
    .where('toldAt', 'is not', null)
    .where('quarantined', '=', 0)
    .where('day', '>=', from)
  // A landing that is under way has no import yet; without any left out, `in` of nothing is no SQL.
  const left = db
    .selectFrom('landings')
    .select('id')
    .where('workspaceId', '=', workspaceId)
    .where((eb) =>
      eb.or([
        eb('importId', 'is', null),
        ...(landed.length > 0 ? [eb('importId', 'in', landed)] : []),
      ]),
    )
  query = query.where((eb) => eb.or([eb('landingId', 'is', null), eb('landingId', 'in', left)]))
  if (units !== null) query = query.where('unit', 'in', units)
  return query.groupBy(['surveyId', 'nps', 'csat', 'ces']).execute()
}

/** Answers of each survey since a moment, finished or not; a survey without any is not in it. */
export async function countSince(
  { db }: Store,
  { workspaceId, surveyIds, units }: Choice,
  since: Moment,
): Promise<{ surveyId: string; answers: number }[]> {
  if (surveyIds.length === 0 || units?.length === 0) return []
  let query = db
    .selectFrom('responses')
    .select(({ fn }) => ['surveyId', fn.countAll<number>().as('answers')])
    .where('workspaceId', '=', workspaceId)
    .where('surveyId', 'in', surveyIds)
    .where('quarantined', '=', 0)
    .where('acceptedAt', '>=', since)
  if (units !== null) query = query.where('unit', 'in', units)
  return query.groupBy('surveyId').execute()
}

/** Finished answers of each survey, without those set aside; a survey without any is not in it. */
export async function countFinal(
  { db }: Store,
  { workspaceId, surveyIds, units }: Choice,
): Promise<{ surveyId: string; answers: number }[]> {
  if (surveyIds.length === 0 || units?.length === 0) return []
  let query = db
    .selectFrom('responses')
    .select(({ fn }) => ['surveyId', fn.countAll<number>().as('answers')])
    .where('workspaceId', '=', workspaceId)
    .where('surveyId', 'in', surveyIds)
    .where('complete', '=', 1)
    .where('quarantined', '=', 0)
  if (units !== null) query = query.where('unit', 'in', units)
  return query.groupBy('surveyId').execute()
}
