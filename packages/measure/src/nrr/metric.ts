import { addMonths } from '@fealty/core'
import { sql } from '@fealty/engine'
import type { MetricDefinition } from '../metric/metric-definition.ts'
import { ratioColumns } from '../metric/money-sql.ts'
import { groupAndOrder, groupColumns, scopeConditions, scopeJoins } from '../metric/scope-sql.ts'
import { ratioFamily } from '../metric/statistic-families.ts'
import { revenuePairs, yearPairs } from '../recurring/recurring-sql.ts'

/** Net revenue retention over twelve months. */
export const nrrMetric: MetricDefinition = {
  info: {
    id: 'nrr',
    title: 'Net revenue retention',
    unit: 'share',
    better: 'higher',
    version: 1,
    summary: 'What the customers of a year ago bring today, for each unit they brought then.',
    formula: 'revenue now of customers with revenue a year ago ÷ their revenue then',
    denominator:
      'Recurring revenue a month running 12 months before the period’s last day; by purchases, their net revenue of the year up to then. New customers are not in it.',
    maturity:
      'Shown only for periods that are over; by purchases only where two full years lie before.',
    interval: 'Delta method of a ratio, clustered by customer',
    source: 'Net revenue retention; Cochran, Sampling Techniques, 6.4',
    requires: ['subscriptions or orders'],
  },
  family: ratioFamily(),
  facts: 'activity',
  knownFrom: (scope, period) => addMonths(period.end, scope.basis === 'purchase' ? -24 : -12),
  minimum: 5,
  atPeriodEnd: true,
  statistics: (scope) => sql`with ${revenuePairs(scope, yearPairs(scope))}
select r.period${groupColumns(scope)}, ${ratioColumns(sql`r.is_now`, sql`r.was`)}
from revenues r${scopeJoins(scope, sql`r.customer_id`)}
where r.was > 0${scopeConditions(scope)}${groupAndOrder(scope)}`,
}
