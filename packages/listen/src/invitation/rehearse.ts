import { addDays, type Day, type FiscalCalendar } from '@fealty/core'
import type { ContactBook } from '../budget/contact-book.ts'
import type { ContactDecision, ContactPolicy } from '../budget/contract.ts'
import type { Claim } from '../budget/decide-contact.ts'
import { isOpenDay, momentAt, toLocal } from '../budget/open-hours.ts'
import type { Plan } from './contract.ts'
import { drawForDay, expectTurn, orderCandidates, type Candidate, type TurnState } from './draw.ts'
import { decideAll, type Ask } from './pass.ts'
import { openDays, turnOf, type Turn } from './turn.ts'

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
  const { plan, purpose } = facts
  const state = facts.turns.get(turn.occasion) ?? freshTurn(facts.rate)
  const latest = momentAt(turn.end, '00:00', around.timeZone).toISOString()
  return drawForDay(plan, days, ordered, state, day).map((candidate) => ({
    candidate,
    ask: {
      planId: plan.id,
      occasion: turn.occasion,
      customerId: candidate.customerId,
      accountId: candidate.accountId,
      stratum: candidate.stratum,
      surveyId: plan.surveyId,
      purpose,
      priority: plan.priority,
      reminder: false,
      dueAt: at.toISOString(),
      latest,
    },
  }))
}

/** Whose contact the reserving plans keep, in the turn of a day and the one after it. */
export function findClaimed(
  plans: readonly PlanFacts[],
  day: Day,
  around: Surroundings,
  orders: TurnOrders,
): Map<string, Claim[]> {
  const claims = new Map<string, Claim[]>()
  const opens = new Map<Day, number>()
  for (const facts of plans.filter(({ plan }) => plan.reserve)) {
    const now = orders.open(facts, day, around)
    const next = now && orders.open(facts, now.turn.end, around)
    for (const opened of [now, next]) {
      if (opened === undefined) continue
      const state = facts.turns.get(opened.turn.occasion) ?? freshTurn(facts.rate)
      const expected = expectTurn(facts.plan, opened.days, opened.ordered, state)
      for (const { candidate, day: expectedDay } of expected) {
        const at =
          opens.get(expectedDay) ??
          momentAt(expectedDay, around.policy.hours.from, around.timeZone).getTime()
        opens.set(expectedDay, at)
        const claim = { surveyId: facts.plan.surveyId, priority: facts.plan.priority, at }
        const own = claims.get(candidate.customerId)
        if (own === undefined) claims.set(candidate.customerId, [claim])
        else own.push(claim)
      }
    }
  }
  return claims
}

/** What would happen to one wish on one day. */
export interface RehearsedAsk {
  day: Day
  ask: Ask
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
  const states = plans.map((facts) => ({ ...facts, turns: new Map(facts.turns) }))
  const happened: RehearsedAsk[] = []
  let waiting = [...queue]
  for (let day = from; day < addDays(from, days); day = addDays(day, 1)) {
    if (!isOpenDay(around.policy, day)) continue
    const opens = momentAt(day, around.policy.hours.from, around.timeZone)
    for (const facts of states) {
      const drawn = askOnDay(facts, day, opens, around, orders).map(({ ask }) => ask)
      for (const ask of drawn) noteDrawn(facts, ask, 1)
      waiting.push(...drawn)
    }
    book.claims = findClaimed(states, day, around, orders)
    waiting = workDay(day, opens, waiting, book, around, (one) => {
      happened.push(one)
      if (one.decided.decision !== 'refuse') return
      const facts = states.find(({ plan }) => plan.id === one.ask.planId)
      if (facts) noteDrawn(facts, one.ask, -1)
    })
  }
  return happened
}

/** Decides what is due in a day, moment by moment, and gives back what waits for a later one. */
function workDay(
  day: Day,
  opens: Date,
  asks: readonly Ask[],
  book: ContactBook,
  around: Surroundings,
  note: (one: RehearsedAsk) => void,
): Ask[] {
  let waiting = [...asks]
  let now = opens
  for (;;) {
    const moment = now.toISOString()
    const due = waiting.filter(({ dueAt }) => dueAt <= moment)
    waiting = waiting.filter(({ dueAt }) => dueAt > moment)
    for (const { ask, decided } of decideAll(around.policy, book, due, { ...around, now })) {
      note({ day, ask, decided })
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
