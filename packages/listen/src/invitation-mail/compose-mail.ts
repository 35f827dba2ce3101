import { oneClickPath } from '../links/links.ts'
import type { Question, SurveyBody, Texts } from '../survey/contract.ts'
import { scaleOf } from '../survey/questions.ts'
import { directionOf } from '../survey-page/words/page-words.ts'
import { wordsFor, type MailWords } from './mail-words.ts'

/** What a mail is made of. The paths are those of links that were made for this customer. */
export interface MailParts {
  survey: SurveyBody
  /** What the customer is written to in; the survey's first language where it does not have it. */
  language: string | null
  company: string
  reminder: boolean
  baseUrl: string
  answerPath: string
  unsubscribePath: string
}

export interface ComposedMail {
  subject: string
  html: string
  text: string
  headers: Record<string, string>
}

/** Marks the link that is hidden from people: only what opens every link follows it. */
const trap = 'h=1'

/**
 * The mail: the first question with one link for each score, the company's name, and how to hear no
 * more. It holds no picture, no pixel, no name and no address, so opening it tells nobody anything. Text
 * goes in as text: what looks like a template or a tag is shown as it stands.
 */
export function composeMail(parts: MailParts): ComposedMail {
  const { survey, company, reminder, baseUrl } = parts
  const language = chooseLanguage(survey.languages, parts.language)
  const words = wordsFor(language)
  const fill = (text: string) => oneLine(text.replaceAll('{company}', () => company))
  const first = survey.questions.find((question) => scaleOf(question) !== undefined)
  const scored = first?.kind === 'matrix' ? undefined : first
  const unsubscribe = baseUrl + parts.unsubscribePath
  const pieces: Pieces = {
    language,
    words,
    fill,
    accent: survey.theme.accent,
    company,
    intro: survey.intro && textIn(survey.intro, language),
    question: scored && textIn(scored.text, language),
    scores: scored === undefined ? [] : scoreLinks(scored, baseUrl + parts.answerPath),
    ends: scored?.kind === 'nps' ? [words.lowest, words.highest] : endsOf(scored, language),
    open: baseUrl + parts.answerPath,
    trap: scored && `${baseUrl}${parts.answerPath}?${trap}`,
    unsubscribe: `${unsubscribe}?l=${language}`,
  }
  return {
    subject: fill(reminder ? words.reminderSubject : words.subject),
    html: toHtml(pieces),
    text: toText(pieces),
    headers: {
      'List-Unsubscribe': `<${unsubscribe}>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
    },
  }
}

interface Pieces {
  language: string
  words: MailWords
  fill: (text: string) => string
  accent: string
  company: string
  intro: string | undefined
  question: string | undefined
  scores: { score: number; url: string }[]
  ends: string[]
  open: string
  trap: string | undefined
  unsubscribe: string
}

function chooseLanguage(known: readonly string[], wanted: string | null): string {
  const exact = known.find((one) => one.toLowerCase() === wanted?.toLowerCase())
  const base = wanted?.split('-')[0]?.toLowerCase()
  return exact ?? known.find((one) => one.split('-')[0] === base) ?? known[0] ?? 'en'
}

const textIn = (texts: Texts, language: string): string =>
  texts[language] ?? texts[language.split('-')[0]!] ?? Object.values(texts)[0] ?? ''

/** A header is one line: a line break in a name would begin another header. */
const oneLine = (text: string): string => text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim()

function scoreLinks(question: Question, answerUrl: string): { score: number; url: string }[] {
  const scale = scaleOf(question)
  if (scale === undefined) return []
  const { lowest, highest } = scale
  return Array.from({ length: highest - lowest + 1 }, (_, index) => {
    const score = lowest + index
    return { score, url: oneClickPath(answerUrl, question.id, score) }
  })
}

function endsOf(question: Question | undefined, language: string): string[] {
  if (question?.kind !== 'rating') return []
  return [question.lowText, question.highText].map((text) => (text ? textIn(text, language) : ''))
}

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
const escape = (text: string): string => text.replace(/[&<>"']/g, (sign) => entities[sign]!)

function toHtml(pieces: Pieces): string {
  const { language, words, fill, accent, company, intro, question, ends, open, trap } = pieces
  const cells = pieces.scores
    .map(
      ({ score, url }) =>
        `<td style="padding:2px"><a href="${escape(url)}" style="display:block;min-width:30px;padding:11px 0;text-align:center;text-decoration:none;border:1px solid ${accent};border-radius:4px;color:${accent};font-weight:600">${score}</a></td>`,
    )
    .join('')
  const legend =
    ends.length === 2
      ? `<tr><td style="padding:4px 2px;color:#555;font-size:13px">${escape(ends[0]!)}</td><td style="padding:4px 2px;color:#555;font-size:13px;text-align:end">${escape(ends[1]!)}</td></tr>`
      : ''
  // Nobody sees it; what follows every link of a mail follows this one too.
  const hidden =
    trap === undefined
      ? ''
      : `<a href="${escape(trap)}" style="display:none" aria-hidden="true" tabindex="-1"></a>`
  return `<!doctype html>
<html lang="${escape(language)}" dir="${directionOf(language)}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escape(fill(words.subject))}</title></head>
<body style="margin:0;padding:24px 12px;background:#fff;color:#1c1c1c;font:16px/1.5 system-ui,-apple-system,'Segoe UI',Roboto,sans-serif">
<table role="presentation" align="center" style="max-width:560px;width:100%;border-collapse:collapse"><tr><td>
<p style="margin:0 0 24px;font-weight:600">${escape(company)}</p>
${intro === undefined ? '' : `<p style="margin:0 0 16px">${escape(intro)}</p>`}
${question === undefined ? '' : `<h1 style="margin:0 0 16px;font-size:20px;line-height:1.35">${escape(question)}</h1>`}
${
  cells === ''
    ? ''
    : `<table role="presentation" style="width:100%;table-layout:fixed;border-collapse:collapse"><tr>${cells}</tr></table><table role="presentation" style="width:100%;border-collapse:collapse">${legend}</table>
<p style="margin:16px 0;color:#555;font-size:14px">${escape(words.greeting)}</p>`
}
<p style="margin:16px 0"><a href="${escape(open)}" style="color:${accent}">${escape(words.open)}</a></p>
<p style="margin:32px 0 0;padding-top:12px;border-top:1px solid #ddd;color:#555;font-size:13px">${escape(fill(words.why))} <a href="${escape(pieces.unsubscribe)}" style="color:#555">${escape(words.stop)}</a></p>
${hidden}</td></tr></table></body></html>
`
}

function toText({
  words,
  fill,
  company,
  intro,
  question,
  scores,
  ends,
  open,
  unsubscribe,
}: Pieces): string {
  const lines = [company, '', intro, question, ends.filter((end) => end !== '').join(' … ')]
  const links = scores.map(({ score, url }) => `${score}: ${url}`)
  return [
    ...lines.filter((line) => line !== undefined),
    '',
    ...(links.length === 0 ? [`${words.open}: ${open}`] : links),
    '',
    fill(words.why),
    `${words.stop}: ${unsubscribe}`,
    '',
  ].join('\n')
}
