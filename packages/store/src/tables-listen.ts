import type { JsonText, Moment } from './column-types.ts'

/** An answer sheet as it was accepted. What measures know of it lands as a fact of kind `responses`. */
export interface ResponseTable {
  workspaceId: string
  /** The client's own id: sent again, the sheet counts once. */
  responseId: string
  surveyId: string
  surveyVersion: number
  /** Name, series and touchpoint as that version has them, so that landing needs no survey. */
  surveyName: string
  series: string
  touchpoint: string | null
  channel: string
  language: string | null
  /** Whose it is comes from the link or the key, never from the sheet; null for anonymous surveys. */
  customerId: string | null
  accountId: string | null
  unit: string | null
  invitationId: string | null
  invitedAt: Moment | null
  /** Who may go on with an unfinished sheet; null where nobody may be known again. */
  bearer: string | null
  answers: JsonText
  /** Hash of what was sent; null once erased. */
  bodyHash: string | null
  /** 1 when final. */
  complete: number
  /** Grows with each change of the sheet. */
  revision: number
  nps: number | null
  csat: number | null
  ces: number | null
  /** The day of the answer in the workspace's time zone. */
  day: string
  createdAt: Moment
  acceptedAt: Moment
  completedAt: Moment | null
  /** When `response.accepted` was written for it. */
  toldAt: Moment | null
  /** The landing it belongs to; null while it waits for one. */
  landingId: string | null
  /** 1 when it has changed since it landed: its segment is then written anew. */
  stale: number
  /** 1 when it is set aside as not a person's; it then lands nowhere and is told to nobody. */
  quarantined: number
  erasedAt: Moment | null
}

/** Answers that become facts together. */
export interface LandingTable {
  workspaceId: string
  id: string
  /** The import that holds them, which a merge or a correction changes; null until they are facts. */
  importId: string | null
}

/** What the answers add to `Tables`. */
export interface AnswerTables {
  responses: ResponseTable
  landings: LandingTable
}
