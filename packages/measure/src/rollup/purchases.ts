import { sql, type Column, type Dialect, type Sql } from '@fealty/engine'

/**
 * One row per customer and day on which order lines are booked.
 *
 * - `is_purchase`: whether the customer bought that day: at least one line of positive amount, or an
 *   order free of charge. A free order is a row of amount zero without order id, because such a row
 *   is an order of its own; a line of amount zero within an order is a gift or a sample
 * - `spend`: sum of the positive lines
 * - `net`: sum of all lines, returns included
 * - `cost`: sum of the known costs of the lines, null where no line's cost is known
 * - `margin`: sum of amount − cost over the lines whose cost is known, null where none is
 * - `orders`: orders with at least one positive line that day; a line without order id is an order
 *   of its own. So an invoice that only takes goods back is no order
 * - `lines`: all lines
 */
export const purchaseColumns: readonly Column[] = [
  { name: 'customer_id', type: 'text' },
  { name: 'day', type: 'day' },
  { name: 'is_purchase', type: 'flag' },
  { name: 'spend', type: 'money' },
  { name: 'net', type: 'money' },
  { name: 'cost', type: 'money' },
  { name: 'margin', type: 'money' },
  { name: 'orders', type: 'whole' },
  { name: 'lines', type: 'whole' },
]

/**
 * The table `purchases` from the facts `orders`.
 * @param within  the lines to look at; a day is either whole among them or not at all
 */
export function purchasesSql(dialect: Dialect, within: Sql = sql`true`): Sql {
  const money = dialect.typeName('money')
  const whole = dialect.typeName('whole')
  // Lines are folded into orders first: counting distinct order ids in each of millions of groups
  // would need several times the memory.
  const orders = sql`
    select customer_id, day, order_id,
      sum(case when amount > 0 then amount else 0 end) as spend,
      sum(amount) as net,
      sum(cost) as cost,
      sum(amount - cost) as margin,
      count(*) as lines,
      count(case when amount > 0 then 1 end) as positive,
      count(case when amount = 0 and order_id is null then 1 end) as free
    from orders
    where ${within}
    group by customer_id, day, order_id`
  return sql`
    select customer_id, day,
      sum(positive) + sum(free) > 0 as is_purchase,
      cast(sum(spend) as ${money}) as spend,
      cast(sum(net) as ${money}) as net,
      cast(sum(cost) as ${money}) as cost,
      cast(sum(margin) as ${money}) as margin,
      cast(sum(case when order_id is null then positive when positive > 0 then 1 else 0 end) as ${whole}) as orders,
      cast(sum(lines) as ${whole}) as lines
    from (${orders}) as folded
    group by customer_id, day
    order by customer_id, day`
}
