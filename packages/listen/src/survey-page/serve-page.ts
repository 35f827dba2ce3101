import { randomUUID } from 'node:crypto'
import { FealtyError } from '@fealty/core'
import { readWorkspace } from '@fealty/store'
import { acceptSheet } from '../answer/accept-sheet.ts'
import type { Answers } from '../answer/contract.ts'
import type { SurveyLink } from '../links/contract.ts'
import type { ListenServices } from '../services.ts'
import { publishedSurvey, type PublishedSurvey } from '../survey/published.ts'
import { shownQuestions } from '../survey/show-question.ts'
import { chooseLanguage } from './choose-language.ts'
import type { Html } from './html.ts'
import { fill, wordsOf } from './words/page-words.ts'
import { readPreselected, type PostedForm } from './read-form.ts'
import {
  renderForm,
  renderNotice,
  renderThanks,
  type FormState,
  type PageFrame,
  type PageProblem,
} from './render-page.ts'
import { findSheetOf } from './resume.ts'
import { nextStep, stepsOf } from './steps.ts'

/** What the door knows of a call of the page. */
export interface PageCall {
  services: ListenServices
  link: SurveyLink
  token: string
  now: Date
  script: string | undefined
  acceptLanguage: string | undefined
}

export interface ServedPage {
  status: 200 | 201 | 410
  page: Html
  /** Sites that may show it in a frame. */
  frameOrigins: readonly string[]
}

interface Open {
  survey: PublishedSurvey
  frame: PageFrame
  call: PageCall
}

/** The survey of a link with what all its pages have in common; a notice when it takes no answers. */
export async function openSurvey(
  call: PageCall,
  language: string | undefined,
): Promise<Open | { closed: ServedPage }> {
  const { services, link } = call
  const { name: company } = await readWorkspace(services.store, link.workspaceId)
  const survey = await publishedSurvey(services.store, link.workspaceId, link.surveyId)
  const { languages, theme, frameOrigins } = survey.body
  const frame: PageFrame = {
    script: call.script,
    company,
    language: chooseLanguage(languages, language, call.acceptLanguage),
    accent: theme.accent,
    logo: theme.logo,
  }
  if (survey.state === 'open') return { survey, frame, call }
  const { overTitle, overText } = wordsOf(frame.language)
  const page = renderNotice(frame, overTitle, overText)
  return { closed: { status: 410, page, frameOrigins } }
}

/** The page as a link opens it. Records nothing: neither a preselected score nor that it was seen. */
export async function getPage(
  call: PageCall,
  query: { preselected: string | undefined; language: string | undefined },
): Promise<ServedPage> {
  const opened = await openSurvey(call, query.language)
  if ('closed' in opened) return opened.closed
  const { survey, frame } = opened
  const sheet = await findSheetOf(call.services.store, call.link)
  if (sheet?.complete) return thank(opened)
  const preselected = readPreselected(survey.body, query.preselected)
  const [score] = Object.values(preselected)
  const note =
    typeof score === 'number' ? fill(wordsOf(frame.language).chosen, { score }) : undefined
  return ask(opened, {
    responseId: sheet?.responseId ?? randomUUID(),
    answers: { ...sheet?.answers, ...preselected },
    step: 0,
    note,
  })
}

/** Takes a posted page in: keeps what was answered, and gives the next page or the thanks. */
export async function takePage(
  opened: Open,
  form: PostedForm,
  { quarantined, challenge }: { quarantined: boolean; challenge?: string | undefined },
): Promise<ServedPage> {
  const { survey, frame } = opened
  const words = wordsOf(frame.language)
  const { answers, step, responseId } = form
  const again = (change: Partial<FormState>) =>
    ask(opened, { responseId, answers, step, challenge, ...change })
  if (form.go === 'none') return again({})
  if (form.version !== survey.version) return again({ step: 0, note: words.changed })
  if (challenge !== undefined) return again({ note: words.busy })
  const asked = shownQuestions(survey.body, answers)
  const goesOn = form.go === 'next'
  const problems = goesOn ? findProblems(opened, form) : []
  const onward = goesOn ? nextStep(survey.body, answers, step, 1) : undefined
  const appeared =
    goesOn &&
    stepsOf(survey.body)[step]?.some(
      (question) => asked.includes(question) && !form.seen.includes(question.id),
    )
  const complete = goesOn && problems.length === 0 && !appeared && onward === undefined
  const refused = await keep(opened, form, { complete, quarantined })
  if (refused === 'final') return thank(opened)
  if (refused !== undefined) return again({ problems: [{ question: '', text: refused }] })
  if (complete) return thank(opened)
  if (problems.length > 0) return again({ problems })
  const way = form.go === 'back' ? nextStep(survey.body, answers, step, -1) : onward
  return again(appeared === true ? {} : { step: way ?? step })
}

