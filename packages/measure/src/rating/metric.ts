import { identifier, joinSql, sql, type Sql } from '@fealty/engine'
import {
  groupAndOrder,
  groupColumns,
  periodDays,
  scopeConditions,
  scopeJoins,
} from '../metric/scope-sql.ts'
import type { MetricDefinition, MetricScope } from '../metric/metric-definition.ts'
import { meanFamily } from '../metric/statistic-families.ts'

const fact = { table: 'responses', alias: 'f' } as const

/** One row per rating given: the columns of the answer sheet, and the question. */
function ratingRows(scope: MetricScope): Sql {
  const selects = scope.ratings.map(
    (question) =>
      sql`select r.*, ${question} as question, cast(r.${identifier(`rating:${question}`)} as decimal(18, 4)) as score from responses r where r.${identifier(`rating:${question}`)} is not null`,
  )
  return selects.length === 0
    ? sql`select r.*, cast(null as varchar) as question, cast(null as decimal(18, 4)) as score from responses r where false`
    : joinSql(selects, ' union all ')
}

/** Mean of any rating; cut by `question` for each one. */
export const ratingMetric: MetricDefinition = {
  info: {
    id: 'rating',
    title: 'Ratings',
    unit: 'score',
    better: 'higher',
    version: 1,
    summary: 'The mean of the ratings customers gave, on the scale they were asked.',
    formula: 'sum of ratings ÷ number of ratings',
    denominator:
      'Ratings given. “Not applicable” and skipped ratings are not ratings. Cut by question to see each one.',
    maturity: 'A rating counts in the period in which it was given.',
    interval: 'Student’s t',
    source: 'Student 1908',
    requires: ['responses'],
  },
  family: meanFamily,
  facts: 'responses',
  fact: 'responses',
  minimum: 5,
  statistics: (scope) => sql`with ${periodDays(scope)}, ratings as (${ratingRows(scope)})
select p.period${groupColumns(scope, fact)}, count(*) as n, sum(f.score) as total, sum(f.score * f.score) as squares
from ratings f join period_days p on p.day = f.day${scopeJoins(scope, sql`f.customer_id`, fact)}
where f.score is not null${scopeConditions(scope, fact)}${groupAndOrder(scope)}`,
}
