import { sql } from '@fealty/engine'
import type { MetricDefinition } from '../metric/metric-definition.ts'
import { ratioColumns } from '../metric/money-sql.ts'
import {
  closingDays,
  groupAndOrder,
  groupColumns,
  periodDays,
  scopeConditions,
  scopeJoins,
  points,
} from '../metric/scope-sql.ts'
import { ratioFamily } from '../metric/statistic-families.ts'

/** Cost to serve per active customer. */
export const costToServeMetric: MetricDefinition = {
  info: {
    id: 'cost-to-serve',
    title: 'Cost to serve',
    unit: 'money-each',
    better: 'lower',
    version: 1,
    summary: 'What service costs per active customer in the period.',
    formula:
      '(cost of contacts + costs booked as service) ÷ customers active on the period’s last day',
    denominator:
      'Customers active on the period’s last day, also those who never called. Costs of customers who left within the period are in the sum.',
    maturity: 'Shown only for periods that are over.',
    interval: 'Delta method of a ratio, clustered by customer',
    source: 'Cochran, Sampling Techniques, 6.4',
    requires: ['interactions or costs', 'subscriptions or orders'],
  },
  family: ratioFamily(),
  facts: 'activity',
  defaultMonths: 12,
  minimum: 5,
  atPeriodEnd: true,
  statistics: (
    scope,
  ) => sql`with ${periodDays(scope)}, ${points(scope, closingDays(scope, 'period'))},
states as (select p.period, s.customer_id from spells s join points p on s.start_day <= p.to_day and s.end_day > p.to_day where s.basis = ${scope.basis}),
bookings as (
  select customer_id, day, cost as amount from interactions where cost is not null
  union all
  select customer_id, day, amount from costs where lower(kind) like 'service%'
),
spent as (
  select p.period, b.customer_id, sum(b.amount) as cost
  from bookings b join period_days p on p.day = b.day
  group by p.period, b.customer_id
),
served as (
  select coalesce(s.period, t.period) as period, coalesce(s.customer_id, t.customer_id) as customer_id,
    coalesce(t.cost, 0) as cost, case when s.customer_id is null then 0 else 1 end as is_now
  from states s
  full join (select * from spent where period in (select period from points)) t
    on t.period = s.period and t.customer_id = s.customer_id
)
select e.period${groupColumns(scope)}, ${ratioColumns(sql`e.cost`, sql`e.is_now`)}
from served e${scopeJoins(scope, sql`e.customer_id`)}
where exists (select 1 from bookings)${scopeConditions(scope)}${groupAndOrder(scope)}`,
}
