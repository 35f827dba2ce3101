import { insufficient, suppressed, type Call, type Change } from '@fealty/core'
import {
  disclosureLimits,
  judgeChanges,
  metricCatalogue,
  showPeriod,
  withholdCells,
  type MeasureContext,
  type MetricCell,
} from '@fealty/measure'
import { countSince, type ScoreCount } from '@fealty/store'
import type { ListenServices } from '../services.ts'
import type { PublishedSurvey } from '../survey/published.ts'
import { addWaiting } from './add-waiting.ts'
import { countBeside } from './count-beside.ts'
import { boardScores, type Board, type BoardScore, type Scoreboard } from './contract.ts'
import { keyOf, readBase, type Base } from './read-base.ts'

const hour = 3_600_000

/** The running period of every open survey, with the answers of this moment. */
export async function readScoreboard(call: Call<ListenServices>): Promise<Scoreboard> {
  const base = await readBase(call)
  const { context, periods, surveys } = base
  const { store } = call.services
  const surveyIds = surveys.map(({ surveyId }) => surveyId)
  const choice = { workspaceId: call.workspaceId, surveyIds, units: ownUnits(context) }
  const counts = await countBeside(call.services, base.facts, choice, base.away !== undefined)
  if (counts === undefined) {
    // Segments became others between two reads; while the engine is away the board cannot be made anew.
    if (base.away !== undefined) throw base.away
    return readScoreboard(call)
  }
  const oneHourAgo = new Date(call.services.now().getTime() - hour).toISOString()
  const recent = await countSince(store, choice, oneHourAgo)
  const rows = protectRows(
    base,
    surveys.flatMap((survey) => toRows(base, survey, counts)),
  )
  const changes = judgeChanges(rows, context.level)
  return {
    period: showPeriod(periods.now, context.asOf),
    previous: showPeriod(periods.previous, context.asOf),
    boards: rows.map((row, index) => toBoard(row, changes[index]!, counts, recent)),
    lastHour: sumAnswers(recent),
    waiting: sumAnswers(counts),
  }
}

/** A manager sees answers that have not landed by the unit they name; the others once they landed. */
function ownUnits({ ownWhere }: MeasureContext): string[] | null {
  if (ownWhere === null) return null
  return ownWhere.flatMap((condition) =>
    condition.startsWith('unit=') ? [condition.slice('unit='.length)] : [],
  )
}

/** One score of one survey, with the statistics of both periods. */
interface BoardRow {
  survey: PublishedSurvey
  score: BoardScore
  metric: (typeof metricCatalogue)[BoardScore]
  now: MetricCell
  before: MetricCell
}

function toRows(base: Base, survey: PublishedSurvey, counts: readonly ScoreCount[]): BoardRow[] {
  const { surveyId, body } = survey
  const own = counts.filter((count) => count.surveyId === surveyId)
  const asked = boardScores.filter((score) => body.questions.some(({ kind }) => kind === score))
  return asked.map((score) => {
    const metric = metricCatalogue[score]
    const { family, minimum } = metric
    const landed = base.landed.get(keyOf(body.name, score))
    const toCell = (period: number, statistics: unknown): MetricCell => {
      const n = statistics === null ? 0 : family.count(statistics)
      const measured =
        n < minimum
          ? insufficient(n, minimum, `${n} counted, ${minimum} needed.`)
          : family.estimate(statistics, base.context.level)
      return { period, key: [body.name], statistics, measured }
    }
    const now = toCell(1, addWaiting(score, landed?.now ?? null, own))
    return { survey, score, metric, now, before: toCell(0, landed?.previous ?? null) }
  })
}

/**
 * Withholds small cells among all surveys of a score, also those that are closed and have no board: the
 * number over all surveys is on the scorecard.
 */
function protectRows(base: Base, rows: readonly BoardRow[]): BoardRow[] {
  const minimum = disclosureLimits(base.context.workspace).scores
  const hidden = new Map(
    boardScores.map((score) => [score, withheldOf(base, rows, score, minimum)]),
  )
  return rows.map((row) => {
    const protect = (cell: MetricCell): MetricCell =>
      hidden.get(row.score)!(cell.period, row.survey.body.name)
        ? { ...cell, statistics: null, measured: suppressed(minimum) }
        : cell
    return { ...row, now: protect(row.now), before: protect(row.before) }
  })
}

/** Whether the cell of a period and a survey is withheld. */
function withheldOf(
  { landed }: Base,
  rows: readonly BoardRow[],
  score: BoardScore,
  minimum: number,
): (period: number, survey: string) => boolean {
  const { family } = metricCatalogue[score]
  const count = (statistics: unknown): number =>
    statistics === null ? 0 : family.count(statistics)
  const sizes = new Map<string, readonly [number, number]>()
  for (const [key, { previous, now }] of landed) {
    if (!key.startsWith(`${score} `)) continue
    sizes.set(key.slice(score.length + 1), [count(previous), count(now)])
  }
  for (const { survey, before, now } of rows.filter((row) => row.score === score))
    sizes.set(survey.body.name, [count(before.statistics), count(now.statistics)])
  const names = [...sizes.keys()]
  const { hidden } = withholdCells({
    keys: names.map((name) => [name]),
    counts: [0, 1].map((period) => names.map((name) => sizes.get(name)![period]!)),
    ...{ longer: [], minimum },
  })
  return (period, survey) => hidden[period]![names.indexOf(survey)]!
}

interface AnswerCount {
  surveyId: string
  answers: number
}

const sumAnswers = (counts: readonly AnswerCount[]): number =>
  counts.reduce((sum, { answers }) => sum + answers, 0)

function toBoard(
  { survey: { surveyId, body }, score, metric, now, before }: BoardRow,
  change: Change,
  counts: readonly AnswerCount[],
  recent: readonly AnswerCount[],
): Board {
  const ofSurvey = (each: readonly AnswerCount[]) =>
    sumAnswers(each.filter((one) => one.surveyId === surveyId))
  return {
    surveyId,
    survey: body.name,
    series: body.series,
    score,
    title: metric.info.title,
    unit: metric.info.unit,
    measured: now.measured,
    before: before.measured,
    change,
    lastHour: body.anonymous ? null : ofSurvey(recent),
    waiting: ofSurvey(counts),
  }
}
