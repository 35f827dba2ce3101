import { answersSchema, type Answers } from '../answer/contract.ts'
import type { Question, SurveyBody } from '../survey/contract.ts'
import { keepShown, stepsOf } from './steps.ts'

/** What a post of the page says. Nothing of it is trusted but its shape. */
export interface PostedForm {
  responseId: string
  version: number
  step: number
  answers: Answers
  /** Questions of this step that the person has seen. */
  seen: string[]
  /** `none`: no button was pressed. A program sent the form; a browser names the button, also at Enter. */
  go: 'next' | 'back' | 'keep' | 'language' | 'none'
  /** True when a field was filled that no person sees. */
  trapped: boolean
  work: string | undefined
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
const half = /\p{Surrogate}/gu

/**
 * Reads a posted page: the answers of its step, and those of the other steps that it carries. What no
 * page could have sent is left out; what is left is checked against the survey when it is kept. Gives
 * nothing when the post is not one of the page at all.
 */
export function readForm(body: SurveyBody, form: URLSearchParams): PostedForm | undefined {
  const responseId = form.get('r') ?? ''
  if (!uuid.test(responseId)) return undefined
  const steps = stepsOf(body)
  const step = Math.min(toNumber(form.get('p')) ?? 0, steps.length - 1)
  const here = steps[step] ?? []
  const carried = readCarried(form.get('k'))
  for (const { id } of here) Reflect.deleteProperty(carried, id)
  const given = here.flatMap((question) => {
    const answer = readAnswer(question, form)
    return answer === undefined ? [] : [[question.id, answer] as const]
  })
  return {
    responseId,
    version: toNumber(form.get('v')) ?? 0,
    step,
    answers: keepShown(body, { ...carried, ...Object.fromEntries(given) }),
    seen: (form.get('s') ?? '').split(',').slice(0, 60),
    go: readGo(form.get('go') ?? ''),
    trapped: (form.get('website') ?? '') !== '',
    work: form.get('w') ?? undefined,
  }
}

function readGo(go: string): PostedForm['go'] {
  if (go.startsWith('l.')) return 'language'
  return go === 'next' || go === 'back' || go === 'keep' ? go : 'none'
}

/** Whole, not negative, at most four digits: scores, steps and versions. */
function toNumber(text: string | null): number | undefined {
  return text !== null && /^\d{1,4}$/.test(text) ? Number(text) : undefined
}

/** Answers of other steps; a record without the names that mean something to the language. */
function readCarried(text: string | null): Answers {
  try {
    const parsed = answersSchema.safeParse(JSON.parse(text ?? '{}'))
    return parsed.success ? Object.fromEntries(Object.entries(parsed.data)) : {}
  } catch {
    return {}
  }
}

function readAnswer(question: Question, form: URLSearchParams): Answers[string] | undefined {
  const name = `q.${question.id}`
  switch (question.kind) {
    case 'nps':
    case 'csat':
    case 'ces':
    case 'rating':
      return toNumber(form.get(name))
    case 'single':
      return form.get(name) ?? undefined
    case 'multiple': {
      const chosen = [...new Set(form.getAll(name))].slice(0, 50)
      return chosen.length > 0 ? chosen : undefined
    }
    case 'matrix': {
      const scores = question.rows.flatMap((row) => {
        const score = toNumber(form.get(`m.${question.id}.${row.id}`))
        return score === undefined ? [] : [[row.id, score] as const]
      })
      return scores.length > 0 ? Object.fromEntries(scores) : undefined
    }
    case 'text':
      return readText(form.get(name))
  }
}

/** The words as they were written, with the line ends of the web and without what no store keeps. */
function readText(text: string | null): string | undefined {
  const clean = (text ?? '').replace(/\r\n?/g, '\n').replaceAll('\0', '').replace(half, '\uFFFD')
  return clean.trim() === '' ? undefined : clean
}

/** `nps.9` of a one-click address: an answer that is preselected and not given. */
export function readPreselected(body: SurveyBody, text: string | undefined): Answers {
  const [id = '', value = ''] = (text ?? '').split('.')
  const question = body.questions.find((one) => one.id === id)
  const score = toNumber(value)
  if (!question || score === undefined) return {}
  const form = new URLSearchParams({ [`q.${id}`]: value })
  const answer = readAnswer(question, form)
  return answer === undefined ? {} : keepShown(body, { [id]: answer })
}
