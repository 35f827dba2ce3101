import { addDays, type Call } from '@fealty/core'
import { surveyRecords } from '@fealty/listen'
import {
  findDimension,
  keepAnswer,
  measureMetric,
  metricCatalogue,
  openContext,
  showPeriod,
  type MeasureContext,
  type MetricQuestion,
} from '@fealty/measure'
import type { z } from 'zod'
import { choosePeriods } from '../choose-periods.ts'
import type { ExplainServices } from '../services.ts'
import { readBenchmarks } from './benchmark-records.ts'
import {
  judgeBenchmarks,
  testBenchmark,
  testGap,
  type OurScore,
  type Tested,
} from './compare-benchmark.ts'
import type { compareInput, compareOutput, Series } from './contract.ts'

type Input = z.output<typeof compareInput>

/** Units with fewer answers are left out of the best quarter. */
const leastAnswers = 30
/** Fewer units have no best quarter. */
const leastUnits = 4

/** Our score beside the best quarter of our own units and beside what others publish. */
export async function compareBenchmarks(
  call: Call<ExplainServices>,
  input: Input,
): Promise<z.input<typeof compareOutput>> {
  const metric = metricCatalogue[input.score]
  const context = await openContext(call, input, metric)
  const all = await readBenchmarks(call.services.store, call.workspaceId)
  const benchmarks = all.filter(({ score }) => score === input.score)
  const others = await surveysOfOthers(call, input.series)
  return keepAnswer(context, 'benchmarks.compare', { input, benchmarks, others }, async () => {
    const period = choosePeriods(context, input).at(-1)!
    const question = { periods: [period], filters: leaveOut(context, others) }
    const whole = await measureMetric(context, metric, { ...question, groups: [] })
    const last = addDays(period.end, -1)
    const ours: OurScore = {
      measured: whole.cells[0]!.measured,
      series: input.series,
      day: last < context.asOf ? last : context.asOf,
      level: context.level,
    }
    const internal = await testBestUnits(context, input, question, ours)
    const tested = [...internal, ...benchmarks.map((each) => testBenchmark(ours, each))]
    return {
      asOf: context.asOf,
      score: input.score,
      series: input.series,
      period: showPeriod(period, context.asOf),
      ours: ours.measured,
      rows: judgeBenchmarks(tested, context.level),
    }
  })
}

/** What surveys call the series of a benchmark study. */
const seriesOfSurveys: Record<Series, string> = {
  relationship: 'relationship',
  transaction: 'transaction',
  competitive: 'benchmark',
}

/** Names of the surveys that belong to another series. */
async function surveysOfOthers(
  { services, workspaceId }: Call<ExplainServices>,
  series: Series,
): Promise<string[]> {
  const surveys = await surveyRecords.list(services.store, workspaceId)
  return surveys
    .filter(({ body }) => body.draft.series !== seriesOfSurveys[series])
    .map(({ body }) => body.draft.name)
    .sort()
}

/**
 * Series are never mixed: answers to a survey of another one do not count. Of answers that came with an
 * import nobody knows the series; they count as what is asked for.
 */
function leaveOut(
  context: MeasureContext,
  values: readonly string[],
): NonNullable<MetricQuestion['filters']> {
  const dimension = findDimension('survey', context.dimensions, metricCatalogue.nps)
  return dimension === undefined || values.length === 0
    ? []
    : [{ dimension, operator: 'not-in', values }]
}

/**
 * The score that a unit must have to be in the best quarter of units, in the same period: the upper
 * quartile (the lowest score of the best quarter). It is picked among noisy scores, so a part of its
 * lead is luck; only our own error is in the gap, and that is said.
 */
async function testBestUnits(
  context: MeasureContext,
  { score }: Input,
  question: Omit<MetricQuestion, 'groups'>,
  ours: OurScore,
): Promise<Tested[]> {
  const metric = metricCatalogue[score]
  const unit = findDimension('unit', context.dimensions, metric)
  if (unit === undefined) return []
  const answer = await measureMetric(context, metric, { ...question, groups: [unit] })
  const scores = answer.cells
    .flatMap(({ key, measured }) =>
      key[0] !== '(none)' && measured.kind === 'estimate' && measured.n >= leastAnswers
        ? [{ value: measured.value, n: measured.n }]
        : [],
    )
    .sort((a, b) => b.value - a.value)
  if (scores.length < leastUnits) return []
  const best = scores.slice(0, Math.floor(scores.length / 4))
  const value = best.at(-1)!.value
  return [
    {
      comparison: testGap(ours, { value, se: 0 }),
      comparable: true,
      row: {
        id: 'internal',
        name: `Best quarter of ${scores.length} units`,
        kind: 'internal',
        value,
        n: best.reduce((sum, { n }) => sum + n, 0),
        date: ours.day,
        source: 'Own answers',
        method: `The lowest score of the best quarter of units with ${leastAnswers} answers or more`,
        how: 'Only our own interval counts; a part of the lead of the best is luck.',
      },
    },
  ]
}
