import { addDays, addMonths, type Day } from '@fealty/core'
import { constantRows, identifier, joinSql, sql, wholeNumber, type Sql } from '@fealty/engine'
import type { MetricScope } from '../metric/metric-definition.ts'
import { narrowMoney } from '../metric/money-sql.ts'
import { askedPairs, points, type DayPair, type AskedPair } from '../metric/scope-sql.ts'

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

/** So many pairs are summed in one pass over the purchases: each needs up to three sums a customer. */
const pairsInOnePass = 12

function purchaseRevenues(scope: MetricScope, pairs: readonly DayPair[]): Sql {
  const asked = askedPairs(scope, pairs)
  const passes = Array.from({ length: Math.ceil(asked.length / pairsInOnePass) }, (_, pass) =>
    revenuesInOnePass(scope, asked.slice(pass * pairsInOnePass, (pass + 1) * pairsInOnePass)),
  )
  const none = sql`select 0 as period, customer_id, net as was, net as is_now from purchases where false`
  return sql`revenues as (${passes.length === 0 ? none : joinSql(passes, ' union all ')})`
}

/**
 * Two years of revenue of every customer for each pair of days, without a row per purchase and pair:
 * what a customer brought up to each of the days that matter is summed in one pass, and a year is
 * the difference of two of these sums. Days that all close a month are answered by the months.
 */
function revenuesInOnePass(scope: MetricScope, pairs: readonly AskedPair[]): Sql {
  const { dialect } = scope
  const years = pairs.map(({ from, to, period }) => ({
    period,
    was: { after: yearBefore(from), until: from },
    isNow: { after: yearBefore(to), until: to },
  }))
  const days = [
    ...new Set(years.flatMap(({ was, isNow }) => [was.after, was.until, isNow.after, isNow.until])),
  ].sort()
  const upTo = (day: Day): Sql => identifier(`sum${days.indexOf(day)}`)
  const sums = days.map(
    (day) =>
      sql`${narrowMoney(sql`sum(case when day <= ${dialect.day(day)} then net else 0 end)`)} as ${upTo(day)}`,
  )
  const source = days.every(closesMonth)
    ? sql`select customer_id, month as day, net from customer_months`
    : sql`select customer_id, day, net from purchases`
  const within = (year: (one: (typeof years)[number]) => { after: Day; until: Day }): Sql =>
    joinSql(
      years.map(
        (one) =>
          sql`when ${wholeNumber(one.period)} then ${upTo(year(one).until)} - ${upTo(year(one).after)}`,
      ),
      '\n',
    )
  const periods = constantRows(
    ['period'],
    years.map(({ period }) => [wholeNumber(period)]),
  )
  return sql`
  select p.period, c.customer_id,
    case p.period ${within(({ was }) => was)} end as was,
    case p.period ${within(({ isNow }) => isNow)} end as is_now
  from (
    select customer_id, ${joinSql(sums, ', ')} from (${source}) d
    where day > ${dialect.day(days[0]!)} and day <= ${dialect.day(days.at(-1)!)}
    group by customer_id
  ) c cross join (${periods}) p`
}

const closesMonth = (day: Day): boolean => addDays(day, 1).endsWith('-01')

/** A year up to and with a day begins after the day that is returned. */
function yearBefore(day: Day): Day {
  return addDays(addMonths(addDays(day, 1), -12), -1)
}

/** The pair of days a year apart, at the close of each period. */
export function yearPairs(scope: MetricScope): DayPair[] {
  return scope.periods.map((period) => ({
    from: addDays(addMonths(period.end, -12), -1),
    to: addDays(period.end, -1),
  }))
}
