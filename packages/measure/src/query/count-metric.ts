import { setImmediate } from 'node:timers/promises'
import {
  addDays,
  FealtyError,
  insufficient,
  type Day,
  type Measured,
  type Period,
} from '@fealty/core'
import { showSql, type Row, type Sql } from '@fealty/engine'
import type { Dimension } from '../metric/dimension.ts'
import { groupLimit } from '../metric/group-limit.ts'
import type {
  AnyMetric,
  DimensionFilter,
  MetricDefinition,
  MetricScope,
} from '../metric/metric-definition.ts'
import { numberOf } from '../metric/statistic-families.ts'
import { firstKnownDay } from './data-bounds.ts'
import { askRows, keptParts } from './keep-rows.ts'
import { filtersFor, type MeasureContext } from './measure-context.ts'

/** One measured cell with the statistics behind it, so that cells can be compared and subtracted. */
export interface MetricCell {
  period: number
  /** One value per dimension, in their order; empty for the whole. */
  key: readonly string[]
  /** Of the metric's family; null where nothing was counted. */
  statistics: unknown
  measured: Measured
}

export interface MetricAnswer<Metric extends AnyMetric = MetricDefinition> {
  metric: Metric
  periods: readonly Period[]
  cells: readonly MetricCell[]
  sql: string
}

export interface MetricQuestion {
  periods: readonly Period[]
  groups: readonly Dimension[]
  /** Beside those of the context. */
  filters?: readonly DimensionFilter[]
}

/**
 * Asks the engine for a metric's statistics and turns them into measured cells, as they are: only for
 * those who add the cells up to something larger. What is shown is `measureMetric`.
 */
export async function countMetric<Metric extends AnyMetric = MetricDefinition>(
  context: MeasureContext,
  metric: Metric,
  question: MetricQuestion,
): Promise<MetricAnswer<Metric>> {
  // A scorecard asks many metrics at once: without a breath each, none of those who wait meanwhile
  // (customers who send an answer) would come in between.
  await setImmediate()
  const scope = metricScope(context, metric, question)
  const [rows, rates] = await Promise.all([
    rowsOfPeriods(context, scope, metric.statistics),
    metric.responseRate ? rowsOfPeriods(context, scope, metric.responseRate) : [],
  ])
  await setImmediate()
  return {
    metric,
    periods: question.periods,
    cells: toCells(context, metric, scope, rows, rates),
    sql: showSql(metric.statistics(scope)),
  }
}

/** Longer series (days over years) are asked as they are; keeping each day alone would cost more. */
const keptPeriodLimit = 120

/**
 * The rows of a statement over periods. Those of each period are kept by themselves: the next
 * question for most of the same periods asks the engine for the new ones only.
 */
async function rowsOfPeriods(
  context: MeasureContext,
  scope: MetricScope,
  statement: (scope: MetricScope) => Sql,
): Promise<readonly Row[]> {
  const { periods } = scope
  if (periods.length > keptPeriodLimit) return askRows(context, statement(scope))
  const alone = periods.map((period) => statement({ ...scope, periods: [period] }))
  const parts = await keptParts(context, alone, async (missing) => {
    const asked = missing.map((index) => periods[index]!)
    const rows = await askRows(context, statement({ ...scope, periods: asked }))
    return asked.map((_, index) => rows.filter((row) => numberOf(row, 'period') === index))
  })
  return parts.flatMap((rows, period) => rows.map((row) => ({ ...row, period })))
}

/** How many are counted in each group and period of a question. */
export interface GroupCounts {
  /** One value per dimension, in their order. */
  keys: readonly (readonly string[])[]
  /** By period, then by the position of the key. */
  counts: readonly (readonly number[])[]
}

/** Counts alone, of any number of groups. */
export async function readCounts(
  context: MeasureContext,
  metric: AnyMetric,
  question: MetricQuestion,
): Promise<GroupCounts> {
  const scope = metricScope(context, metric, question)
  const places = new Map<string, number>()
  const keys: string[][] = []
  const counts = question.periods.map((): number[] => [])
  for (const row of await rowsOfPeriods(context, scope, metric.statistics)) {
    const key = keyOf(row, scope.groups.length)
    const name = JSON.stringify(key)
    const place = places.get(name) ?? keys.push(key) - 1
    places.set(name, place)
    counts[numberOf(row, 'period')]![place] = metric.family.count(metric.family.read(row))
  }
  return { keys, counts: counts.map((row) => keys.map((_, place) => row[place] ?? 0)) }
}

