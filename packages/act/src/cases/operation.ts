import { authorOf, defineOperation, FealtyError, isEngineAway, type Call } from '@fealty/core'
import {
  readAnswerCards,
  readCustomerCards,
  readUnits,
  type AnswerCard,
  type CustomerCard,
} from '@fealty/measure'
import {
  inTransaction,
  listCaseAnswers,
  listCaseEvents,
  listCases,
  type CaseFilter,
  type CaseRecord,
} from '@fealty/store'
import type { z } from 'zod'
import { callOfProgram } from '../actor.ts'
import { readBusinessHours } from '../calendar/read-calendar.ts'
import { readCauses } from '../causes/cause-records.ts'
import { dimensionsOf, placeOf, scoresOf } from '../rules/judge-answers.ts'
import { ruleRecords } from '../rules/rule-records.ts'
import type { ActServices } from '../services.ts'
import { readHeldQuestion } from './ask-again.ts'
import {
  caseBoardInput,
  caseBoardOutput,
  caseChanged,
  caseListInput,
  caseListOutput,
  caseOneInput,
  caseOneOutput,
  caseOpenInput,
} from './contract.ts'
import { describeCase, readCaseWords } from './describe-cases.ts'
import { describeEvent } from './log-text.ts'
import { moveOperations } from './move-operations.ts'
import { openCase } from './open-case.ts'
import { readCaseBoard } from './read-board.ts'
import { readOwnCase, readSight, requireUnit } from './see-cases.ts'
import { caseMoves, caseStates, liveStates, mayMove, type CaseMove } from './state-machine.ts'

type ActCall = Call<ActServices>

/** The cases of a list, without their words, in the order in which first contact is due. */
async function findCases(
  call: ActCall,
  input: Pick<z.output<typeof caseListInput>, 'list' | 'unit' | 'mine' | 'customer'>,
): Promise<CaseRecord[]> {
  const [sight] = await Promise.all([readSight(call), requireUnit(call, input.unit)])
  const filter: CaseFilter = {
    states: statesOf(input.list),
    units: sight,
    ...(input.unit === undefined ? {} : { unitId: input.unit }),
    ...(input.mine ? { ownerPersonId: authorOf(call.actor) } : {}),
    ...(input.customer === undefined ? {} : { customerId: input.customer }),
  }
  const { store } = call.services
  return listCases(store, call.workspaceId, filter)
}

function statesOf(list: z.output<typeof caseListInput>['list']): CaseRecord['state'][] {
  if (list === 'live') return [...liveStates]
  if (list === 'late' || list === 'due today') return ['open']
  return caseStates.filter((state) => state === list)
}

/** Cases with their words, first those whose first contact is due first. */
export async function listCaseSummaries(
  call: ActCall,
  input: z.output<typeof caseListInput>,
): Promise<z.output<typeof caseListOutput>> {
  const { list, page, pageSize } = input
  const records = await findCases(call, input)
  // What waits for first contact comes before what is under way; ended cases come newest first.
  const ordered =
    list === 'closed' || list === 'dismissed'
      ? [...records].sort((one, other) => (other.endedAt ?? '').localeCompare(one.endedAt ?? ''))
      : [...records].sort((one, other) => orderOf(one) - orderOf(other))
  const now = call.services.now()
  const words = await readCaseWords(call, [], [])
  const shown = ordered.filter((record) => {
    const { late, dueToday } = describeCase(record, words, now)
    return list === 'late' ? late : list === 'due today' ? dueToday : true
  })
  const part = shown.slice((page - 1) * pageSize, page * pageSize)
  const full = await readCaseWords(
    call,
    part.map(({ customerId }) => customerId),
    part.flatMap(({ responseId }) => (responseId === null ? [] : [responseId])),
  )
  const rows = part.map((record) => describeCase(record, full, now))
  const { currency, timeZone } = full
  return { total: shown.length, page, pageSize, currency, timeZone, rows }
}

function orderOf({ state }: CaseRecord): number {
  return caseStates.indexOf(state)
}

const list = defineOperation({
  id: 'cases.list',
  summary: 'Cases with the customer’s words, the first due first',
  kind: 'query',
  input: caseListInput,
  output: caseListOutput,
  errors: ['record.not-found'],
  access: 'member',
  run: (call: ActCall, input) => listCaseSummaries(call, input),
})

