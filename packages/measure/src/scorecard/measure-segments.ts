import { addDays, insufficient, mapFew, type Change, type Day, type Period } from '@fealty/core'
import { sql } from '@fealty/engine'
import type { z } from 'zod'
import type { Pair } from '../change/judge-changes.ts'
import { metricCatalogue } from '../metric/catalogue.ts'
import {
  dimensionJoins,
  dimensionSql,
  isCustomerDimension,
  type Dimension,
} from '../metric/dimension.ts'
import type { MetricDefinition } from '../metric/metric-definition.ts'
import { numberOf } from '../metric/statistic-families.ts'
import { resolveDimension } from '../query/find-dimensions.ts'
import { keptRows } from '../query/keep-rows.ts'
import { dimensionsFor, type MeasureContext } from '../query/measure-context.ts'
import type { MetricAnswer, MetricCell } from '../query/count-metric.ts'
import { measureMetric } from '../query/measure-metric.ts'
import { bandWindowStart } from '../value/bands.ts'
import { profitSql } from '../value/profit-sql.ts'
import { metricsAtOnce, segmentMetrics } from './choose-metrics.ts'
import type { scorecardOutput } from './contract.ts'

type Shown = z.input<typeof scorecardOutput>['segments']

/** The segment table, measured; `show` puts the judged changes in. */
export interface MeasuredSegments {
  pairs: readonly Pair[]
  show: (changes: readonly Change[]) => Shown
}

const preferred = ['segment', 'product_line', 'unit', 'band']
const rowLimit = 40

/** The dimension asked for, or the first there is of the usual ones; null when there is none. */
function chooseDimension(context: MeasureContext, name: string | undefined): Dimension | null {
  const usable = context.dimensions.filter(isCustomerDimension)
  if (name !== undefined) return resolveDimension(name, context.dimensions, {})
  const found = preferred.map((one) => usable.find((dimension) => dimension.name === one))
  return found.find((dimension) => dimension !== undefined) ?? usable[0] ?? null
}

/** Customers and share of the value by row of the dimension, over twelve months up to a day. */
async function measureSizes(
  context: MeasureContext,
  dimension: Dimension,
  until: Day,
): Promise<Map<string, { customers: number; valueShare: number | null }>> {
  const rows = await keptRows(
    context,
    sql`with profits as (${profitSql(context.services.engine.dialect, until, bandWindowStart(until))})
select ${dimensionSql(dimension)} as segment, count(*) as customers, sum(p.profit) as profit
from profits p${dimensionJoins([dimension], sql`p.customer_id`)}
group by 1 order by sum(p.profit) desc, 1`,
  )
  const total = rows.reduce((sum, row) => sum + numberOf(row, 'profit'), 0)
  return new Map(
    rows.map((row) => [
      String(row.segment),
      {
        customers: numberOf(row, 'customers'),
        valueShare: total > 0 ? numberOf(row, 'profit') / total : null,
      },
    ]),
  )
}

const nothing = insufficient(0, 1, 'Nothing is known here.')

async function measureAnswers(
  context: MeasureContext,
  periods: { now: Period; previous: Period },
  dimension: Dimension,
): Promise<MetricAnswer[]> {
  const usable = segmentMetrics
    .map((id) => metricCatalogue[id])
    .filter((metric) => dimensionsFor(context, metric).includes(dimension))
  const question = { periods: [periods.previous, periods.now], groups: [dimension] }
  const answers = await mapFew(usable, metricsAtOnce, (metric) =>
    measureMetric(context, metric, question),
  )
  return answers.filter(({ cells }) => cells.length > 0)
}

/** One cell of the table: a row and a metric. */
interface TableCell {
  segment: string
  metric: MetricDefinition
  now: MetricCell | undefined
  before: MetricCell | undefined
}

function tableCells(answers: readonly MetricAnswer[], names: readonly string[]): TableCell[] {
  return names.flatMap((segment) =>
    answers.map(({ metric, cells }) => {
      const at = (period: number): MetricCell | undefined =>
        cells.find((cell) => cell.period === period && cell.key[0] === segment)
      return { segment, metric, before: at(0), now: at(1) }
    }),
  )
}

function showCells(
  cells: readonly TableCell[],
  changes: readonly Change[],
  segment: string,
): Shown['rows'][number]['cells'] {
  const own = cells.flatMap((cell, index) =>
    cell.segment === segment
      ? [
          [
            cell.metric.info.id,
            {
              measured: cell.now?.measured ?? nothing,
              before: cell.before?.measured ?? nothing,
              change: changes[index] ?? { verdict: 'too few' as const },
            },
          ] as const,
        ]
      : [],
  )
  return Object.fromEntries(own)
}

/** Measures the rows of the segment table for the period and the one before. */
export async function measureSegments(
  context: MeasureContext,
  periods: { now: Period; previous: Period },
  by: string | undefined,
): Promise<MeasuredSegments> {
  const dimension = chooseDimension(context, by)
  const dimensions = context.dimensions.filter(isCustomerDimension).map(({ name }) => name)
  if (dimension === null) {
    return { pairs: [], show: () => ({ dimension: '', dimensions, metrics: [], rows: [] }) }
  }
  const last = addDays(periods.now.end, -1)
  const [answers, sizes] = await Promise.all([
    measureAnswers(context, periods, dimension),
    measureSizes(context, dimension, last < context.asOf ? last : context.asOf),
  ])
  const answered = answers.flatMap(({ cells }) => cells.map(({ key }) => key[0]!))
  const names = [...new Set([...sizes.keys(), ...answered])].slice(0, rowLimit)
  const cells = tableCells(answers, names)
  return {
    pairs: cells,
    show: (changes) => ({
      dimension: dimension.name,
      dimensions,
      metrics: answers.map(({ metric }) => metric.info),
      rows: names.map((segment) => ({
        segment,
        customers: sizes.get(segment)?.customers ?? 0,
        valueShare: sizes.get(segment)?.valueShare ?? null,
        cells: showCells(cells, changes, segment),
      })),
    }),
  }
}
