import { createHash } from 'node:crypto'
import { dayIn, FealtyError } from '@fealty/core'
import {
  gatherReads,
  perStore,
  readWorkspace,
  type NewEvent,
  type NewResponse,
  type Store,
  type WriteOutcome,
} from '@fealty/store'
import type { SurveyLink } from '../links/contract.ts'
import type { ListenServices } from '../services.ts'
import { findPublished, type PublishedSurvey } from '../survey/published.ts'
import { checkAnswers, type CheckedAnswers } from './check-answers.ts'
import { responseAccepted, type AnswerSheet, type ResponseAccepted } from './contract.ts'
import { openAnswerWriter } from './open-writer.ts'

/** A sheet with what the door knows of it; nothing here but `sheet` was said by the client. */
export interface AcceptSheet {
  link: SurveyLink
  sheet: AnswerSheet
  channel: SurveyLink['channel']
  now: Date
  /** Set aside as not a person's: kept, told to nobody, and never counted until it is released. */
  quarantined?: boolean
}

export interface AcceptedSheet {
  outcome: Extract<WriteOutcome, 'accepted' | 'repeated' | 'updated'>
  responseId: string
}

/**
 * Takes an answer sheet in. When it returns, the sheet and what follows from it are on disk. This is
 * the only way an answer is stored.
 *
 * The rule of an id: the same sheet again is `repeated` and counts once. An unfinished sheet may be
 * replaced by the same bearer until it is complete (`updated`). A complete sheet is final: the same
 * id with anything else is refused, and so is a second answer to an invitation.
 *
 * @throws FealtyError `answer.invalid`, `answer.over` when the survey takes none, `answer.conflict`,
 *   `answer.given`, `answer.busy`, `answer.not-kept`
 */
export async function acceptSheet(
  services: ListenServices,
  { link, sheet, channel, now, quarantined = false }: AcceptSheet,
): Promise<AcceptedSheet> {
  const { survey, timeZone } = await findOpenSurvey(services.store, link)
  const checked = checkAnswers(survey.body, sheet.answers, sheet.complete)
  if ('problem' in checked) throw new FealtyError('answer.invalid', { problem: checked.problem })
  const occasion = { link, channel, day: dayIn(timeZone, now), now, quarantined }
  const written = toResponse(survey, sheet, checked, occasion)
  const outcome = await openAnswerWriter(services.store).write(written)
  if (outcome === 'conflict') throw new FealtyError('answer.conflict')
  if (outcome === 'given') throw new FealtyError('answer.given')
  return { outcome, responseId: sheet.responseId }
}

/** What a sheet is checked against. */
interface AskedSurvey {
  survey: PublishedSurvey
  timeZone: string
}

/** The sheets of one moment mostly answer one survey, which is then read once. */
const finderOf = perStore((store) =>
  gatherReads(async (keys: readonly string[]) => {
    const found = new Map<string, AskedSurvey>()
    for (const key of keys) {
      const asked = await readAsked(store, JSON.parse(key) as [string, string])
      if (asked) found.set(key, asked)
    }
    return found
  }),
)

async function readAsked(
  store: Store,
  [workspaceId, surveyId]: readonly [string, string],
): Promise<AskedSurvey | undefined> {
  const survey = await findPublished(store, workspaceId, surveyId)
  if (!survey) return undefined
  const { timeZone } = await readWorkspace(store, workspaceId)
  return { survey, timeZone }
}

/** A survey that is gone or was never published looks from outside like one that is closed. */
async function findOpenSurvey(
  store: Store,
  { workspaceId, surveyId }: SurveyLink,
): Promise<AskedSurvey> {
  const asked = await finderOf(store)(JSON.stringify([workspaceId, surveyId]))
  if (asked?.survey.state !== 'open') throw new FealtyError('answer.over')
  return asked
}

interface Occasion {
  link: SurveyLink
  channel: SurveyLink['channel']
  day: string
  now: Date
  quarantined: boolean
}

function toResponse(
  survey: PublishedSurvey,
  sheet: AnswerSheet,
  checked: CheckedAnswers,
  occasion: Occasion,
): NewResponse {
  const { link, channel, day, now, quarantined } = occasion
  const { anonymous, name, series, touchpoint } = survey.body
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
    nps: checked.scores.nps ?? null,
    csat: checked.scores.csat ?? null,
    ces: checked.scores.ces ?? null,
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
  return { row, event: isTold ? acceptedEvent(row, checked.hasComment) : null }
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
