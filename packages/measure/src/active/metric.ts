import { addMonths } from '@fealty/core'
import { sql } from '@fealty/engine'
import { activityCounts } from '../activity/activity-sql.ts'
import type { MetricDefinition } from '../metric/metric-definition.ts'
import { closingDays, groupNames } from '../metric/scope-sql.ts'
import { totalFamily } from '../metric/statistic-families.ts'

/** Customers active on the last day of the period. */
export const activeMetric: MetricDefinition = {
  info: {
    id: 'active',
    title: 'Active customers',
    unit: 'count',
    better: 'higher',
    version: 1,
    summary: 'How many customers are active on the last day of the period.',
    formula:
      'customers with a running subscription on that day; where there are no subscriptions, with a purchase in the 365 days up to it',
    denominator: 'None: a full count.',
    maturity: 'Shown only for periods that are over; by purchases only where a year lies before.',
    interval: 'Full count; changes are judged by √n',
    source: 'Full count',
    requires: ['subscriptions or orders'],
  },
  family: totalFamily,
  facts: 'activity',
  knownFrom: (scope, period) => addMonths(period.end, scope.basis === 'purchase' ? -12 : 0),
  minimum: 1,
  atPeriodEnd: true,
  statistics: (scope) => sql`with ${activityCounts(scope, closingDays(scope, 'period'))}
select c.period${groupNames(scope, 'c')}, c.is_now as n, c.is_now as total, c.is_now as squares
from activity c where c.is_now > 0 order by c.period${groupNames(scope, 'c')}`,
}
