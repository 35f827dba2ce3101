import { sql, type Sql } from '@fealty/engine'
import type { MetricScope } from '../metric/metric-definition.ts'
import { points, type DayPair } from '../metric/scope-sql.ts'

/**
 * `states(period, customer_id, was, is_now)`: for each period and customer, whether the customer was
 * active on the first day of the pair and is on the second (1 or 0). A customer is active on a day
 * that one of the customer's spells covers; spells are merged, so at most one covers a day.
 */
export function activityStates(scope: MetricScope, pairs: readonly DayPair[]): Sql {
  return sql`${points(scope, pairs)},
states as (
  select p.period, s.customer_id,
    max(case when s.start_day <= p.from_day and s.end_day > p.from_day then 1 else 0 end) as was,
    max(case when s.start_day <= p.to_day and s.end_day > p.to_day then 1 else 0 end) as is_now
  from spells s cross join points p
  where s.basis = ${scope.basis}
    and ((s.start_day <= p.from_day and s.end_day > p.from_day)
      or (s.start_day <= p.to_day and s.end_day > p.to_day))
  group by p.period, s.customer_id
)`
}
