import type { Period } from '@fealty/core'
import type { z } from 'zod'
import { judgeChanges, type Pair } from '../change/judge-changes.ts'
import type { Dimension } from '../metric/dimension.ts'
import type { MetricDefinition } from '../metric/metric-definition.ts'
import { fits, resolveDimension } from '../query/find-dimensions.ts'
import { dimensionsFor, type MeasureContext } from '../query/measure-context.ts'
import type { MetricCell } from '../query/count-metric.ts'
import { measureMetric } from '../query/measure-metric.ts'
import { showPeriod } from '../query/operation.ts'
import type { metricPageOutput } from './contract.ts'

export type Breakdown = z.input<typeof metricPageOutput>['breakdown']

const preferred = ['question', 'segment', 'product_line', 'unit', 'touchpoint', 'channel']
const rowLimit = 24

function chooseDimension(
  usable: readonly Dimension[],
  metric: MetricDefinition,
  by: string | undefined,
): Dimension | null {
  if (by !== undefined) return resolveDimension(by, usable, metric)
  const found = preferred
    .map((name) => usable.find((dimension) => dimension.name === name))
    .find((dimension) => dimension !== undefined)
  return found ?? usable[0] ?? null
}

/** All other rows of the last period together. */
function othersOf(
  metric: MetricDefinition,
  cells: readonly MetricCell[],
  own: MetricCell,
): MetricCell | undefined {
  const others = cells.filter((cell) => cell !== own && cell.statistics !== null)
  if (own.statistics === null || others.length === 0) return undefined
  const statistics = others
    .map((cell) => cell.statistics)
    .reduce<unknown>((sum, each) => (sum === null ? each : metric.family.add(sum, each)), null)
  return { ...own, statistics }
}

/** The rows of the breakdown: each against the period before, and against all others together. */
export async function measureBreakdown(
  context: MeasureContext,
  metric: MetricDefinition,
  trend: readonly Period[],
  by: string | undefined,
): Promise<Breakdown> {
  const usable = dimensionsFor(context, metric).filter((dimension) => fits(dimension, metric))
  const dimensions = usable.map(({ name }) => name)
  const dimension = chooseDimension(usable, metric, by)
  if (dimension === null) return { dimension: '', dimensions, rows: [] }
  const answer = await measureMetric(context, metric, { periods: trend, groups: [dimension] })
  const last = trend.length - 1
  const lastCells = answer.cells
    .filter((cell) => cell.period === last)
    .sort((a, b) => b.measured.n - a.measured.n)
    .slice(0, rowLimit)
  const cellOf = (key: string, period: number): MetricCell | undefined =>
    answer.cells.find((cell) => cell.period === period && cell.key[0] === key)
  const pairs = lastCells.map((now): Pair => ({
    metric,
    now,
    before: cellOf(now.key[0]!, last - 1),
  }))
  const against = lastCells.map((now): Pair => ({
    metric,
    now,
    before: othersOf(metric, lastCells, now),
  }))
  const changes = judgeChanges(pairs, context.level)
  const differences = judgeChanges(against, context.level)
  return {
    dimension: dimension.name,
    dimensions,
    rows: lastCells.map((cell, index) => ({
      segment: cell.key[0]!,
      measured: cell.measured,
      before: pairs[index]!.before?.measured ?? cell.measured,
      change: changes[index]!,
      against: differences[index]!,
      trend: trend.map((period, position) => ({
        period: showPeriod(period, context.asOf),
        measured: cellOf(cell.key[0]!, position)!.measured,
      })),
    })),
  }
}
