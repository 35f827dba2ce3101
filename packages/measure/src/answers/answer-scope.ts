import { sql, type Sql } from '@fealty/engine'
import { metricCatalogue } from '../metric/catalogue.ts'
import type { MetricScope } from '../metric/metric-definition.ts'
import { groupColumns, scopeConditions, scopeJoins } from '../metric/scope-sql.ts'
import { resolveDimension } from '../query/find-dimensions.ts'
import { filtersFor, type MeasureContext } from '../query/measure-context.ts'

/** Which answers count: joins and conditions (with a leading `and`) over `responses f`. */
export interface AnswerScope {
  joins: Sql
  conditions: Sql
  /** `, … as g0, … as g1`: the values of the dimensions asked for. */
  groups: Sql
}

const fact = { table: 'responses', alias: 'f' } as const

/**
 * The answers that the question's conditions and a manager's units leave, cut by dimensions where
 * some are named: for rooms that ask about answers what no metric says.
 * @throws FealtyError `input.dimension`, `input.invalid`
 */
export function answerScope(context: MeasureContext, by: readonly string[] = []): AnswerScope {
  const metric = metricCatalogue.nps
  const scope: MetricScope = {
    dialect: context.services.engine.dialect,
    periods: [],
    asOf: context.asOf,
    firstDay: context.asOf,
    basis: context.basis,
    groups: by.map((name) => resolveDimension(name, context.dimensions, metric)),
    ratings: [],
    isMature: () => true,
    filters: filtersFor(context, metric),
  }
  return {
    joins: scopeJoins(scope, sql`f.customer_id`, fact),
    conditions: scopeConditions(scope, fact),
    groups: groupColumns(scope, fact),
  }
}
