import { dayIn, isEngineAway, type Call } from '@fealty/core'
import {
  readAnswerCards,
  readCustomerCards,
  readUnits,
  type AnswerCard,
  type CustomerCard,
  type ListedUnit,
} from '@fealty/measure'
import { readComments, type WrittenComment } from '@fealty/listen'
import { listMembers, readWorkspace, type CaseRecord } from '@fealty/store'
import { callOfProgram } from '../actor.ts'
import type { ActServices } from '../services.ts'
import type { CaseSummary } from './contract.ts'

/** What the words of a case are looked up in: the case itself holds none. */
export interface CaseWords {
  customers: ReadonlyMap<string, CustomerCard>
  answers: ReadonlyMap<string, AnswerCard>
  /** Words of answers that may not have landed yet. */
  accepted: ReadonlyMap<string, WrittenComment>
  units: readonly ListedUnit[]
  people: ReadonlyMap<string, string>
  currency: string
  timeZone: string
}

/**
 * Reads names and words for cases that the caller may see. They are asked as the program: a manager
 * who may see a case may read who it is about.
 */
export async function readCaseWords(
  call: Call<ActServices>,
  customerIds: readonly string[],
  responseIds: readonly string[],
): Promise<CaseWords> {
  const { services, workspaceId } = call
  const program = await callOfProgram(call, workspaceId)
  const [customers, answers, accepted, units, members, workspace] = await Promise.all([
    readCustomerCards(program, customerIds).catch(whileAway(new Map<string, CustomerCard>())),
    responseIds.length === 0
      ? []
      : readAnswerCards(program, { responseIds, limit: 10 * responseIds.length }).catch(
          whileAway<AnswerCard[]>([]),
        ),
    readComments(services.store, workspaceId, responseIds),
    readUnits(services, workspaceId),
    listMembers(services.store, workspaceId),
    readWorkspace(services.store, workspaceId),
  ])
  return {
    customers,
    accepted,
    answers: new Map(answers.map((answer) => [answer.responseId ?? '', answer])),
    units,
    people: new Map(members.map(({ id, name, email }) => [id, name === '' ? email : name])),
    currency: workspace.currency,
    timeZone: workspace.timeZone,
  }
}

/** Whether first contact is late, or due today. */
export function judgeDue(
  { state, dueAt }: Pick<CaseRecord, 'state' | 'dueAt'>,
  now: Date,
  timeZone: string,
): { late: boolean; dueToday: boolean } {
  const due = new Date(dueAt)
  const late = state === 'open' && due < now
  const dueToday = state === 'open' && !late && dayIn(timeZone, due) === dayIn(timeZone, now)
  return { late, dueToday }
}

/** A case as lists show it. */
export function describeCase(record: CaseRecord, words: CaseWords, now: Date): CaseSummary {
  const customer = words.customers.get(record.customerId)
  const answer = words.answers.get(record.responseId ?? '')
  const { id, version, state, priority, customerId, touchpoint, ownerRole, ownerPersonId } = record
  return {
    id,
    version,
    state,
    priority,
    group: record.caseGroup,
    customerId,
    customerName: customer?.name ?? null,
    segment: customer?.segment ?? null,
    unit: words.units.find((unit) => unit.id === record.unit)?.name ?? record.factUnit,
    unitId: record.unit,
    scores: record.scores,
    touchpoint: touchpoint ?? answer?.touchpoint ?? null,
    comment: answer?.comment ?? words.accepted.get(record.responseId ?? '')?.comment ?? null,
    answeredOn: answer?.day ?? null,
    openedAt: record.openedAt,
    dueAt: record.dueAt,
    ...judgeDue(record, now, words.timeZone),
    escalated: record.escalated,
    ownerRole,
    ownerPersonId,
    owner: ownerName(words, ownerPersonId, ownerRole),
    contactedAt: record.contactedAt,
    contactHours: record.contactMinutes === null ? null : record.contactMinutes / 60,
    endedAt: record.endedAt,
    rootCause: record.rootCause,
    yearlyRevenue: record.yearlyRevenue,
    expectedValue: record.expectedValue,
    reask: record.reaskState,
    reaskAt: record.reaskAt,
    reaskNps: record.reaskNps,
  }
}

function ownerName(words: CaseWords, personId: string | null, role: string): string {
  return (personId === null ? undefined : words.people.get(personId)) ?? role
}

/** Cases are worked on while the engine is away, without the names and words that only it has. */
function whileAway<T>(nothing: T): (error: unknown) => T {
  return (error) => {
    if (!isEngineAway(error)) throw error
    return nothing
  }
}
