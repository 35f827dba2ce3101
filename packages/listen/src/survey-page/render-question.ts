import type { Answers } from '../answer/contract.ts'
import type { Question } from '../survey/contract.ts'
import { scaleOf } from '../survey/questions.ts'
import { markup, type Html } from './html.ts'
import type { PageWords } from './words/wording.ts'

/** What a question needs to be drawn. */
export interface QuestionPlace {
  question: Question
  language: string
  words: PageWords
  answer: Answers[string] | undefined
  /** Not shown after the answers so far; the script of the page may show it. */
  hidden: boolean
  /** The first question of the page bears its headline. */
  first: boolean
  wrong: boolean
}

/** One question as a group with its name: radio buttons, check boxes or a field. */
export function renderQuestion(place: QuestionPlace): Html {
  const { question, language, words, hidden, first, wrong } = place
  const { id, required, showIf } = question
  const text = question.text[language] ?? ''
  const need = required && markup` <span class="need">(${words.required})</span>`
  const condition =
    showIf &&
    markup` data-if="${JSON.stringify([showIf.question, showIf.operator, showIf.values])}"`
  const state = [hidden && markup` hidden disabled`, wrong && markup` class="wrong"`, condition]
  const named = question.kind === 'text' && markup` id="t-${id}"`
  const asked = first ? markup`<h1>${text}${need}</h1>` : markup`${text}${need}`
  return markup`<fieldset id="${id}" data-q="${id}"${state}><legend${named}>${asked}</legend>${renderAnswers(place)}</fieldset>`
}

function renderAnswers(place: QuestionPlace): Html {
  const { question, answer } = place
  switch (question.kind) {
    case 'nps':
    case 'csat':
    case 'ces':
    case 'rating':
      return renderScale(place, `q.${question.id}`, typeof answer === 'number' ? answer : undefined)
    case 'single':
      return renderChoices(place, question.choices, 'radio')
    case 'multiple':
      return renderChoices(place, question.choices, 'checkbox')
    case 'matrix':
      return renderMatrix(place, question)
    case 'text':
      return renderText(place)
  }
}

function renderText({ question, answer }: QuestionPlace): Html {
  const longest = question.kind === 'text' ? question.longest : 0
  const text = typeof answer === 'string' ? answer : ''
  const { id } = question
  // The line break after the tag is eaten by the browser, so one at the start of the text stays.
  return markup`<textarea name="q.${id}" aria-labelledby="t-${id}" maxlength="${longest}" dir="auto">
${text}</textarea>`
}

/** The words of both ends; only the ends of a scale bear words. */
function endsOf({
  question,
  words,
  language,
}: QuestionPlace): readonly [string, string] | undefined {
  if (question.kind === 'nps' || question.kind === 'csat' || question.kind === 'ces') {
    return words[question.kind]
  }
  if (question.kind !== 'rating' || !question.lowText || !question.highText) return undefined
  return [question.lowText[language] ?? '', question.highText[language] ?? '']
}

/**
 * Scores in one row from the lowest, on the left in every language: figures are read from left to right
 * in right-to-left languages too, and a mirrored scale is answered differently.
 */
function renderScale(place: QuestionPlace, name: string, chosen: number | undefined): Html {
  const { lowest, highest } = scaleOf(place.question) ?? { lowest: 0, highest: 0 }
  const ends = endsOf(place)
  const scores = Array.from({ length: highest - lowest + 1 }, (_, index) => lowest + index)
  const cells = scores.map((score) => {
    const end = score === lowest ? ends?.[0] : score === highest ? ends?.[1] : undefined
    const spoken = end !== undefined && markup` aria-label="${score}, ${end}"`
    const checked = score === chosen && markup` checked`
    return markup`<label><input type="radio" name="${name}" value="${score}"${spoken}${checked}>${score}</label>`
  })
  const words =
    ends &&
    markup`<div class="ends" aria-hidden="true"><span>${lowest} <bdi>${ends[0]}</bdi></span><span>${highest} <bdi>${ends[1]}</bdi></span></div>`
  return markup`<div class="scale">${cells}</div>${words}`
}

function renderChoices(
  { question, language, answer }: QuestionPlace,
  choices: readonly { id: string; text: Record<string, string> }[],
  type: 'radio' | 'checkbox',
): Html {
  const chosen = Array.isArray(answer) ? answer : typeof answer === 'string' ? [answer] : []
  const cells = choices.map(({ id, text }) => {
    const checked = chosen.includes(id) && markup` checked`
    return markup`<label><input type="${type}" name="q.${question.id}" value="${id}"${checked}><span>${text[language] ?? ''}</span></label>`
  })
  return markup`<div class="pick">${cells}</div>`
}

function renderMatrix(
  place: QuestionPlace,
  { id, rows }: Extract<Question, { kind: 'matrix' }>,
): Html {
  const { answer, language } = place
  const scores = typeof answer === 'object' && !Array.isArray(answer) ? answer : {}
  const parts = rows.map(
    (row) =>
      markup`<fieldset class="row"><legend>${row.text[language] ?? ''}</legend>${renderScale(place, `m.${id}.${row.id}`, Object.hasOwn(scores, row.id) ? scores[row.id] : undefined)}
      </fieldset>`,
  )
  return markup`${parts}`
}
