import { sql, type Sql } from '@fealty/engine'
import type { MetricDefinition, MetricScope } from '../metric/metric-definition.ts'
import { ratioColumns } from '../metric/money-sql.ts'
import {
  factsInPeriods,
  groupAndOrder,
  groupColumns,
  groupNames,
  periodDays,
  scopeConditions,
  scopeJoins,
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
  statistics: (scope) => sql`with ${periodDays(scope)},
buyers as (${needsLines(scope) ? buyersFromLines(scope) : buyersFromDays(scope)})
select b.period${groupNames(scope, 'b')}, ${ratioColumns(sql`b.spend`, sql`b.orders`)}
from buyers b${groupAndOrder(scope)}`,
}

/** Whether a column of the order lines themselves is cut by or filtered on. */
function needsLines(scope: MetricScope): boolean {
  const dimensions = [...scope.groups, ...scope.filters.map(({ dimension }) => dimension)]
  return dimensions.some(({ columns }) => columns.some(({ table }) => table === fact.table))
}

/** Customer-days hold the same orders, folded once for all questions. */
function buyersFromDays(scope: MetricScope): Sql {
  return sql`
  select p.period${groupColumns(scope)}, d.customer_id, sum(d.spend) as spend, sum(d.orders) as orders
  from purchases d join period_days p on p.day = d.day${scopeJoins(scope, sql`d.customer_id`)}
  where d.spend > 0${scopeConditions(scope)}
  group by p.period${groupNames(scope)}, d.customer_id`
}

/** Lines are folded into orders first: counting distinct ids in each group needs far more memory. */
function buyersFromLines(scope: MetricScope): Sql {
  return sql`
  select t.period${groupNames(scope, 't')}, t.customer_id, sum(t.spend) as spend, sum(t.orders) as orders
  from (
    select p.period${groupColumns(scope, fact)}, f.customer_id, f.day, f.order_id, sum(f.amount) as spend,
      case when f.order_id is null then count(*) else 1 end as orders
    ${factsInPeriods(scope, fact.table, sql`f.amount > 0`)}
    group by p.period${groupNames(scope)}, f.customer_id, f.day, f.order_id
  ) t
  group by t.period${groupNames(scope, 't')}, t.customer_id`
}
