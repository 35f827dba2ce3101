import { sql, type Column, type Dialect, type Sql } from '@fealty/engine'

/** A purchase keeps a customer active for so many days, its own day included. */
const purchaseActivityDays = 365

/** The end of what still runs. */
const openEnd = '9999-12-31'

/**
 * Stretches [`start_day`, `end_day`) in which a customer is active, merged so that no two of one
 * customer and basis overlap or touch: a customer is active on a day when exactly one row holds it.
 *
 * - basis `subscription`: at least one subscription runs; `end_day` 9999-12-31 while it runs
 * - basis `purchase`: the last purchase lies less than 365 days back
 */
export const spellColumns: readonly Column[] = [
  { name: 'customer_id', type: 'text' },
  { name: 'basis', type: 'text' },
  { name: 'start_day', type: 'day' },
  { name: 'end_day', type: 'day' },
]

/** The table `spells` from the facts `subscriptions` and the table `purchases`. */
export function spellsSql(dialect: Dialect): Sql {
  return sql`
    select customer_id, basis, start_day, end_day from (
      select customer_id, 'subscription' as basis, start_day, end_day
      from (${subscriptionSpells(dialect)}) as subscribed
      union all
      select customer_id, 'purchase' as basis, start_day, end_day
      from (${purchaseSpells(dialect)}) as purchased
    ) as spells
    order by basis, customer_id, start_day`
}

/**
 * Gaps and islands over stretches of different length: the running maximum of the ends decides. Equal
 * stretches are one from the start: between equals an engine may choose another order in each window.
 */
function subscriptionSpells(dialect: Dialect): Sql {
  const stretches = sql`
    select distinct customer_id, day as start_day, coalesce("end", ${dialect.day(openEnd)}) as end_day
    from subscriptions`
  return sql`
    select customer_id, min(start_day) as start_day, max(end_day) as end_day from (
      select customer_id, start_day, end_day,
        sum(case when start_day <= reached then 0 else 1 end)
          over (partition by customer_id order by start_day, end_day rows unbounded preceding) as island
      from (
        select customer_id, start_day, end_day,
          max(end_day) over (partition by customer_id order by start_day, end_day
            rows between unbounded preceding and 1 preceding) as reached
        from (${stretches}) as stretches
        where end_day > start_day
      ) as reaching
    ) as islands
    group by customer_id, island`
}

/** All stretches have the same length here, so the purchase before decides alone. */
function purchaseSpells(dialect: Dialect): Sql {
  const days = sql`
    select customer_id, day,
      lag(day) over (partition by customer_id order by day) as before,
      max(day) over (partition by customer_id) as last_day
    from purchases
    where is_purchase`
  const lastOfIsland = sql`coalesce(lead(before) over (partition by customer_id order by day), last_day)`
  return sql`
    select customer_id, day as start_day,
      ${dialect.addDays(lastOfIsland, sql`${purchaseActivityDays}`)} as end_day
    from (${days}) as days
    where before is null or ${dialect.daysBetween(sql`before`, sql`day`)} > ${purchaseActivityDays}`
}
