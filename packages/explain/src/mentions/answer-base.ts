import type { Period } from '@fealty/core'
import { constantRows, sql, wholeNumber, type Sql } from '@fealty/engine'
import { answerScope, type MeasureContext } from '@fealty/measure'
import { commentKeySql, hasCommentSql, priorSql } from './ensure-mentions.ts'

/**
 * `base`: the answers of the periods that the question's conditions leave, with their period, the key
 * of their comment (null without one), their NPS band (-1, 0, 1 or null) and what their score says;
 * with `columns` of `f` and, as `g0` …, the dimensions `by` where told.
 */
export function answerBase(
  context: MeasureContext,
  periods: readonly Period[],
  columns: Sql = sql``,
  by: readonly string[] = [],
): Sql {
  const { dialect } = context.services.engine
  const { joins, conditions, groups } = answerScope(context, by)
  const rows = periods.map(({ start, end }, index) => [
    wholeNumber(index),
    dialect.day(start),
    dialect.day(end),
  ])
  return sql`base as (
select p.period, case when ${hasCommentSql} then ${commentKeySql(dialect)} end as comment_key,
case when f.nps >= 9 then 1 when f.nps <= 6 then -1 when f.nps is not null then 0 end as band,
${priorSql} as side${columns}${groups}
from responses f join (${constantRows(['period', 'start_day', 'end_day'], rows)}) p on f.day >= p.start_day and f.day < p.end_day${joins}
where f.day <= ${dialect.day(context.asOf)}${conditions})`
}
