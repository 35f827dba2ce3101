import { sql } from '@fealty/engine'
import { customerFlows } from '../flows/customer-flows.ts'
import type { MetricDefinition } from '../metric/metric-definition.ts'
import { totalColumns } from '../metric/money-sql.ts'
import { groupAndOrder, groupNames } from '../metric/scope-sql.ts'
import { totalFamily } from '../metric/statistic-families.ts'

/** Net revenue. */
export const revenueMetric: MetricDefinition = {
  info: {
    id: 'revenue',
    title: 'Revenue',
    unit: 'money',
    better: 'higher',
    version: 1,
    summary: 'What customers paid, returns taken off.',
    formula: 'sum of all order lines; returns are negative',
    denominator: 'None: a full count. n is the number of customers with an order or a return.',
    maturity: 'A line counts in the period of its day.',
    interval: 'Full count; changes are judged by the compound Poisson error √Σy² over customers',
    source: 'Exact decimal sum',
    requires: ['orders'],
  },
  family: totalFamily,
  facts: 'orders',
  fact: 'orders',
  minimum: 1,
  statistics: (scope) => sql`with ${customerFlows(scope)}
select w.period${groupNames(scope, 'w')}, ${totalColumns(sql`w.net`)}
from flows w${groupAndOrder(scope)}`,
}