/** What a metric's SQL depends on, for the periods, groups and conditions of a question. */
export function metricScope(
  context: MeasureContext,
  metric: AnyMetric,
  question: MetricQuestion,
): MetricScope {
  const known = firstDayFor(context, metric)
  const firstDay = metric.facts === 'activity' ? seenFrom(context, known) : known
  return {
    dialect: context.services.engine.dialect,
    periods: question.periods,
    asOf: context.asOf,
    firstDay,
    isMature: (period) => {
      const needed = metric.knownFrom?.(context, period)
      return needed === undefined || needed >= firstDay
    },
    basis: context.basis,
    groups: question.groups,
    filters: [...filtersFor(context, metric), ...(question.filters ?? [])],
    ratings: context.ratings,
  }
}

/** The first day from which the facts of the metric are known. */
export function firstDayFor(context: MeasureContext, metric: AnyMetric): string {
  const activity = context.basis === 'subscription' ? 'subscriptions' : 'orders'
  const kind = metric.facts === 'activity' ? activity : metric.facts
  return firstKnownDay(context.bounds, [kind], context.asOf)
}

const graceDays = 31

/**
 * The first day from which leaving is seen, or `first` when that is later. Subscriptions reach back
 * to their starts, but those that ended before the export began are not in it: until the first end,
 * nobody seems to leave. A month's grace, because the first to leave need not do so on the export's
 * first day.
 */
export function seenFrom(context: Pick<MeasureContext, 'basis' | 'firstLeaving'>, first: Day): Day {
  if (context.basis !== 'subscription' || context.firstLeaving === null) return first
  const seen = addDays(context.firstLeaving, -graceDays)
  return seen > first ? seen : first
}

const keyOf = (row: Row, groups: number): string[] =>
  Array.from({ length: groups }, (_, index) => String(row[`g${index}`]))

function toCells(
  context: MeasureContext,
  metric: AnyMetric,
  scope: MetricScope,
  rows: readonly Row[],
  rates: readonly Row[],
): MetricCell[] {
  const groups = scope.groups.length
  const name = (period: number, key: readonly string[]): string => JSON.stringify([period, ...key])
  const byCell = new Map(
    rows.map((row) => [name(numberOf(row, 'period'), keyOf(row, groups)), row]),
  )
  const rateByCell = new Map(
    rates.map((row) => [name(numberOf(row, 'period'), keyOf(row, groups)), row]),
  )
  const keys = [
    ...new Map(
      rows.map((row) => [JSON.stringify(keyOf(row, groups)), keyOf(row, groups)]),
    ).values(),
  ]
  if (groups === 0 && keys.length === 0) keys.push([])
  if (keys.length > groupLimit) {
    const dimension = scope.groups.map((one) => one.name).join(', ')
    throw new FealtyError('input.too-many-groups', { name: dimension, limit: groupLimit })
  }
  return scope.periods.flatMap((period, index) =>
    keys.map((key): MetricCell => {
      const row = byCell.get(name(index, key))
      const statistics: unknown = row === undefined ? null : metric.family.read(row)
      const measured = estimate(metric, scope, period, statistics, context.level)
      return {
        period: index,
        key,
        statistics,
        measured: withResponseRate(measured, rateByCell.get(name(index, key))),
      }
    }),
  )
}

function estimate(
  metric: AnyMetric,
  scope: MetricScope,
  period: Period,
  statistics: unknown,
  level: number,
): Measured {
  const immature = immaturity(metric, scope, period)
  const n = statistics === null ? 0 : metric.family.count(statistics)
  if (immature !== null) return insufficient(n, metric.minimum, immature)
  if (statistics === null || n < metric.minimum) {
    return insufficient(n, metric.minimum, `${n} counted, ${metric.minimum} needed.`)
  }
  return metric.family.estimate(statistics, level)
}

/** Why a period cannot have this number yet, or null. */
function immaturity(metric: AnyMetric, scope: MetricScope, period: Period): string | null {
  if (metric.atPeriodEnd === true && period.end > addDays(scope.asOf, 1)) {
    return 'The period is not over yet.'
  }
  const needed = metric.knownFrom?.(scope, period)
  if (needed !== undefined && needed < scope.firstDay) {
    return `Needs data from ${needed} on; they begin on ${scope.firstDay}.`
  }
  return null
}

function withResponseRate(measured: Measured, row: Row | undefined): Measured {
  if (row === undefined || measured.kind === 'insufficient') return measured
  const invited = numberOf(row, 'invited')
  return invited === 0
    ? measured
    : { ...measured, responseRate: numberOf(row, 'answered') / invited }
}
