import {
  addDays,
  insufficient,
  isSuppressed,
  rangePeriod,
  suppressed,
  type Change,
  type Measured,
} from '@fealty/core'
import type { Call, Period } from '@fealty/core'
import {
  countMetric,
  disclosureLimits,
  findDimension,
  keepAnswer,
  measureMetric,
  metricCatalogue,
  openContext,
  readInvitationCounts,
  resolveDimension,
  showPeriod,
  withholdCells,
  type InvitationCounts,
  type MeasureContext,
  type MetricCell,
} from '@fealty/measure'
import { compareProportions, wilsonInterval } from '@fealty/stats'
import type { z } from 'zod'
import { choosePeriods } from '../choose-periods.ts'
import type { ExplainServices } from '../services.ts'
import type { MarginAnswer, Score, weightedInput, weightedOutput } from './contract.ts'
import { weighAnswers, type AnswerCell, type BaseMargin } from './weigh-answers.ts'
import { writeWeightedHeadline } from './write-weighted-headline.ts'

type Input = z.output<typeof weightedInput>
type Output = z.input<typeof weightedOutput>

/** Fewer invitations show no rate. */
const leastInvited = 30
const usualMargins = ['segment', 'region']

/** The score as the answers say it and as the customer base would, with how many answered at all. */
export async function measureWeighted(call: Call<ExplainServices>, input: Input): Promise<Output> {
  const metric = metricCatalogue[input.score]
  const context = await openContext(call, input, metric)
  return keepAnswer(context, 'scores.weighted', input, async () => {
    const periods = choosePeriods(context, input)
    const period = periods.at(-1)!
    const [raw, weighed, invitations] = await Promise.all([
      measureMetric(context, metric, { periods: [period], groups: [] }),
      weighPeriod(context, input, period),
      readInvitationCounts(context, input.score, periods),
    ])
    const value: Measured = raw.cells[0]!.measured
    if (isSuppressed(value)) weighed.weighted = value
    const whole = {
      asOf: context.asOf,
      score: input.score,
      period: showPeriod(period, context.asOf),
      previous: showPeriod(periods.at(-2)!, context.asOf),
      raw: value,
      ...weighed,
      difference:
        value.kind === 'estimate' && weighed.weighted.kind === 'estimate'
          ? weighed.weighted.value - value.value
          : null,
      response: describeResponse(context, periods, invitations),
    }
    return { ...whole, ...writeWeightedHeadline(whole) }
  })
}

/** The answers of a period weighted to those who were customers on its last known day. */
async function weighPeriod(context: MeasureContext, input: Input, period: Period) {
  const { active } = metricCatalogue
  const names = input.margins ?? usualMargins.filter((name) => knows(context, name))
  const groups = [...new Set(names)].map((name) => resolveDimension(name, context.dimensions, {}))
  const dayAfter = addDays(context.asOf, 1)
  const end = period.end < dayAfter ? period.end : dayAfter
  const lastDay = rangePeriod(addDays(end, -1), end)
  const [answers, ...bases] = await Promise.all([
    countMetric(context, metricCatalogue[input.score], { periods: [period], groups }),
    ...groups.map((group) =>
      measureMetric(context, active, { periods: [lastDay], groups: [group] }),
    ),
  ])
  const margins: BaseMargin[] = groups.map(({ name, label }, at) => ({
    name,
    label,
    customers: new Map(
      bases[at]!.cells.map(({ key, statistics }) => [key[0]!, sizeOf(statistics)]),
    ),
  }))
  const cells = answers.cells.map((cell) => toAnswerCell(input.score, cell))
  const weighed = weighAnswers({ ...input, cells, margins, level: context.level })
  const { scores } = disclosureLimits(context.workspace)
  if (weighed.margins.some((margin) => hasGap(margin, scores)))
    weighed.weighted = suppressed(scores)
  return groups.length > 0
    ? weighed
    : { ...weighed, notes: [...weighed.notes, 'No property of customers is known to weight by.'] }
}

/**
 * Whether the table by this property has withheld cells. The weighted score is another known mixture of
 * the groups' scores: beside the raw one it would give those of two groups away.
 */
function hasGap({ values }: MarginAnswer, minimum: number): boolean {
  const keys = values.map(({ value }) => [value])
  const counts = [values.map(({ answers }) => answers)]
  return withholdCells({ keys, counts, longer: [], minimum }).hidden[0]!.includes(true)
}

const knows = (context: MeasureContext, name: string): boolean =>
  findDimension(name, context.dimensions, {}) !== undefined

const sizeOf = (statistics: unknown): number =>
  statistics === null ? 0 : metricCatalogue.active.family.count(statistics)

/** The statistics of a score's family are its counts by band, the lowest first. */
function toAnswerCell(score: Score, { key, statistics }: MetricCell): AnswerCell {
  const names =
    score === 'nps' ? ['detractors', 'passives', 'promoters'] : ['low', 'middle', 'high']
  const counts = (statistics ?? {}) as Record<string, number>
  const [low, middle, high] = names.map((name) => counts[name] ?? 0) as [number, number, number]
  return { key, bands: [low, middle, high] }
}

function describeResponse(
  { level, asOf }: MeasureContext,
  periods: readonly Period[],
  counts: readonly InvitationCounts[],
): Output['response'] {
  const now = counts.at(-1)!
  const earlier = counts.slice(0, -1).reduce(
    (all, { invited, answered }) => ({
      invited: all.invited + invited,
      answered: all.answered + answered,
    }),
    { invited: 0, answered: 0 },
  )
  return {
    rate: measureRate(now, level),
    drift: judgeDrift(now, earlier, level),
    trend: periods.map((period, at) => ({
      period: showPeriod(period, asOf),
      rate: measureRate(counts[at]!, level),
    })),
  }
}

function measureRate({ invited, answered }: InvitationCounts, level: number): Measured {
  if (invited < leastInvited)
    return insufficient(
      invited,
      leastInvited,
      `${invited} invitations known, ${leastInvited} needed.`,
    )
  return wilsonInterval({ successes: answered, n: invited, level })
}

function judgeDrift(now: InvitationCounts, earlier: InvitationCounts, level: number): Change {
  if (Math.min(now.invited, earlier.invited) < leastInvited) return { verdict: 'too few' }
  const comparison = compareProportions(
    { successes: now.answered, n: now.invited },
    { successes: earlier.answered, n: earlier.invited },
    { level },
  )
  if (comparison.kind === 'insufficient') return { verdict: 'too few' }
  const { difference, low, high, p } = comparison
  return { verdict: p < 1 - level ? 'real' : 'noise', difference, low, high, p }
}
