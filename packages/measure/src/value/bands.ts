import { addDays, addMonths, type Day } from '@fealty/core'
import { sql, type Dialect, type Sql } from '@fealty/engine'
import { profitSql } from './profit-sql.ts'
import type { WhaleBasis } from './whale.ts'

/**
 * Value bands, from creators to destroyers. A customer's band on a day hangs on the profit of the
 * twelve months up to it (revenue where no cost is known), ranked among all who had an order or a
 * cost in these months:
 *
 * - `creators`: the first 20 %, with a sum above zero
 * - `steady`: the next 30 %, with a sum above zero
 * - `marginal`: the rest at zero or above
 * - `destroyers`: below zero
 * - `inactive`: no order and no cost in these months, but before
 */
export const valueBands = ['creators', 'steady', 'marginal', 'destroyers', 'inactive'] as const

const creatorsPercent = 20
const steadyPercent = 50

/** The first day of the twelve months that end on a day. */
export function bandWindowStart(until: Day): Day {
  return addMonths(addDays(until, 1), -12)
}

/**
 * `customer_id, amount, band` of every customer with an order or a cost up to the day; `amount` is
 * the sum of the twelve months, 0 for the inactive.
 */
export function bandsSql(dialect: Dialect, until: Day, basis: WhaleBasis): Sql {
  const amount = basis === 'profit' ? sql`profit` : sql`revenue`
  const ranked = sql`
    select customer_id, ${amount} as amount,
      row_number() over (order by ${amount} desc, customer_id) * 100 as place,
      count(*) over () as customers
    from (${profitSql(dialect, until, bandWindowStart(until))}) as booked`
  return sql`
    select k.customer_id, coalesce(r.amount, 0) as amount,
      case
        when r.customer_id is null then 'inactive'
        when r.amount < 0 then 'destroyers'
        when r.amount > 0 and r.place <= ${creatorsPercent} * r.customers then 'creators'
        when r.amount > 0 and r.place <= ${steadyPercent} * r.customers then 'steady'
        else 'marginal'
      end as band
    from (
      select customer_id from purchases where day <= ${dialect.day(until)}
      union
      select customer_id from costs where day <= ${dialect.day(until)} and customer_id is not null
      union
      select customer_id from interactions
      where cost is not null and day <= ${dialect.day(until)} and customer_id is not null
    ) as k
    left join (${ranked}) as r on r.customer_id = k.customer_id`
}

/** Customers by band twelve months before the day and on it; `new` had no order or cost before. */
export function migrationSql(
  dialect: Dialect,
  until: Day,
  basis: WhaleBasis,
  scope: { joins: Sql; conditions: Sql },
): Sql {
  const before = addMonths(until, -12)
  return sql`with now_bands as (${bandsSql(dialect, until, basis)}),
then_bands as (${bandsSql(dialect, before, basis)})
select coalesce(t.band, 'new') as before, p.band as now, count(*) as customers
from now_bands p left join then_bands t on t.customer_id = p.customer_id${scope.joins}
where true${scope.conditions}
group by 1, 2 order by 1, 2`
}
