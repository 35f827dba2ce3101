import {
  addDays,
  daysBetween,
  periodsBetween,
  rangePeriod,
  type Day,
  type Period,
} from '@fealty/core'
import type { KeptExperiment } from '../experiment/contract.ts'

/** Windows of a measure: the past, the outcome, then whole months before and after the start. */
export interface EffectWindows {
  periods: Period[]
  /** Positions of the months. */
  before: number[]
  after: number[]
  /** Length of the outcome's window over that of the past. */
  scale: number
  /** Last day that is looked at. */
  to: Day
}

const mostMonths = 12

/** The windows as far as the facts reach; null while nothing can have been measured. */
export function effectWindows(
  { measured, before, stopped, design }: KeptExperiment,
  asOf: Day,
): EffectWindows | null {
  const last = stopped !== null && stopped.on < measured.to ? stopped.on : measured.to
  const to = last < asOf ? last : asOf
  if (measured.from > to) return null
  const outcome = rangePeriod(measured.from, addDays(to, 1))
  // Without a past the outcome stands in for it and is never used as one.
  const past = before === null ? outcome : rangePeriod(before.from, addDays(before.to, 1))
  const monthsBefore =
    design === 'difference' && before !== null ? wholeMonths(before.from, before.to) : []
  const monthsAfter = design === 'difference' ? wholeMonths(measured.from, to) : []
  return {
    periods: [past, outcome, ...monthsBefore, ...monthsAfter],
    before: monthsBefore.map((_, index) => 2 + index),
    after: monthsAfter.map((_, index) => 2 + monthsBefore.length + index),
    scale: daysBetween(outcome.start, outcome.end) / daysBetween(past.start, past.end),
    to,
  }
}

/** Months that lie in the days from beginning to end; the newest ones. */
function wholeMonths(from: Day, to: Day): Period[] {
  return periodsBetween(from, to, 'month', { fiscalYearStartMonth: 1 })
    .filter(({ start, end }) => start >= from && end <= addDays(to, 1))
    .slice(-mostMonths)
}
