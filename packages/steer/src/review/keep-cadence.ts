import { dayIn, daysBetween, type Day } from '@fealty/core'
import type { Cadence, Decision, Review, Series } from './contract.ts'

/** Reviews held, the last one first. */
function heldOf(reviews: readonly Review[]): Review[] {
  return reviews.filter(({ state }) => state === 'held').sort((a, b) => (a.date < b.date ? 1 : -1))
}

/** Whether so many are there that something may be held: the quorum, the chair among them. */
export function isQuorate(series: Series, present: readonly string[]): boolean {
  return countPresent(series, present) >= series.quorum && hasChair(series, present)
}

const sameRole = (a: string, b: string): boolean =>
  a.trim().toLowerCase() === b.trim().toLowerCase()

/** Members who are there; guests do not count, and nobody counts twice. */
export function countPresent(series: Series, present: readonly string[]): number {
  return series.members.filter((member) => present.some((one) => sameRole(one, member))).length
}

export function hasChair({ chair }: Series, present: readonly string[]): boolean {
  return present.some((one) => sameRole(one, chair))
}

/**
 * How a series keeps its cadence as of a day (R080): the share held in time, and the days since the
 * last one. Pure.
 * @param leadDays  from `medianLead`
 */
export function keepCadence(
  series: Series,
  reviews: readonly Review[],
  leadDays: number | null,
  today: Day,
): Cadence {
  const held = heldOf(reviews)
  const last = held.find(({ date }) => date <= today)
  const sinceHeld = last ? daysBetween(last.date, today) : null
  const inTime = held.filter(
    ({ daysAfterLast }) => daysAfterLast === null || daysAfterLast <= series.cadenceDays,
  )
  return {
    seriesId: series.id,
    days: series.cadenceDays,
    sinceHeld,
    held: held.length,
    heldInTime: inTime.length,
    missed: reviews.filter(({ state }) => state === 'missed').length,
    overdue: sinceHeld !== null && sinceHeld > series.cadenceDays,
    leadDays,
  }
}

/**
 * Median days from proposal to decision, of what was decided (R040); null when nothing was. Days are
 * those of the company's calendar: what waits overnight has waited a day.
 */
export function medianLead(decisions: readonly Decision[], timeZone: string): number | null {
  const dayOf = (moment: string) => dayIn(timeZone, new Date(moment))
  const leads = decisions
    .flatMap(({ outcome, proposedAt, decidedAt }) =>
      outcome === 'open' || decidedAt === null
        ? []
        : [daysBetween(dayOf(proposedAt), dayOf(decidedAt))],
    )
    .sort((a, b) => a - b)
  if (leads.length === 0) return null
  const middle = Math.floor(leads.length / 2)
  return leads.length % 2 === 1 ? leads[middle]! : (leads[middle - 1]! + leads[middle]!) / 2
}
