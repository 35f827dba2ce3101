import { addDays, addMonths, periodsBetween, type Day, type Grain, type Period } from '@fealty/core'
import {
  firstDayFor,
  measureMetric,
  type AnyMetric,
  type MeasureContext,
  type MetricCell,
} from '@fealty/measure'

/** A metric over the periods that are over, oldest first. */
export interface MetricSeries {
  periods: readonly Period[]
  cells: readonly MetricCell[]
}

/** Months looked back: three years hold two whole cycles of a year and a start. */
const monthsBack = 36

/** The complete periods up to the as-of day, no longer back than the facts and three years. */
function completePeriods(context: MeasureContext, metric: AnyMetric, grain: Grain): Period[] {
  const dayAfter = addDays(context.asOf, 1)
  const back = addMonths(dayAfter, -monthsBack)
  const known = firstDayFor(context, metric)
  const from: Day = known > back ? known : back
  if (from > context.asOf) return []
  return periodsBetween(from, context.asOf, grain, context.workspace).filter(
    ({ start, end }) => end <= dayAfter && start >= from,
  )
}

/** Measures a metric by period for the customers that the conditions name. */
export async function readSeries(
  context: MeasureContext,
  metric: AnyMetric,
  { where, grain }: { where: readonly string[]; grain: Grain },
): Promise<MetricSeries> {
  const scoped: MeasureContext = { ...context, where: [...context.where, ...where] }
  const periods = completePeriods(scoped, metric, grain)
  if (periods.length === 0) return { periods, cells: [] }
  const { cells } = await measureMetric(scoped, metric, { periods, groups: [] })
  return { periods, cells: periods.map((_, at) => cells.find(({ period }) => period === at)!) }
}
