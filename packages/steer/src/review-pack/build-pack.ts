import { decimalsOf, domainOf, formatCount, formatVerdict, type ValueFormat } from '@fealty/charts'
import { addDays, writeDay } from '@fealty/core'
import { metricCatalogue, scorecardOperation, type MetricInfo } from '@fealty/measure'
import { writeNorthStar } from '../kpi/read-north-star.ts'
import type { SteerCall } from '../record-change.ts'
import type { Cadence, ListedAction, ListedDecision, Review, Series } from '../review/contract.ts'
import { writeDue } from '../review/list-actions.ts'
import { readPackBenchmarks, type PackBenchmarks } from './compare-benchmarks.ts'
import { chooseMoved } from './choose-voices.ts'
import type { PackLine, PackUnit, ReviewPack } from './contract.ts'
import { measureUnits, type MeasuredUnits } from './measure-units.ts'
import { proposeDecisions } from './propose-decisions.ts'
import { readSources, type PackSources } from './read-sources.ts'
import { showUnit, writeTargetHead } from './show-unit.ts'
import { writePackHeadline } from './write-headline.ts'

/** What the review's own records give to its pack. */
export interface PackQuestion {
  series: Series
  review: Review
  version: number
  cadence: Cadence
  /** Of all reviews of the series. */
  actions: readonly ListedAction[]
  decisions: readonly ListedDecision[]
}

const discountRate = 0.1

/** One table is written with the digits that its middle interval supports. */
function formatFor(metric: MetricInfo, currency: string, { units }: MeasuredUnits): ValueFormat {
  const format: ValueFormat = { unit: metric.unit, currency }
  const decimals = units
    .flatMap(({ now }) => (now.kind === 'estimate' ? [decimalsOf(now, format)] : []))
    .sort((a, b) => a - b)
  const middle = decimals[Math.floor(decimals.length / 2)]
  return middle === undefined ? format : { ...format, decimals: Math.min(middle, 1) }
}

/** What a pack takes from beside its own measures. */
interface Beside {
  sources: PackSources
  benchmarks: PackBenchmarks
}

function showUnits(
  question: PackQuestion,
  measured: MeasuredUnits,
  { sources, benchmarks }: Beside,
  metric: MetricInfo,
  format: ValueFormat,
): PackUnit[] {
  return measured.units.map((one) => {
    const known = sources.byUnit.get(one.unit.id)
    const own = question.actions.filter(
      ({ unit, state }) => unit === one.unit.name && state !== 'done',
    )
    const effects = question.actions.filter(
      ({ unit, effect }) => unit === one.unit.name && effect !== '',
    )
    const facts = {
      target: known?.target,
      benchmark: benchmarks.byUnit.get(one.unit.id),
      actionsDue: own.length,
      actionsLate: own.filter(({ state }) => state === 'late').length,
      effect: known?.effect ?? effects.at(-1)?.effect ?? '',
    }
    return showUnit(one, facts, metric, format)
  })
}

/** What moved for real among all measures of the scorecard, corrected for all that were compared. */
async function readMoved(
  call: SteerCall,
  series: Series,
): Promise<{ moved: PackLine[]; note: string }> {
  const input = { every: series.every, where: [], level: 0.95 }
  const card = await scorecardOperation.run(call, input)
  const moved = card.movements.map(({ metric, title, change, nearby }): PackLine => {
    const { unit, better } = metricCatalogue[metric].info
    const format: ValueFormat = { unit, currency: card.workspace.currency }
    const good = better === 'neither' ? undefined : better
    const { mark, text, tone } = formatVerdict(change, format, good)
    return {
      title,
      note: nearby === '' ? '' : `Near it: ${nearby}`,
      right: { text: `${mark} ${text}`, tone },
      unit: '',
    }
  })
  return { moved, note: `${card.moved} of ${card.compared} compared moved for real` }
}

function showPromised(actions: readonly ListedAction[]): { lines: PackLine[]; note: string } {
  const order = { late: 0, open: 1, done: 2 }
  const sorted = [...actions].sort(
    (a, b) => order[a.state] - order[b.state] || a.daysLeft - b.daysLeft,
  )
  const lines = sorted.slice(0, 12).map((action): PackLine => ({
    title: action.what,
    note: [action.owner, action.effect].filter((part) => part !== '').join(' · '),
    unit: action.unit,
    right: {
      text: `${writeDay(action.due)} · ${writeDue(action)}`,
      tone: action.state === 'late' ? 'worse' : 'neutral',
    },
  }))
  const done = actions.filter(({ state }) => state === 'done').length
  return { lines, note: actions.length === 0 ? '' : `${done} of ${actions.length} done` }
}

function showCadence(cadence: Cadence): ReviewPack['cadence'] {
  const { days, sinceHeld, held, heldInTime, missed, overdue } = cadence
  const last = sinceHeld === null ? 'none held yet' : `last held ${sinceHeld} days ago`
  const share = held + missed === 0 ? '' : ` · ${heldInTime} of ${held + missed} held in time`
  return {
    days,
    sinceHeld,
    held,
    heldInTime,
    missed,
    text: `${last}${share}`,
    tone: overdue || missed > 0 ? 'worse' : 'neutral',
  }
}

