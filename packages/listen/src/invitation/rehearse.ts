import { addDays, type Day } from '@fealty/core'
import type { ExpiringInvitations } from '@fealty/store'
import type { ContactBook } from '../budget/contact-book.ts'
import type { ContactDecision } from '../budget/contract.ts'
import { isOpen, momentAt, toLocal } from '../budget/open-hours.ts'
import type { Plan } from './contract.ts'
import type { TurnState } from './draw.ts'
import { decideAll, type Ask } from './pass.ts'
import {
  askOnDay,
  freshTurn,
  reservedOf,
  TurnOrders,
  type PlanFacts,
  type ReservedContact,
  type Surroundings,
} from './plan-day.ts'
import { reminderDay } from './turn.ts'

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

/** From when on, for how long, and which plans have drawn on the first day already. */
export interface RehearsedSpan {
  now: Date
  /** First day after the last. */
  end: Day
  drawnToday: ReadonlySet<string>
}

/**
 * What would leave from now on, if nobody answered and nothing new happened: the same drawing and the
 * same decisions as the sending, on a book of its own. `queue` holds what waits already.
 */
export function rehearse(
  plans: readonly PlanFacts[],
  book: ContactBook,
  queue: readonly RehearsedWish[],
  { now, end, drawnToday }: RehearsedSpan,
  around: Surroundings,
): RehearsedAsk[] {
  const { policy, timeZone } = around
  const orders = new TurnOrders()
  const states = plans.map(toState)
  const reserve = noteReserved(states, book, around, orders)
  const happened: RehearsedAsk[] = []
  let waiting: RehearsedWish[] = [...queue]
  const today = toLocal(now, timeZone).day
  for (let day = today; day < end; day = addDays(day, 1)) {
    const opening = momentAt(day, policy.hours.from, timeZone)
    const opens = opening < now ? now : opening
    if (!isOpen(policy, opens, timeZone)) continue
    for (const facts of states) {
      if (day === today && drawnToday.has(facts.plan.id)) continue
      const drawn = askOnDay(facts, day, opens, around, orders).map(({ ask }) => ask)
      for (const ask of drawn) noteDrawn(facts, ask, 1)
      waiting.push(...drawn)
    }
    waiting = workDay({ day, opens, waiting, book, around, reserve: () => reserve(day) }, (one) => {
      happened.push(one)
      const facts = states.find(({ plan }) => plan.id === one.ask.planId)
      return facts === undefined ? [] : follow(facts, one)
    })
  }
  return happened
}

/** What is known of a plan, as it changes while it is rehearsed. */
interface RehearsedPlan extends PlanFacts {
  turns: Map<string, TurnState>
  over: ExpiringInvitations[]
}

function toState(facts: PlanFacts): RehearsedPlan {
  const turns = [...facts.turns].map(([name, turn]) => [name, copyTurn(turn)] as const)
  return { ...facts, turns: new Map(turns), over: [...facts.over] }
}

const copyTurn = (turn: TurnState): TurnState => ({ ...turn, drawn: new Set(turn.drawn) })

/** Notes in the book what is reserved, anew only where the day or a turn has changed since. */
function noteReserved(
  states: readonly RehearsedPlan[],
  book: ContactBook,
  around: Surroundings,
  orders: TurnOrders,
): (day: Day) => void {
  const known = new Map<string, { day: Day; turns: TurnState[]; reserved: ReservedContact[] }>()
  const isKept = ({ plan, turns }: RehearsedPlan, day: Day): boolean => {
    const kept = known.get(plan.id)
    const now = [...turns.values()]
    return kept?.day === day && kept.turns.length === now.length && isSubset(now, kept.turns)
  }
  return (day) => {
    const reserving = states.filter(({ plan }) => plan.reserve)
    const changed = reserving.filter((facts) => !isKept(facts, day))
    for (const facts of changed) {
      const reserved = reservedOf(facts, day, around, orders)
      known.set(facts.plan.id, { day, turns: [...facts.turns.values()], reserved })
    }
    if (changed.length === 0) return
    book.reserve(reserving.flatMap(({ plan }) => known.get(plan.id)?.reserved ?? []))
  }
}

const isSubset = <T>(some: readonly T[], all: readonly T[]): boolean =>
  some.every((one) => all.includes(one))

/** What a decision changes in its plan, and the reminder that follows from it. */
function follow(facts: RehearsedPlan, { ask, decided }: RehearsedAsk): RehearsedWish[] {
  if (decided.decision === 'refuse' && !ask.reminder) noteDrawn(facts, ask, -1)
  if (decided.decision !== 'send') return []
  if (!ask.reminder) {
    const expiresOn = daysAfter(ask, facts.plan.expireAfterDays).slice(0, 10)
    facts.over.push({ planId: facts.plan.id, expiresOn, ended: 1, answered: 0 })
  }
  return nextReminder(facts.plan, ask)
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
    // The time of an invitation may be over before its reminder could leave.
    const due = waiting.filter(
      ({ dueAt, reminder, latest }) => dueAt <= moment && !(reminder && latest <= moment),
    )
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
    // What is due already, as a second reminder after a late first one, comes with the next round.
    now = new Date(Math.max(Date.parse(next), now.getTime()))
  }
}

/** So many days after the invitation was sent. */
function daysAfter({ sentAt, dueAt }: RehearsedWish, days: number): string {
  return new Date(Date.parse(sentAt ?? dueAt) + days * 86_400_000).toISOString()
}

/** The reminder that follows an invitation, or a reminder, which nobody answers. */
function nextReminder(plan: Plan, ask: RehearsedWish): RehearsedWish[] {
  const reminders = ask.reminder ? (ask.reminders ?? 0) + 1 : 0
  const days = reminderDay(plan, reminders)
  if (days === undefined) return []
  const latest = ask.reminder ? ask.latest : daysAfter(ask, plan.expireAfterDays)
  return [{ ...ask, reminder: true, reminders, dueAt: daysAfter(ask, days), latest }]
}

/** Notes one who was drawn, or one whom the budget refused: replaced, and not drawn again. */
function noteDrawn(
  facts: RehearsedPlan,
  { occasion, customerId, stratum }: Ask,
  change: 1 | -1,
): void {
  const state = facts.turns.get(occasion) ?? copyTurn(freshTurn)
  const known = state.strata.get(stratum) ?? { asked: 0, answered: 0 }
  const strata = new Map(state.strata)
  strata.set(stratum, { ...known, asked: known.asked + change })
  const drawn = state.drawn as Set<string>
  drawn.add(customerId)
  facts.turns.set(occasion, { ...state, strata, drawn })
}
