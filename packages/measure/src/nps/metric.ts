import { answerScales } from '@fealty/core'
import { countAnswers, countInvitations } from '../answers/answer-sql.ts'
import type { MetricDefinition } from '../metric/metric-definition.ts'
import { npsFamily } from '../metric/statistic-families.ts'

const { detractor, passive, promoter } = answerScales.nps.bands

/** Net promoter score. */
export const npsMetric: MetricDefinition = {
  info: {
    id: 'nps',
    title: 'Net promoter score',
    unit: 'points',
    better: 'higher',
    version: 1,
    summary: 'How many more customers would recommend the company warmly than would not.',
    formula: '100 × (answers 9–10 − answers 0–6) ÷ all answers',
    denominator:
      'Customers’ answers to “How likely is it that you would recommend …?”, 0 to 10. Skipped questions and unanswered invitations are not answers.',
    maturity: 'An answer counts in the period in which it was given.',
    interval: 'Adjusted Wald with ¾, 1½ and ¾ pseudo-answers (Rocks 2016), in points',
    source: 'Reichheld 2003; Rocks 2016, arXiv 1601.07235',
    requires: ['responses'],
  },
  family: npsFamily,
  facts: 'responses',
  fact: 'responses',
  minimum: 5,
  statistics: (scope) =>
    countAnswers(scope, 'nps', [
      { name: 'detractors', from: detractor[0], to: detractor[1] },
      { name: 'passives', from: passive[0], to: passive[1] },
      { name: 'promoters', from: promoter[0], to: promoter[1] },
    ]),
  responseRate: (scope) => countInvitations(scope, 'nps'),
}
