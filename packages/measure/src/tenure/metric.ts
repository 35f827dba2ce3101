import { sql } from '@fealty/engine'
import type { MetricDefinition } from '../metric/metric-definition.ts'
import {
  closingDays,
  groupAndOrder,
  groupColumns,
  groupNames,
  points,
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
    return sql`with ${points(scope, closingDays(scope, 'period'))},
first_spells as (select customer_id, min(start_day) as start_day from spells where basis = ${scope.basis} group by customer_id),
openings as (select fs.customer_id, least(fs.start_day, coalesce(k.since, fs.start_day)) as first_day from first_spells fs left join customers k on k.customer_id = fs.customer_id),
running as (select s.customer_id, s.start_day, s.end_day, o.first_day${groupColumns(scope)} from spells s join openings o on o.customer_id = s.customer_id${scopeJoins(scope, sql`s.customer_id`)} where s.basis = ${scope.basis}${scopeConditions(scope)}),
tenures as (select p.period${groupNames(scope)}, ${days} as days from running o join points p on o.start_day <= p.to_day and o.end_day > p.to_day)
select t.period${groupNames(scope, 't')}, count(*) as n, sum(t.days) as total, sum(cast(t.days as bigint) * t.days) as squares
from tenures t${groupAndOrder(scope)}`
  },
}
