import type { Answers } from '../answer/contract.ts'
import type { SurveyBody } from '../survey/contract.ts'
import { shownQuestions } from '../survey/show-question.ts'
import { chooseLanguage } from './choose-language.ts'
import { markup, type Html } from './html.ts'
import { directionOf, fill, nameLanguage, pageLanguages, wordsOf } from './words/page-words.ts'
import type { PageWords } from './words/wording.ts'
import { stylePath } from './page-style.ts'
import { renderQuestion } from './render-question.ts'
import { stepsOf } from './steps.ts'

/** The colour of a page that no survey gives one. */
export const plainAccent = '#234e8c'

/** What belongs to the document and not to its content. */
export interface PageFrame {
  /** Address of the page's script; without it the page works by forms alone. */
  script?: string | undefined
  company: string
  language: string
  accent: string
  logo?: string | undefined
}

/** What stands against sending: which question, and the sentence for it. */
export interface PageProblem {
  question: string
  text: string
}

export interface FormState {
  body: SurveyBody
  version: number
  token: string
  responseId: string
  answers: Answers
  step: number
  problems: readonly PageProblem[]
  /** A sentence above the questions: what was preselected, or what has happened. */
  note?: string | undefined
  /** The invitation's bearer may end the asking. */
  stopPath?: string | undefined
  /** A proof of work that must come with the next post. */
  challenge?: string | undefined
}

/** The page that asks. */
export function renderForm(frame: PageFrame, state: FormState): Html {
  const { body, token, step } = state
  const words = wordsOf(frame.language)
  const steps = stepsOf(body)
  const questions = steps[step] ?? []
  const shown = shownQuestions(body, state.answers)
  const first = questions.find((question) => shown.includes(question))
  const drawn = questions.map((question) =>
    renderQuestion({
      question,
      language: frame.language,
      words,
      answer: Object.hasOwn(state.answers, question.id) ? state.answers[question.id] : undefined,
      hidden: !shown.includes(question),
      first: question === first,
      wrong: state.problems.some((problem) => problem.question === question.id),
    }),
  )
  const last = step === steps.length - 1
  const intro = step === 0 ? body.intro?.[frame.language] : undefined
  const progress =
    steps.length > 1 &&
    markup`<p class="note">${fill(words.progress, { step: step + 1, steps: steps.length })}</p>`
  const said = [
    renderProblems(words, state),
    state.note !== undefined && markup`<p class="chosen" role="status">${state.note}</p>`,
    intro !== undefined && markup`<p>${intro}</p>`,
    progress,
  ]
  const here = questions.map(({ id }) => id)
  const work = state.challenge !== undefined && markup` data-work="${state.challenge}"`
  const back =
    step > 0 && markup`<button class="quiet" name="go" value="back">${words.back}</button>`
  const go = markup`<div class="go"><button name="go" value="next">${last ? words.send : words.next}</button>${back}<span class="note" id="kept" role="status" data-kept="${words.kept}" data-here="${words.keptHere}"></span></div>`
  const content = markup`${said}<form method="post" action="/s/${token}" novalidate${work}>${renderHidden(frame, state, here)}${drawn}${go}${renderTongues(frame, words, body.languages)}</form>`
  return renderDocument(frame, frame.company, content, renderFoot(words, state))
}

function renderProblems(words: PageWords, { problems }: FormState): Html | null {
  if (problems.length === 0) return null
  const items = problems.map(
    ({ question, text }) => markup`<li><a href="#${question}">${text}</a></li>`,
  )
  return markup`<div class="errors" role="alert" tabindex="-1" autofocus><h2>${words.problems}</h2><ul>${items}</ul></div>`
}

/** What the next post must know, so that the server keeps nothing of an unfinished page. */
function renderHidden(frame: PageFrame, state: FormState, here: readonly string[]): Html {
  const { body, answers, responseId, version, step } = state
  const elsewhere = Object.fromEntries(Object.entries(answers).filter(([id]) => !here.includes(id)))
  const shown = shownQuestions(body, answers).map(({ id }) => id)
  const fields = {
    r: responseId,
    v: version,
    l: frame.language,
    p: step,
    k: JSON.stringify(elsewhere),
    s: shown.filter((id) => here.includes(id)).join(','),
  }
  const inputs = Object.entries(fields).map(
    ([name, value]) => markup`<input type="hidden" name="${name}" value="${value}">`,
  )
  return markup`${inputs}<div class="trap" aria-hidden="true"><input name="website" tabindex="-1" autocomplete="off"></div>`
}

