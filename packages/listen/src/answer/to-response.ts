import { createHash } from 'node:crypto'
import { dayIn } from '@fealty/core'
import type { NewEvent, NewResponse } from '@fealty/store'
import type { SurveyLink } from '../links/contract.ts'
import type { AskedSurvey } from './asked-survey.ts'
import type { CheckedAnswers } from './check-answers.ts'
import { responseAccepted, type AnswerSheet, type ResponseAccepted } from './contract.ts'

/** What stands for the bearer of a sheet that came with a key, by no link: every key of the workspace. */
export const keyBearer = 'api'

/** A sheet with what the door knows of it; nothing here but `sheet` was said by the client. */
export interface AcceptSheet {
  link: SurveyLink
  sheet: AnswerSheet
  channel: SurveyLink['channel']
  now: Date
  /** Set aside as not a person's: kept, told to nobody, and never counted until it is released. */
  quarantined?: boolean
}

/** A sheet that holds against its survey, as it is kept. */
export function toResponse(
  { survey, timeZone, premise }: AskedSurvey,
  { scores, hasComment }: CheckedAnswers,
  { link, sheet, channel, now, quarantined = false }: AcceptSheet,
): NewResponse {
  const { anonymous, name, series, touchpoint } = survey.body
  const day = dayIn(timeZone, now)
  // An anonymous answer keeps the day and no moment: a moment can be joined with a log.
  const at = anonymous ? `${day}T00:00:00.000Z` : now.toISOString()
  const isTold = sheet.complete && !quarantined
  const row: NewResponse['row'] = {
    workspaceId: link.workspaceId,
    responseId: sheet.responseId,
    surveyId: survey.surveyId,
    surveyVersion: survey.version,
    surveyName: name,
    series,
    touchpoint: link.context.touchpoint ?? touchpoint ?? null,
    channel,
    language: sheet.language ?? null,
    customerId: anonymous ? null : link.customerId,
    accountId: anonymous ? null : link.accountId,
    unit: link.context.unit ?? null,
    invitationId: anonymous ? null : link.invitationId,
    invitedAt: anonymous || link.invitationId === null ? null : link.createdAt,
    bearer: anonymous ? null : link.tokenHash,
    answers: JSON.stringify(sheet.answers),
    bodyHash: hashBody(sheet),
    complete: sheet.complete ? 1 : 0,
    revision: 1,
    nps: scores.nps ?? null,
    csat: scores.csat ?? null,
    ces: scores.ces ?? null,
    day,
    createdAt: at,
    acceptedAt: at,
    completedAt: sheet.complete ? at : null,
    toldAt: isTold ? at : null,
    landingId: null,
    stale: 0,
    quarantined: quarantined ? 1 : 0,
    erasedAt: null,
  }
  const event = isTold ? acceptedEvent(row, hasComment) : null
  return { row, event, premise, link: link.tokenHash === keyBearer ? null : link.tokenHash }
}

/** The news of a final sheet. */
export function acceptedEvent(row: NewResponse['row'], hasComment: boolean): NewEvent {
  const payload: ResponseAccepted = {
    responseId: row.responseId,
    surveyId: row.surveyId,
    surveyVersion: row.surveyVersion,
    series: row.series as ResponseAccepted['series'],
    touchpoint: row.touchpoint,
    customerId: row.customerId,
    accountId: row.accountId,
    unit: row.unit,
    channel: row.channel as ResponseAccepted['channel'],
    language: row.language,
    invitationId: row.invitationId,
    scores: {
      ...(row.nps === null ? {} : { nps: row.nps }),
      ...(row.csat === null ? {} : { csat: row.csat }),
      ...(row.ces === null ? {} : { ces: row.ces }),
    },
    hasComment,
    day: row.day,
    at: row.acceptedAt,
  }
  return { workspaceId: row.workspaceId, topic: responseAccepted, payload, at: row.acceptedAt }
}

/** What makes two sheets the same: what was answered, in which language, finished or not. */
function hashBody({ answers, complete, language }: AnswerSheet): string {
  const ordered = Object.entries(answers)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([id, answer]) => [
      id,
      typeof answer === 'object' && !Array.isArray(answer)
        ? Object.entries(answer).sort(([one], [other]) => (one < other ? -1 : 1))
        : answer,
    ])
  return createHash('sha256')
    .update(JSON.stringify([ordered, complete, language ?? null]))
    .digest('hex')
}
