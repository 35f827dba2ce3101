import { sql } from '@fealty/engine'
import { customerFlows } from '../flows/customer-flows.ts'
import type { MetricDefinition } from '../metric/metric-definition.ts'
import { ratioColumns } from '../metric/money-sql.ts'
import { groupAndOrder, groupNames } from '../metric/scope-sql.ts'
import { ratioFamily } from '../metric/statistic-families.ts'

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
      'Orders with at least one line above zero. Rows of one order id on one day are its lines; a row without an order id is an order. Returns are not orders.',
    maturity: 'An order counts in the period of its day.',
    interval: 'Delta method of a ratio, clustered by customer',
    source: 'Cochran, Sampling Techniques, 6.4',
    requires: ['orders'],
  },
  family: ratioFamily(),
  facts: 'orders',
  fact: 'orders',
  minimum: 5,
  statistics: (scope) => sql`with ${customerFlows(scope)}
select w.period${groupNames(scope, 'w')}, ${ratioColumns(sql`w.spend`, sql`w.orders`)}
from flows w where w.orders > 0${groupAndOrder(scope)}`,
}
