import { addDays, addMonths, rangePeriod, writeDays, type Call, type Period } from '@fealty/core'
import { openContext, readDriverSums, type MeasureContext } from '@fealty/measure'
import type { z } from 'zod'
import type { ListedKpi } from '../kpi/contract.ts'
import { readKpis } from '../kpi/read-kpis.ts'
import type { SteerServices } from '../services.ts'
import { answerDrivers } from './answer-drivers.ts'
import type { DriverPanel, goalTreeOutput, Question } from './contract.ts'
import { goalRecords, questionRecords } from './goal-records.ts'

type GoalTree = z.input<typeof goalTreeOutput>
type TreeGoal = GoalTree['goals'][number]
type TreeQuestion = TreeGoal['questions'][number]

/** The goals with their questions, the metrics that answer them, and what is wrong with each. */
export async function readGoalTree(call: Call<SteerServices>): Promise<GoalTree> {
  const { services, workspaceId } = call
  const [goals, questions, { kpis, asOf }, context] = await Promise.all([
    goalRecords.list(services.store, workspaceId),
    questionRecords.list(services.store, workspaceId),
    readKpis(call),
    openContext(call, { where: [], level: 0.95 }),
  ])
  const answered: TreeQuestion[] = []
  for (const { body, version } of questions) {
    const metrics = kpis.filter(({ id }) => body.kpiIds.includes(id)).map(toMetric)
    const answer = await answerPanel(context, body)
    const flag =
      metrics.length === 0 && body.panel.kind === 'none' ? 'No metric answers this question.' : null
    answered.push({ ...body, version, metrics, answer, flag })
  }
  const tree = goals.map(({ body, version }): TreeGoal => {
    const own = answered.filter(({ goalId }) => goalId === body.id)
    const flag = own.length === 0 ? 'No question is asked of this goal.' : null
    return { ...body, version, questions: own, flag }
  })
  const asked = new Set(questions.flatMap(({ body }) => body.kpiIds))
  const metricsWithoutQuestion = kpis
    .filter(({ id }) => !asked.has(id))
    .map(({ id, name }) => ({ id, name }))
  return { asOf, headline: writeGoalsHeadline(tree), goals: tree, metricsWithoutQuestion }
}

function toMetric(kpi: ListedKpi): TreeQuestion['metrics'][number] {
  const { id, name, better, current, period, binding, measure } = kpi
  return {
    id,
    name,
    unit: measure.unit,
    better,
    current,
    period,
    manual: binding.kind === 'manual',
  }
}

/** The last year of answers: enough of them, and of one kind of weather. */
function lastYear({ asOf }: MeasureContext): Period {
  return rangePeriod(addMonths(addDays(asOf, 1), -12), addDays(asOf, 1))
}

async function answerPanel(
  context: MeasureContext,
  { panel }: Question,
): Promise<DriverPanel | null> {
  if (panel.kind === 'none') return null
  const period = lastYear(context)
  const scoped = { ...context, where: [...context.where, ...panel.where] }
  const sums = await readDriverSums(scoped, panel.outcome, period)
  const days = writeDays(period.start, addDays(period.end, -1))
  return answerDrivers({ ...sums, outcome: panel.outcome }, days)
}

/** How many questions are answered by live numbers, and what is to be mended. */
function writeGoalsHeadline(goals: readonly TreeGoal[]): string {
  const questions = goals.flatMap((goal) => goal.questions)
  if (goals.length === 0) return 'No goal is set yet.'
  if (questions.length === 0) return 'Goals are set, but nothing is asked of them yet.'
  const answered = questions.filter(isAnswered).length
  const all = questions.length
  const first =
    answered === all
      ? `All ${all} questions are answered by live numbers.`
      : `${answered} of ${all} questions are answered by live numbers.`
  const open = questions.filter(({ flag }) => flag !== null)
  if (open.length === 0) return first
  return open.length === 1
    ? `${first} “${open[0]!.text}” has no metric yet.`
    : `${first} ${open.length} have no metric yet.`
}

/** A live metric with a value, or a panel that was computed. */
function isAnswered({ metrics, answer }: TreeQuestion): boolean {
  return (
    answer?.kind === 'drivers' ||
    metrics.some(({ current, manual }) => !manual && current.kind === 'estimate')
  )
}
