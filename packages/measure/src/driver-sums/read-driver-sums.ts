import type { Period } from '@fealty/core'
import { identifier, joinSql, sql, wholeNumber, type Row, type Sql } from '@fealty/engine'
import type { PairwiseSums } from '@fealty/stats'
import { metricCatalogue } from '../metric/catalogue.ts'
import type { MetricScope } from '../metric/metric-definition.ts'
import { factsInPeriods, periodDays } from '../metric/scope-sql.ts'
import { numberOf } from '../metric/statistic-families.ts'
import { keptRows } from '../query/keep-rows.ts'
import type { MeasureContext } from '../query/measure-context.ts'
import { metricScope } from '../query/count-metric.ts'

/** Groups of customers that the bootstrap draws from: enough for its intervals, few enough to be fast. */
const blockCount = 200

/** An outcome and the ratings of the same answer sheets, as sums over pairs of questions. */
export interface DriverSums {
  outcome: string
  drivers: readonly string[]
  /** One part per group of customers; they add up to the whole. */
  blocks: readonly PairwiseSums[]
}

/**
 * Sums of products over the answers of a period that gave the outcome: all that importance needs. No
 * row leaves the engine. A customer is in one block only, so that blocks are independent.
 */
export async function readDriverSums(
  context: MeasureContext,
  outcome: 'nps' | 'csat' | 'ces',
  period: Period,
): Promise<DriverSums> {
  const names = [outcome, ...context.ratings]
  if (context.ratings.length === 0) return { outcome, drivers: [], blocks: [] }
  const scope = metricScope(context, metricCatalogue[outcome], { periods: [period], groups: [] })
  const rows = await keptRows(context, driverSql(scope, outcome, context.ratings))
  return { outcome, drivers: context.ratings, blocks: rows.map((row) => toSums(row, names)) }
}

const columnsOf = (size: number): [number, number][] =>
  Array.from({ length: size * size }, (_, at) => [Math.floor(at / size), at % size])

function driverSql(scope: MetricScope, outcome: string, ratings: readonly string[]): Sql {
  const columns = [outcome, ...ratings.map((name) => `rating:${name}`)]
  const values = columns.map(
    (column, at) => sql`cast(f.${identifier(column)} as decimal(18, 4)) as ${variable(at)}`,
  )
  const sums = columnsOf(columns.length).flatMap(([i, j]) => {
    const [a, b] = [variable(i), variable(j)]
    return [
      sql`count(${a} * ${b}) as ${identifier(`n${i}_${j}`)}`,
      sql`sum(case when ${b} is not null then ${a} end) as ${identifier(`s${i}_${j}`)}`,
      sql`sum(case when ${b} is not null then ${a} * ${a} end) as ${identifier(`q${i}_${j}`)}`,
      sql`sum(${a} * ${b}) as ${identifier(`p${i}_${j}`)}`,
    ]
  })
  const who = sql`coalesce(f.customer_id, f.response_id)`
  return sql`with ${periodDays(scope)}, sheets as (
  select dense_rank() over (order by ${who}) % ${wholeNumber(blockCount)} as block, ${joinSql(values, ', ')}
  ${factsInPeriods(scope, 'responses', sql`f.${identifier(outcome)} is not null`)})
select block, ${joinSql(sums, ', ')} from sheets group by block order by block`
}

const variable = (at: number): Sql => identifier(`v${at}`)

function toSums(row: Row, names: readonly string[]): PairwiseSums {
  const pairs = columnsOf(names.length)
  const column = (letter: string): Float64Array =>
    Float64Array.from(pairs, ([i, j]) => numberOf(row, `${letter}${i}_${j}`))
  return {
    names,
    n: column('n'),
    sum: column('s'),
    sumSquares: column('q'),
    sumProducts: column('p'),
  }
}
