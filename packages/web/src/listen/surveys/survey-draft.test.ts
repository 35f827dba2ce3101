import { expect, test } from 'vitest'
import type { SurveyBody } from '../../api/contracts.ts'
import {
  changeQuestion,
  describeState,
  freeName,
  logoProblem,
  moveQuestion,
  newQuestion,
  partsOf,
  removeQuestion,
  withParts,
  withText,
} from './survey-draft.ts'

const text = (id: string) => ({
  id,
  kind: 'text' as const,
  text: { en: id },
  required: false,
  longest: 9,
})
const body = {
  languages: ['en', 'de'],
  questions: ['a', 'b', 'c'].map(text),
} as unknown as SurveyBody
const ids = (one: SurveyBody) => one.questions.map(({ id }) => id).join('')

test('questions are moved, and not beyond the ends', () => {
  expect(ids(moveQuestion(body, 0, 1))).toBe('bac')
  expect(ids(moveQuestion(body, 2, -1))).toBe('acb')
  expect(ids(moveQuestion(body, 0, -1))).toBe('abc')
  expect(ids(moveQuestion(body, 2, 1))).toBe('abc')
  expect(ids(removeQuestion(body, 1))).toBe('ac')
  expect(ids(changeQuestion(body, 1, text('x')))).toBe('axc')
})

test('a new question has an id of its own and a place for every language', () => {
  const one = newQuestion(body, 'single')
  expect(one).toMatchObject({ id: 'q1', text: { en: '', de: '' } })
  expect(partsOf(one).map(({ id }) => id)).toEqual(['a', 'b'])
  const next = { ...body, questions: [...body.questions, one] }
  expect(newQuestion(next, 'nps').id).toBe('q2')
  expect(partsOf(withParts(one, []))).toEqual([])
  expect(withParts(text('a'), [])).toEqual(text('a'))
})

test.each([
  ['draft', [], true, 'Ready to be asked. Nobody has been asked yet.'],
  ['draft', ['block'], true, 'Not ready yet: one thing would spoil the answers.'],
  ['open', ['block', 'block', 'warn'], true, 'Not ready yet: 2 things would spoil the answers.'],
  ['open', ['warn'], false, 'It is being asked as it stands here.'],
  ['open', [], true, 'It is being asked; the changes here are not published yet.'],
  ['closed', ['block'], false, 'This survey is closed and takes no answers.'],
] as const)('%s with %j is told', (state, levels, differs, sentence) => {
  expect(
    describeState(
      state,
      levels.map((level) => ({ level })),
      differs,
    ),
  ).toBe(sentence)
})

test('a survey from a template takes a name that no other has', () => {
  expect(freeName('Relationship', [])).toBe('Relationship')
  expect(freeName('Relationship', ['relationship', 'Relationship 2'])).toBe('Relationship 3')
})

test('words that are taken out leave no empty text behind', () => {
  expect(withText(undefined, 'en', 'Hello')).toEqual({ en: 'Hello' })
  expect(withText({ en: 'Hello', de: 'Hallo' }, 'de', '')).toEqual({ en: 'Hello' })
  expect(withText({ en: 'Hello' }, 'en', '')).toBeUndefined()
})

test('a logo is a small PNG or JPEG picture', () => {
  expect(logoProblem({ type: 'image/png', size: 140_000 })).toBeUndefined()
  expect(logoProblem({ type: 'image/svg+xml', size: 10 })).toContain('PNG or JPEG')
  expect(logoProblem({ type: 'image/jpeg', size: 300_000 })).toContain('300 kB')
})
