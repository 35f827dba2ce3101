import { addMonths } from '@fealty/core'
import { sql } from '@fealty/engine'
import type { MetricDefinition } from '../metric/metric-definition.ts'
import { ratioColumns } from '../metric/money-sql.ts'
import { groupAndOrder, groupColumns, scopeConditions, scopeJoins } from '../metric/scope-sql.ts'
import { ratioFamily } from '../metric/statistic-families.ts'
import { revenuePairs, yearPairs } from '../recurring/recurring-sql.ts'

/** Earned growth rate. */
export const earnedGrowthMetric: MetricDefinition = {
  info: {
    id: 'earned-growth',
    title: 'Earned growth',
    unit: 'share',
    better: 'higher',
    version: 1,
    summary: 'Growth that comes from customers who return and from customers they bring.',
    formula:
      'net revenue retention + revenue of referred new customers ÷ revenue a year ago − 100 %',
    denominator:
      'Revenue a year before the period’s last day. A new customer is earned when “acquired by” says referral.',
    maturity: 'As for net revenue retention.',
    interval: 'Delta method of a ratio, clustered by customer',
    source: 'Reichheld, Darnell and Burns 2021 (Net Promoter 3.0)',
    requires: ['subscriptions or orders', 'customers'],
  },
  family: ratioFamily(-1),
  facts: 'activity',
  knownFrom: (scope, period) => addMonths(period.end, scope.basis === 'purchase' ? -24 : -12),
  minimum: 5,
  atPeriodEnd: true,
  statistics: (scope) => sql`with ${revenuePairs(scope, yearPairs(scope))},
earned as (
  select r.period, r.customer_id, r.was, r.is_now from revenues r left join customers k on k.customer_id = r.customer_id
  where r.was > 0 or lower(coalesce(k.acquired_by, '')) in ('referral', 'referred', 'recommendation', 'word of mouth')
)
select r.period${groupColumns(scope)}, ${ratioColumns(sql`r.is_now`, sql`r.was`)}
from earned r${scopeJoins(scope, sql`r.customer_id`)}
where true${scopeConditions(scope)}${groupAndOrder(scope)}`,
}
