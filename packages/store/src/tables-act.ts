import type { JsonText, Moment } from './column-types.ts'

/** Where a case stands; the last two are its ends. */
export type CaseState = 'open' | 'contacted' | 'resolved' | 'closed' | 'dismissed'

/** Where the question “is it better now?” stands. */
export type ReaskState = 'none' | 'planned' | 'asked' | 'answered' | 'cancelled'

/** What one customer's words ask of the company. It holds no words of the customer itself. */
export interface CaseTable {
  id: string
  workspaceId: string
  version: number
  state: CaseState
  priority: 'high' | 'normal' | 'low'
  /** One open case per customer and group. */
  caseGroup: string
  customerId: string
  /** Id of the unit that answers for the customer. */
  unit: string | null
  /** The customer's value of the facts' own column `unit`, by which managers are bound. */
  factUnit: string | null
  /** The rule that opened it; null when a person did. */
  ruleId: string | null
  /** The answer that opened it; null when it was opened without one. */
  responseId: string | null
  /** Scores of that answer. */
  scores: JsonText
  touchpoint: string | null
  ownerPersonId: string | null
  ownerRole: string
  openedAt: Moment
  /** First contact is due. */
  dueAt: Moment
  escalationSteps: JsonText
  escalated: number
  nextEscalationAt: Moment | null
  contactedAt: Moment | null
  /** Open minutes of the company from opening to first contact, by the calendar of that day. */
  contactMinutes: number | null
  resolvedAt: Moment | null
  endedAt: Moment | null
  rootCause: string | null
  action: string | null
  dismissReason: string | null
  reaskState: ReaskState
  reaskAfterDays: number | null
  reaskSurveyId: string | null
  reaskAt: Moment | null
  /** Likelihood to recommend in the answer that came after it. */
  reaskNps: number | null
  /** Exact decimal text: what the customer brings in a year, at opening. */
  yearlyRevenue: string | null
  expectedValue: number | null
}

/** One line of a case's log. Lines are added, and never changed. */
export interface CaseEventTable {
  workspaceId: string
  caseId: string
  /** 1, 2, 3 … within the case. */
  seq: number
  at: Moment
  actor: string
  kind: string
  body: JsonText
}

/** Which answer went into which case, so that an answer told twice opens nothing twice. */
export interface CaseAnswerTable {
  workspaceId: string
  responseId: string
  caseGroup: string
  caseId: string
}

/** The units that a case's customer belongs to, of every dimension, with all above them. */
export interface CaseUnitTable {
  workspaceId: string
  caseId: string
  unitId: string
}

export interface ActTables {
  cases: CaseTable
  caseUnits: CaseUnitTable
  caseEvents: CaseEventTable
  caseAnswers: CaseAnswerTable
}
