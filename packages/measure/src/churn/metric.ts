import { addMonths } from '@fealty/core'
import { sql } from '@fealty/engine'
import { activityCounts } from '../activity/activity-sql.ts'
import type { MetricDefinition } from '../metric/metric-definition.ts'
import { closingDays, groupNames } from '../metric/scope-sql.ts'
import { proportionFamily } from '../metric/statistic-families.ts'

/** Logo churn within the period. */
export const churnMetric: MetricDefinition = {
  info: {
    id: 'churn',
    title: 'Customer churn',
    unit: 'share',
    better: 'lower',
    version: 1,
    summary: 'Of the customers at the start of the period, how many were lost by its end.',
    formula:
      'customers active the day before the period and no longer on its last day ÷ customers active the day before',
    denominator:
      'Customers active on the day before the period; those who joined within it are not in it. A customer with several subscriptions is lost only when the last one has ended.',
    maturity:
      'Shown only for periods that are over. By purchases, a customer is lost 365 days after the last purchase.',
    interval: 'Wilson score',
    source: 'Logo churn on the opening base; Wilson 1927',
    requires: ['subscriptions or orders'],
  },
  family: proportionFamily,
  facts: 'activity',
  knownFrom: (scope, period) => addMonths(period.start, scope.basis === 'purchase' ? -12 : 0),
  defaultMonths: 12,
  minimum: 5,
  atPeriodEnd: true,
  statistics: (scope) => sql`with ${activityCounts(scope, closingDays(scope, 'period'))}
select c.period${groupNames(scope, 'c')}, c.was as n, c.was - c.both_days as successes
from activity c where c.was > 0 order by c.period${groupNames(scope, 'c')}`,
}