/** Another language, without losing what was answered. */
function renderTongues(
  frame: PageFrame,
  words: PageWords,
  languages: readonly string[],
): Html | null {
  if (languages.length < 2) return null
  const others = languages
    .filter((language) => language !== frame.language)
    .map(
      (language) =>
        markup`<button class="text" name="go" value="l.${language}" lang="${language}" dir="${directionOf(language)}">${nameLanguage(language)}</button>`,
    )
  return markup`<p class="note" role="group" aria-label="${words.language}">${others}</p>`
}

function renderFoot(words: PageWords, { body, stopPath, token }: FormState): Html {
  const use = body.anonymous ? words.useAnonymous : words.useNamed
  const kept =
    body.retentionDays !== undefined && ` ${fill(words.useKept, { days: body.retentionDays })}`
  const stop =
    stopPath !== undefined && markup`<span><a href="${stopPath}">${words.stop}</a></span>`
  return markup`<footer>${stop}<details><summary>${words.useTitle}</summary>${use}${kept}</details><a class="trap" href="/s/${token}?h=1" tabindex="-1" aria-hidden="true">.</a></footer>`
}

/** The page after the last step. */
export function renderThanks(frame: PageFrame, body: SurveyBody, stopPath?: string): Html {
  const words = wordsOf(frame.language)
  const own = body.thanks?.[frame.language]
  const asksNps = body.questions.some(({ kind }) => kind === 'nps')
  const stop =
    stopPath !== undefined && markup`<span><a href="${stopPath}">${words.stop}</a></span>`
  const mark = asksNps && markup`<span lang="en" dir="auto">${words.trademark}</span>`
  const content = markup`<h1 tabindex="-1" data-done>${words.thanks}</h1><p>${own ?? words.thanksText}</p>`
  return renderDocument(frame, words.thanks, content, markup`<footer>${stop}${mark}</footer>`)
}

/** A page that only says something. */
export function renderNotice(frame: PageFrame, title: string, text: string): Html {
  return renderDocument(frame, title, markup`<h1>${title}</h1><p>${text}</p>`, null)
}

/** The way out: asks once, and says when it is done. It works by a form, without a script. */
export function renderStop(frame: PageFrame, state: 'ask' | 'done'): Html {
  const words = wordsOf(frame.language)
  const { company, language } = frame
  if (state === 'done') {
    return renderNotice(frame, words.stoppedTitle, fill(words.stoppedText, { company }))
  }
  const action = `?from=page&l=${language}`
  const content = markup`<h1>${words.stopTitle}</h1><p>${fill(words.stopText, { company })}</p><form method="post" action="${action}"><div class="go"><button>${words.stopButton}</button></div></form>`
  return renderDocument(frame, words.stopTitle, content, null)
}

/** What a link that works no more leads to. It is the same for all, whatever the reason. */
export function renderGone(acceptLanguage: string | undefined): Html {
  const language = chooseLanguage(pageLanguages, undefined, acceptLanguage)
  const { goneTitle, goneText } = wordsOf(language)
  return renderNotice({ company: '', language, accent: plainAccent }, goneTitle, goneText)
}

function renderDocument(
  { script, company, language, accent, logo }: PageFrame,
  title: string,
  content: Html,
  foot: Html | null,
): Html {
  const head =
    logo === undefined
      ? markup`<span>${company}</span>`
      : markup`<img src="${logo}" alt="${company}">`
  const load = script !== undefined && markup`<script src="${script}" type="module"></script>`
  return markup`<!doctype html><html lang="${language}" dir="${directionOf(language)}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex"><meta name="referrer" content="no-referrer"><title>${title}</title><link rel="stylesheet" href="${stylePath(accent)}">${load}</head><body><header>${head}</header><main>${content}</main>${foot}</body></html>
`
}
