import { addDays, addMonths, rangePeriod } from '@fealty/core'
import {
  findDimension,
  measureMetric,
  type AnyMetric,
  type ListedUnit,
  type MeasureContext,
} from '@fealty/measure'
import { bindKpi } from '../kpi/bind-kpi.ts'
import type { Kpi } from '../kpi/contract.ts'
import { readSeries } from '../kpi/read-series.ts'
import type { KpiMoves } from './test-hypothesis.ts'

/** Dimensions that parts of a company are cut by, in the order of preference. */
const unitDimensions = ['unit', 'region', 'segment', 'product_line'] as const

/** What a KPI did by month and by unit; null for one that is entered by hand. */
export async function readMoves(
  context: MeasureContext,
  units: readonly ListedUnit[],
  kpi: Kpi,
): Promise<(KpiMoves & { firstMonth: string }) | null> {
  const metric = bindKpi(kpi, context)
  if (metric === null) return null
  const ofUnit = units.find(({ id }) => id === kpi.unitId)?.where ?? []
  const where = [...kpi.where, ...ofUnit]
  const { periods, cells } = await readSeries(context, metric, { where, grain: 'month' })
  return {
    better: kpi.better,
    firstMonth: periods[0]?.start ?? '',
    months: cells.map(({ measured }) => (measured.kind === 'estimate' ? measured : null)),
    units: await readUnitMoves({ ...context, where }, metric),
  }
}

/** Change from the year before last to the last one, by unit. */
async function readUnitMoves(
  context: MeasureContext,
  metric: AnyMetric,
): Promise<ReadonlyMap<string, number>> {
  const dimension = unitDimensions
    .map((name) => findDimension(name, context.dimensions, metric))
    .find((found) => found !== undefined)
  if (dimension === undefined) return new Map()
  const end = addDays(context.asOf, 1)
  const middle = addMonths(end, -12)
  const years = [rangePeriod(addMonths(end, -24), middle), rangePeriod(middle, end)]
  const { cells } = await measureMetric(context, metric, { periods: years, groups: [dimension] })
  const moves = new Map<string, number>()
  for (const now of cells.filter(({ period }) => period === 1)) {
    const before = cells.find(({ period, key }) => period === 0 && key[0] === now.key[0])
    if (now.measured.kind !== 'estimate' || before?.measured.kind !== 'estimate') continue
    moves.set(`${dimension.name}=${now.key[0]!}`, changeOf(now.measured, before.measured))
  }
  return moves
}

/** Full counts (revenue, customers) are compared in per cent, or the largest unit would decide all. */
function changeOf(
  now: { value: number; complete?: boolean | undefined },
  before: { value: number },
): number {
  return now.complete === true && before.value > 0
    ? now.value / before.value - 1
    : now.value - before.value
}
