import { addDays, type Day } from '@fealty/core'
import { sql, type Sql } from '@fealty/engine'
import type { MetricScope } from '../metric/metric-definition.ts'
import {
  factsInPeriods,
  groupColumns,
  groupNames,
  groupPositions,
  periodDays,
  scopeConditions,
  scopeDimensions,
  scopeJoins,
} from '../metric/scope-sql.ts'

const fact = { table: 'orders', alias: 'f' } as const

/**
 * `flows(period, g0 …, customer_id, spend, net, margin, orders, days)`: what each customer bought and
 * brought back in each period, one row per customer, period and group. Meanings as in the derived
 * table `purchases`; `days` are days with a purchase.
 *
 * It reads the coarsest table that can answer: months where every period starts on the first of one,
 * else days; and the order lines only when a column of theirs is cut by.
 */
export function customerFlows(scope: MetricScope): Sql {
  return sql`${periodDays(scope)},
flows as (${needsLines(scope) ? flowsFromLines(scope) : flowsFromRollups(scope)})`
}

/** Whether a column of the order lines themselves is cut by or filtered on. */
function needsLines(scope: MetricScope): boolean {
  const dimensions = scopeDimensions(scope)
  return dimensions.some(({ columns }) => columns.some(({ table }) => table === fact.table))
}

const isFirstOfMonth = (day: Day): boolean => day.endsWith('-01')

function flowsFromRollups(scope: MetricScope): Sql {
  const dayAfter = addDays(scope.asOf, 1)
  const byMonth = scope.periods.every(
    ({ start, end }) => isFirstOfMonth(start) && (isFirstOfMonth(end) || end > dayAfter),
  )
  // A month that still runs on the as-of day is read by its days, where a period reaches into it.
  const running = `${dayAfter.slice(0, 8)}01`
  const needsDays = !isFirstOfMonth(dayAfter) && scope.periods.some(({ end }) => end > running)
  const tail = needsDays ? scope.dialect.day(running) : null
  const days = sql`select customer_id, day, spend, net, margin, orders, case when is_purchase then 1 else 0 end as days from purchases`
  const months = sql`select customer_id, month as day, spend, net, margin, orders, days from customer_months`
  const source = !byMonth
    ? days
    : tail === null
      ? months
      : sql`${months} where month < ${tail} union all ${days} where day >= ${tail}`
  const joined = sql`from (${source}) d join period_days p on p.day = d.day${scopeJoins(scope, sql`d.customer_id`)} where true${scopeConditions(scope)}`
  const isUnique = byMonth && tail === null && scope.periods.every(({ grain }) => grain === 'month')
  if (isUnique) {
    return sql`select p.period${groupColumns(scope)}, d.customer_id, d.spend, d.net, d.margin, d.orders, d.days ${joined}`
  }
  return sql`select p.period${groupColumns(scope)}, d.customer_id, sum(d.spend) as spend, sum(d.net) as net, sum(d.margin) as margin, sum(d.orders) as orders, sum(d.days) as days
  ${joined} group by p.period${groupPositions(scope)}, d.customer_id`
}

/** Lines are folded into orders first: counting distinct ids in each group needs far more memory. */
function flowsFromLines(scope: MetricScope): Sql {
  const names = groupNames(scope, 't')
  return sql`
  select t.period${names}, t.customer_id, sum(t.spend) as spend, sum(t.net) as net, sum(t.margin) as margin, sum(t.orders) as orders,
    count(distinct case when t.bought > 0 then t.day end) as days
  from (
    select p.period${groupColumns(scope, fact)}, f.customer_id, f.day, f.order_id,
      sum(case when f.amount > 0 then f.amount else 0 end) as spend, sum(f.amount) as net, sum(f.amount - f.cost) as margin,
      count(*) filter (where f.amount > 0 or (f.amount = 0 and f.order_id is null)) as bought,
      case when f.order_id is null then count(*) filter (where f.amount > 0) when max(f.amount) > 0 then 1 else 0 end as orders
    ${factsInPeriods(scope, fact.table, sql`f.amount is not null`)}
    group by p.period${groupPositions(scope)}, f.customer_id, f.day, f.order_id
  ) t
  group by t.period${names}, t.customer_id`
}
