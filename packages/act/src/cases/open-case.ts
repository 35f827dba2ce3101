import { randomUUID } from 'node:crypto'
import type { CustomerCard, Unit } from '@fealty/measure'
import {
  changeCase,
  claimAnswer,
  findOpenCase,
  holdWorkspace,
  insertCase,
  type CaseRecord,
  type Store,
} from '@fealty/store'
import { addBusinessMinutes, type BusinessHours } from '../calendar/business-hours.ts'
import type { CaseRule } from '../rules/contract.ts'
import { chooseOwner } from './choose-owner.ts'
import { tell, writeLog } from './write-event.ts'

/** What a case is made of: what was said, by whom, and what the rule or the person asks for. */
export interface CaseOpening {
  workspaceId: string
  customerId: string
  card: CustomerCard | undefined
  /** The unit that answers for the customer. */
  unit: Unit | undefined
  /** Every unit the customer belongs to, with those above. */
  unitIds: readonly string[]
  responseId: string | null
  scores: CaseRecord['scores']
  touchpoint: string | null
  surveyId: string | null
  /** When the company's clock starts. */
  at: string
  actor: string
  ruleId: string | null
  ask: Pick<
    CaseRule,
    'group' | 'hoursToDue' | 'priority' | 'owner' | 'reaskAfterDays' | 'reaskSurvey' | 'escalation'
  >
  note?: string
}

export type Opened = 'opened' | 'added' | 'known'

/**
 * Opens a case, or adds the answer to the customer's open one. Call it in a transaction.
 * @returns `known` when this answer has gone into a case of the group before
 */
export async function openCase(
  store: Store,
  hours: BusinessHours,
  opening: CaseOpening,
): Promise<{ result: Opened; caseId: string }> {
  const { workspaceId, customerId, responseId, ask } = opening
  await holdWorkspace(store, workspaceId)
  const open = await findOpenCase(store, workspaceId, customerId, ask.group)
  const caseId = open?.id ?? randomUUID()
  if (responseId !== null) {
    const claim = { workspaceId, responseId, caseGroup: ask.group, caseId }
    if (!(await claimAnswer(store, claim))) return { result: 'known', caseId }
  }
  if (open) {
    await addToCase(store, open, opening)
    return { result: 'added', caseId }
  }
  const record = await makeRecord(store, hours, caseId, opening)
  await insertCase(store, record, opening.unitIds)
  const { at, actor, note, ruleId, scores } = opening
  const { dueAt, ownerRole } = record
  const body = { ruleId, responseId, scores, dueAt, ownerRole, note: note ?? null }
  await writeLog(store, record, { kind: 'opened', at, actor, body })
  await tell(store, 'case.opened', record, at)
  return { result: 'opened', caseId }
}

/** A further answer raises the urgency where it is more urgent, and never moves the due time. */
async function addToCase(store: Store, open: CaseRecord, opening: CaseOpening): Promise<void> {
  const { at, actor, responseId, scores, ask, note } = opening
  const body = { responseId, scores, note: note ?? null }
  await writeLog(store, open, { kind: 'answer added', at, actor, body })
  if (ask.priority === 'high' && open.priority !== 'high') {
    await changeCase(store, open, { priority: 'high' })
  }
}

async function makeRecord(
  store: Store,
  hours: BusinessHours,
  id: string,
  opening: CaseOpening,
): Promise<CaseRecord> {
  const { workspaceId, customerId, card, unit, ask, at } = opening
  const dueAt = addBusinessMinutes(hours, new Date(at), 60 * ask.hoursToDue)
  const owner = await chooseOwner(store, workspaceId, ask.owner, unit)
  return {
    id,
    workspaceId,
    version: 1,
    state: 'open',
    priority: ask.priority,
    caseGroup: ask.group,
    customerId,
    unit: unit?.id ?? null,
    factUnit: card?.factUnit ?? null,
    ruleId: opening.ruleId,
    responseId: opening.responseId,
    scores: opening.scores,
    touchpoint: opening.touchpoint,
    ...owner,
    openedAt: at,
    dueAt: dueAt.toISOString(),
    escalationSteps: ask.escalation,
    escalated: 0,
    nextEscalationAt: escalationMoment(hours, dueAt, ask.escalation[0]),
    contactedAt: null,
    contactMinutes: null,
    resolvedAt: null,
    endedAt: null,
    rootCause: null,
    action: null,
    dismissReason: null,
    reaskState: 'none',
    reaskAfterDays: ask.reaskAfterDays,
    reaskSurveyId: ask.reaskSurvey ?? opening.surveyId,
    reaskAt: null,
    reaskNps: null,
    yearlyRevenue: card?.yearlyRevenue ?? null,
    expectedValue: card?.expectedValue ?? null,
  }
}

/** When a step of escalation is due: so many open hours after first contact was. */
export function escalationMoment(
  hours: BusinessHours,
  dueAt: Date,
  step: { afterHours: number } | undefined,
): string | null {
  if (step === undefined) return null
  return addBusinessMinutes(hours, dueAt, 60 * step.afterHours).toISOString()
}