function ask(
  { survey, frame, call }: Open,
  state: Pick<FormState, 'responseId' | 'answers' | 'step'> & Partial<FormState>,
): ServedPage {
  const { body, version } = survey
  const fixed = { body, version, token: call.token, stopPath: stopPathOf(call, frame.language) }
  const page = renderForm(frame, { ...fixed, problems: [], ...state })
  return { status: 200, page, frameOrigins: body.frameOrigins }
}

/** A personal link leads out too: whoever was asked by name need not look for the mail to say no more. */
function stopPathOf({ link, token }: PageCall, language: string): string | undefined {
  return link.customerId === null ? undefined : `/s/${token}/unsubscribe?l=${language}`
}

function thank({ survey, frame, call }: Open): ServedPage {
  const page = renderThanks(frame, survey.body, stopPathOf(call, frame.language))
  return { status: 201, page, frameOrigins: survey.body.frameOrigins }
}

/** What must be answered and is not, on this step; on the last one, that there is something at all. */
function findProblems({ survey, frame }: Open, { answers, step }: PostedForm): PageProblem[] {
  const words = wordsOf(frame.language)
  const shown = shownQuestions(survey.body, answers)
  const here = (stepsOf(survey.body)[step] ?? []).filter((question) => shown.includes(question))
  const tell = (sentence: string, id: string, text: Record<string, string>, most = 0) => ({
    question: id,
    text: fill(sentence, { question: text[frame.language] ?? '', most }),
  })
  const problems = here.flatMap((question) => {
    const { id, text, required } = question
    const answer: Answers[string] | undefined = Object.hasOwn(answers, id) ? answers[id] : undefined
    if (answer === undefined) return required ? [tell(words.mustAnswer, id, text)] : []
    const most = question.kind === 'multiple' ? question.most : undefined
    const isTooMany = most !== undefined && Array.isArray(answer) && answer.length > most
    return isTooMany ? [tell(words.tooMany, id, text, most)] : []
  })
  const [first] = here
  const isLast = nextStep(survey.body, answers, step, 1) === undefined
  if (problems.length > 0 || !first || !isLast || Object.keys(answers).length > 0) return problems
  return [tell(words.mustAnswer, first.id, first.text)]
}

/** Keeps the sheet. Gives `final` when it was sent before, or the sentence that says what is wrong. */
async function keep(
  { frame, call }: Open,
  form: PostedForm,
  { complete, quarantined }: { complete: boolean; quarantined: boolean },
): Promise<string | undefined> {
  const { services, link, now } = call
  const { responseId, answers } = form
  if (Object.keys(answers).length === 0) return undefined
  const { language } = frame
  const sheet = { responseId, answers, complete, language }
  try {
    await acceptSheet(services, { link, sheet, channel: link.channel, now, quarantined })
    return undefined
  } catch (error) {
    if (!(error instanceof FealtyError)) throw error
    if (error.code === 'answer.conflict' || error.code === 'answer.given') return 'final'
    if (error.code === 'answer.invalid') return wordsOf(language).changed
    if (error.code === 'answer.busy' || error.code === 'answer.not-kept') {
      return wordsOf(language).busy
    }
    throw error
  }
}

/** Keeps what is there so far, for the script of the page. False when it could not be kept now. */
export async function keepForm(
  opened: Open,
  form: PostedForm,
  quarantined: boolean,
): Promise<boolean> {
  if (form.version !== opened.survey.version) return false
  const refused = await keep(opened, form, { complete: false, quarantined })
  return refused === undefined || refused === 'final'
}
