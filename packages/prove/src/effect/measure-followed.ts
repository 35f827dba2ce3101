import { addDays, dayIn, rangePeriod, type Day, type Period } from '@fealty/core'
import {
  addArmStatistics,
  measureArms,
  type ArmAnswer,
  type ArmPopulation,
  type ArmStatistics,
  type MeasureContext,
} from '@fealty/measure'
import type { KeptExperiment } from '../experiment/contract.ts'

type Follow = NonNullable<KeptExperiment['follow']>
type ArmQuestion = Parameters<typeof measureArms>[1]
type ListRow = Extract<ArmPopulation['split'], { by: 'list' }>['rows'][number]

/** A unit on a list, with the moment at which it was enrolled first. */
type Enrolled = ListRow & { firstSeenAt: string }

/** Units that were enrolled on one day of the workspace's calendar. */
interface Cohort {
  day: Day
  rows: readonly Enrolled[]
}

/** Days of enrolment in their order, with who was enrolled on each. */
function groupByDay(rows: readonly Enrolled[], timeZone: string): Cohort[] {
  const days = new Map<Day, Enrolled[]>()
  for (const row of rows) {
    const day = dayIn(timeZone, new Date(row.firstSeenAt))
    const own = days.get(day)
    if (own) own.push(row)
    else days.set(day, [row])
  }
  return [...days]
    .map(([day, own]) => ({ day, rows: own }))
    .sort((a, b) => (a.day < b.day ? -1 : 1))
}

/** The past and the outcome of units enrolled on a day; without a past the outcome stands in for it. */
function windowsFrom(day: Day, { days, before }: Follow): [Period, Period] {
  const outcome = rangePeriod(day, addDays(day, days))
  return [before === 0 ? outcome : rangePeriod(addDays(day, -before), day), outcome]
}

/** Whether a unit of the day has been followed to its end on the last day with facts. */
const isFollowed = (day: Day, { days }: Follow, last: Day): boolean =>
  addDays(day, days - 1) <= last

/**
 * The arms where each unit is followed from the day of its own enrolment. Units enrolled on the same
 * day share their windows and are asked together; the sums of all days add up. Who has not been
 * followed to the end yet is left out with the whole unit: a shorter time would not be comparable.
 */
export async function measureFollowed(
  context: MeasureContext,
  question: ArmQuestion,
  follow: Follow,
  last: Day,
): Promise<ArmAnswer & { note: string }> {
  const { split } = question.population
  // The design allows only units that were enrolled, and those are read with their moments.
  const enrolled = split.by === 'list' ? (split.rows as readonly Enrolled[]) : []
  const cohorts = groupByDay(enrolled, context.workspace.timeZone)
  const followed = cohorts.filter(({ day }) => isFollowed(day, follow, last))
  const groups: ArmStatistics[][] = []
  let [perUnit, statement] = [true, '']
  for (const { day, rows } of followed) {
    const answer = await measureArms(context, {
      ...question,
      population: { ...question.population, split: { by: 'list', rows } },
      windows: windowsFrom(day, follow),
    })
    groups.push(answer.arms)
    perUnit = answer.perUnit
    if (statement === '') statement = answer.sql
  }
  const open = enrolled.length - followed.reduce((sum, { rows }) => sum + rows.length, 0)
  return { arms: addArmStatistics(groups), perUnit, sql: statement, note: noteOf(open, follow) }
}

function noteOf(open: number, { days }: Follow): string {
  if (open === 0) return ''
  const who = open === 1 ? 'One unit is' : `${open.toLocaleString('en-US')} units are`
  return `${who} not followed for ${days} days yet and left out until then.`
}
