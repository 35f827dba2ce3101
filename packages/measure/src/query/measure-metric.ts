import type { AnyMetric, MetricDefinition } from '../metric/metric-definition.ts'
import { protectAnswer } from '../suppression/protect-answer.ts'
import { countMetric, type MetricAnswer, type MetricQuestion } from './count-metric.ts'
import type { MeasureContext } from './measure-context.ts'

/**
 * A metric by groups and periods as it may be shown: every page, door, export and pack has its numbers
 * from here. What people answered in surveys is withheld where single people could be told apart.
 */
export async function measureMetric<Metric extends AnyMetric = MetricDefinition>(
  context: MeasureContext,
  metric: Metric,
  question: MetricQuestion,
): Promise<MetricAnswer<Metric>> {
  const answer = await countMetric(context, metric, question)
  return metric.facts === 'responses' ? protectAnswer(context, question, answer) : answer
}
