import { addDays, dayIn, FealtyError, type Call, type Day } from '@fealty/core'
import { listCases, readWorkspace, type CaseRecord } from '@fealty/store'
import { businessMinutesBetween, type BusinessHours } from '../calendar/business-hours.ts'
import { momentOf } from '../calendar/local-time.ts'
import { readBusinessHours } from '../calendar/read-calendar.ts'
import type { ActServices } from '../services.ts'
import { medianContactTime, shareWithinTarget, type ContactWait } from './contact-times.ts'
import type { CaseBoard } from './contract.ts'
import { judgeDue } from './describe-cases.ts'
import { readSight, requireUnit } from './see-cases.ts'
import { liveStates } from './state-machine.ts'

/** Of which cases, and of which days. */
export interface BoardAsked {
  /** A unit by id, with its parts. */
  unit?: string | undefined
  /** First and last day; default: the last 28 days. */
  from?: Day | undefined
  to?: Day | undefined
}

const usualDays = 28

/**
 * How the inner loop stands: what waits now, and what was opened, reached and closed within the days.
 * A manager sees the own units.
 * @throws FealtyError `record.not-found` for an unknown unit, `input.invalid`
 */
export async function readCaseBoard(
  call: Call<ActServices>,
  asked: BoardAsked = {},
): Promise<CaseBoard> {
  const { services, workspaceId } = call
  const { store } = services
  const now = services.now()
  const [sight, hours, { timeZone }] = await Promise.all([
    readSight(call),
    readBusinessHours(store, workspaceId),
    readWorkspace(store, workspaceId),
    requireUnit(call, asked.unit),
  ])
  const to = asked.to ?? dayIn(timeZone, now)
  const from = asked.from ?? addDays(to, 1 - usualDays)
  if (from > to) throw new FealtyError('input.invalid', { problem: 'from lies after to' })
  const [openedFrom, openedBefore] = momentsOf(from, to, timeZone)
  const scope = {
    units: sight,
    ...(asked.unit === undefined ? {} : { unitId: asked.unit }),
  }
  const [live, opened, ended] = await Promise.all([
    listCases(store, workspaceId, { ...scope, states: liveStates }),
    listCases(store, workspaceId, { ...scope, openedFrom, openedBefore }),
    listCases(store, workspaceId, {
      ...scope,
      states: ['closed', 'dismissed'],
      endedFrom: openedFrom,
    }),
  ])
  return {
    from,
    to,
    ...countLive(live, now, timeZone),
    opened: opened.length,
    ...countEnded(ended, openedBefore),
    ...measureContact(opened, hours, now),
  }
}

/** The moments at which the first day begins and the last one ends. */
function momentsOf(from: Day, to: Day, timeZone: string): [string, string] {
  const at = (day: Day) => new Date(momentOf(day, 0, timeZone)).toISOString()
  return [at(from), at(addDays(to, 1))]
}

function countLive(live: readonly CaseRecord[], now: Date, timeZone: string) {
  const count = (state: CaseRecord['state']) => live.filter((one) => one.state === state).length
  const due = live.map((one) => judgeDue(one, now, timeZone))
  const waiting = live.filter(({ state }) => state === 'open')
  const oldest = [...waiting].sort((one, other) => one.openedAt.localeCompare(other.openedAt))[0]
  return {
    open: waiting.length,
    contacted: count('contacted'),
    resolved: count('resolved'),
    dueToday: due.filter(({ dueToday }) => dueToday).length,
    late: due.filter(({ late }) => late).length,
    oldest: oldest ? { caseId: oldest.id, openedAt: oldest.openedAt } : null,
  }
}

function countEnded(ended: readonly CaseRecord[], before: string) {
  const within = ended.filter(({ endedAt }) => endedAt !== null && endedAt < before)
  const closed = within.filter(({ state }) => state === 'closed').length
  return { closed, dismissed: within.length - closed }
}

function measureContact(opened: readonly CaseRecord[], hours: BusinessHours, now: Date) {
  const moment = now.toISOString()
  const known = opened.filter(({ contactedAt, dueAt }) => contactedAt !== null || dueAt <= moment)
  const met = known.filter(({ contactedAt, dueAt }) => contactedAt !== null && contactedAt <= dueAt)
  const promised = opened
    .map(({ openedAt, dueAt }) =>
      businessMinutesBetween(hours, new Date(openedAt), new Date(dueAt)),
    )
    .sort((one, other) => one - other)
  const middle = promised[Math.floor(promised.length / 2)]
  return {
    timeToContact: medianContactTime(opened.map((one) => waitOf(one, hours, now))),
    targetHours: middle === undefined ? null : middle / 60,
    withinTarget: shareWithinTarget(met.length, known.length),
  }
}

/** A case's wait: up to first contact, to its end without one, or to now. */
function waitOf(record: CaseRecord, hours: BusinessHours, now: Date): ContactWait {
  const { contactMinutes, openedAt, endedAt } = record
  if (contactMinutes !== null) return { hours: contactMinutes / 60, contacted: true }
  const until = endedAt === null ? now : new Date(endedAt)
  const minutes = businessMinutesBetween(hours, new Date(openedAt), until)
  return { hours: minutes / 60, contacted: false }
}
