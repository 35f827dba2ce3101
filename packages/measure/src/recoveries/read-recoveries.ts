import { answerScales, type Call, type Day } from '@fealty/core'
import { joinSql, literal, sql, wholeNumber, type Sql } from '@fealty/engine'
import { openContext, type MeasureContext } from '../query/measure-context.ts'
import type { MeasureServices } from '../services.ts'

/** Of which detractors, and how long they are watched. */
export interface RecoveriesAsked {
  /** First and last day of the answers, both inclusive. */
  from: Day
  to: Day
  /** Customers for whom a case was opened after such an answer. */
  withCase: readonly string[]
  /** Customers who had a case at any time: they are in no comparison. */
  withAnyCase: readonly string[]
}

/** Detractors who are alike in segment, unit, score and quarter, counted. */
export interface RecoveryGroup {
  segment: string
  unit: string
  /** 0 to 3, or 4 to 6. */
  band: string
  quarter: string
  hasCase: boolean
  customers: number
  /** Those who gave a likelihood to recommend again, and were no detractors any more. */
  answeredAgain: number
  recovered: number
  /** Those who were active on the day of the answer and are known half a year later, and still were. */
  followed: number
  retained: number
}

/** An answer within two weeks is the same mood; one after more than a year says something else. */
const soonestDays = 14
const latestDays = 400
const retainedDays = 180

/**
 * What became of detractors: the next likelihood to recommend of each, and whether the customer was
 * still active half a year later. A customer counts once, with the first such answer of the days.
 */
export async function readRecoveries(
  call: Call<MeasureServices>,
  asked: RecoveriesAsked,
): Promise<RecoveryGroup[]> {
  const context = await openContext(call, { where: [], level: 0.95 })
  const rows = await context.services.engine.query(
    context.snapshot,
    recoveriesSql(context, asked),
    { signal: context.signal },
  )
  return rows.map((row) => ({
    segment: String(row.segment),
    unit: String(row.unit),
    band: String(row.band),
    quarter: String(row.quarter),
    hasCase: Number(row.has_case) === 1,
    customers: Number(row.customers),
    answeredAgain: Number(row.answered_again),
    recovered: Number(row.recovered),
    followed: Number(row.followed),
    retained: Number(row.retained),
  }))
}

function idList(ids: readonly string[]): Sql {
  return ids.length === 0
    ? literal('')
    : joinSql(
        ids.map((id) => sql`${id}`),
        ', ',
      )
}

function recoveriesSql(context: MeasureContext, asked: RecoveriesAsked): Sql {
  const { dialect } = context.services.engine
  const highest = wholeNumber(answerScales.nps.bands.detractor[1])
  const after = (days: number) => dialect.addDays(sql`a.day`, wholeNumber(days))
  const later = after(retainedDays)
  return sql`with asked as (
  select customer_id, min(day) as day from responses
  where nps <= ${highest} and day >= ${dialect.day(asked.from)} and day <= ${dialect.day(asked.to)} and customer_id is not null
  group by customer_id
),
before as (
  select a.customer_id, min(r.nps) as nps from asked a
  join responses r on r.customer_id = a.customer_id and r.day = a.day and r.nps is not null
  group by a.customer_id
),
next_day as (
  select a.customer_id, min(r.day) as day from asked a
  join responses r on r.customer_id = a.customer_id and r.nps is not null
    and r.day > ${after(soonestDays)} and r.day <= ${after(latestDays)} and r.day <= ${dialect.day(context.asOf)}
  group by a.customer_id
),
again as (
  select n.customer_id, min(r.nps) as nps from next_day n
  join responses r on r.customer_id = n.customer_id and r.day = n.day and r.nps is not null
  group by n.customer_id
),
running as (
  select a.customer_id,
    max(case when s.start_day <= a.day and s.end_day > a.day and ${later} <= ${dialect.day(context.asOf)} then 1 else 0 end) as followed,
    max(case when s.start_day <= ${later} and s.end_day > ${later} and ${later} <= ${dialect.day(context.asOf)} then 1 else 0 end) as still
  from asked a join spells s on s.customer_id = a.customer_id and s.basis = ${context.basis}
  group by a.customer_id
)
select coalesce(c.segment, '') as segment, coalesce(c.unit, '') as unit,
  case when b.nps <= 3 then '0 to 3' else '4 to 6' end as band,
  cast(extract(year from a.day) as varchar) || '-' || cast(extract(quarter from a.day) as varchar) as quarter,
  case when a.customer_id in (${idList(asked.withCase)}) then 1 else 0 end as has_case,
  count(*) as customers,
  sum(case when g.nps is not null then 1 else 0 end) as answered_again,
  sum(case when g.nps > ${highest} then 1 else 0 end) as recovered,
  sum(coalesce(k.followed, 0)) as followed,
  sum(case when k.followed = 1 then k.still else 0 end) as retained
from asked a
join before b on b.customer_id = a.customer_id
left join again g on g.customer_id = a.customer_id
left join running k on k.customer_id = a.customer_id
left join customers c on c.customer_id = a.customer_id
where a.customer_id in (${idList(asked.withCase)}) or a.customer_id not in (${idList(asked.withAnyCase)})
group by 1, 2, 3, 4, 5 order by 1, 2, 3, 4, 5`
}
