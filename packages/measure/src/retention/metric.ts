import { addMonths } from '@fealty/core'
import { sql } from '@fealty/engine'
import { activityStates } from '../activity/activity-sql.ts'
import type { MetricDefinition } from '../metric/metric-definition.ts'
import {
  closingDays,
  groupAndOrder,
  groupColumns,
  scopeConditions,
  scopeJoins,
} from '../metric/scope-sql.ts'
import { proportionFamily } from '../metric/statistic-families.ts'

const windowMonths = 12

/** Customer retention over twelve months. */
export const retentionMetric: MetricDefinition = {
  info: {
    id: 'retention',
    title: 'Retention, 12 months',
    unit: 'share',
    better: 'higher',
    version: 1,
    summary: 'Of the customers of a year ago, how many still are.',
    formula:
      'customers active both 12 months before the period’s last day and on it ÷ customers active 12 months before',
    denominator:
      'Customers active 12 months before the period’s last day: with a running subscription, or, where there are none, with a purchase in the 365 days before.',
    maturity:
      'Shown only for periods that are over; by purchases only where two years lie before, so that everybody had a full year to return.',
    interval: 'Wilson score',
    source: 'Active-customer retention; Wilson 1927',
    requires: ['subscriptions or orders'],
  },
  family: proportionFamily,
  facts: 'activity',
  knownFrom: (scope, period) => addMonths(period.end, scope.basis === 'purchase' ? -24 : -12),
  minimum: 5,
  atPeriodEnd: true,
  statistics: (scope) => sql`with ${activityStates(scope, closingDays(scope, windowMonths))}
select s.period${groupColumns(scope)}, count(*) as n, count(*) filter (where s.is_now = 1) as successes
from states s${scopeJoins(scope, sql`s.customer_id`)}
where s.was = 1${scopeConditions(scope)}${groupAndOrder(scope)}`,
}
