import {
  defineOperation,
  insufficient,
  isSuppressed,
  mapFew,
  periodOf,
  periodsBetween,
  previousPeriod,
  samePeriodLastYear,
  writeDay,
  writeDays,
  addDays,
  type Call,
  type Change,
  type Measured,
  type Period,
} from '@fealty/core'
import type { z } from 'zod'
import { judgeChanges, type Pair } from '../change/judge-changes.ts'
import { metricCatalogue } from '../metric/catalogue.ts'
import type { MetricId } from '../metric/contract.ts'
import type { MetricDefinition } from '../metric/metric-definition.ts'
import { keepAnswer } from '../query/keep-answer.ts'
import { openContext, type MeasureContext } from '../query/measure-context.ts'
import type { MetricAnswer, MetricCell } from '../query/count-metric.ts'
import { measureMetric } from '../query/measure-metric.ts'
import { showPeriod } from '../query/operation.ts'
import type { MeasureServices } from '../services.ts'
import { readWhale } from '../value/read-whale.ts'
import { metricsAtOnce, scorecardMetrics, trendPeriods } from './choose-metrics.ts'
import { scorecardInput, scorecardOutput } from './contract.ts'
import { describeMovements, type Moved } from './describe-movements.ts'
import { measureSegments } from './measure-segments.ts'
import { writeHeadline } from './write-headline.ts'

type Input = z.output<typeof scorecardInput>
type Output = z.input<typeof scorecardOutput>

/** The periods a scorecard looks at. */
export interface ScorecardPeriods {
  now: Period
  previous: Period
  lastYear: Period
  /** The trend up to now, oldest first. */
  trend: readonly Period[]
}

/** The period asked for, or the last one that is over on the as-of day. */
function chooseScorecardPeriods(context: MeasureContext, input: Input): ScorecardPeriods {
  const calendar = context.workspace
  const running = periodOf(input.day ?? context.asOf, input.every, calendar)
  const over = input.day !== undefined || running.end <= addDays(context.asOf, 1)
  const now = over ? running : previousPeriod(running, calendar)
  const trend = [now]
  while (trend.length < trendPeriods) trend.unshift(previousPeriod(trend[0]!, calendar))
  return {
    now,
    previous: previousPeriod(now, calendar),
    lastYear: samePeriodLastYear(now, calendar),
    trend,
  }
}

/** A metric of the whole, with the cells that its tile compares. */
interface Tile {
  metric: MetricDefinition
  answer: MetricAnswer
  now: MetricCell
  previous: MetricCell | undefined
  lastYear: MetricCell | undefined
}

const nothing = insufficient(0, 1, 'Nothing is known here.')

const emptyMeasured = (measured: Measured): boolean =>
  measured.kind === 'insufficient' && measured.n === 0 && !isSuppressed(measured)

async function measureTile(
  context: MeasureContext,
  periods: ScorecardPeriods,
  id: MetricId,
): Promise<Tile | null> {
  const metric = metricCatalogue[id]
  const known = periods.trend.some(({ start }) => start === periods.lastYear.start)
  const asked = known ? periods.trend : [periods.lastYear, ...periods.trend]
  const answer = await measureMetric(context, metric, { periods: asked, groups: [] })
  const cellAt = (period: Period): MetricCell | undefined =>
    answer.cells.find((cell) => answer.periods[cell.period]?.start === period.start)
  const now = cellAt(periods.now)
  // A metric without any data in all these periods has no place on the scorecard.
  if (!now || answer.cells.every((cell) => emptyMeasured(cell.measured))) return null
  return {
    metric,
    answer,
    now,
    previous: cellAt(periods.previous),
    lastYear: cellAt(periods.lastYear),
  }
}

function showTile(
  tile: Tile,
  change: Change,
  yearChange: Change,
  periods: ScorecardPeriods,
  asOf: string,
): Output['tiles'][number] {
  const trend = tile.answer.cells
    .map((cell) => ({ period: tile.answer.periods[cell.period]!, measured: cell.measured }))
    .filter(({ period }) => periods.trend.some(({ start }) => start === period.start))
    .map(({ period, measured }) => ({ period: showPeriod(period, asOf), measured }))
  return { metric: tile.metric.info, measured: tile.now.measured, change, yearChange, trend }
}

function choices(context: MeasureContext, input: Input, now: Period): Period[] {
  const first = Object.values(context.bounds.first).reduce((a, b) => (a < b ? a : b), context.asOf)
  const all = periodsBetween(first, context.asOf, input.every, context.workspace)
  const known = all.some(({ start }) => start === now.start)
  return (known ? all : [...all, now]).slice(-24).reverse()
}

async function composeScorecard(context: MeasureContext, input: Input): Promise<Output> {
  const periods = chooseScorecardPeriods(context, input)
  const found = await mapFew(scorecardMetrics, metricsAtOnce, (id) =>
    measureTile(context, periods, id),
  )
  const tiles = found.filter((tile) => tile !== null)
  const segments = await measureSegments(context, periods, input.by)
  const pairs: Pair[] = [
    ...tiles.map((tile) => ({ metric: tile.metric, now: tile.now, before: tile.previous })),
    ...segments.pairs,
  ]
  // What is shown together is corrected together; the year's comparison is a family of its own.
  const changes = judgeChanges(pairs, context.level)
  const yearChanges = judgeChanges(
    tiles.map((tile) => ({ metric: tile.metric, now: tile.now, before: tile.lastYear })),
    context.level,
  )
  const findings = changes.map((change, index): Moved => {
    const { metric, now, before } = pairs[index]!
    return {
      metric: metric.info,
      segment: index < tiles.length ? '' : (now?.key[0] ?? ''),
      change,
      before: before?.measured ?? nothing,
      now: now?.measured ?? nothing,
    }
  })
  const judged = findings.filter(({ change }) => change.verdict !== 'too few')
  const moved = judged.filter(({ change }) => change.verdict === 'real')
  const { asOf, workspace } = context
  const show = (period: Period): Output['period'] => showPeriod(period, asOf)
  return {
    workspace: { name: workspace.name, currency: workspace.currency },
    snapshotId: context.snapshot.id,
    asOf,
    period: show(periods.now),
    previous: show(periods.previous),
    lastYear: show(periods.lastYear),
    periods: choices(context, input, periods.now).map(show),
    headline: writeHeadline(findings, periods.previous.label),
    subline: `${periods.now.label}, ${writeDays(periods.now.start, addDays(periods.now.end, -1))} · as of ${writeDay(asOf, true)} · against ${periods.previous.label} · ${judged.length} compared, ${moved.length} moved for real`,
    compared: judged.length,
    moved: moved.length,
    tiles: tiles.map((tile, index) =>
      showTile(tile, changes[index]!, yearChanges[index]!, periods, asOf),
    ),
    segments: segments.show(changes.slice(tiles.length)),
    ...(await describeMovements(context, periods, moved)),
    whale: await readWhale(context, periods.now),
  }
}

/** The first page: where loyalty and value stand, what moved, and whether it is real. */
export const scorecardOperation = defineOperation<
  MeasureServices,
  typeof scorecardInput,
  typeof scorecardOutput
>({
  id: 'measure.scorecard',
  summary: 'The scorecard: headline numbers with interval, trend and verdict, by segment',
  kind: 'query',
  input: scorecardInput,
  output: scorecardOutput,
  errors: ['input.dimension', 'engine.time', 'engine.memory'],
  access: 'member',
  run: async (call: Call<MeasureServices>, input) => {
    const context = await openContext(call, input)
    return keepAnswer(context, 'measure.scorecard', input, () => composeScorecard(context, input))
  },
})
