import { addDays, addMonths } from '@fealty/core'
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

function purchaseRevenues(scope: MetricScope, pairs: readonly DayPair[]): Sql {
  const { dialect } = scope
  const back = (day: Sql): Sql => dialect.addMonths(day, sql`-12`)
  return sql`${points(scope, pairs)},
revenues as (
  select p.period, d.customer_id,
    sum(case when d.day <= p.from_day and d.day > ${back(sql`p.from_day`)} then d.net else 0 end) as was,
    sum(case when d.day > ${back(sql`p.to_day`)} then d.net else 0 end) as is_now
  from purchases d cross join points p
  where d.day <= p.to_day and d.day > ${back(sql`p.from_day`)}
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
