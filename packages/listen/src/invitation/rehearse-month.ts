import {
  addDays,
  daysBetween,
  insufficient,
  type Call,
  type Day,
  type Measured,
} from '@fealty/core'
import { readPopulation } from '@fealty/measure'
import { wilsonInterval } from '@fealty/stats'
import {
  listPlanRuns,
  listWaitingInvitations,
  readWorkspace,
  type InvitationPlanRun,
} from '@fealty/store'
import type { z } from 'zod'
import { isOpenDay, momentAt, toLocal } from '../budget/open-hours.ts'
import { readPolicy } from '../budget/policy-record.ts'
import type { ListenServices } from '../services.ts'
import type { Plan } from './contract.ts'
import { toCandidate } from './draw.ts'
import { followUpPlan } from './follow-up.ts'
import { tellRehearsal } from './headlines.ts'
import type { rehearseInput, rehearseOutput } from './operation-contract.ts'
import { askFor, wishOf, type Ask } from './pass.ts'
import {
  backgroundContext,
  listOpenPlans,
  openBook,
  readPeople,
  readPlanFacts,
  readPurposes,
} from './plan-facts.ts'
import { surroundingsOf, type PlanFacts, type Surroundings } from './plan-day.ts'
import { rehearse, type RehearsedAsk, type RehearsedWish } from './rehearse.ts'
import { enoughEnded, isKnown, overBefore, type PlanRate } from './response-rate.ts'
import { freshDays, readOccasions } from './triggers.ts'
import { latestAfter } from './turn.ts'

type Output = z.input<typeof rehearseOutput>
type ListenCall = Call<ListenServices>

/**
 * What would leave from tomorrow on, decided as the sending decides, after what still leaves today.
 * Event plans meet the events of the last known days once more, since those to come are not known;
 * renewals are.
 */
export async function rehearseDays(
  call: ListenCall,
  { days, plan: one }: z.output<typeof rehearseInput>,
): Promise<Output> {
  const { services, workspaceId } = call
  const { store } = services
  const now = services.now()
  const workspace = await readWorkspace(store, workspaceId)
  const { policy } = await readPolicy(store, workspaceId)
  const around = surroundingsOf(workspace, policy)
  const today = toLocal(now, workspace.timeZone).day
  const from = addDays(today, 1)
  const plans = await listOpenPlans(store, workspaceId, one)
  const [{ facts, people }, runs] = await Promise.all([
    readPlanFacts(call, workspaceId, plans, today, around),
    listPlanRuns(store, workspaceId),
  ])
  const queue = [
    ...(await readQueue(call, plans)),
    ...(await expectEvents(call, facts, { from, days }, { around, runs })),
  ]
  const missing = queue.flatMap(({ customerId }) => (people.has(customerId) ? [] : [customerId]))
  const others = await readPeople(call, workspaceId, today, missing)
  const book = await openBook(store, workspaceId, policy, now, new Map([...people, ...others]))
  const drawnToday = runs.filter(({ lastDay }) => lastDay === today).map(({ planId }) => planId)
  const end = addDays(from, days)
  const span = { now, end, drawnToday: new Set(drawnToday) }
  const happened = rehearse(facts, book, queue, span, around).filter(({ day }) => day >= from)
  const open = openDaysOf(around, from, days)
  const shown = facts.map((each) => showPlan(each, happened, open))
  const to = addDays(from, days - 1)
  return {
    headline: tellRehearsal(shown, to),
    from,
    to,
    plans: shown,
    assumptions: [
      'Nobody answers, stops or moves meanwhile.',
      ...(plans.some(({ mode }) => mode.kind === 'event' && mode.event !== 'renewal')
        ? ['As much happens to customers as in the last days that are known.']
        : []),
    ],
  }
}

function openDaysOf({ policy }: Surroundings, from: Day, days: number): Day[] {
  return Array.from({ length: days }, (_, index) => addDays(from, index)).filter((day) =>
    isOpenDay(policy, day),
  )
}

/** What waits already: to be sent, or to be reminded of. */
async function readQueue(
  { services: { store }, workspaceId }: ListenCall,
  plans: readonly Plan[],
): Promise<RehearsedWish[]> {
  const waiting = await listWaitingInvitations(store, workspaceId)
  const purposes = await readPurposes(store, workspaceId, waiting)
  const known = new Map([...plans, followUpPlan].map((plan) => [plan.id, plan]))
  return waiting.flatMap((invitation): RehearsedWish[] => {
    const plan = known.get(invitation.planId)
    const purpose = purposes.get(invitation.surveyId)
    const wish = plan && purpose !== undefined && wishOf({ plan, purpose, invitation })
    if (!wish) return []
    const { sentAt, reminders } = invitation
    return [{ ...wish, reminders, ...(sentAt === null ? {} : { sentAt }) }]
  })
}

