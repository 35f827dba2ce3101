import { sql } from '@fealty/engine'
import type { MetricDefinition } from '../metric/metric-definition.ts'
import { totalColumns } from '../metric/money-sql.ts'
import {
  factsInPeriods,
  groupAndOrder,
  groupColumns,
  groupNames,
  periodDays,
} from '../metric/scope-sql.ts'
import { totalFamily } from '../metric/statistic-families.ts'

const fact = { table: 'orders', alias: 'f' } as const

/** Contribution margin of order lines whose cost is known. */
export const marginMetric: MetricDefinition = {
  info: {
    id: 'margin',
    title: 'Margin',
    unit: 'money',
    better: 'higher',
    version: 1,
    summary: 'What is left of the revenue after the cost of what was sold.',
    formula: 'sum of (amount − cost) over order lines whose cost is known',
    denominator:
      'None: a full count over the lines with a cost. Lines without a cost are left out, not taken as free.',
    maturity: 'A line counts in the period of its day.',
    interval: 'Full count; changes are judged by the compound Poisson error √Σy² over customers',
    source: 'Exact decimal sum',
    requires: ['orders'],
  },
  family: totalFamily,
  facts: 'orders',
  fact: 'orders',
  minimum: 1,
  statistics: (scope) => sql`with ${periodDays(scope)},
buyers as (
  select p.period${groupColumns(scope, fact)}, f.customer_id, sum(f.amount - f.cost) as amount
  ${factsInPeriods(scope, 'orders', sql`f.amount is not null and f.cost is not null`)}
  group by p.period${groupNames(scope)}, f.customer_id
)
select b.period${groupNames(scope, 'b')}, ${totalColumns(sql`b.amount`)}
from buyers b${groupAndOrder(scope)}`,
}
