import type { Day } from '@fealty/core'
import { sql, type Sql } from '@fealty/engine'
import type { MetricScope } from '../metric/metric-definition.ts'
import { scopeConditions, scopeJoins } from '../metric/scope-sql.ts'
import type { MeasureContext } from '../query/measure-context.ts'
import { resolveDimension } from '../query/find-dimensions.ts'
import { resolveFilters } from '../query/resolve-filters.ts'

/** Which customers count: joins and conditions (with a leading `and`) over `p.customer_id`. */
export interface CustomerScope {
  joins: Sql
  conditions: Sql
}

/** The customers that the question's conditions, and a manager's units, leave. */
export function customerScope(context: MeasureContext): CustomerScope {
  return scopeSql(customerMetricScope(context, context.where))
}

/** The same without the question's conditions; a manager's units still hold. */
export function wholeCompany(context: MeasureContext): CustomerScope {
  return scopeSql(customerMetricScope(context, []))
}

/** The same cut by a dimension of the customer, whose value is the column `g0`. */
export function customerScopeBy(
  context: MeasureContext,
  dimension: string,
): CustomerScope & { metricScope: MetricScope } {
  const scope = customerMetricScope(context, context.where)
  const groups = [resolveDimension(dimension, context.dimensions, {})]
  const metricScope = { ...scope, groups }
  return { ...scopeSql(metricScope), metricScope }
}

function scopeSql(scope: MetricScope): CustomerScope {
  return { joins: scopeJoins(scope, sql`p.customer_id`), conditions: scopeConditions(scope) }
}

function customerMetricScope(context: MeasureContext, where: readonly string[]): MetricScope {
  const firstDay: Day = context.asOf
  return {
    dialect: context.services.engine.dialect,
    periods: [],
    asOf: context.asOf,
    firstDay,
    basis: context.basis,
    groups: [],
    ratings: [],
    isMature: () => true,
    filters: resolveFilters(where, context.ownWhere, context.segments, {
      dimensions: context.dimensions,
      metric: {},
    }),
  }
}
