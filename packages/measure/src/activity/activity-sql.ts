import { addDays, type Day } from '@fealty/core'
import { constantRows, sql, wholeNumber, type Sql } from '@fealty/engine'
import type { MetricScope } from '../metric/metric-definition.ts'
import {
  askedPairs,
  groupColumns,
  groupNames,
  scopeConditions,
  scopeJoins,
  type AskedPair,
  type DayPair,
} from '../metric/scope-sql.ts'

/**
 * Whether customers are active on two days per period, for many periods at once, without a row per
 * customer and period.
 *
 * Spells of a customer are disjoint, so at most one covers a day. Each spell's first and last day are
 * turned into ranks among the periods' days, spells are counted by their four ranks (and groups), and
 * the counts per period follow from that small table: a spell covers the `i`-th day when its rank
 * range holds `i`. Customers who left and came back between the two days have two spells; the pairs
 * of spells of one customer are counted in the same way.
 *
 * Gives the CTE `activity(period, g0 …, was, both_days, is_now)`: customers active on the first day,
 * on both, on the second.
 */
export function activityCounts(scope: MetricScope, pairs: readonly DayPair[]): Sql {
  const asked = askedPairs(scope, pairs)
  const names = groupNames(scope)
  return sql`${rankedSpells(scope, asked)},
single as (
  select from_first, from_last, to_first, to_last${names}, count(*) as customers
  from ranked group by from_first, from_last, to_first, to_last${names}
),
returned as (
  select b.from_first, b.from_last, l.to_first, l.to_last${groupNames(scope, 'b')}, count(*) as customers
  from ranked b join ranked l on l.customer_id = b.customer_id and l.start_day > b.start_day
  where b.from_last > b.from_first and l.to_last > l.to_first
  group by b.from_first, b.from_last, l.to_first, l.to_last${groupNames(scope, 'b')}
),
activity as (
  select period${names}, sum(was) as was, sum(both_days) as both_days, sum(is_now) as is_now from (
    select p.period${names},
      case when p.rank >= s.from_first and p.rank < s.from_last then s.customers else 0 end as was,
      case when p.rank >= s.from_first and p.rank < s.from_last and p.rank >= s.to_first and p.rank < s.to_last then s.customers else 0 end as both_days,
      case when p.rank >= s.to_first and p.rank < s.to_last then s.customers else 0 end as is_now
    from single s cross join asked p
    union all
    select p.period${names}, 0 as was,
      case when p.rank >= s.from_first and p.rank < s.from_last and p.rank >= s.to_first and p.rank < s.to_last then s.customers else 0 end as both_days,
      0 as is_now
    from returned s cross join asked p
  ) counted
  group by period${names}
)`
}

/** Stands where no day is asked: a statement that needs no as-of day does not name it. */
const noDay: Day = '1970-01-01'

/**
 * `ranked(customer_id, start_day, since_day, from_first, from_last, to_first, to_last, g0 …)`: spells
 * with the half-open range of ranks whose day they cover, once for the first days of the pairs and
 * once for the second. `asked(rank, period, from_day, to_day)` names the ranks.
 */
function rankedSpells(scope: MetricScope, asked: readonly AskedPair[]): Sql {
  const { dialect } = scope
  const none = asked.length === 0
  const first = none
    ? noDay
    : asked.reduce((day, { from }) => (from < day ? from : day), asked[0]!.from)
  const last = none ? noDay : asked.at(-1)!.to
  const rows = asked.map(({ period, from, to }, rank) => [
    wholeNumber(rank),
    wholeNumber(period),
    dialect.day(from),
    dialect.day(to),
  ])
  const empty = sql`select 0 as rank, 0 as period, ${dialect.day(first)} as from_day, ${dialect.day(first)} as to_day where false`
  const clip = (day: Sql): Sql =>
    sql`greatest(least(${day}, ${dialect.day(addDays(last, 1))}), ${dialect.day(first)})`
  return sql`asked as (${none ? empty : constantRows(['rank', 'period', 'from_day', 'to_day'], rows)}),
day_ranks as (${dayRanks(scope, first, addDays(last, 1))}),
ranked as (
  select s.customer_id, s.start_day, b.from_rank as from_first, e.from_rank as from_last, b.to_rank as to_first, e.to_rank as to_last${groupColumns(scope)}
  from spells s
  join day_ranks b on b.day = ${clip(sql`s.start_day`)}
  join day_ranks e on e.day = ${clip(sql`s.end_day`)}${scopeJoins(scope, sql`s.customer_id`)}
  where s.basis = ${scope.basis}${scopeConditions(scope)}
)`
}

/** For each day, how many of the asked first and second days lie before it. */
function dayRanks(scope: MetricScope, first: Day, last: Day): Sql {
  const { dialect } = scope
  const spine = dialect.daySpine(
    sql`(select 0 as one) o`,
    dialect.day(first),
    dialect.day(addDays(last, 1)),
    [sql`one`],
  )
  return sql`select d.day, count(*) filter (where a.from_day < d.day) as from_rank, count(*) filter (where a.to_day < d.day) as to_rank
  from (${spine}) d left join asked a on true group by d.day`
}
