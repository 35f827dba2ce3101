import { addDays, dayIn, defineOperation, FealtyError, type Call } from '@fealty/core'
import {
  changeCase,
  listCases,
  readMember,
  readWorkspace,
  type CaseRecord,
  type Store,
} from '@fealty/store'
import { programActor } from '../actor.ts'
import { businessMinutesBetween } from '../calendar/business-hours.ts'
import { momentOf } from '../calendar/local-time.ts'
import { readBusinessHours } from '../calendar/read-calendar.ts'
import type { ActServices } from '../services.ts'
import { requireCause } from '../causes/cause-records.ts'
import { changeOneCase, requireLive, type CaseStep } from './change-one.ts'
import { tellReask } from './ask-again.ts'
import {
  caseAskNowInput,
  caseAssignInput,
  caseChanged,
  caseCloseInput,
  caseContactInput,
  caseNoteInput,
  caseReasonInput,
  caseRescheduleInput,
  caseResolveInput,
} from './contract.ts'
import { escalationMoment } from './open-case.ts'
import { nextState } from './state-machine.ts'
import { writeLog } from './write-event.ts'

type ActCall = Call<ActServices>

/** Who works on cases; a manager on those of the own units. */
const workers = ['owner', 'analyst', 'manager', 'agent'] as const
const common = {
  kind: 'command',
  output: caseChanged,
  errors: ['record.not-found', 'record.changed', 'case.move'],
  access: workers,
} as const

const contact = defineOperation({
  ...common,
  id: 'cases.contact',
  summary: 'Writes down a contact with the customer, or the try of one',
  input: caseContactInput,
  run: (call: ActCall, { channel, outcome, note, ...which }) =>
    changeOneCase(call, which, async (record, now, store): Promise<CaseStep> => {
      requireLive(record)
      const body = { channel, outcome, note }
      if (outcome !== 'reached' || record.state !== 'open') {
        return { change: {}, log: { kind: 'contact', body } }
      }
      const hours = await readBusinessHours(store, record.workspaceId)
      return {
        change: {
          state: nextState(record.state, 'contact'),
          contactedAt: now.toISOString(),
          contactMinutes: businessMinutesBetween(hours, new Date(record.openedAt), now),
          nextEscalationAt: null,
        },
        log: { kind: 'contacted', body },
        topic: 'case.contacted',
      }
    }),
})

const resolve = defineOperation({
  ...common,
  id: 'cases.resolve',
  summary: 'Says why it happened and what was done for the customer',
  input: caseResolveInput,
  errors: [...common.errors, 'case.cause'],
  run: (call: ActCall, { rootCause, action, ...which }) =>
    changeOneCase(call, which, async (record, now, store) => {
      const state = nextState(record.state, 'resolve')
      const cause = await requireCause(store, record.workspaceId, rootCause)
      return {
        change: { state, resolvedAt: now.toISOString(), rootCause: cause, action },
        log: { kind: 'resolved', body: { rootCause: cause, note: action } },
      }
    }),
})

const close = defineOperation({
  ...common,
  id: 'cases.close',
  summary: 'Closes a case that was resolved, and plans to ask the customer again',
  input: caseCloseInput,
  run: (call: ActCall, { note, reask, ...which }) =>
    changeOneCase(call, which, async (record, now, store) => {
      const state = nextState(record.state, 'close')
      const planned = reask ? await planReask(store, record, now) : {}
      return {
        change: { state, endedAt: now.toISOString(), ...planned },
        log: { kind: 'closed', body: { note, reaskAt: planned.reaskAt ?? null } },
        topic: 'case.closed',
      }
    }),
})

/** Customers are asked again at ten in the morning of the company, when they are awake. */
const reaskMinutes = 600

async function planReask(
  store: Store,
  record: CaseRecord,
  now: Date,
): Promise<{ reaskState?: 'planned'; reaskAt?: string }> {
  const { workspaceId, reaskAfterDays } = record
  if (reaskAfterDays === null) return {}
  const { timeZone } = await readWorkspace(store, workspaceId)
  await cancelEarlier(store, record, now)
  const day = addDays(dayIn(timeZone, now), reaskAfterDays)
  const reaskAt = new Date(momentOf(day, reaskMinutes, timeZone)).toISOString()
  return { reaskState: 'planned', reaskAt }
}

/** One question is enough: the newest case asks it, the customer's earlier ones leave it. */
async function cancelEarlier(store: Store, record: CaseRecord, now: Date): Promise<void> {
  const { workspaceId, customerId } = record
  const closed = await listCases(store, workspaceId, { customerId, states: ['closed'] })
  for (const earlier of closed.filter(({ reaskState }) => reaskState === 'planned')) {
    await changeCase(store, earlier, { reaskState: 'cancelled' })
    await writeLog(store, earlier, {
      kind: 'question cancelled',
      at: now.toISOString(),
      actor: programActor,
      body: { note: 'A newer case of the customer asks.' },
    })
  }
}

