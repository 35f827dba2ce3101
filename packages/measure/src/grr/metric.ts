import { addMonths } from '@fealty/core'
import { sql } from '@fealty/engine'
import type { MetricDefinition } from '../metric/metric-definition.ts'
import { ratioColumns } from '../metric/money-sql.ts'
import { groupAndOrder, groupColumns, scopeConditions, scopeJoins } from '../metric/scope-sql.ts'
import { ratioFamily } from '../metric/statistic-families.ts'
import { revenuePairs, yearPairs } from '../recurring/recurring-sql.ts'

/** Gross revenue retention over twelve months. */
export const grrMetric: MetricDefinition = {
  info: {
    id: 'grr',
    title: 'Gross revenue retention',
    unit: 'share',
    better: 'higher',
    version: 1,
    summary: 'Of the revenue of a year ago, how much was kept, growth not counted.',
    formula:
      'sum over customers of the smaller of revenue now and revenue a year ago ÷ revenue a year ago',
    denominator:
      'As for net revenue retention. No customer counts for more than a year ago, so it never exceeds 100 %.',
    maturity:
      'Shown only for periods that are over; by purchases only where two full years lie before.',
    interval: 'Delta method of a ratio, clustered by customer',
    source: 'Gross revenue retention; Cochran, Sampling Techniques, 6.4',
    requires: ['subscriptions or orders'],
  },
  family: ratioFamily(),
  facts: 'activity',
  knownFrom: (scope, period) => addMonths(period.end, scope.basis === 'purchase' ? -24 : -12),
  minimum: 5,
  atPeriodEnd: true,
  statistics: (scope) => sql`with ${revenuePairs(scope, yearPairs(scope))}
select r.period${groupColumns(scope)}, ${ratioColumns(sql`greatest(least(r.is_now, r.was), 0)`, sql`r.was`)}
from revenues r${scopeJoins(scope, sql`r.customer_id`)}
where r.was > 0${scopeConditions(scope)}${groupAndOrder(scope)}`,
}
