import { addDays, type Day, type FiscalCalendar } from '@fealty/core'
import type { Workspace } from '@fealty/store'
import type { ContactBook, ContactTarget } from '../budget/contact-book.ts'
import type { ContactDecision, ContactPolicy } from '../budget/contract.ts'
import type { Claim } from '../budget/decide-contact.ts'
import { isOpenDay, momentAt, toLocal } from '../budget/open-hours.ts'
import type { Plan } from './contract.ts'
import { drawForDay, expectTurn, orderCandidates, type Candidate, type TurnState } from './draw.ts'
import { askFor, decideAll, type Ask } from './pass.ts'
import { openDays, reminderDay, turnOf, type Turn } from './turn.ts'

/** A plan with what a day's work on it needs to know. */
export interface PlanFacts {
  plan: Plan
  /** The purpose of its survey, which consent is given for. */
  purpose: string
  candidates: readonly Candidate[]
  /** How far each turn has come, by occasion. */
  turns: ReadonlyMap<string, TurnState>
  /** Answers per invitation that are counted on. */
  rate: number
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

const freshTurn = (rate: number): TurnState => ({ drawn: new Set(), strata: new Map(), rate })

/** After this moment it is not worth asking in a turn any more. */
export function latestOf({ end }: Turn, { timeZone }: Surroundings): string {
  return momentAt(end, '00:00', timeZone).toISOString()
}

/** An event is no longer worth asking about after so many days. */
const staleDays = 14

/** After this moment it is not worth asking about an event any more. From milliseconds since 1970. */
export function latestAfter(from: number): string {
  return new Date(from + staleDays * 86_400_000).toISOString()
}

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
  const state = facts.turns.get(occasion) ?? freshTurn(facts.rate)
  const moments = { dueAt: at.toISOString(), latest: latestOf(turn, around) }
  return drawForDay(facts.plan, days, ordered, state, day).map((candidate) => ({
    candidate,
    ask: askFor(facts, { ...candidate, occasion }, moments),
  }))
}

/** A contact that a reserving plan keeps, and of whom. */
export type ReservedContact = Claim & ContactTarget

/** Whose contact the reserving plans keep, in the turn of a day and the one after it. */
export function findReserved(
  plans: readonly PlanFacts[],
  day: Day,
  around: Surroundings,
  orders: TurnOrders,
): ReservedContact[] {
  return plans
    .filter(({ plan }) => plan.reserve)
    .flatMap((facts) => {
      const now = orders.open(facts, day, around)
      const next = now && orders.open(facts, now.turn.end, around)
      const { surveyId, priority } = facts.plan
      return [now, next].flatMap((opened) => {
        if (opened === undefined) return []
        const state = facts.turns.get(opened.turn.occasion) ?? freshTurn(facts.rate)
        const expected = expectTurn(facts.plan, opened.days, opened.ordered, state)
        return expected.map(({ candidate: { customerId, accountId }, day: expectedDay }) => {
          // Until its day closes: at what minute of it the mail leaves must change no decision.
          const at = momentAt(expectedDay, around.policy.hours.until, around.timeZone).getTime()
          return { customerId, accountId, surveyId, priority, at }
        })
      })
    })
}

/** A wish of the rehearsal, with when it was sent and how often it was reminded of. */
export interface RehearsedWish extends Ask {
  sentAt?: string
  reminders?: number
}

/** What would happen to one wish on one day. */
export interface RehearsedAsk {
  day: Day
  ask: RehearsedWish
  decided: ContactDecision
}

/**
 * What would leave in the days to come, if nobody answered and nothing new happened: the same drawing
 * and the same decisions as the sending, on a book of its own. `queue` holds what waits already.
 */
