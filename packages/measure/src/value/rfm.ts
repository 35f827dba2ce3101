import type { Day } from '@fealty/core'
import { sql, type Dialect, type Sql } from '@fealty/engine'
import type { CustomerScope } from './customer-scope.ts'
import { historiesSql } from './histories.ts'

/**
 * `recency, frequency, customers, revenue`: buyers by fifths, 5 the best (bought last, bought most
 * often). Who ties stands in one fifth, that of the first of them, so a fifth may hold more or fewer
 * than its share and nobody's place hangs on the order of rows.
 */
export function rfmSql(dialect: Dialect, until: Day, scope: CustomerScope): Sql {
  const fifth = (place: Sql): Sql =>
    sql`cast(floor(${dialect.divide(sql`5 * (${place} - 1)`, sql`count(*) over ()`)}) as integer) + 1`
  return sql`with placed as (
  select p.customer_id, p.spend,
    ${fifth(sql`rank() over (order by p.age_days - p.recency_days desc)`)} as recency,
    ${fifth(sql`rank() over (order by p.frequency)`)} as frequency
  from (${historiesSql(dialect, until)}) p${scope.joins}
  where true${scope.conditions}
)
select recency, frequency, count(*) as customers, sum(spend) as revenue
from placed group by recency, frequency order by recency, frequency`
}
