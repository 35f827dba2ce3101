import { createHash } from 'node:crypto'
import { addDays, periodOf, type Day, type FiscalCalendar } from '@fealty/core'
import type { ContactPolicy } from '../budget/contract.ts'
import { isOpenDay, momentAt } from '../budget/open-hours.ts'
import type { Plan } from './contract.ts'

/** A stretch in which a plan asks each customer at most once. `end` is the first day after it. */
export interface Turn {
  occasion: string
  start: Day
  end: Day
}

/** How long a plan that asks once goes on asking when it may not ask all on its first day. */
const onceDays = 60

/** The turn of a plan that holds the day; none for event plans and before a day that is to come. */
export function turnOf(
  { mode }: Pick<Plan, 'mode'>,
  day: Day,
  calendar: FiscalCalendar,
): Turn | null {
  switch (mode.kind) {
    case 'event':
      return null
    case 'once': {
      const end = addDays(mode.day, onceDays)
      return day < mode.day || day >= end ? null : { occasion: 'once', start: mode.day, end }
    }
    case 'scheduled':
    case 'always-on': {
      const { start, end, label } = periodOf(day, mode.every, calendar)
      return { occasion: label, start, end }
    }
  }
}

/** After this moment it is not worth asking in a turn any more. */
export function latestOf({ end }: Turn, timeZone: string): string {
  return momentAt(end, '00:00', timeZone).toISOString()
}

/** An event is no longer worth asking about after so many days. */
const staleDays = 14

/**
 * After this moment it is not worth asking about an event any more. It counts from the day that the
 * question was meant for, or from the one on which the event became known, if that is later.
 */
export function latestAfter({ plannedAt, dueAt }: { plannedAt: string; dueAt: string }): string {
  const from = Math.max(Date.parse(plannedAt), Date.parse(dueAt))
  return new Date(from + staleDays * 86_400_000).toISOString()
}

/** Days after the invitation of the reminder that comes after so many; none when there is no more. */
export function reminderDay(
  { remindAfterDays, expireAfterDays }: Pick<Plan, 'remindAfterDays' | 'expireAfterDays'>,
  sent: number,
): number | undefined {
  const day = [...remindAfterDays].sort((a, b) => a - b)[sent]
  return day === undefined || day >= expireAfterDays ? undefined : day
}

/** Days of a stretch on which something may leave. */
export function openDays(policy: ContactPolicy, start: Day, end: Day): Day[] {
  const days: Day[] = []
  for (let day = start; day < end; day = addDays(day, 1)) {
    if (isOpenDay(policy, day)) days.push(day)
  }
  return days
}

/**
 * Where a customer stands in the order of a turn: 48 bits of a hash, so the order is the same wherever
 * and whenever it is made, no class of customers comes first, and each turn has another one.
 */
export function placeOf(planId: string, occasion: string, customerId: string): number {
  const hash = createHash('sha256').update(`${planId}\n${occasion}\n${customerId}`).digest()
  return hash.readUIntBE(0, 6)
}
