import { addMonths } from '@fealty/core'
import { sql } from '@fealty/engine'
import { activityCounts } from '../activity/activity-sql.ts'
import type { MetricDefinition } from '../metric/metric-definition.ts'
import { closingDays, groupNames } from '../metric/scope-sql.ts'
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
  statistics: (scope) => sql`with ${activityCounts(scope, closingDays(scope, windowMonths))}
select c.period${groupNames(scope, 'c')}, c.was as n, c.both_days as successes
from activity c where c.was > 0 order by c.period${groupNames(scope, 'c')}`,
}
