import { addDays, type Day, type FactKindName } from '@fealty/core'
import type { ImportRecord } from '@fealty/store'
import { isLanding } from '../landing/landing-key.ts'

/** First and last day of each kind of facts that is loaded. */
export interface DataBounds {
  first: Partial<Record<FactKindName, Day>>
  last: Partial<Record<FactKindName, Day>>
}

/** Kinds that say that the company was at work on a day; a subscription may end in the future. */
const witnesses: readonly FactKindName[] = [
  'orders',
  'responses',
  'interactions',
  'usage',
  'subscriptions',
]

/** Reads the bounds off the ledger. */
export function dataBounds(imports: readonly ImportRecord[]): DataBounds {
  const bounds: DataBounds = { first: {}, last: {} }
  for (const { kind, firstDay, lastDay } of imports) {
    if (firstDay !== null && firstDay < (bounds.first[kind] ?? '9999'))
      bounds.first[kind] = firstDay
    if (lastDay !== null && lastDay > (bounds.last[kind] ?? '')) bounds.last[kind] = lastDay
  }
  return bounds
}

/** The last day of the data that is not in the future of `today`; `today` when there are none. */
function lastKnownDay(bounds: DataBounds, today: Day): Day {
  const last = witnesses.map((kind) => bounds.last[kind] ?? '').reduce((a, b) => (a > b ? a : b))
  if (last === '') return today
  return last < today ? last : today
}

/**
 * The day up to which the facts are known. Answers that come in by themselves say nothing of the rest:
 * one of today would make orders that were loaded up to last month look like a month without any. So
 * they move the measures of answers on, and no other, unless there is nothing else.
 */
export function knownUpTo(
  imports: readonly ImportRecord[],
  today: Day,
  metric?: { facts: string },
): Day {
  const loaded = imports.filter((entry) => !isLanding(entry))
  const counted = metric?.facts === 'responses' ? imports : loaded
  const bounds = dataBounds(counted)
  const isKnown = witnesses.some((kind) => bounds.last[kind] !== undefined)
  return lastKnownDay(isKnown ? bounds : dataBounds(imports), today)
}

/** The first day of one or more kinds; the day after `asOf` when there are none. */
export function firstKnownDay(bounds: DataBounds, kinds: readonly FactKindName[], asOf: Day): Day {
  const first = kinds
    .map((kind) => bounds.first[kind] ?? '9999-12-31')
    .reduce((a, b) => (a < b ? a : b))
  return first <= asOf ? first : addDays(asOf, 1)
}
