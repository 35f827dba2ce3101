import { identifier, sql, type Sql } from '@fealty/engine'
import {
  factsInPeriods,
  groupAndOrder,
  groupColumns,
  periodDays,
  scopeConditions,
  scopeJoins,
} from '../metric/scope-sql.ts'
import type { MetricScope } from '../metric/metric-definition.ts'

const fact = { table: 'responses', alias: 'f' } as const

/** Counts the answers of one scale by band, per period and group. */
export function countAnswers(
  scope: MetricScope,
  score: 'nps' | 'csat' | 'ces',
  bands: readonly { name: string; from: number; to: number }[],
): Sql {
  const column = sql`f.${identifier(score)}`
  const counts = bands.reduce(
    (list, band) =>
      sql`${list}, count(*) filter (where ${column} between ${band.from} and ${band.to}) as ${identifier(band.name)}`,
    sql``,
  )
  return sql`with ${periodDays(scope)}
select p.period${groupColumns(scope, fact)}${counts}
${factsInPeriods(scope, 'responses', sql`${column} is not null`)}${groupAndOrder(scope)}`
}

/**
 * How many were invited and how many of them answered, by the day of the invitation. Only surveys
 * that ask the question count, so that an invitation to another survey is not held against it.
 */
export function countInvitations(scope: MetricScope, score: 'nps' | 'csat' | 'ces'): Sql {
  const column = identifier(score)
  return sql`with ${periodDays(scope)},
asking as (select distinct coalesce(survey, '') as survey from responses where ${column} is not null)
select p.period${groupColumns(scope, fact)}, count(*) as invited, count(f.${column}) as answered
from responses f join asking on asking.survey = coalesce(f.survey, '') join period_days p on p.day = cast(f.invited_at as date)${scopeJoins(scope, sql`f.customer_id`, fact)}
where f.invited_at is not null${scopeConditions(scope, fact)}${groupAndOrder(scope)}`
}
