import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { surveyBodySchema } from '../survey/contract.ts'
import { checkAnswers } from './check-answers.ts'
import type { Answers } from './contract.ts'

const text = { en: 'A question' }
const body = surveyBodySchema.parse({
  name: 'Visit',
  series: 'transaction',
  languages: ['en'],
  questions: [
    { id: 'recommend', kind: 'nps', text, required: true },
    {
      id: 'why-low',
      kind: 'single',
      text,
      showIf: { question: 'recommend', operator: 'between', values: [0, 6] },
      choices: [
        { id: 'price', text },
        { id: 'service', text },
      ],
    },
    {
      id: 'what',
      kind: 'multiple',
      text,
      most: 2,
      choices: [
        { id: 'a', text },
        { id: 'b', text },
        { id: 'c', text },
      ],
    },
    { id: 'speed', kind: 'rating', text, lowest: 1, highest: 5 },
    {
      id: 'parts',
      kind: 'matrix',
      text,
      rows: [
        { id: 'shop', text },
        { id: 'phone', text },
      ],
    },
    { id: 'again', kind: 'nps', text },
    {
      id: 'more',
      kind: 'text',
      text,
      longest: 50,
      showIf: { question: 'what', operator: 'in', values: ['c'] },
    },
    { id: 'anything', kind: 'text', text },
  ],
})

const check = (answers: unknown, complete = true) =>
  checkAnswers(body, answers as Answers, complete)

describe('answers that fit', () => {
  test('the first question of a kind gives the score', () => {
    expect(check({ recommend: 9, again: 2 })).toEqual({ scores: { nps: 9 }, hasComment: false })
  })

  test('a shown question is taken, with text as it was written', () => {
    const written = '\u202Ereversed\u200B e\u0301 ' + 'a\u0300\u0301'.repeat(5)
    expect(check({ recommend: 3, 'why-low': 'price', what: ['a', 'c'], more: written })).toEqual({
      scores: { nps: 3 },
      hasComment: true,
    })
  })

  test('an unfinished sheet may lack what is required', () => {
    expect(check({ speed: 5 }, false)).toEqual({ scores: {}, hasComment: false })
    expect(check({ speed: 5 })).toHaveProperty('problem')
  })
})

test.each([
  ['a score above the scale', { recommend: 11 }],
  ['a score below the scale', { recommend: -1 }],
  ['no whole number', { recommend: 9.5 }],
  ['a number as text', { recommend: '9' }],
  ['an infinite number', { recommend: Infinity }],
  ['a question that is not asked', { recommend: 9, colour: 'red' }],
  ['a name of every object', { recommend: 9, constructor: 'x' }],
  ['a question that was not shown', { recommend: 9, 'why-low': 'price' }],
  ['a choice that is not offered', { recommend: 1, 'why-low': 'weather' }],
  ['a choice twice', { recommend: 9, what: ['a', 'a'] }],
  ['too many choices', { recommend: 9, what: ['a', 'b', 'c'] }],
  ['an empty list', { recommend: 9, what: [] }],
  ['a row that is not asked', { recommend: 9, parts: { shop: 3, web: 3 } }],
  ['a row beyond its scale', { recommend: 9, parts: { shop: 6 } }],
  ['a list for a matrix', { recommend: 9, parts: [1] }],
  ['NUL', { recommend: 9, anything: 'a\0b' }],
  ['half a character', { recommend: 9, anything: 'a\ud800b' }],
  ['too long a text', { recommend: 9, anything: 'x'.repeat(4_001) }],
  ['nothing where something is required', {}],
])('%s is refused', (_name, answers) => {
  expect(check(answers)).toHaveProperty('problem')
})

test('own properties only: an inherited name answers nothing', () => {
  const answers = JSON.parse('{"recommend": 9, "__proto__": {"anything": "x"}}') as Answers
  expect(check(answers)).toHaveProperty('problem')
})

test('whatever comes, it is an answer or a problem, never a throw', () => {
  const ids = fc.constantFrom(...body.questions.map(({ id }) => id), '__proto__', 'x')
  const value = fc.oneof(fc.integer(), fc.double(), fc.string(), fc.array(fc.string()), fc.object())
  fc.assert(
    fc.property(fc.dictionary(ids, value), fc.boolean(), (answers, complete) => {
      const checked = check(answers, complete)
      if ('problem' in checked) return
      const { nps } = checked.scores
      if (nps !== undefined) expect(Number.isInteger(nps) && nps >= 0 && nps <= 10).toBe(true)
    }),
  )
})
