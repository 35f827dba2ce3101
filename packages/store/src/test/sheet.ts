import { randomUUID } from 'node:crypto'
import type { NewResponse, ResponseRecord } from '../responses.ts'

/** The moment at which the sheets of tests come. */
export const at = '2026-11-20T10:00:00.000Z'

/** A complete answer of nine to the survey s1 of the workspace w1, with changes. */
export function sheet(changes: Partial<ResponseRecord> = {}): NewResponse {
  const complete = changes.complete ?? 1
  const row: ResponseRecord = {
    workspaceId: 'w1',
    responseId: randomUUID(),
    surveyId: 's1',
    surveyVersion: 1,
    surveyName: 'Relationship',
    series: 'relationship',
    touchpoint: null,
    channel: 'link',
    language: 'en',
    customerId: 'c1',
    accountId: null,
    unit: null,
    invitationId: null,
    invitedAt: null,
    bearer: 'hand',
    answers: '{"nps":9}',
    bodyHash: 'nine',
    complete,
    revision: 1,
    nps: 9,
    csat: null,
    ces: null,
    day: '2026-11-20',
    createdAt: at,
    acceptedAt: at,
    completedAt: complete === 1 ? at : null,
    toldAt: complete === 1 ? at : null,
    landingId: null,
    stale: 0,
    quarantined: 0,
    erasedAt: null,
    ...changes,
  }
  const event = { workspaceId: 'w1', topic: 'response.accepted', payload: row.responseId, at }
  return { row, event: complete === 1 ? event : null, premise: null, link: null }
}