export function rehearse(
  plans: readonly PlanFacts[],
  book: ContactBook,
  queue: readonly Ask[],
  { from, days }: { from: Day; days: number },
  around: Surroundings,
): RehearsedAsk[] {
  const orders = new TurnOrders()
  const states = plans.map((facts) => ({
    ...facts,
    turns: new Map(
      [...facts.turns].map(([name, turn]) => [name, { ...turn, drawn: new Set(turn.drawn) }]),
    ),
  }))
  const happened: RehearsedAsk[] = []
  let waiting: RehearsedWish[] = [...queue]
  for (let day = from; day < addDays(from, days); day = addDays(day, 1)) {
    if (!isOpenDay(around.policy, day)) continue
    const opens = momentAt(day, around.policy.hours.from, around.timeZone)
    for (const facts of states) {
      const drawn = askOnDay(facts, day, opens, around, orders).map(({ ask }) => ask)
      for (const ask of drawn) noteDrawn(facts, ask, 1)
      waiting.push(...drawn)
    }
    const reserve = () => book.reserve(findReserved(states, day, around, orders))
    waiting = workDay({ day, opens, waiting, book, around, reserve }, (one) => {
      happened.push(one)
      const facts = states.find(({ plan }) => plan.id === one.ask.planId)
      if (facts === undefined) return []
      const { decision } = one.decided
      if (decision === 'refuse' && !one.ask.reminder) noteDrawn(facts, one.ask, -1)
      return decision === 'send' ? nextReminder(facts.plan, one.ask) : []
    })
  }
  return happened
}

/** A day's work on what waits. */
interface DayWork {
  day: Day
  opens: Date
  waiting: readonly RehearsedWish[]
  book: ContactBook
  around: Surroundings
  /** Notes anew what is reserved: who was refused is replaced by somebody else. */
  reserve: () => void
}

/** Decides what is due in a day, moment by moment, and gives back what waits for a later one. */
function workDay(work: DayWork, note: (one: RehearsedAsk) => RehearsedWish[]): RehearsedWish[] {
  const { day, book, around } = work
  let waiting = [...work.waiting]
  let now = work.opens
  for (;;) {
    const moment = now.toISOString()
    const due = waiting.filter(({ dueAt }) => dueAt <= moment)
    waiting = waiting.filter(({ dueAt }) => dueAt > moment)
    work.reserve()
    for (const { ask, decided } of decideAll(around.policy, book, due, { ...around, now })) {
      const sentAt = ask.sentAt ?? moment
      waiting.push(...note({ day, ask: { ...ask, sentAt }, decided }))
      if (decided.decision === 'hold') waiting.push({ ...ask, dueAt: decided.until! })
    }
    const next = waiting.reduce<string | undefined>(
      (first, { dueAt }) => (first === undefined || dueAt < first ? dueAt : first),
      undefined,
    )
    if (next === undefined || toLocal(new Date(next), around.timeZone).day > day) return waiting
    now = new Date(next)
  }
}

/** The reminder that follows an invitation, or a reminder, which nobody answers. */
function nextReminder(plan: Plan, ask: RehearsedWish): RehearsedWish[] {
  const sent = Date.parse(ask.sentAt ?? ask.dueAt)
  const after = (days: number) => new Date(sent + days * 86_400_000).toISOString()
  const reminders = ask.reminder ? (ask.reminders ?? 0) + 1 : 0
  const days = reminderDay(plan, reminders)
  if (days === undefined) return []
  const latest = after(plan.expireAfterDays)
  return [{ ...ask, reminder: true, reminders, dueAt: after(days), latest }]
}

/** Notes one who was drawn, or one whom the budget refused: replaced, and not drawn again. */
function noteDrawn(
  facts: PlanFacts & { turns: Map<string, TurnState> },
  { occasion, customerId, stratum }: Ask,
  change: 1 | -1,
): void {
  const state = facts.turns.get(occasion) ?? freshTurn(facts.rate)
  const known = state.strata.get(stratum) ?? { asked: 0, answered: 0 }
  const strata = new Map(state.strata)
  strata.set(stratum, { ...known, asked: known.asked + change })
  const drawn = state.drawn as Set<string>
  drawn.add(customerId)
  facts.turns.set(occasion, { ...state, strata, drawn })
}
