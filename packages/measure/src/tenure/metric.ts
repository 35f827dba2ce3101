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
import { meanFamily } from '../metric/statistic-families.ts'

/** Mean tenure of active customers. */
export const tenureMetric: MetricDefinition = {
  info: {
    id: 'tenure',
    title: 'Tenure',
    unit: 'days',
    better: 'higher',
    version: 1,
    summary: 'How long the active customers have been customers, on average.',
    formula: 'mean of the days from a customer’s first day to the period’s last day',
    denominator:
      'Customers active on the period’s last day. The first day is “customer since” where known, else the first subscription or purchase.',
    maturity:
      'Shown only for periods that are over. Customers who came before the data begin have at least the tenure seen.',
    interval: 'Student’s t',
    source: 'Student 1908',
    requires: ['subscriptions or orders'],
  },
  family: meanFamily,
  facts: 'activity',
  minimum: 5,
  atPeriodEnd: true,
  statistics: (scope) => {
    const days = scope.dialect.daysBetween(sql`o.first_day`, sql`p.to_day`)
    return sql`with ${activityStates(scope, closingDays(scope, 'period'))},
first_spells as (select customer_id, min(start_day) as start_day from spells where basis = ${scope.basis} group by customer_id),
openings as (select fs.customer_id, least(fs.start_day, coalesce(k.since, fs.start_day)) as first_day from first_spells fs left join customers k on k.customer_id = fs.customer_id),
tenures as (select s.period, s.customer_id, ${days} as days from states s join points p on p.period = s.period join openings o on o.customer_id = s.customer_id where s.is_now = 1)
select t.period${groupColumns(scope)}, count(*) as n, sum(t.days) as total, sum(t.days * t.days) as squares
from tenures t${scopeJoins(scope, sql`t.customer_id`)}
where true${scopeConditions(scope)}${groupAndOrder(scope)}`
  },
}
