import type { Day } from '@fealty/core'
import { sql, type Dialect, type Sql } from '@fealty/engine'

/** A day on which the customer bought, an order free of charge included (see the table `purchases`). */
export const isPurchase = sql`is_purchase`

/** A purchase that was paid: a model of spend knows no other. */
const isPaid = sql`spend > 0`

/**
 * What a purchase model needs to know of each customer, from the table `purchases` as of a day:
 * `frequency` (purchases after the first), `recency_days` (first to last purchase), `age_days`
 * (first purchase to the as-of day), `spend` (sum over all purchases) and `repeat_spend` (without the
 * first purchase). Times are exact days.
 *
 * Purchases after the day are not looked at, and neither are customers who first bought after it. One
 * pass of sums, so that a customer is a row of a hash table and no purchase has to be held.
 */
export function historiesSql(dialect: Dialect, until: Day, purchase: Sql = isPurchase): Sql {
  return sql`
    select customer_id,
      count(*) - 1 as frequency,
      ${dialect.daysBetween(sql`min(day)`, sql`max(day)`)} as recency_days,
      ${dialect.daysBetween(sql`min(day)`, dialect.day(until))} as age_days,
      sum(spend) as spend,
      sum(spend) - min_by(spend, day) as repeat_spend
    from purchases
    where ${purchase} and day <= ${dialect.day(until)}
    group by customer_id`
}

/** Customers counted by history: the sufficient statistics of BG/NBD, MBG/NBD and Pareto/NBD, in days. */
export function historyGroupsSql(dialect: Dialect, until: Day): Sql {
  return sql`
    select frequency as x, recency_days as tx, age_days as age, count(*) as w
    from (${historiesSql(dialect, until)}) as histories
    group by frequency, recency_days, age_days
    order by frequency, recency_days, age_days`
}

/**
 * Customers with repeat purchases counted by number and mean of these. The first purchase is left
 * out, as in the literature: it is made under other conditions (offers to new customers).
 */
export function spendGroupsSql(dialect: Dialect, until: Day): Sql {
  return sql`
    select frequency as x, repeat_spend as spend, count(*) as w
    from (${historiesSql(dialect, until, isPaid)}) as histories
    where frequency > 0
    group by frequency, repeat_spend
    order by frequency, repeat_spend`
}

/** Days in the unit of a model; the quotient is exact to the last bit, nothing is rounded to weeks. */
export const daysPerUnit = { day: 1, week: 7 } as const

export type ValueUnit = keyof typeof daysPerUnit

/** A year of the model's units; leap years on average. */
export function unitsPerYear(unit: ValueUnit): number {
  return 365.25 / daysPerUnit[unit]
}
