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
  statistics: (scope) => sql`with ${activityStates(scope, closingDays(scope, 'period'))}
select s.period${groupColumns(scope)}, count(*) as n, count(*) as total, count(*) as squares
from states s${scopeJoins(scope, sql`s.customer_id`)}
where s.is_now = 1${scopeConditions(scope)}${groupAndOrder(scope)}`,
}