/** What was said or promised, as the lines of the pack. */
function showLines(
  { actions, cadence }: PackQuestion,
  { sources, benchmarks }: Beside,
): Pick<
  ReviewPack,
  | 'benchmark'
  | 'benchmarks'
  | 'benchmarksNote'
  | 'promised'
  | 'promisedNote'
  | 'cases'
  | 'casesNote'
  | 'voices'
  | 'voicesNote'
  | 'initiatives'
  | 'discountRate'
  | 'cadence'
  | 'missing'
> {
  const promised = showPromised(actions)
  return {
    benchmark: benchmarks.benchmark,
    benchmarks: benchmarks.benchmarks,
    benchmarksNote: benchmarks.benchmarksNote,
    promised: promised.lines,
    promisedNote: promised.note,
    cases: [...sources.cases],
    casesNote: sources.casesNote,
    voices: [...sources.voices],
    voicesNote: sources.voicesNote,
    initiatives: [...sources.initiatives],
    discountRate,
    cadence: showCadence(cadence),
    missing: [...sources.missing, ...missingOf(benchmarks)],
  }
}

function missingOf({ benchmark, benchmarks }: PackBenchmarks): string[] {
  if (benchmark !== null) return []
  return [
    benchmarks.length === 0
      ? 'No benchmark of this measure is written down.'
      : 'No published benchmark of this measure is comparable.',
  ]
}

function writeSubline(
  { series, review, version }: PackQuestion,
  { context: { asOf, snapshot }, periods }: MeasuredUnits,
  units: readonly PackUnit[],
): string {
  const answers = units.reduce((sum, { score }) => sum + score.n, 0)
  return [
    `${series.name} no. ${review.number}`,
    `${periods.now.label} against ${periods.before.label}, as of ${writeDay(asOf, true)}`,
    `n ${formatCount(answers)}`,
    `quorum ${series.quorum} of ${series.members.length}`,
    `snapshot ${snapshot.id.slice(0, 8)}, pack ${version}`,
  ].join(' · ')
}

/** Who made the pack of what, from which facts. */
function showOrigin(
  call: SteerCall,
  { series, review, version }: PackQuestion,
  { context: { workspace, snapshot, asOf }, periods }: MeasuredUnits,
): Pick<
  ReviewPack,
  | 'reviewId'
  | 'version'
  | 'snapshotId'
  | 'madeAt'
  | 'asOf'
  | 'date'
  | 'number'
  | 'workspace'
  | 'seriesName'
  | 'periods'
> {
  return {
    reviewId: review.id,
    version,
    snapshotId: snapshot.id,
    madeAt: call.services.now().toISOString(),
    asOf,
    date: review.date,
    number: review.number,
    workspace: { name: workspace.name, currency: workspace.currency },
    seriesName: series.name,
    periods: {
      now: periods.now.label,
      before: periods.before.label,
      lastYear: periods.lastYear.label,
    },
  }
}

function writeUnitsNote({ context, periods, units }: MeasuredUnits): string {
  if (units.length === 0) {
    return 'No unit is named. Add units with their owners, and the next pack measures them.'
  }
  const level = `${Math.round(context.level * 100)}\u2009%`
  return `${periods.now.label} with ${level} interval, before it ${periods.before.label}, corrected for ${units.length} comparisons`
}

/**
 * Builds the pack of a review: one object, with every text and number as it is shown, from which
 * page, slides, print, workbook, API and terminal are all drawn.
 * @throws FealtyError `data.none` when there is nothing to measure
 */
export async function buildPack(call: SteerCall, question: PackQuestion): Promise<ReviewPack> {
  const { series, review } = question
  const measured = await measureUnits(call, series)
  const metric = metricCatalogue[series.metric].info
  const format = formatFor(metric, measured.context.workspace.currency, measured)
  const [northStar, sources, { moved, note: movedNote }, benchmarks] = await Promise.all([
    writeNorthStar(call),
    readSources(call, {
      metric: series.metric,
      units: measured.units.map(({ unit }) => unit),
      moved: chooseMoved(measured.units, metric),
      period: { from: measured.periods.now.start, to: addDays(measured.periods.now.end, -1) },
      asOf: measured.context.asOf,
      discountRate,
      currency: measured.context.workspace.currency,
    }),
    readMoved(call, series),
    readPackBenchmarks(call, { series, measured, metric, format }),
  ])
  const beside = { sources, benchmarks }
  const units = showUnits(question, measured, beside, metric, format)
  const carried = new Set(
    [...sources.byUnit].filter(([, { hasInitiative }]) => hasInitiative).map(([id]) => id),
  )
  const seen = { units, carried, waiting: sources.waiting }
  const decisions = proposeDecisions(question.decisions, seen)
  const targets = units.flatMap(({ target }) => target.value ?? [])
  const shown = units.flatMap(({ score, before }) => [score, before])
  return {
    ...showOrigin(call, question, measured),
    headline: writePackHeadline(review.date, units, decisions.length),
    northStar,
    subline: writeSubline(question, measured, units),
    metric,
    domain: [...domainOf(shown, targets)] as [number, number],
    targetHead: writeTargetHead(units),
    units,
    unitsNote: writeUnitsNote(measured),
    moved,
    movedNote,
    decisions,
    ...showLines(question, beside),
  }
}
