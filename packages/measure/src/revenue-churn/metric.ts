import { addMonths } from '@fealty/core'
import { sql } from '@fealty/engine'
import type { MetricDefinition } from '../metric/metric-definition.ts'
import { ratioColumns } from '../metric/money-sql.ts'
import {
  closingDays,
  groupAndOrder,
  groupColumns,
  scopeConditions,
  scopeJoins,
} from '../metric/scope-sql.ts'
import { ratioFamily } from '../metric/statistic-families.ts'
import { revenuePairs } from '../recurring/recurring-sql.ts'

/** Gross revenue churn within the period. */
export const revenueChurnMetric: MetricDefinition = {
  info: {
    id: 'revenue-churn',
    title: 'Revenue churn',
    unit: 'share',
    better: 'lower',
    version: 1,
    summary:
      'Of the recurring revenue at the start of the period, how much was lost by cancelling and by paying less.',
    formula:
      'sum over customers of the fall of their revenue within the period ÷ revenue at its start',
    denominator:
      'Recurring revenue a month running the day before the period; by purchases, net revenue of the year up to that day. Growth of others does not make up for a loss.',
    maturity:
      'Shown only for periods that are over; by purchases only where a full year lies before.',
    interval: 'Delta method of a ratio, clustered by customer',
    source: 'Gross revenue churn; Cochran, Sampling Techniques, 6.4',
    requires: ['subscriptions or orders'],
  },
  family: ratioFamily(),
  facts: 'activity',
  knownFrom: (scope, period) => addMonths(period.start, scope.basis === 'purchase' ? -12 : 0),
  defaultMonths: 12,
  minimum: 5,
  atPeriodEnd: true,
  statistics: (scope) => sql`with ${revenuePairs(scope, closingDays(scope, 'period'))}
select r.period${groupColumns(scope)}, ${ratioColumns(sql`greatest(r.was - r.is_now, 0)`, sql`r.was`)}
from revenues r${scopeJoins(scope, sql`r.customer_id`)}
where r.was > 0${scopeConditions(scope)}${groupAndOrder(scope)}`,
}
