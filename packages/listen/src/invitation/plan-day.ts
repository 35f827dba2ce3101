import type { Day, FiscalCalendar } from '@fealty/core'
import type { ExpiringInvitations, Workspace } from '@fealty/store'
import type { ContactTarget } from '../budget/contact-book.ts'
import type { ContactPolicy } from '../budget/contract.ts'
import type { Claim } from '../budget/decide-contact.ts'
import { momentAt } from '../budget/open-hours.ts'
import type { Plan } from './contract.ts'
import { drawForDay, expectTurn, orderCandidates, type Candidate, type TurnState } from './draw.ts'
import { askFor, type Ask } from './pass.ts'
import { countedRate } from './response-rate.ts'
import { latestOf, openDays, turnOf, type Turn } from './turn.ts'

/** A plan with what a day's work on it needs to know. */
export interface PlanFacts {
  plan: Plan
  /** The purpose of its survey, which consent is given for. */
  purpose: string
  /** Name of its survey. */
  survey: string
  candidates: readonly Candidate[]
  /** How far each turn has come, by occasion. */
  turns: ReadonlyMap<string, TurnState>
  /** When the time of its invitations ends, for the answers per invitation that are counted on. */
  over: readonly ExpiringInvitations[]
}

export interface Surroundings {
  policy: ContactPolicy
  timeZone: string
  calendar: FiscalCalendar
}

export function surroundingsOf(
  { timeZone, fiscalYearStartMonth }: Pick<Workspace, 'timeZone' | 'fiscalYearStartMonth'>,
  policy: ContactPolicy,
): Surroundings {
  return { policy, timeZone, calendar: { fiscalYearStartMonth } }
}

/** One turn of a plan, with its order made. */
interface OpenTurn {
  turn: Turn
  days: Day[]
  ordered: ReadonlyMap<string, readonly Candidate[]>
}

/** Turns whose order has been made; it is the same all through the turn. */
export class TurnOrders {
  readonly #known = new Map<string, OpenTurn>()

  open({ plan, candidates }: PlanFacts, day: Day, around: Surroundings): OpenTurn | undefined {
    const turn = turnOf(plan, day, around.calendar)
    if (turn === null) return undefined
    const key = `${plan.id}\n${turn.occasion}`
    const known = this.#known.get(key)
    if (known) return known
    const ordered = orderCandidates(plan, turn, candidates)
    const made = { turn, days: openDays(around.policy, turn.start, turn.end), ordered }
    this.#known.set(key, made)
    return made
  }
}

/** A turn in which nobody has been drawn. */
export const freshTurn: TurnState = { drawn: new Set(), strata: new Map() }

/** The wishes that a plan adds on a day. */
export function askOnDay(
  facts: PlanFacts,
  day: Day,
  at: Date,
  around: Surroundings,
  orders: TurnOrders,
): { ask: Ask; candidate: Candidate }[] {
  const opened = orders.open(facts, day, around)
  if (opened === undefined) return []
  const { turn, days, ordered } = opened
  const { occasion } = turn
  const state = facts.turns.get(occasion) ?? freshTurn
  const rate = rateOn(facts, day)
  const moments = { dueAt: at.toISOString(), latest: latestOf(turn, around.timeZone) }
  return drawForDay(facts.plan, days, ordered, state, { day, rate }).map((candidate) => ({
    candidate,
    ask: askFor(facts, { ...candidate, occasion }, moments),
  }))
}

/** A contact that a reserving plan keeps, and of whom. */
export type ReservedContact = Claim & ContactTarget

const rateOn = ({ plan, over }: PlanFacts, day: Day): number =>
  countedRate(plan.assumedRate, over, day)

/** Whose contact the reserving plans keep, in the turn of a day and the one after it. */
export function findReserved(
  plans: readonly PlanFacts[],
  day: Day,
  around: Surroundings,
  orders: TurnOrders,
): ReservedContact[] {
  return plans
    .filter(({ plan }) => plan.reserve)
    .flatMap((facts) => reservedOf(facts, day, around, orders))
}

/** The same of one plan. */
export function reservedOf(
  facts: PlanFacts,
  day: Day,
  around: Surroundings,
  orders: TurnOrders,
): ReservedContact[] {
  const now = orders.open(facts, day, around)
  const next = now && orders.open(facts, now.turn.end, around)
  const { surveyId, priority } = facts.plan
  return [now, next].flatMap((opened) => {
    if (opened === undefined) return []
    const state = facts.turns.get(opened.turn.occasion) ?? freshTurn
    const rate = rateOn(facts, day)
    const expected = expectTurn(facts.plan, opened.days, opened.ordered, state, rate)
    return expected.map(({ candidate: { customerId, accountId }, day: expectedDay }) => {
      // Until its day closes: at what minute of it the mail leaves must change no decision.
      const at = momentAt(expectedDay, around.policy.hours.until, around.timeZone).getTime()
      return { customerId, accountId, surveyId, priority, at }
    })
  })
}
