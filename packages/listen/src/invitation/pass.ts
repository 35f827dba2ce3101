import type { Invitation } from '@fealty/store'
import type { ContactBook } from '../budget/contact-book.ts'
import type { ContactDecision, ContactPolicy } from '../budget/contract.ts'
import { decideContact } from '../budget/decide-contact.ts'
import type { Plan } from './contract.ts'
import { latestAfter, placeOf } from './turn.ts'

/** A wish to write to a customer, which the budget decides about. */
export interface Ask {
  planId: string
  occasion: string
  customerId: string
  accountId: string | null
  stratum: string
  surveyId: string
  purpose: string
  priority: number
  reminder: boolean
  /** ISO 8601 in UTC. */
  dueAt: string
  latest: string
}

/** The wish of a plan to invite a customer. */
export function askFor(
  { plan, purpose }: { plan: Plan; purpose: string },
  target: Pick<Ask, 'occasion' | 'customerId' | 'accountId' | 'stratum'>,
  moments: Pick<Ask, 'dueAt' | 'latest'>,
): Ask {
  const { occasion, customerId, accountId, stratum } = target
  const { dueAt, latest } = moments
  return {
    planId: plan.id,
    occasion,
    customerId,
    accountId,
    stratum,
    surveyId: plan.surveyId,
    purpose,
    priority: plan.priority,
    reminder: false,
    dueAt,
    latest,
  }
}

/** An invitation that waits, with the plan and the purpose it is for. */
interface Waiting {
  plan: Plan
  purpose: string
  invitation: Invitation
}

/**
 * The wish that an invitation stands for: to send it, or to remind of it; none when there is nothing
 * more to do. The sending and the rehearsal both take it from here.
 */
export function wishOf({ plan, purpose, invitation }: Waiting): Ask | undefined {
  const { surveyId, state, dueAt, latestAt, nextReminderAt, expiresAt } = invitation
  if (state === 'planned') {
    const latest = latestAt ?? latestAfter(invitation)
    return { ...askFor({ plan, purpose }, invitation, { dueAt, latest }), surveyId }
  }
  if (nextReminderAt === null || expiresAt === null || nextReminderAt >= expiresAt) return undefined
  const moments = { dueAt: nextReminderAt, latest: expiresAt }
  return { ...askFor({ plan, purpose }, invitation, moments), surveyId, reminder: true }
}

export interface DecidedAsk<A extends Ask> {
  ask: A
  decided: ContactDecision
}

/**
 * Decides about all that is due, the most important first; what is sent stands in the book for those
 * that follow. The sending and the rehearsal both come through here.
 */
export function decideAll<A extends Ask>(
  policy: ContactPolicy,
  book: ContactBook,
  asks: readonly A[],
  moment: { now: Date; timeZone: string },
): DecidedAsk<A>[] {
  return sortAsks(asks).map((ask) => {
    const { surveyId, purpose, priority, reminder } = ask
    const request = { surveyId, purpose, priority, reminder, latest: Date.parse(ask.latest) }
    const decided = decideContact(policy, book.historyOf(ask), request, moment)
    if (decided.decision === 'send') {
      book.add(ask, { at: moment.now.getTime(), surveyId, reminder })
    }
    return { ask, decided }
  })
}

function sortAsks<A extends Ask>(asks: readonly A[]): A[] {
  const placed = asks.map((ask) => ({
    ask,
    place: placeOf(ask.planId, ask.occasion, ask.customerId),
  }))
  placed.sort(
    (a, b) =>
      a.ask.priority - b.ask.priority ||
      Number(b.ask.reminder) - Number(a.ask.reminder) ||
      (a.ask.planId < b.ask.planId ? -1 : a.ask.planId > b.ask.planId ? 1 : 0) ||
      a.place - b.place,
  )
  return placed.map(({ ask }) => ask)
}
