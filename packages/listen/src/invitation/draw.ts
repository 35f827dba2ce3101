import type { Day } from '@fealty/core'
import type { Reachable } from '@fealty/measure'
import type { Plan } from './contract.ts'
import { placeOf, type Turn } from './turn.ts'

/** A customer whom a plan may ask. */
export interface Candidate {
  customerId: string
  accountId: string | null
  unit: string | null
  language: string | null
  /** The value of the plan's cut. */
  stratum: string
}

/** The customer as a candidate: without its address, which goes into the mail and nowhere else. */
export function toCandidate(person: Reachable): Candidate {
  const { customerId, accountId, unit, language, group } = person
  return { customerId, accountId, unit, language, stratum: group }
}

/** Whom a plan has drawn, and how far it has looked. */
export interface DrawnForPlan {
  drawn: {
    occasion: string
    dueAt: string
    /** Left out for an event, which is asked about for some weeks. */
    latest?: string
    candidate: Candidate
    touchpoint: string | null
  }[]
  lastImportSeq: number
}

/** How a class of customers stands in a turn. */
export interface StratumState {
  /** Invitations that were sent or are on their way. */
  asked: number
  answered: number
}

/** How far a turn has come. */
export interface TurnState {
  /** Customers who have been drawn in this turn, also those whom the budget refused. */
  drawn: ReadonlySet<string>
  strata: ReadonlyMap<string, StratumState>
}

const nobody: StratumState = { asked: 0, answered: 0 }

/** How many of a class must be asked in the whole turn to get the answers that are wanted. */
function askGoal(plan: Plan, size: number, { answered }: StratumState, rate: number): number {
  if (plan.wanted === undefined) return size
  return answered >= plan.wanted ? 0 : Math.min(size, Math.ceil(plan.wanted / rate))
}

/**
 * How many of the goal are to be asked by the end of a day: all of it at once, or for an always-on plan
 * its even share of the turn's open days.
 */
function dueBy(plan: Plan, goal: number, days: readonly Day[], day: Day): number {
  if (plan.mode.kind !== 'always-on') return goal
  const elapsed = days.filter((one) => one <= day).length
  return days.length === 0 ? 0 : Math.ceil((goal * elapsed) / days.length)
}

/** The candidates of a turn in its order, by class. */
export function orderCandidates(
  plan: Plan,
  { occasion }: Turn,
  candidates: readonly Candidate[],
): Map<string, Candidate[]> {
  const placed = candidates.map((candidate) => ({
    candidate,
    place: placeOf(plan.id, occasion, candidate.customerId),
  }))
  placed.sort(
    (a, b) => a.place - b.place || (a.candidate.customerId < b.candidate.customerId ? -1 : 1),
  )
  const strata = new Map<string, Candidate[]>()
  for (const { candidate } of placed) {
    const own = strata.get(candidate.stratum)
    if (own === undefined) strata.set(candidate.stratum, [candidate])
    else own.push(candidate)
  }
  return strata
}

/**
 * Whom a plan asks on a day. Each class gets what is missing to its even share, so small classes reach
 * their number as surely as large ones; whom the budget refused is replaced by the next in order.
 */
export function drawForDay(
  plan: Plan,
  days: readonly Day[],
  ordered: ReadonlyMap<string, readonly Candidate[]>,
  state: TurnState,
  { day, rate }: { day: Day; rate: number },
): Candidate[] {
  const lacking = [...ordered].map(([stratum, own]) => {
    const known = state.strata.get(stratum) ?? nobody
    const goal = askGoal(plan, own.length, known, rate)
    const missing = Math.max(0, dueBy(plan, goal, days, day) - known.asked)
    return { missing, own }
  })
  const total = lacking.reduce((sum, { missing }) => sum + missing, 0)
  // When a day cannot hold all, each class gives way in proportion.
  const share = total > plan.mostPerDay ? plan.mostPerDay / total : 1
  const drawn = lacking.flatMap(({ missing, own }) =>
    takeUndrawn(own, state, Math.ceil(missing * share)),
  )
  return drawn.slice(0, plan.mostPerDay)
}

/** The first so many in order who have not been drawn; the rest of a long list is not looked at. */
function takeUndrawn(own: readonly Candidate[], { drawn }: TurnState, most: number): Candidate[] {
  const taken: Candidate[] = []
  for (const candidate of own) {
    if (taken.length >= most) break
    if (!drawn.has(candidate.customerId)) taken.push(candidate)
  }
  return taken
}

/** Who is expected to be asked in the rest of a turn, and on which day. */
export function expectTurn(
  plan: Plan,
  days: readonly Day[],
  ordered: ReadonlyMap<string, readonly Candidate[]>,
  state: TurnState,
  rate: number,
): { candidate: Candidate; day: Day }[] {
  return [...ordered].flatMap(([stratum, own]) => {
    const known = state.strata.get(stratum) ?? nobody
    const goal = askGoal(plan, own.length, known, rate)
    const next = takeUndrawn(own, state, goal - known.asked)
    return next.flatMap((candidate, index) => {
      const place = known.asked + index + 1
      const turnDay = days[Math.ceil((place * days.length) / goal) - 1]
      return turnDay === undefined ? [] : [{ candidate, day: turnDay }]
    })
  })
}
