import { addDays, addMonths, type Day } from '@fealty/core'
import { sql, type Sql } from '@fealty/engine'
import type { MetricScope } from '../metric/metric-definition.ts'
import { points, type DayPair } from '../metric/scope-sql.ts'

/**
 * `revenues(period, customer_id, was, is_now)`: each customer's revenue at the two days of the pair.
 * By subscriptions: the recurring revenue a month that runs on the day. By purchases: the net
 * revenue of the twelve months up to and with the day.
 */
export function revenuePairs(scope: MetricScope, pairs: readonly DayPair[]): Sql {
  return scope.basis === 'subscription'
    ? subscriptionRevenues(scope, pairs)
    : purchaseRevenues(scope, pairs)
}

function subscriptionRevenues(scope: MetricScope, pairs: readonly DayPair[]): Sql {
  return sql`${points(scope, pairs)},
revenues as (
  select p.period, u.customer_id,
    sum(case when u.day <= p.from_day and (u."end" is null or u."end" > p.from_day) then u.mrr else 0 end) as was,
    sum(case when u.day <= p.to_day and (u."end" is null or u."end" > p.to_day) then u.mrr else 0 end) as is_now
  from subscriptions u cross join points p
  where u.mrr is not null and u.day <= p.to_day and (u."end" is null or u."end" > p.from_day)
  group by p.period, u.customer_id
)`
}

/** Windows of whole months read the months; others the days. */
function purchaseRevenues(scope: MetricScope, pairs: readonly DayPair[]): Sql {
  const { dialect } = scope
  const closesMonth = (day: Day): boolean => addDays(day, 1).endsWith('-01')
  const byMonth = pairs.every(({ from, to }) => closesMonth(from) && closesMonth(to))
  const source = byMonth
    ? sql`select customer_id, month as day, net from customer_months`
    : sql`select customer_id, day, net from purchases`
  // A year up to and with the day begins on the day after the same day a year before.
  const yearBefore = (day: Sql): Sql =>
    dialect.addDays(dialect.addMonths(dialect.addDays(day, sql`1`), sql`-12`), sql`-1`)
  return sql`${points(scope, pairs)},
windows as (select period, ${yearBefore(sql`from_day`)} as before_from, from_day, ${yearBefore(sql`to_day`)} as before_to, to_day from points),
revenues as (
  select p.period, d.customer_id,
    sum(case when d.day <= p.from_day then d.net else 0 end) as was,
    sum(case when d.day > p.before_to then d.net else 0 end) as is_now
  from (${source}) d join windows p on d.day <= p.to_day and d.day > p.before_from
  group by p.period, d.customer_id
)`
}

/** The pair of days a year apart, at the close of each period. */
export function yearPairs(scope: MetricScope): DayPair[] {
  return scope.periods.map((period) => ({
    from: addDays(addMonths(period.end, -12), -1),
    to: addDays(period.end, -1),
  }))
}