const reopen = defineOperation({
  ...common,
  id: 'cases.reopen',
  summary: 'Takes a resolved case back: it was not solved after all',
  input: caseReasonInput,
  run: (call: ActCall, { reason, ...which }) =>
    changeOneCase(call, which, (record) => ({
      change: { state: nextState(record.state, 'reopen'), resolvedAt: null },
      log: { kind: 'opened again', body: { note: reason } },
    })),
})

const dismiss = defineOperation({
  ...common,
  id: 'cases.dismiss',
  summary: 'Ends a case without a solution, with the reason: a mistake, not to be reached',
  input: caseReasonInput,
  run: (call: ActCall, { reason, ...which }) =>
    changeOneCase(call, which, (record, now) => ({
      change: {
        state: nextState(record.state, 'dismiss'),
        endedAt: now.toISOString(),
        dismissReason: reason,
        nextEscalationAt: null,
      },
      log: { kind: 'dismissed', body: { note: reason } },
      topic: 'case.dismissed',
    })),
})

const assign = defineOperation({
  ...common,
  id: 'cases.assign',
  summary: 'Gives a case to a person or a role',
  input: caseAssignInput,
  errors: [...common.errors, 'input.invalid'],
  run: (call: ActCall, { ownerPersonId, ownerRole, ...which }) =>
    changeOneCase(call, which, async (record, _now, store) => {
      requireLive(record)
      if (ownerPersonId === null && ownerRole === '') {
        throw new FealtyError('input.invalid', { problem: 'a case belongs to a person or a role' })
      }
      const person =
        ownerPersonId === null ? null : await readMember(store, record.workspaceId, ownerPersonId)
      const role = ownerRole === '' ? (person?.role ?? '') : ownerRole
      const before = { role: record.ownerRole, personId: record.ownerPersonId }
      return {
        change: { ownerPersonId, ownerRole: role },
        log: { kind: 'owner changed', body: { before, after: { role, personId: ownerPersonId } } },
      }
    }),
})

const reschedule = defineOperation({
  ...common,
  id: 'cases.reschedule',
  summary: 'Moves the due time of first contact, with the reason',
  input: caseRescheduleInput,
  run: (call: ActCall, { dueAt, reason, ...which }) =>
    changeOneCase(call, which, async (record, _now, store) => {
      if (record.state !== 'open') {
        throw new FealtyError('case.move', { state: record.state, move: 'rescheduled' })
      }
      const hours = await readBusinessHours(store, record.workspaceId)
      const due = new Date(dueAt)
      const step = record.escalationSteps[record.escalated]
      return {
        change: { dueAt: due.toISOString(), nextEscalationAt: escalationMoment(hours, due, step) },
        log: {
          kind: 'due time changed',
          body: { before: record.dueAt, after: due.toISOString(), note: reason },
        },
      }
    }),
})

const note = defineOperation({
  ...common,
  id: 'cases.note',
  summary: 'Adds a note to the log of a case, at any time',
  input: caseNoteInput,
  run: (call: ActCall, { caseId, note: text }) =>
    changeOneCase(call, { caseId }, () => ({
      change: {},
      log: { kind: 'note', body: { note: text } },
    })),
})

const cancelReask = defineOperation({
  ...common,
  id: 'cases.cancel-reask',
  summary: 'Cancels the question that a closed case would ask the customer again',
  input: caseReasonInput,
  run: (call: ActCall, { reason, ...which }) =>
    changeOneCase(call, which, (record) => {
      if (record.reaskState !== 'planned') {
        throw new FealtyError('case.move', { state: record.state, move: 'left unasked' })
      }
      return {
        change: { reaskState: 'cancelled' },
        log: { kind: 'question cancelled', body: { note: reason } },
      }
    }),
})

const askNow = defineOperation({
  ...common,
  id: 'cases.ask-now',
  summary: 'Asks the customer of a closed case again now, and not on the planned day',
  input: caseAskNowInput,
  run: (call: ActCall, { note: text, ...which }) =>
    changeOneCase(call, which, async (record, now, store) => {
      if (record.reaskState !== 'planned') {
        throw new FealtyError('case.move', { state: record.state, move: 'asked again' })
      }
      const at = now.toISOString()
      await tellReask(store, record, at)
      return {
        change: { reaskState: 'asked', reaskAt: at },
        log: { kind: 'asked again', body: { surveyId: record.reaskSurveyId, note: text } },
      }
    }),
})

export const moveOperations = [
  contact,
  resolve,
  close,
  reopen,
  dismiss,
  assign,
  reschedule,
  note,
  cancelReask,
  askNow,
]
