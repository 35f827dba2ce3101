import { addDays, addMonths, type Day } from '@fealty/core'
import {
  constantRows,
  emptySql,
  identifier,
  joinSql,
  sql,
  wholeNumber,
  type Sql,
} from '@fealty/engine'
import {
  dimensionJoins,
  dimensionSql,
  type Dimension,
  type DimensionTable,
  type FactAlias,
} from './dimension.ts'
import type { DimensionFilter, MetricScope } from './metric-definition.ts'

/** `g0 …` columns of the groups, ready for a select list (with a leading comma). */
export function groupColumns(scope: MetricScope, fact?: FactAlias): Sql {
  return scope.groups.reduce(
    (columns, dimension, index) =>
      sql`${columns}, ${dimensionSql(dimension, fact)} as ${identifier(`g${index}`)}`,
    emptySql,
  )
}

/** Names of the group columns for a select list or a group-by (with a leading comma). */
export function groupNames(scope: MetricScope, alias?: string): Sql {
  return scope.groups.reduce(
    (names, _, index) =>
      sql`${names}, ${alias === undefined ? identifier(`g${index}`) : identifier(alias, `g${index}`)}`,
    emptySql,
  )
}

/**
 * Positions of the group columns after the period for a group-by in the same select (with a leading
 * comma): not every engine knows the names of a select list there.
 */
export function groupPositions(scope: MetricScope): Sql {
  return scope.groups.reduce((list, _, index) => sql`${list}, ${wholeNumber(index + 2)}`, emptySql)
}

/** Joins that the groups and filters of the scope need. */
export function scopeJoins(scope: MetricScope, customerId: Sql, fact?: FactAlias): Sql {
  return dimensionJoins(scopeDimensions(scope), customerId, fact)
}

/** Every dimension that the groups and filters of the scope read. */
export function scopeDimensions(scope: Pick<MetricScope, 'groups' | 'filters'>): Dimension[] {
  const filters = scope.filters.flatMap((filter) => [filter, ...(filter.or ?? [])])
  return [...scope.groups, ...filters.map(({ dimension }) => dimension)]
}

/** The filters as conditions (each with a leading `and`). */
export function scopeConditions(scope: MetricScope, fact?: FactAlias): Sql {
  return scope.filters.reduce(
    (conditions, filter) => sql`${conditions} and ${alternativesSql(scope, filter, fact)}`,
    emptySql,
  )
}

function alternativesSql(scope: MetricScope, filter: DimensionFilter, fact?: FactAlias): Sql {
  const { or = [] } = filter
  if (or.length === 0) return filterSql(scope, filter, fact)
  const alternatives = [filter, ...or].map((one) => filterSql(scope, one, fact))
  return sql`(${joinSql(alternatives, ' or ')})`
}

function filterSql(scope: MetricScope, filter: DimensionFilter, fact?: FactAlias): Sql {
  const dimension = dimensionSql(filter.dimension, fact)
  const values = joinSql(
    filter.values.map((value) => sql`${value}`),
    ', ',
  )
  const limit = Number(filter.values[0] ?? Number.NaN)
  const asNumber = scope.dialect.tryCast(dimension, 'number')
  switch (filter.operator) {
    case 'in':
      return sql`${dimension} in (${values})`
    case 'not-in':
      return sql`${dimension} not in (${values})`
    case 'at-least':
      return sql`${asNumber} >= ${limit}`
    case 'below':
      return sql`${asNumber} < ${limit}`
  }
}

/** Clips a period to the days that are looked at. */
function clippedEnd(end: Day, asOf: Day): Day {
  const dayAfter = addDays(asOf, 1)
  return end < dayAfter ? end : dayAfter
}

/**
 * `period_days(period, day)`: each day of each period once. Facts join it by their day, which is an
 * equality join on every engine, however many periods there are.
 */
export function periodDays(scope: MetricScope): Sql {
  const { dialect } = scope
  const rows = scope.periods
    .map((period, index) => ({
      index,
      start: period.start,
      end: clippedEnd(period.end, scope.asOf),
    }))
    .filter(({ start, end }) => start < end)
    .map(({ index, start, end }) => [wholeNumber(index), dialect.day(start), dialect.day(end)])
  const source =
    rows.length === 0
      ? sql`(select 0 as period, ${dialect.day('1970-01-01')} as start_day, ${dialect.day('1970-01-01')} as end_day where false) p`
      : sql`(${constantRows(['period', 'start_day', 'end_day'], rows)}) p`
  return sql`period_days as (${dialect.daySpine(source, sql`start_day`, sql`end_day`, [sql`period`])})`
}

/** The facts of one kind within the periods: `from … where …`, with the scope's joins and filters. */
export function factsInPeriods(scope: MetricScope, table: DimensionTable, condition: Sql): Sql {
  const fact: FactAlias = { table, alias: 'f' }
  return sql`from ${identifier(table)} f join period_days p on p.day = f.day${scopeJoins(scope, sql`f.customer_id`, fact)} where ${condition}${scopeConditions(scope, fact)}`
}

/** `order by` of every statistics query: the same rows in the same order, always. */
export function groupAndOrder(scope: MetricScope): Sql {
  const positions = joinSql(
    [sql`1`, ...scope.groups.map((_, index) => wholeNumber(index + 2))],
    ', ',
  )
  return sql` group by ${positions} order by ${positions}`
}

/** A pair of days per period between which a state is compared. */
export interface DayPair {
  from: Day
  to: Day
}

/** The last day of a period, and the day its comparison starts from. */
export function closingDays(scope: MetricScope, monthsBack: number | 'period'): DayPair[] {
  return scope.periods.map((period) => {
    const to = addDays(period.end, -1)
    const from =
      monthsBack === 'period'
        ? addDays(period.start, -1)
        : addDays(addMonths(period.end, -monthsBack), -1)
    return { from, to }
  })
}

/** A pair of days with the period it belongs to. */
export interface AskedPair extends DayPair {
  period: number
}

/**
 * The pairs of the periods that are over on the as-of day and mature, in the order of their days; the
 * others have no number anyway, so nothing is computed for them.
 */
export function askedPairs(scope: MetricScope, pairs: readonly DayPair[]): AskedPair[] {
  return pairs
    .map((pair, period) => ({ ...pair, period }))
    .filter(({ to, period }) => to <= scope.asOf && scope.isMature(scope.periods[period]!))
    .sort((a, b) => (a.to < b.to ? -1 : 1))
}

/** `points(period, from_day, to_day)` of the pairs that are asked. */
export function points(scope: MetricScope, pairs: readonly DayPair[]): Sql {
  const { dialect } = scope
  const rows = askedPairs(scope, pairs).map(({ from, to, period }) => [
    wholeNumber(period),
    dialect.day(from),
    dialect.day(to),
  ])
  return rows.length === 0
    ? sql`points as (select 0 as period, ${dialect.day('1970-01-01')} as from_day, ${dialect.day('1970-01-01')} as to_day where false)`
    : sql`points as (${constantRows(['period', 'from_day', 'to_day'], rows)})`
}
