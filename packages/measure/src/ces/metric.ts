import { answerScales } from '@fealty/core'
import { countAnswers, countInvitations } from '../answers/answer-sql.ts'
import type { MetricDefinition } from '../metric/metric-definition.ts'
import { topBandFamily } from '../metric/statistic-families.ts'

const { hard, neutral, easy } = answerScales.ces.bands

/** Customer effort score (CES 2.0). */
export const cesMetric: MetricDefinition = {
  info: {
    id: 'ces',
    title: 'Ease',
    unit: 'share',
    better: 'higher',
    version: 1,
    summary: 'The share of answers that agree that the company made it easy.',
    formula: 'answers 5–7 ÷ all answers',
    denominator:
      'Answers to “[Company] made it easy for me to handle my issue”, 1 strongly disagree to 7 strongly agree.',
    maturity: 'An answer counts in the period in which it was given.',
    interval: 'Wilson score',
    source: 'Customer effort score 2.0, share of agreement; Wilson 1927',
    requires: ['responses'],
  },
  family: topBandFamily({ low: 'hard', middle: 'neutral', high: 'easy' }),
  facts: 'responses',
  fact: 'responses',
  minimum: 5,
  statistics: (scope) =>
    countAnswers(scope, 'ces', [
      { name: 'low', from: hard[0], to: hard[1] },
      { name: 'middle', from: neutral[0], to: neutral[1] },
      { name: 'high', from: easy[0], to: easy[1] },
    ]),
  responseRate: (scope) => countInvitations(scope, 'ces'),
}
