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
 * that ask the question count, so that an invitation to another survey is not held against it. And of
 * those only invitations up to the last day of which one is known to be without answer: later ones may
 * still be answered, and the quick answers among them would make the newest period look too good.
 */
export function countInvitations(scope: MetricScope, score: 'nps' | 'csat' | 'ces'): Sql {
  const column = identifier(score)
  return sql`with ${periodDays(scope)},
asking as (select distinct coalesce(survey, '') as survey from responses where ${column} is not null),
ended as (select coalesce(survey, '') as survey, max(cast(invited_at as date)) as last_day from responses
where invited_at is not null and ${column} is null and ("at" is null or (nps is null and csat is null and ces is null)) group by 1)
select p.period${groupColumns(scope, fact)}, count(*) as invited, count(f.${column}) as answered
from responses f join asking on asking.survey = coalesce(f.survey, '')
join ended on ended.survey = asking.survey and ended.last_day >= cast(f.invited_at as date) join period_days p on p.day = cast(f.invited_at as date)${scopeJoins(scope, sql`f.customer_id`, fact)}
where f.invited_at is not null${scopeConditions(scope, fact)}${groupAndOrder(scope)}`
}