async function expectEvents(
  call: ListenCall,
  facts: readonly PlanFacts[],
  { from, days }: { from: Day; days: number },
  { around, runs }: { around: Surroundings; runs: readonly InvitationPlanRun[] },
): Promise<Ask[]> {
  const asks: Ask[] = []
  for (const each of facts) {
    const { mode } = each.plan
    if (mode.kind !== 'event') continue
    const context = await backgroundContext(call, call.workspaceId, from, each.plan.where)
    const isRenewal = mode.event === 'renewal'
    // What is known may end long before today; the last days of it stand for those to come.
    const last = isRenewal ? addDays(from, days - 1) : context.asOf
    const isNew = runs.every(({ planId }) => planId !== each.plan.id)
    const backlog = isRenewal && isNew ? freshDays : 0
    const seen = { from: addDays(last, -days - backlog), to: last }
    const shift = isRenewal ? 0 : daysBetween(addDays(seen.from, 1), from)
    const occasions = await readOccasions(context, each.plan.id, mode, seen)
    const customerIds = [...new Set(occasions.map(({ customerId }) => customerId))]
    const reachable = await readPopulation(context, { cut: each.plan.cut, customerIds })
    const people = new Map(reachable.map((one) => [one.customerId, toCandidate(one)]))
    for (const found of occasions) {
      const person = people.get(found.customerId)
      if (person === undefined) continue
      const wished = addDays(found.day, shift + (isRenewal ? -mode.days : mode.days))
      const day = wished < from ? from : wished
      const dueAt = momentAt(day, '00:00', around.timeZone).toISOString()
      const occasion = isRenewal ? found.occasion : `expected ${found.occasion}`
      const latest = latestAfter({ plannedAt: dueAt, dueAt })
      asks.push(askFor(each, { ...person, occasion }, { dueAt, latest }))
    }
  }
  return asks
}

function showPlan(
  { plan, survey, candidates, over }: PlanFacts,
  happened: readonly RehearsedAsk[],
  open: readonly Day[],
): Output['plans'][number] {
  const own = happened.filter(({ ask }) => ask.planId === plan.id)
  const known = overBefore(over, open[0] ?? '')
  const sent = own.filter(({ decided }) => decided.decision === 'send')
  const isFirst = ({ ask }: RehearsedAsk) => !ask.reminder
  const strata = [...new Set(candidates.map(({ stratum }) => stratum))].sort()
  return {
    id: plan.id,
    name: plan.name,
    survey,
    sent: sent.filter(isFirst).length,
    reminders: sent.filter(({ ask }) => ask.reminder).length,
    days: open.map((day) => countDay(own, day)),
    rules: countRules(own),
    strata: strata.map((stratum) => {
      const asked = sent.filter((one) => isFirst(one) && one.ask.stratum === stratum).length
      return {
        stratum,
        customers: candidates.filter((one) => one.stratum === stratum).length,
        sent: asked,
        expected: expectAnswers(asked, plan.assumedRate, known),
        wanted: plan.wanted ?? null,
      }
    }),
  }
}

function countDay(own: readonly RehearsedAsk[], day: Day): Output['plans'][number]['days'][number] {
  const today = own.filter((one) => one.day === day)
  const count = (decision: string, reminder?: boolean) =>
    today.filter(
      ({ ask, decided }) =>
        decided.decision === decision && (reminder === undefined || ask.reminder === reminder),
    ).length
  return {
    day,
    sent: count('send', false),
    reminders: count('send', true),
    held: count('hold'),
    refused: count('refuse'),
  }
}

function countRules(own: readonly RehearsedAsk[]): Output['plans'][number]['rules'] {
  const customers = new Map<string, Set<string>>()
  for (const { ask, decided } of own) {
    if (decided.decision === 'send') continue
    const key = `${decided.decision} ${decided.rule}`
    customers.set(key, (customers.get(key) ?? new Set()).add(ask.customerId))
  }
  return [...customers].map(([key, who]) => {
    const [decision, rule] = key.split(' ') as ['hold' | 'refuse', string]
    return { rule, decision, customers: who.size }
  })
}

/**
 * Answers that are to be expected of so many invitations: the rate's Wilson interval times their number;
 * while the rate is only assumed there is no interval to give.
 */
function expectAnswers(asked: number, assumedRate: number, known: PlanRate): Measured {
  if (asked === 0) return insufficient(0, 1, 'Nobody would be asked.')
  if (!isKnown(known)) {
    return insufficient(
      known.ended,
      enoughEnded,
      `About ${Math.round(asked * assumedRate)} if ${Math.round(assumedRate * 100)} % answer, as the plan assumes; its own rate is not known yet.`,
    )
  }
  const interval = wilsonInterval({ successes: known.answered, n: known.ended })
  if (interval.kind === 'insufficient') return interval
  return {
    ...interval,
    value: interval.value * asked,
    low: interval.low * asked,
    high: interval.high * asked,
    se: interval.se * asked,
    method: 'Response rate (Wilson score) times invitations',
  }
}
