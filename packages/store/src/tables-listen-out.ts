import type { JsonText, Moment } from './column-types.ts'

/** One event on its way to one webhook. */
export interface WebhookDeliveryTable {
  id: string
  workspaceId: string
  webhookId: string
  /** The event that is told; with the webhook it is unique, so a delivery is made once. */
  eventId: string
  topic: string
  /** The body as it is sent, the same bytes each time. */
  body: JsonText
  state: 'waiting' | 'delivered' | 'failing' | 'dead' | 'dropped'
  attempts: number
  /** The try of its outbox event that was made last, so that none is made twice. */
  triedAttempt: number
  status: number | null
  problem: string | null
  createdAt: Moment
  changedAt: Moment
}

/** What is known of reaching a customer beyond the facts. */
export interface ContactTable {
  workspaceId: string
  customerId: string
  awayFrom: string | null
  awayUntil: string | null
  bouncedAt: Moment | null
  erasedAt: Moment | null
  changedAt: Moment
}

/** What a customer has agreed to or stopped, by purpose; the newest word counts. */
export interface ContactPurposeTable {
  workspaceId: string
  customerId: string
  purpose: string
  state: 'agreed' | 'stopped'
  /** How it was said: by the link of a mail, by the mail program, by a person of the company. */
  via: string
  at: Moment
}

/** What the contact budget has decided, and why. A decision that is made again is counted. */
export interface ContactDecisionTable {
  workspaceId: string
  planId: string
  /** What it was about: the turn of a plan, or the event. */
  occasion: string
  customerId: string
  decision: 'send' | 'hold' | 'refuse'
  rule: string
  reason: string
  surveyId: string
  until: Moment | null
  times: number
  at: Moment
  lastAt: Moment
}

/** Each time a customer was written to; what the budget counts. */
export interface ContactMadeTable {
  id: string
  workspaceId: string
  customerId: string
  accountId: string | null
  surveyId: string
  channel: string
  reminder: number
  at: Moment
}

export interface InvitationTable {
  id: string
  workspaceId: string
  planId: string
  occasion: string
  customerId: string
  accountId: string | null
  unit: string | null
  /** The value of the plan's cut, for reaching a number of answers in each. */
  stratum: string
  surveyId: string
  surveyVersion: number
  channel: string
  language: string | null
  touchpoint: string | null
  state: 'planned' | 'sent' | 'answered' | 'expired' | 'refused' | 'bounced' | 'cancelled'
  plannedAt: Moment
  dueAt: Moment
  /** After this moment one that was put off is not worth sending any more; it never moves. */
  latestAt: Moment | null
  sentAt: Moment | null
  reminders: number
  nextReminderAt: Moment | null
  answeredAt: Moment | null
  expiresAt: Moment | null
  /** When a sent one that was never answered became a fact. */
  landedAt: Moment | null
}

/** How far a plan has come: the day it was worked last, and the newest import it has looked at. */
export interface InvitationPlanRunTable {
  workspaceId: string
  planId: string
  lastDay: string | null
  lastImportSeq: number
  changedAt: Moment
}

/** Mails that the local catcher kept instead of sending. */
export interface CaughtMailTable {
  id: string
  workspaceId: string
  customerId: string | null
  recipient: string
  subject: string
  html: string
  text: string
  headers: JsonText
  at: Moment
}

export interface ListenOutTables {
  webhookDeliveries: WebhookDeliveryTable
  contacts: ContactTable
  contactPurposes: ContactPurposeTable
  contactDecisions: ContactDecisionTable
  contactsMade: ContactMadeTable
  invitations: InvitationTable
  invitationPlanRuns: InvitationPlanRunTable
  caughtMails: CaughtMailTable
}
