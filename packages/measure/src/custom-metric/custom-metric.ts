import { FealtyError, factKind, type MetricUnit } from '@fealty/core'
import { emptySql, identifier, sql, type Snapshot, type Sql } from '@fealty/engine'
import type { AnyMetric, MetricScope, MetricWords } from '../metric/metric-definition.ts'
import { narrowMoney, ratioColumns, totalColumns } from '../metric/money-sql.ts'
import {
  groupAndOrder,
  groupColumns,
  groupNames,
  groupPositions,
  periodDays,
  scopeConditions,
  scopeJoins,
} from '../metric/scope-sql.ts'
import { proportionFamily, ratioFamily, totalFamily } from '../metric/statistic-families.ts'
import { clusteredShareFamily } from './clustered-share.ts'
import type { FactCondition, FactExpression } from './contract.ts'

/** Fewer rows (customers, for means and ratios) are not shown: a workspace's usual minimum. */
const minimum = 5

/**
 * Makes a metric from an expression over one kind of facts. It is measured like one of the catalogue:
 * by periods, cut and filtered, with an interval clustered by customer.
 *
 * @param words what a person reads; the unit is that of the expression
 * @throws FealtyError `input.dimension` when the expression names a column that there is not
 */
export function customMetric(
  expression: FactExpression,
  words: Omit<MetricWords, 'unit' | 'interval' | 'requires' | 'maturity'>,
  snapshot: Snapshot,
): AnyMetric {
  checkColumns(expression, snapshot)
  const { facts, kind } = expression
  const family = familyOf(kind)
  return {
    info: {
      ...words,
      unit: expressionUnit(expression),
      maturity: 'A row counts in the period of its day.',
      interval:
        kind === 'sum' || kind === 'count' ? 'Full count' : 'Clustered by customer (delta method)',
      requires: [facts],
    },
    family,
    facts,
    fact: facts,
    minimum: kind === 'sum' || kind === 'count' ? 1 : minimum,
    statistics: (scope) => statisticsSql(expression, scope),
  }
}

function familyOf(kind: FactExpression['kind']): AnyMetric['family'] {
  switch (kind) {
    case 'share':
      return clusteredShareFamily
    case 'customer-share':
      return proportionFamily
    case 'mean':
    case 'ratio':
      return ratioFamily()
    case 'sum':
    case 'count':
      return totalFamily
  }
}

/** The unit that an expression gives. */
export function expressionUnit({ facts, kind, column = '' }: FactExpression): MetricUnit {
  const isMoney = factKind(facts).fields[column]?.type === 'money'
  switch (kind) {
    case 'share':
    case 'customer-share':
    case 'ratio':
      return 'share'
    case 'mean':
      return isMoney ? 'money-each' : 'score'
    case 'sum':
      return isMoney ? 'money' : 'count'
    case 'count':
      return 'count'
  }
}

/** Names of the columns that an expression reads. */
export function columnsOf({ column, under, among, hit }: FactExpression): string[] {
  const named = [column, under].filter((name) => name !== undefined)
  return [...new Set([...named, ...[...among, ...hit].map((condition) => condition.column)])]
}

function checkColumns(expression: FactExpression, snapshot: Snapshot): void {
  const known = snapshot.tables[expression.facts]?.columns.map(({ name }) => name) ?? []
  const name = columnsOf(expression).find((column) => !known.includes(column))
  if (name !== undefined)
    throw new FealtyError('input.dimension', { name, known: known.join(', ') })
}

const fact = (table: FactExpression['facts']) => ({ table, alias: 'f' }) as const

/** Whose row it is; an answer without a customer stands for itself. */
const customerOf = (facts: FactExpression['facts']): Sql =>
  facts === 'responses' ? sql`coalesce(f.customer_id, f.response_id)` : sql`f.customer_id`

function statisticsSql(expression: FactExpression, scope: MetricScope): Sql {
  const { facts, kind, among } = expression
  const alias = fact(facts)
  const { numerator, denominator } = rowParts(expression, scope)
  return sql`with ${periodDays(scope)}, by_customer as (
  select p.period${groupColumns(scope, alias)}, ${customerOf(facts)} as who, ${numerator} as y, ${denominator} as x
  from ${identifier(facts)} f join period_days p on p.day = f.day${scopeJoins(scope, sql`f.customer_id`, alias)}
  where true${conditionsSql(scope, among)}${scopeConditions(scope, alias)}
  group by p.period${groupPositions(scope)}, ${customerOf(facts)})
select b.period${groupNames(scope, 'b')}, ${outerColumns(kind)}
from by_customer b where ${kind === 'sum' || kind === 'count' ? sql`b.y is not null` : sql`b.x > 0`}${groupAndOrder(scope)}`
}

function outerColumns(kind: FactExpression['kind']): Sql {
  if (kind === 'customer-share') return sql`sum(b.y) as successes, count(*) as n`
  if (kind === 'sum' || kind === 'count') return totalColumns(sql`b.y`)
  return ratioColumns(sql`b.y`, sql`b.x`)
}

/** What one customer adds to numerator and denominator. */
function rowParts(
  { kind, column = '', under = '', hit }: FactExpression,
  scope: MetricScope,
): { numerator: Sql; denominator: Sql } {
  const isHit = sql`case when true${conditionsSql(scope, hit)} then 1 else 0 end`
  const amount = (name: string): Sql => narrowMoney(identifier('f', name))
  switch (kind) {
    case 'share':
      return { numerator: sql`sum(${isHit})`, denominator: sql`count(*)` }
    case 'customer-share':
      return { numerator: sql`max(${isHit})`, denominator: sql`count(*)` }
    case 'count':
      return { numerator: sql`sum(${isHit})`, denominator: sql`count(*)` }
    case 'mean':
      return {
        numerator: sql`sum(${amount(column)})`,
        denominator: sql`count(${identifier('f', column)})`,
      }
    case 'sum':
      return {
        numerator: sql`sum(case when ${isHit} = 1 then ${amount(column)} end)`,
        denominator: sql`count(*)`,
      }
    case 'ratio':
      return {
        numerator: sql`sum(case when ${isHit} = 1 then ${amount(column)} else 0 end)`,
        denominator: sql`sum(${amount(under)})`,
      }
  }
}

/** Conditions on the row, words without regard to case, each with a leading `and`. Values are bound, names were checked. */
function conditionsSql(scope: MetricScope, conditions: readonly FactCondition[]): Sql {
  return conditions.reduce(
    (all, condition) => sql`${all} and ${conditionSql(scope, condition)}`,
    emptySql,
  )
}

function conditionSql(scope: MetricScope, { column, operator, values }: FactCondition): Sql {
  const cell = identifier('f', column)
  const text = sql`cast(${cell} as varchar)`
  const word = sql`lower(${text})`
  const list = values.reduce(
    (all, value, index) =>
      index === 0 ? sql`${value.toLowerCase()}` : sql`${all}, ${value.toLowerCase()}`,
    emptySql,
  )
  const bound = Number(values[0] ?? Number.NaN)
  switch (operator) {
    case 'is':
      return values.length === 0 ? sql`false` : sql`${word} in (${list})`
    case 'is-not':
      return values.length === 0 ? sql`true` : sql`(${cell} is null or ${word} not in (${list}))`
    case 'known':
      return sql`${cell} is not null`
    case 'missing':
      return sql`${cell} is null`
    case 'at-least':
      return sql`${scope.dialect.tryCast(text, 'number')} >= ${bound}`
    case 'below':
      return sql`${scope.dialect.tryCast(text, 'number')} < ${bound}`
  }
}
