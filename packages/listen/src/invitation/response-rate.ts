import { dayIn, insufficient, type Change, type Day, type Measured } from '@fealty/core'
import { compareProportions, wilsonInterval } from '@fealty/stats'
import type { EndedInvitations, ExpiringInvitations } from '@fealty/store'

/** Invitations before a response rate is shown. */
const enoughInvitations = 30
const level = 0.95

/** Invitations whose time is over, and how many of them were answered. */
export interface PlanRate {
  ended: number
  answered: number
}

/** Invitations whose time is over before a plan's own response rate counts. */
export const enoughEnded = 50

/** What was over when the month of a day began. */
export function overBefore(over: readonly ExpiringInvitations[], day: Day): PlanRate {
  const month = `${day.slice(0, 7)}-01`
  return addEnded(over.filter(({ expiresOn }) => expiresOn < month))
}

/** Whether it is enough to count on. */
export const isKnown = ({ ended, answered }: PlanRate): boolean =>
  ended >= enoughEnded && answered > 0

/**
 * Answers per invitation that a plan counts on: its own rate as it stood when the month began, once
 * enough of its invitations were over, else the assumed one. It stays the same through a month, so
 * that a turn asks evenly and a rehearsal can tell what will be asked.
 */
export function countedRate(
  assumedRate: number,
  over: readonly ExpiringInvitations[],
  day: Day,
): number {
  const known = overBefore(over, day)
  return isKnown(known) ? known.answered / known.ended : assumedRate
}

/** Answers per invitation, in [0, 1], with its Wilson interval. */
export function measureRate(answered: number, invited: number): Measured {
  if (invited < enoughInvitations) {
    return insufficient(
      invited,
      enoughInvitations,
      `${enoughInvitations} ended invitations are needed for a response rate.`,
    )
  }
  return wilsonInterval({ successes: answered, n: invited, level })
}

/** The sum of invitations that are over. */
export function addEnded(rows: readonly PlanRate[]): PlanRate {
  return rows.reduce<PlanRate>(
    (sum, { ended, answered }) => ({
      ended: sum.ended + ended,
      answered: sum.answered + answered,
    }),
    { ended: 0, answered: 0 },
  )
}

/** Invitations that were sent in a month of the place and are over. */
export interface MonthRate extends PlanRate {
  /** `2026-09` */
  month: string
  rate: Measured
}

/** How many answered of those asked in each month, the first month first. */
export function rateByMonth(rows: readonly EndedInvitations[], timeZone: string): MonthRate[] {
  const months = new Map<string, EndedInvitations[]>()
  for (const row of rows) {
    const month = dayIn(timeZone, new Date(`${row.sentHour}:00:00Z`)).slice(0, 7)
    months.set(month, [...(months.get(month) ?? []), row])
  }
  return [...months]
    .sort(([one], [other]) => one.localeCompare(other))
    .map(([month, own]) => {
      const { ended, answered } = addEnded(own)
      return { month, ended, answered, rate: measureRate(answered, ended) }
    })
}

/** Whether the newest month answers as all before it did. */
export function judgeDrift(months: readonly MonthRate[]): Change {
  const [newest, ...earlier] = months.toReversed()
  const before = addEnded(earlier)
  if (newest === undefined || Math.min(newest.ended, before.ended) < enoughInvitations) {
    return { verdict: 'too few' }
  }
  const compared = compareProportions(
    { successes: newest.answered, n: newest.ended },
    { successes: before.answered, n: before.ended },
    { level },
  )
  if (compared.kind === 'insufficient') return { verdict: 'too few' }
  const { difference, low, high, p } = compared
  return { verdict: p < 1 - level ? 'real' : 'noise', difference, low, high, p }
}
