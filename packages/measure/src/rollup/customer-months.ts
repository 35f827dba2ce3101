import { sql, type Column, type Dialect, type Sql } from '@fealty/engine'

/**
 * One row per customer and calendar month with order lines: what measures by month, quarter and
 * fiscal year read instead of the days, because they all start on the first of a month.
 *
 * - `month`: its first day
 * - `spend`, `net`, `margin`, `orders`: as in `purchases`, summed
 * - `days`: days with a purchase
 */
export const customerMonthColumns: readonly Column[] = [
  { name: 'customer_id', type: 'text' },
  { name: 'month', type: 'day' },
  { name: 'spend', type: 'money' },
  { name: 'net', type: 'money' },
  { name: 'margin', type: 'money' },
  { name: 'orders', type: 'whole' },
  { name: 'days', type: 'whole' },
]

/**
 * The table `customer_months` from the table `purchases`.
 * @param within  the days to look at; a month is either whole among them or not at all
 */
export function customerMonthsSql(dialect: Dialect, within: Sql = sql`true`): Sql {
  const money = dialect.typeName('money')
  const whole = dialect.typeName('whole')
  return sql`
    select customer_id, cast(date_trunc('month', day) as date) as month,
      cast(sum(spend) as ${money}) as spend,
      cast(sum(net) as ${money}) as net,
      cast(sum(margin) as ${money}) as margin,
      cast(sum(orders) as ${whole}) as orders,
      cast(count(case when is_purchase then 1 end) as ${whole}) as days
    from purchases
    where ${within}
    group by customer_id, cast(date_trunc('month', day) as date)
    order by customer_id, month`
}
