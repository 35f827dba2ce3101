import { dayIn } from '@fealty/core'
import type { LandingRow } from '@fealty/measure'
import type { ResponseRecord } from '@fealty/store'
import type { Question, SurveyBody } from '../survey/contract.ts'
import type { Answers } from './contract.ts'

/**
 * An answer as a fact of the kind `responses`. Ratings, and a second question of a standard scale, land
 * as `rating:QUESTION`, rows of a matrix as `rating:QUESTION ROW`, choices as `attr:QUESTION`; all
 * texts make the comment. An anonymous answer has a day and no moment.
 */
export function toFact(row: ResponseRecord, body: SurveyBody, timeZone: string): LandingRow {
  const answers = JSON.parse(row.answers) as Answers
  const fact: Record<string, string | number | null> = {
    response_id: row.responseId,
    customer_id: row.customerId,
    at: body.anonymous ? `${row.day} 00:00:00` : momentIn(timeZone, row.acceptedAt),
    invited_at: row.invitedAt === null ? null : momentIn(timeZone, row.invitedAt),
    survey: row.surveyName,
    touchpoint: row.touchpoint,
    channel: row.channel,
    unit: row.unit,
    language: row.language,
    nps: row.nps,
    csat: row.csat,
    ces: row.ces,
    comment: commentOf(body, answers),
    day: row.day,
  }
  const scored = new Set<string>()
  for (const question of body.questions) {
    const isFirst = !scored.has(question.kind)
    scored.add(question.kind)
    const answer = Object.hasOwn(answers, question.id) ? answers[question.id] : undefined
    if (answer !== undefined) Object.assign(fact, freeColumns(question, answer, isFirst))
  }
  return fact
}

function freeColumns(
  { id, kind }: Question,
  answer: Answers[string],
  isFirst: boolean,
): Record<string, string | number> {
  const isStandard = kind === 'nps' || kind === 'csat' || kind === 'ces'
  if (typeof answer === 'number') return isStandard && isFirst ? {} : { [`rating:${id}`]: answer }
  if (typeof answer === 'string') return kind === 'single' ? { [`attr:${id}`]: answer } : {}
  if (Array.isArray(answer)) return { [`attr:${id}`]: [...answer].sort().join(', ') }
  return Object.fromEntries(
    Object.entries(answer).map(([row, score]) => [`rating:${id} ${row}`, score]),
  )
}

/** All that the person wrote; null when that is nothing. */
export function readComment({ answers }: ResponseRecord, body: SurveyBody): string | null {
  return commentOf(body, JSON.parse(answers) as Answers)
}

function commentOf(body: SurveyBody, answers: Answers): string | null {
  const texts = body.questions.flatMap(({ id, kind }) => {
    const answer = Object.hasOwn(answers, id) ? answers[id] : undefined
    return kind === 'text' && typeof answer === 'string' ? [answer] : []
  })
  return texts.length === 0 ? null : texts.join('\n\n')
}

const timeFormats = new Map<string, Intl.DateTimeFormat>()

/** A moment as the facts have it: local to the workspace, without a zone. */
export function momentIn(timeZone: string, moment: string): string {
  const date = new Date(moment)
  const known = timeFormats.get(timeZone)
  const parts = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' } as const
  const format = known ?? new Intl.DateTimeFormat('en-GB', { timeZone, ...parts })
  if (!known) timeFormats.set(timeZone, format)
  return `${dayIn(timeZone, date)} ${format.format(date)}`
}
