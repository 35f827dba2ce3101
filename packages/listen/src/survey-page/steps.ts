import type { Answers } from '../answer/contract.ts'
import type { Question, SurveyBody } from '../survey/contract.ts'
import { shownQuestions } from '../survey/show-question.ts'

/** How many questions stand on one page; the usual survey has one page. */
const questionsPerStep = 6

export function stepsOf({ questions }: Pick<SurveyBody, 'questions'>): Question[][] {
  const count = Math.max(1, Math.ceil(questions.length / questionsPerStep))
  const size = Math.ceil(questions.length / count)
  return Array.from({ length: count }, (_, step) => questions.slice(step * size, (step + 1) * size))
}

/** The nearest step in a direction that has something to ask; nothing when the way ends there. */
export function nextStep(
  body: Pick<SurveyBody, 'questions'>,
  answers: Answers,
  from: number,
  way: 1 | -1,
): number | undefined {
  const steps = stepsOf(body)
  const shown = shownQuestions(body, answers)
  for (let step = from + way; step >= 0 && step < steps.length; step += way) {
    if (steps[step]?.some((question) => shown.includes(question))) return step
  }
  return undefined
}

/** The answers to questions that are shown: one that a later change has hidden is no answer. */
export function keepShown(body: Pick<SurveyBody, 'questions'>, answers: Answers): Answers {
  const shown = new Set(shownQuestions(body, answers).map(({ id }) => id))
  return Object.fromEntries(Object.entries(answers).filter(([id]) => shown.has(id)))
}
