import { sql } from '@fealty/engine'
import type { MetricDefinition } from '../metric/metric-definition.ts'
import {
  groupAndOrder,
  groupColumns,
  groupNames,
  periodDays,
  scopeConditions,
  scopeJoins,
} from '../metric/scope-sql.ts'
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
      'Customers with a purchase in the period. A purchase is a customer’s day with at least one line above zero; returns are none.',
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
  statistics: (scope) => sql`with ${periodDays(scope)},
buyers as (
  select p.period${groupColumns(scope)}, d.customer_id, count(*) as purchases
  from purchases d join period_days p on p.day = d.day${scopeJoins(scope, sql`d.customer_id`)}
  where d.spend > 0${scopeConditions(scope)}
  group by p.period${groupNames(scope)}, d.customer_id
)
select b.period${groupNames(scope, 'b')}, count(*) as n, count(*) filter (where b.purchases >= 2) as successes
from buyers b${groupAndOrder(scope)}`,
}
