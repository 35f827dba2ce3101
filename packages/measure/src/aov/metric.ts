import { sql } from '@fealty/engine'
import type { MetricDefinition } from '../metric/metric-definition.ts'
import { ratioColumns } from '../metric/money-sql.ts'
import {
  factsInPeriods,
  groupAndOrder,
  groupColumns,
  groupNames,
  periodDays,
} from '../metric/scope-sql.ts'
import { ratioFamily } from '../metric/statistic-families.ts'

const fact = { table: 'orders', alias: 'f' } as const

/** Average order value. */
export const aovMetric: MetricDefinition = {
  info: {
    id: 'aov',
    title: 'Average order value',
    unit: 'money-each',
    better: 'higher',
    version: 1,
    summary: 'What an order brings on average.',
    formula: 'sum of order lines above zero ÷ number of orders that have one',
    denominator:
      'Orders with at least one line above zero. Rows of one order id are its lines; without an order id a customer’s day is one order. Returns are not orders.',
    maturity: 'An order counts in the period of its day.',
    interval: 'Delta method of a ratio, clustered by customer',
    source: 'Cochran, Sampling Techniques, 6.4',
    requires: ['orders'],
  },
  family: ratioFamily(),
  facts: 'orders',
  fact: 'orders',
  minimum: 5,
  statistics: (scope) => sql`with ${periodDays(scope)},
buyers as (
  select p.period${groupColumns(scope, fact)}, f.customer_id, sum(f.amount) as spend,
    count(distinct coalesce(f.order_id, cast(f.day as varchar))) as orders
  ${factsInPeriods(scope, 'orders', sql`f.amount > 0`)}
  group by p.period${groupNames(scope)}, f.customer_id
)
select b.period${groupNames(scope, 'b')}, ${ratioColumns(sql`b.spend`, sql`b.orders`)}
from buyers b${groupAndOrder(scope)}`,
}
