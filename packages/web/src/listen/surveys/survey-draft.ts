import type { SurveyBody } from '../../api/contracts.ts'

export type Question = SurveyBody['questions'][number]
export type QuestionKind = Question['kind']

/** What the kinds of questions are called. */
export const kindNames: Readonly<Record<QuestionKind, string>> = {
  nps: 'Recommendation, 0 to 10 (NPS)',
  csat: 'Satisfaction, 1 to 5 (CSAT)',
  ces: 'Effort, 1 to 7 (CES)',
  rating: 'Rating, 1 to 5',
  single: 'One of several',
  multiple: 'Several of several',
  matrix: 'Rows rated 1 to 5',
  text: 'Own words',
}

export const seriesNames = {
  relationship: 'Relationship',
  transaction: 'After an occasion',
  benchmark: 'Benchmark',
} as const

/** A text for every language of the survey, to be written. */
export function emptyTexts(languages: readonly string[]): Record<string, string> {
  return Object.fromEntries(languages.map((language) => [language, '']))
}

/** A free id: `q2`, `q3` …; ids stand in the answers and never change. */
export function freeId(taken: readonly string[], stem: string): string {
  for (let number = 1; ; number += 1) {
    const id = `${stem}${number}`
    if (!taken.includes(id)) return id
  }
}

export function newQuestion(body: SurveyBody, kind: QuestionKind): Question {
  const id = freeId(
    body.questions.map((question) => question.id),
    'q',
  )
  const base = { id, text: emptyTexts(body.languages), required: false }
  const parts = ['a', 'b'].map((part) => ({ id: part, text: emptyTexts(body.languages) }))
  switch (kind) {
    case 'rating':
      return { ...base, kind, lowest: 1, highest: 5 }
    case 'single':
    case 'multiple':
      return { ...base, kind, choices: parts }
    case 'matrix':
      return { ...base, kind, lowest: 1, highest: 5, rows: parts }
    case 'text':
      return { ...base, kind, longest: 4000 }
    case 'nps':
    case 'csat':
    case 'ces':
      return { ...base, kind }
  }
}

/** Puts one question in the place of another; a step beyond either end changes nothing. */
export function moveQuestion(body: SurveyBody, at: number, by: 1 | -1): SurveyBody {
  const questions = [...body.questions]
  const [moved] = questions.splice(at, 1)
  const to = at + by
  if (!moved || to < 0 || to > questions.length) return body
  questions.splice(to, 0, moved)
  return { ...body, questions }
}

export function changeQuestion(body: SurveyBody, at: number, question: Question): SurveyBody {
  return { ...body, questions: body.questions.map((old, index) => (index === at ? question : old)) }
}

export function removeQuestion(body: SurveyBody, at: number): SurveyBody {
  return { ...body, questions: body.questions.filter((_, index) => index !== at) }
}

/** The parts of a question that have names of their own: choices or rows. */
export function partsOf(question: Question): { id: string; text: Record<string, string> }[] {
  if (question.kind === 'matrix') return question.rows
  return question.kind === 'single' || question.kind === 'multiple' ? question.choices : []
}

export function withParts(question: Question, parts: ReturnType<typeof partsOf>): Question {
  if (question.kind === 'matrix') return { ...question, rows: parts }
  if (question.kind === 'single' || question.kind === 'multiple') {
    return { ...question, choices: parts }
  }
  return question
}

/** The headline of the page: what stands between the draft and the customers. */
export function describeState(
  state: 'draft' | 'open' | 'closed',
  findings: readonly { level: 'block' | 'warn' }[],
  draftDiffers: boolean,
): string {
  const blocking = findings.filter(({ level }) => level === 'block').length
  const fix = blocking === 1 ? 'one thing' : `${blocking} things`
  if (state === 'closed') return 'This survey is closed and takes no answers.'
  if (blocking > 0) return `Not ready yet: ${fix} would spoil the answers.`
  if (state === 'draft') return 'Ready to be asked. Nobody has been asked yet.'
  return draftDiffers
    ? 'It is being asked; the changes here are not published yet.'
    : 'It is being asked as it stands here.'
}

/** The name, or the first of `name 2`, `name 3` … that no survey has; case does not tell names apart. */
export function freeName(name: string, taken: readonly string[]): string {
  const known = new Set(taken.map((one) => one.toLowerCase()))
  let free = name
  for (let next = 2; known.has(free.toLowerCase()); next += 1) free = `${name} ${next}`
  return free
}

/** Texts with one language changed; words that were taken out leave no empty text behind. */
export function withText(
  texts: Record<string, string> | undefined,
  language: string,
  text: string,
): Record<string, string> | undefined {
  const all = Object.entries({ ...texts, [language]: text }).filter(([, one]) => one !== '')
  return all.length === 0 ? undefined : Object.fromEntries(all)
}

/** The largest picture that a survey page carries; it travels in each of them. */
const mostLogoBytes = 140_000

/** Why a file cannot be the logo; nothing when it can. */
export function logoProblem({ type, size }: { type: string; size: number }): string | undefined {
  if (type !== 'image/png' && type !== 'image/jpeg')
    return 'The logo must be a PNG or JPEG picture.'
  if (size <= mostLogoBytes) return undefined
  return `The logo may have ${mostLogoBytes / 1000} kB at most; this one has ${Math.round(size / 1000)} kB.`
}
