import { sql } from '@fealty/engine'
import { customerFlows } from '../flows/customer-flows.ts'
import type { MetricDefinition } from '../metric/metric-definition.ts'
import { groupAndOrder, groupNames } from '../metric/scope-sql.ts'
import { proportionFamily } from '../metric/statistic-families.ts'

/** Repeat purchase rate within the period. */
export const repeatPurchaseMetric: MetricDefinition = {
  info: {
    id: 'repeat-purchase',
    title: 'Repeat purchase rate',
    unit: 'share',
    better: 'higher',
    version: 1,
    summary: 'Of the customers who bought in the period, how many bought more than once.',
    formula:
      'customers with purchases on two or more days of the period ÷ customers with a purchase in it',
    denominator:
      'Customers with a purchase in the period. A purchase is a customer’s day with at least one line above zero, or an order free of charge; returns are none.',
    maturity:
      'Longer periods give more time to return: compare periods of the same length. Without a period it is the whole history.',
    interval: 'Wilson score',
    source: 'Repeat purchase rate; Wilson 1927',
    requires: ['orders'],
  },
  family: proportionFamily,
  facts: 'orders',
  minimum: 5,
  atPeriodEnd: true,
  statistics: (scope) => sql`with ${customerFlows(scope)}
select w.period${groupNames(scope, 'w')}, count(*) as n, count(*) filter (where w.days >= 2) as successes
from flows w where w.days > 0${groupAndOrder(scope)}`,
}
