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
 * landed, and those that have since the list was read. It reads those answers and no others, however
 * many there are: it is asked several times a second while a scoreboard is open.
 */
export async function countUnlanded(
  store: Store,
  choice: Choice,
  since: { from: string; landed: readonly string[] },
): Promise<ScoreCount[]> {
  if (choice.surveyIds.length === 0 || choice.units?.length === 0) return []
  const counts = await selectUnlanded(store, choice, since).execute()
  return counts.filter(({ surveyId }) => choice.surveyIds.includes(surveyId))
}

/**
 * The surveys are chosen afterwards and the two ways not to have landed are two halves: with a choice of
 * surveys, or with an `or`, SQLite takes the index by time and reads every answer of the survey.
 */
export function selectUnlanded(
  { db }: Store,
  { workspaceId, units }: Pick<Choice, 'workspaceId' | 'units'>,
  { from, landed }: { from: string; landed: readonly string[] },
) {
  const final = db
    .selectFrom('responses')
    .select(['surveyId', 'nps', 'csat', 'ces'])
    .where('workspaceId', '=', workspaceId)
    .where('toldAt', 'is not', null)
    .where('quarantined', '=', 0)
    .where('day', '>=', from)
    .$if(units !== null, (query) => query.where('unit', 'in', units ?? []))
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
  const unlanded = final
    .where('landingId', 'is', null)
    .unionAll(final.where('landingId', 'in', left))
  return db
    .selectFrom(unlanded.as('unlanded'))
    .select(({ fn }) => ['surveyId', 'nps', 'csat', 'ces', fn.countAll<number>().as('answers')])
    .groupBy(['surveyId', 'nps', 'csat', 'ces'])
}

/** Counts of all final answers from a day on, landed or not. It reads every one of them. */
export async function countFinalScores(
  { db }: Store,
  { workspaceId, surveyIds, units }: Choice,
  from: string,
): Promise<ScoreCount[]> {
  if (surveyIds.length === 0 || units?.length === 0) return []
  return db
    .selectFrom('responses')
    .select(({ fn }) => ['surveyId', 'nps', 'csat', 'ces', fn.countAll<number>().as('answers')])
    .where('workspaceId', '=', workspaceId)
    .where('surveyId', 'in', surveyIds)
    .where('toldAt', 'is not', null)
    .where('quarantined', '=', 0)
    .where('day', '>=', from)
    .$if(units !== null, (query) => query.where('unit', 'in', units ?? []))
    .groupBy(['surveyId', 'nps', 'csat', 'ces'])
    .execute()
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
