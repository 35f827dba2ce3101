import type { JsonText, Moment } from './column-types.ts'

/** What a published survey asks; a row never changes. */
export interface SurveyVersionTable {
  workspaceId: string
  surveyId: string
  version: number
  body: JsonText
  note: string
  publishedBy: string
  publishedAt: Moment
}

/** A link that a customer holds, or that hangs on a wall. Of its token only the hash is here. */
export interface LinkTable {
  tokenHash: string
  workspaceId: string
  purpose: string
  surveyId: string
  customerId: string | null
  accountId: string | null
  invitationId: string | null
  channel: string
  /** What people of the company call an open link: “poster in the shop”. */
  label: string | null
  context: JsonText
  createdAt: Moment
  expiresAt: Moment
  revokedAt: Moment | null
}

/** What came to a personal link before anybody answered: evidence, never an answer. */
export interface ClickTable {
  id: string
  workspaceId: string
  surveyId: string
  tokenHash: string
  kind: 'get' | 'head' | 'honeypot' | 'provisional' | 'post'
  /** The score that the address of a one-click mail preselects. */
  score: number | null
  /** Kind of program that asked: browser, phone, bot, tool, none. Never an address or a full name. */
  agent: string
  at: Moment
}

/** What the survey's tables add to `Tables`. */
export interface SurveyTables {
  surveyVersions: SurveyVersionTable
  links: LinkTable
  clicks: ClickTable
}
