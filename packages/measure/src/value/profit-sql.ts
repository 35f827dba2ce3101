import type { Day } from '@fealty/core'
import { emptySql, sql, type Dialect, type Sql } from '@fealty/engine'

/**
 * `customer_id, revenue, profit`: each customer with an order line or a cost, up to and with a day,
 * and from a day on where one is given. Profit is net revenue less the known cost of the lines, the
 * costs booked on the customer and the cost of contacts; a cost that is not known is not taken off.
 * All decimals, so the sums are exact.
 */
export function profitSql(dialect: Dialect, until: Day, from?: Day): Sql {
  const days = sql`day <= ${dialect.day(until)}${from === undefined ? emptySql : sql` and day >= ${dialect.day(from)}`}`
  return sql`select customer_id, sum(revenue) as revenue, sum(revenue) - sum(cost) as profit
from (
  select customer_id, net as revenue, coalesce(cost, 0) as cost from purchases where ${days}
  union all
  select customer_id, 0 as revenue, amount as cost from costs where ${days}
  union all
  select customer_id, 0 as revenue, cost from interactions where cost is not null and ${days}
) as booked
where customer_id is not null
group by customer_id`
}

/** `known`: 1 where any cost is known up to a day, so that profit says more than revenue. */
export function costsKnownSql(dialect: Dialect, until: Day): Sql {
  const day = dialect.day(until)
  return sql`select case when
  exists (select 1 from purchases where cost is not null and day <= ${day})
  or exists (select 1 from costs where day <= ${day})
  or exists (select 1 from interactions where cost is not null and day <= ${day})
then 1 else 0 end as known`
}
