import type { Answers } from '../answer/contract.ts'
import type { Question, SurveyBody } from './contract.ts'

/**
 * The questions that a person is shown, in order, given what was answered so far. A question that
 * depends on one which is not shown is not shown either.
 */
export function shownQuestions(body: Pick<SurveyBody, 'questions'>, answers: Answers): Question[] {
  const shown: Question[] = []
  for (const question of body.questions) {
    const { showIf } = question
    const asked = !showIf || shown.some(({ id }) => id === showIf.question)
    if (asked && (!showIf || isMet(showIf, answers[showIf.question]))) shown.push(question)
  }
  return shown
}

type Condition = NonNullable<Question['showIf']>

function isMet({ operator, values }: Condition, answer: Answers[string] | undefined): boolean {
  if (answer === undefined) return false
  if (operator === 'answered') return true
  if (operator === 'in') {
    const wanted = values.map(String)
    const given = Array.isArray(answer)
      ? answer
      : typeof answer === 'object'
        ? []
        : [String(answer)]
    return given.some((one) => wanted.includes(one))
  }
  const [low, high] = values.map(Number)
  return (
    typeof answer === 'number' &&
    low !== undefined &&
    high !== undefined &&
    answer >= low &&
    answer <= high
  )
}
