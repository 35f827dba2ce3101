import { sql } from '@fealty/engine'
import { customerFlows } from '../flows/customer-flows.ts'
import type { MetricDefinition } from '../metric/metric-definition.ts'
import { totalColumns } from '../metric/money-sql.ts'
import { groupAndOrder, groupNames } from '../metric/scope-sql.ts'
import { totalFamily } from '../metric/statistic-families.ts'

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
  statistics: (scope) => sql`with ${customerFlows(scope)}
select w.period${groupNames(scope, 'w')}, ${totalColumns(sql`w.margin`)}
from flows w where w.margin is not null${groupAndOrder(scope)}`,
}
