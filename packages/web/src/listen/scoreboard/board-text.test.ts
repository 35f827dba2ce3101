import type { Change, Measured } from '@fealty/core'
import { expect, test } from 'vitest'
import { writeBoardHeadline, type Board } from './board-text.ts'

const estimate = (value: number, n = 800): Measured => ({
  ...{ kind: 'estimate', value, low: value - 3, high: value + 3 },
  ...{ level: 0.95, n, method: 'score' },
})
const few: Measured = { kind: 'insufficient', n: 2, minimum: 5, why: '2 counted, 5 needed.' }
const noise: Change = { verdict: 'noise', difference: 0.4, low: -3, high: 4, p: 0.8 }

const nps: Board = {
  ...{ surveyId: 's1', survey: 'relationship', series: 'relationship', score: 'nps' },
  ...{ title: 'Net Promoter Score', unit: 'points', measured: estimate(31), before: estimate(30) },
  ...{ change: noise, lastHour: 12, waiting: 3 },
}
const csat: Board = {
  ...nps,
  ...{ surveyId: 's2', survey: 'after-order', score: 'csat', title: 'Satisfaction', unit: 'share' },
  ...{ measured: estimate(0.84, 9_000) },
}

const head = (boards: Board[], lastHour = 12) =>
  writeBoardHeadline({ boards, lastHour, waiting: 0 } as Parameters<typeof writeBoardHeadline>[0])

test('says how many came in the hour, where NPS stands, and that it holds', () => {
  expect(head([csat, nps])).toBe(
    '12 answers in the last hour; NPS stands at +31.0 this quarter and holds.',
  )
  expect(head([nps], 1)).toMatch(/^1 answer in the last hour; /)
  expect(head([nps], 0)).toMatch(/^No answer in the last hour; /)
})

test('what moved for real is said with its size and direction', () => {
  const fell: Change = { verdict: 'real', difference: -9, low: -14, high: -4, p: 0.001 }
  expect(head([{ ...nps, change: fell }])).toMatch(/and fell by 9(\.0)?\.$/)
  expect(head([{ ...nps, change: { ...fell, difference: 9, low: 4, high: 14 } }])).toMatch(/rose/)
})

test('of two surveys with the same score it names the one that most answered', () => {
  const small = { ...nps, surveyId: 's3', survey: 'after-service', measured: estimate(5, 40) }
  expect(head([small, nps])).toContain('NPS of relationship stands at +31.0')
})

test('thin data, no history, anonymous surveys and no survey at all are said', () => {
  expect(head([{ ...nps, measured: few, change: { verdict: 'too few' } }])).toBe(
    '12 answers in the last hour; too few answers this quarter to state a score.',
  )
  expect(head([{ ...nps, change: { verdict: 'too few' } }])).toContain('too little before it')
  expect(head([{ ...nps, lastHour: null }], 0)).toBe('NPS stands at +31.0 this quarter and holds.')
  expect(head([{ ...nps, measured: few, lastHour: null }], 0)).toMatch(/^Too few answers/)
  expect(head([])).toBe('No survey is open.')
})