const one = defineOperation({
  id: 'cases.one',
  summary: 'One case with its answers, its log and what can be done with it',
  kind: 'query',
  input: caseOneInput,
  output: caseOneOutput,
  errors: ['record.not-found'],
  access: 'member',
  async run(call: ActCall, { caseId }) {
    const { services, workspaceId } = call
    const record = await readOwnCase(call, caseId)
    const [events, claimed, { causes }, rule] = await Promise.all([
      listCaseEvents(services.store, workspaceId, caseId),
      listCaseAnswers(services.store, workspaceId, [caseId]),
      readCauses(services.store, workspaceId),
      record.ruleId === null
        ? undefined
        : ruleRecords.find(services.store, workspaceId, record.ruleId),
    ])
    const responseIds = claimed.map(({ responseId }) => responseId)
    const words = await readCaseWords(call, [record.customerId], responseIds)
    const { action, dismissReason, ruleId, reaskAfterDays } = record
    return {
      currency: words.currency,
      timeZone: words.timeZone,
      case: {
        ...describeCase(record, words, services.now()),
        action,
        dismissReason,
        ruleId,
        ruleName: rule?.body.name ?? null,
        reaskAfterDays,
        escalationSteps: record.escalationSteps,
        nextEscalationAt: record.nextEscalationAt,
        heldQuestion: await readHeldQuestion(services.store, record),
      },
      moves: (Object.keys(caseMoves) as CaseMove[]).filter((move) => mayMove(record.state, move)),
      answers: [...words.answers.values()].map(({ responseId, ...answer }) => ({
        ...answer,
        responseId: responseId ?? '',
      })),
      log: events.map((event) => describeEvent(event, words)),
      causes,
    }
  },
})

const board = defineOperation({
  id: 'cases.board',
  summary: 'How the inner loop stands: open, due, late, time to first contact',
  kind: 'query',
  input: caseBoardInput,
  output: caseBoardOutput,
  errors: ['record.not-found', 'input.invalid'],
  access: 'member',
  run: (call: ActCall, input) => readCaseBoard(call, input),
})

const open = defineOperation({
  id: 'cases.open',
  summary: 'Opens a case by hand, from a customer or from an answer',
  kind: 'command',
  input: caseOpenInput,
  output: caseChanged,
  errors: ['record.not-found', 'case.open-already'],
  access: ['owner', 'analyst', 'manager', 'agent'],
  run: openByHand,
})

interface Grounds {
  card?: CustomerCard
  answer?: AnswerCard | undefined
}

/** The customer and the answer that a case is opened for, as the facts have them. */
async function readGrounds(
  program: ActCall,
  { customerId, answer: responseId }: z.output<typeof caseOpenInput>,
  dimensions: readonly string[],
): Promise<Grounds> {
  const [cards, answers] = await Promise.all([
    readCustomerCards(program, [customerId], dimensions),
    responseId === undefined
      ? []
      : readAnswerCards(program, { responseIds: [responseId], limit: 1 }),
  ])
  const card = cards.get(customerId)
  if (!card) throw new FealtyError('record.not-found', { what: 'customer' })
  const answer = answers.find((one) => one.customerId === customerId)
  if (responseId !== undefined && !answer) {
    throw new FealtyError('record.not-found', { what: 'answer' })
  }
  return { card, answer }
}

/**
 * A customer who complains is not sent away because the engine is: the case is opened without what the
 * facts say. Not by a manager, since they say whose unit the customer is of.
 */
function withoutGrounds({ actor }: ActCall, error: unknown): Grounds {
  const isManager = actor.kind !== 'nobody' && actor.role === 'manager'
  if (!isEngineAway(error) || isManager) throw error
  return {}
}

async function openByHand(
  call: ActCall,
  input: z.output<typeof caseOpenInput>,
): Promise<z.output<typeof caseChanged>> {
  const { services, workspaceId } = call
  const { customerId, answer: responseId, note, ownerRole, ...ask } = input
  const program = await callOfProgram(call, workspaceId)
  const units = await readUnits(services, workspaceId)
  const hours = await readBusinessHours(services.store, workspaceId)
  const { card, answer } = await readGrounds(program, input, dimensionsOf(units)).catch(
    (error: unknown) => withoutGrounds(call, error),
  )
  return inTransaction(services.store, async (store) => {
    const { result, caseId } = await openCase(store, hours, {
      workspaceId,
      customerId,
      card,
      ...placeOf(units, card),
      responseId: responseId ?? null,
      scores: answer ? scoresOf(answer) : {},
      touchpoint: answer?.touchpoint ?? null,
      surveyId: null,
      at: services.now().toISOString(),
      actor: authorOf(call.actor),
      ruleId: null,
      note,
      ask: {
        ...ask,
        owner:
          ownerRole === undefined ? { kind: 'unit', of: '' } : { kind: 'role', role: ownerRole },
        reaskSurvey: null,
        escalation: [],
      },
    })
    if (result !== 'opened') throw new FealtyError('case.open-already')
    // Within the transaction: a manager opens cases of the own units and no other.
    const made = await readOwnCase({ ...call, services: { ...services, store } }, caseId)
    return { caseId, version: made.version, state: made.state }
  })
}

export const caseOperations = [list, one, board, open, ...moveOperations]
