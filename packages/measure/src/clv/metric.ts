import { sql } from '@fealty/engine'
import type { MetricDefinition } from '../metric/metric-definition.ts'
import { multiplyCents } from '../metric/money-sql.ts'
import {
  groupAndOrder,
  groupColumns,
  points,
  closingDays,
  scopeConditions,
  scopeJoins,
} from '../metric/scope-sql.ts'
import { meanFamily } from '../metric/statistic-families.ts'

/** Expected discounted value of a customer, as scored last. */
export const clvMetric: MetricDefinition = {
  info: {
    id: 'clv',
    title: 'Lifetime value',
    unit: 'money-each',
    better: 'higher',
    version: 1,
    summary: 'What a customer is expected to bring within the horizon, discounted, on average.',
    formula: 'sum of the customers’ expected discounted value ÷ number of customers',
    denominator:
      'All customers that were scored, by the last “fealty value score”: those who bought or subscribed up to its day.',
    maturity:
      'Only the period that holds the day of the score has a value; earlier periods had other customers.',
    interval:
      'Student’s t over the customers; the model’s own uncertainty stands on the value page',
    source:
      'Fader, Hardie and Lee 2005; Fader and Hardie 2013 (Gamma-Gamma); Fader and Hardie 2007 (sBG)',
    requires: ['subscriptions or orders', 'a scored model'],
  },
  family: meanFamily,
  facts: 'activity',
  minimum: 5,
  statistics: (scope) => sql`with ${points(scope, closingDays(scope, 'period'))},
scored as (select p.period, w.customer_id, cast(w.value as decimal(18, 2)) as value from customer_value w join points p on w.as_of <= p.to_day and w.as_of > p.from_day)
select s.period${groupColumns(scope)}, count(*) as n, sum(s.value) as total, sum(${multiplyCents(sql`s.value`, sql`s.value`)}) as squares
from scored s${scopeJoins(scope, sql`s.customer_id`)}
where true${scopeConditions(scope)}${groupAndOrder(scope)}`,
}
