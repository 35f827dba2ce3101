import type { Question, SurveyBody } from '../survey/contract.ts'
import { scaleOf } from '../survey/questions.ts'
import { shownQuestions } from '../survey/show-question.ts'
import type { Answers } from './contract.ts'

/** The standard scores of a sheet, and whether the person wrote something. */
export interface CheckedAnswers {
  scores: { nps?: number; csat?: number; ces?: number }
  hasComment: boolean
}

type Answer = Answers[string]

/** Half characters and NUL: one of the databases cuts or refuses them. */
const brokenText = /[\0\p{Surrogate}]/u

/**
 * Holds answers to what the survey asks: known questions that were shown, whole numbers on their scale,
 * choices that there are, text that every store keeps as it is. A text is otherwise taken verbatim,
 * with marks of direction and without width, because it is what the person wrote. With `complete`, what
 * is required must be there, and something must be. Never throws, whatever `answers` holds.
 */
export function checkAnswers(
  body: SurveyBody,
  answers: Answers,
  complete = true,
): CheckedAnswers | { problem: string } {
  const questions = new Map(body.questions.map((question) => [question.id, question]))
  const shown = shownQuestions(body, answers)
  for (const id of Object.keys(answers)) {
    const question = questions.get(id)
    // The name is not repeated: a client may have put a customer's words there.
    if (!question) return { problem: 'there is an answer to a question that is not asked' }
    const problem = shown.includes(question)
      ? checkAnswer(question, answers[id]!)
      : 'was not shown after the answers before it'
    if (problem !== null) return { problem: `“${id}” ${problem}` }
  }
  if (complete) {
    const missing = shown.find(({ id, required }) => required && !Object.hasOwn(answers, id))
    if (missing) return { problem: `“${missing.id}” must be answered` }
    if (Object.keys(answers).length === 0) return { problem: 'nothing is answered' }
  }
  return readScores(body, answers)
}

function checkAnswer(question: Question, answer: Answer): string | null {
  switch (question.kind) {
    case 'nps':
    case 'csat':
    case 'ces':
    case 'rating':
      return checkScore(question, answer)
    case 'single':
      return isChoice(question.choices, answer) ? null : 'is none of the choices'
    case 'multiple':
      return checkChoices(question, answer)
    case 'matrix':
      return checkMatrix(question, answer)
    case 'text':
      return checkText(answer, question.longest)
  }
}

function checkScore(question: Question, answer: unknown): string | null {
  const scale = scaleOf(question)
  if (!scale) throw new RangeError(`a ${question.kind} question has no scale`)
  const { lowest, highest } = scale
  const fits =
    typeof answer === 'number' && Number.isInteger(answer) && answer >= lowest && answer <= highest
  return fits ? null : `is a whole number from ${lowest} to ${highest}`
}

function isChoice(choices: readonly { id: string }[], answer: unknown): boolean {
  return typeof answer === 'string' && choices.some(({ id }) => id === answer)
}

function checkChoices(
  { choices, most = choices.length }: Extract<Question, { kind: 'multiple' }>,
  answer: Answer,
): string | null {
  if (!Array.isArray(answer) || answer.length === 0) return 'is a list of choices'
  if (!answer.every((one) => isChoice(choices, one))) return 'has something that is no choice'
  if (new Set(answer).size < answer.length) return 'has a choice twice'
  return answer.length > most ? `has more than ${most} choices` : null
}

function checkMatrix(
  question: Extract<Question, { kind: 'matrix' }>,
  answer: Answer,
): string | null {
  if (typeof answer !== 'object' || Array.isArray(answer)) return 'is a score for each row'
  const names = Object.keys(answer)
  if (names.length === 0) return 'has no row'
  if (!names.every((name) => isChoice(question.rows, name))) return 'has a row that is not asked'
  const problems = names.map((name) => checkScore(question, answer[name]))
  return problems.find((problem) => problem !== null) ?? null
}

function checkText(answer: Answer, longest: number): string | null {
  if (typeof answer !== 'string') return 'is text'
  if (answer.trim() === '') return 'is empty'
  if (brokenText.test(answer)) return 'has text with NUL or half characters'
  // Counted as a person counts letters written one by one; a mark over a letter is one more.
  return answer.length > longest ? `has more than ${longest} characters` : null
}

/** The first question of each standard kind gives its score; a second one lands as a rating. */
function readScores(body: SurveyBody, answers: Answers): CheckedAnswers {
  const scores: CheckedAnswers['scores'] = {}
  for (const { id, kind } of body.questions) {
    const answer = Object.hasOwn(answers, id) ? answers[id] : undefined
    if (kind !== 'nps' && kind !== 'csat' && kind !== 'ces') continue
    if (typeof answer === 'number') scores[kind] ??= answer
  }
  const hasComment = body.questions.some(
    ({ id, kind }) => kind === 'text' && Object.hasOwn(answers, id),
  )
  return { scores, hasComment }
}
