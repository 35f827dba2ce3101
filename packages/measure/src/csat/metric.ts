import { answerScales } from '@fealty/core'
import { countAnswers, countInvitations } from '../answers/answer-sql.ts'
import type { MetricDefinition } from '../metric/metric-definition.ts'
import { topBandFamily } from '../metric/statistic-families.ts'

const { dissatisfied, neutral, satisfied } = answerScales.csat.bands

/** Customer satisfaction score. */
export const csatMetric: MetricDefinition = {
  info: {
    id: 'csat',
    title: 'Satisfaction',
    unit: 'share',
    better: 'higher',
    version: 1,
    summary: 'The share of answers that are satisfied or very satisfied.',
    formula: 'answers 4–5 ÷ all answers',
    denominator:
      'Answers on the scale 1 (very dissatisfied) to 5 (very satisfied). Skipped questions are not answers.',
    maturity: 'An answer counts in the period in which it was given.',
    interval: 'Wilson score',
    source: 'Wilson 1927; top-two-box satisfaction',
    requires: ['responses'],
  },
  family: topBandFamily({ low: 'dissatisfied', middle: 'neutral', high: 'satisfied' }),
  facts: 'responses',
  fact: 'responses',
  minimum: 5,
  statistics: (scope) =>
    countAnswers(scope, 'csat', [
      { name: 'low', from: dissatisfied[0], to: dissatisfied[1] },
      { name: 'middle', from: neutral[0], to: neutral[1] },
      { name: 'high', from: satisfied[0], to: satisfied[1] },
    ]),
  responseRate: (scope) => countInvitations(scope, 'csat'),
}
