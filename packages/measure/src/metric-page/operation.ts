import {
  addDays,
  addMonths,
  defineOperation,
  periodOf,
  previousPeriod,
  samePeriodLastYear,
  type Call,
  type Day,
  type Period,
} from '@fealty/core'
import type { z } from 'zod'
import { findShift } from '../change/find-shift.ts'
import { detectableChange, judgeChanges, type Pair } from '../change/judge-changes.ts'
import { metricCatalogue } from '../metric/catalogue.ts'
import type { MetricDefinition } from '../metric/metric-definition.ts'
import { keepAnswer } from '../query/keep-answer.ts'
import { openContext, type MeasureContext } from '../query/measure-context.ts'
import type { MetricCell } from '../query/count-metric.ts'
import { measureMetric } from '../query/measure-metric.ts'
import { showPeriod } from '../query/operation.ts'
import { readHappenings, type Happening } from '../scorecard/describe-movements.ts'
import type { MeasureServices } from '../services.ts'
import { measureBreakdown } from './measure-breakdown.ts'
import { metricPageInput, metricPageOutput } from './contract.ts'
import { writeMetricHeadline } from './write-metric-headline.ts'

type Input = z.output<typeof metricPageInput>
type Output = z.input<typeof metricPageOutput>

/** The trend's periods, oldest first, ending with the last that is over. */
function trendPeriods(context: MeasureContext, input: Input): Period[] {
  const calendar = context.workspace
  const running = periodOf(context.asOf, input.every, calendar)
  const over = running.end <= addDays(context.asOf, 1)
  const periods = [over ? running : previousPeriod(running, calendar)]
  while (periods.length < input.periods) periods.unshift(previousPeriod(periods[0]!, calendar))
  return periods
}

/** A trend has at least so many periods, also where fewer are known. */
const fewestPeriods = 6

/**
 * How many of the last periods are shown: those before anything is known are left out, so that a
 * young company's line fills the chart.
 */
function countKnown(cells: readonly MetricCell[]): number {
  const first = cells.findIndex(({ measured }) => measured.kind === 'estimate')
  const known = first < 0 ? 0 : cells.length - first
  return Math.min(cells.length, Math.max(known, fewestPeriods))
}

function bandRows(
  cells: readonly MetricCell[],
  periods: readonly Period[],
  asOf: string,
): Output['bands'] {
  return cells.flatMap(({ measured, period }) =>
    measured.kind === 'estimate' && measured.bands !== undefined
      ? [{ period: showPeriod(periods[period]!, asOf), bands: measured.bands, n: measured.n }]
      : [],
  )
}

/** The whole company over the trend, with the cells that the page compares. */
async function measureWhole(
  context: MeasureContext,
  metric: MetricDefinition,
  asked: readonly Period[],
): Promise<{
  /** The asked periods that are shown, and their cells. */
  trend: readonly Period[]
  shown: readonly MetricCell[]
  periods: readonly Period[]
  pair: Pair
  yearPair: Pair
  sql: string
}> {
  const now = asked.at(-1)!
  const lastYear = samePeriodLastYear(now, context.workspace)
  const inTrend = asked.some(({ start }) => start === lastYear.start)
  const periods = inTrend ? asked : [lastYear, ...asked]
  const { cells, sql } = await measureMetric(context, metric, { periods, groups: [] })
  const cellAt = (period: Period): MetricCell | undefined =>
    cells.find((cell) => periods[cell.period]!.start === period.start)
  const pair = { metric, now: cellAt(now), before: cellAt(asked.at(-2)!) }
  const inAsked = cells.filter((cell) => inTrend || cell.period > 0)
  const count = countKnown(inAsked)
  return {
    trend: asked.slice(-count),
    shown: inAsked.slice(-count),
    periods,
    pair,
    yearPair: { ...pair, before: cellAt(lastYear) },
    sql,
  }
}

const happeningLimit = 8

/** Where there are many, routine releases are named only lately: a line for each would hide the rest. */
function notableHappenings(happenings: readonly Happening[], recently: Day): Output['happenings'] {
  const shown =
    happenings.length <= happeningLimit
      ? happenings
      : happenings.filter(({ kind, day }) => kind !== 'release' || day >= recently)
  return shown.map(({ day, name, kind }) => ({ day, name, kind }))
}

async function composePage(context: MeasureContext, input: Input): Promise<Output> {
  const metric = metricCatalogue[input.metric]
  const { asOf, workspace, level } = context
  const whole = await measureWhole(context, metric, trendPeriods(context, input))
  const { trend, shown, periods, pair, yearPair } = whole
  const [now, previous] = [trend.at(-1)!, trend.at(-2)!]
  const [breakdown, happenings] = await Promise.all([
    measureBreakdown(context, metric, trend, input.by),
    readHappenings(context, trend[0]!.start, addDays(now.end, -1)),
  ])
  const measured = pair.now!.measured
  const change = judgeChanges([pair], level)[0]!
  const shift = findShift(
    shown.map((cell) => cell.measured),
    level,
  )
  const movedSince = shift === null ? null : trend[shift]!.label
  return {
    metric: metric.info,
    workspace: { name: workspace.name, currency: workspace.currency },
    snapshotId: context.snapshot.id,
    asOf,
    period: showPeriod(now, asOf),
    previous: showPeriod(previous, asOf),
    ...writeMetricHeadline({
      metric: metric.info,
      now,
      previous,
      measured,
      change,
      movedSince,
      breakdown,
      asOf,
    }),
    now: measured,
    change,
    yearChange: judgeChanges([yearPair], level)[0]!,
    detectable: detectableChange(pair, level),
    trend: shown.map((cell) => ({
      period: showPeriod(periods[cell.period]!, asOf),
      measured: cell.measured,
    })),
    movedSince,
    happenings: notableHappenings(happenings, addMonths(now.end, -3)),
    breakdown,
    bands: bandRows(shown, periods, asOf),
    sql: whole.sql,
  }
}

/** One page per measure: trend, happenings, breakdown, bands, definition and SQL. */
export const metricPageOperation = defineOperation<
  MeasureServices,
  typeof metricPageInput,
  typeof metricPageOutput
>({
  id: 'measure.page',
  summary: 'One measure in full: trend with band, verdicts, breakdown as small multiples, SQL',
  kind: 'query',
  input: metricPageInput,
  output: metricPageOutput,
  errors: ['input.dimension', 'engine.time', 'engine.memory'],
  access: 'member',
  run: async (call: Call<MeasureServices>, input) => {
    const context = await openContext(call, input, metricCatalogue[input.metric])
    return keepAnswer(context, 'measure.page', input, () => composePage(context, input))
  },
})
