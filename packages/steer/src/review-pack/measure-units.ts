import {
  addDays,
  periodOf,
  previousPeriod,
  samePeriodLastYear,
  type Change,
  type Measured,
  type Period,
} from '@fealty/core'
import {
  isTotal,
  judgeChanges,
  measureMetric,
  metricCatalogue,
  openContext,
  readUnits,
  type ListedUnit,
  type MeasureContext,
  type MetricCell,
} from '@fealty/measure'
import type { SteerCall } from '../record-change.ts'
import type { Series } from '../review/contract.ts'

/** One unit's score with what it is compared with. */
export interface MeasuredUnit {
  unit: Pick<ListedUnit, 'id' | 'name' | 'owner'>
  now: Measured
  before: Measured
  lastYear: Measured
  change: Change
  /** Null for a total, which is not compared between units of different sizes. */
  against: Change | null
}

export interface MeasuredUnits {
  context: MeasureContext
  periods: { now: Period; before: Period; lastYear: Period }
  units: readonly MeasuredUnit[]
}

/** The last period that is over on the as-of day, the one before, and the same a year ago. */
function choosePeriods(context: MeasureContext, every: Series['every']): MeasuredUnits['periods'] {
  const calendar = context.workspace
  const running = periodOf(context.asOf, every, calendar)
  const isOver = running.end <= addDays(context.asOf, 1)
  const now = isOver ? running : previousPeriod(running, calendar)
  return {
    now,
    before: previousPeriod(now, calendar),
    lastYear: samePeriodLastYear(now, calendar),
  }
}

/** The units of the series, or all that are cut by the same dimension as the first one that is cut. */
export function chooseUnits(units: readonly ListedUnit[], chosen: readonly string[]): ListedUnit[] {
  if (chosen.length > 0) return units.filter(({ id }) => chosen.includes(id))
  const first = units.find(({ dimension }) => dimension !== null)
  return first ? units.filter(({ dimension }) => dimension === first.dimension) : []
}

/** The three cells of a unit's customers: a year ago, before, now. */
async function measureUnit(
  call: SteerCall,
  series: Series,
  unit: ListedUnit,
  periods: readonly Period[],
): Promise<(MetricCell | undefined)[]> {
  const context = await openContext(call, { where: unit.where, level: 0.95 })
  const metric = metricCatalogue[series.metric]
  const { cells } = await measureMetric(context, metric, { periods, groups: [] })
  return periods.map((_, index) => cells.find(({ period }) => period === index))
}

/** All other units together in the last period. */
function othersOf(
  series: Series,
  all: readonly (MetricCell | undefined)[],
  own: number,
): MetricCell | undefined {
  const { family } = metricCatalogue[series.metric]
  const others = all.filter((cell, index) => index !== own && cell && cell.statistics !== null)
  const [first] = others
  if (!first) return undefined
  const statistics = others
    .slice(1)
    .reduce<unknown>((sum, cell) => family.add(sum, cell!.statistics), first.statistics)
  return { ...first, statistics, measured: first.measured }
}

const unknown: Measured = {
  kind: 'insufficient',
  n: 0,
  minimum: 1,
  why: 'Nothing is known here.',
}

/**
 * Measures the units of a series: score, change on the period before and difference from all other
 * units. Each of the two families of comparisons is corrected for its number.
 */
export async function measureUnits(call: SteerCall, series: Series): Promise<MeasuredUnits> {
  const context = await openContext(call, { where: [], level: 0.95 })
  const periods = choosePeriods(context, series.every)
  const units = chooseUnits(await readUnits(call.services, call.workspaceId), series.unitIds)
  const order = [periods.lastYear, periods.before, periods.now]
  const cells = await Promise.all(units.map((unit) => measureUnit(call, series, unit, order)))
  const metric = metricCatalogue[series.metric]
  const nows = cells.map(([, , now]) => now)
  const changes = judgeChanges(
    cells.map(([, before, now]) => ({ metric, now, before })),
    context.level,
  )
  const against = judgeChanges(
    nows.map((now, index) => ({ metric, now, before: othersOf(series, nows, index) })),
    context.level,
  )
  const isSummed = isTotal(metric)
  return {
    context,
    periods,
    units: units.map((unit, index) => {
      const [lastYear, before, now] = cells[index]!
      return {
        unit,
        now: now?.measured ?? unknown,
        before: before?.measured ?? unknown,
        lastYear: lastYear?.measured ?? unknown,
        change: changes[index]!,
        // The sum of one unit beside the sum of all others says how large it is, not how good.
        against: isSummed ? null : against[index]!,
      }
    }),
  }
}
