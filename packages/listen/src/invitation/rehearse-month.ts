import {
  addDays,
  daysBetween,
  insufficient,
  type Call,
  type Day,
  type Measured,
} from '@fealty/core'
import { wilsonInterval } from '@fealty/stats'
import { listPlannedInvitations, readWorkspace, type Invitation } from '@fealty/store'
import type { z } from 'zod'
import { isOpenDay, momentAt } from '../budget/open-hours.ts'
import { readPolicy } from '../budget/policy-record.ts'
import type { ListenServices } from '../services.ts'
import { surveyRecords } from '../survey/records.ts'
import { tellRehearsal } from './headlines.ts'
import type { rehearseInput, rehearseOutput } from './operation-contract.ts'
import { askFor, type Ask } from './pass.ts'
import {
  backgroundContext,
  listPlans,
  openBook,
  readPeople,
  readPlanFacts,
  readRates,
} from './plan-facts.ts'
import {
  latestAfter,
  latestOf,
  rehearse,
  surroundingsOf,
  type PlanFacts,
  type RehearsedAsk,
  type Surroundings,
} from './rehearse.ts'
import { readOccasions } from './triggers.ts'
import { turnOf } from './turn.ts'

type Output = z.input<typeof rehearseOutput>
type ListenCall = Call<ListenServices>

/**
 * What would leave from tomorrow on, decided as the sending decides. Event plans meet the events of the
 * last known days once more, since those to come are not known.
 */
export async function rehearseDays(
  call: ListenCall,
  { days, plan: one }: z.output<typeof rehearseInput>,
): Promise<Output> {
  const { services, workspaceId, today } = call
  const { store } = services
  const workspace = await readWorkspace(store, workspaceId)
  const { policy } = await readPolicy(store, workspaceId)
  const around = surroundingsOf(workspace, policy)
  const surveys = await surveyRecords.list(store, workspaceId)
  const asked = new Map(
    surveys.filter(({ body }) => body.published > 0).map((s) => [s.id, s.body.draft.name]),
  )
  const plans = (await listPlans(store, workspaceId)).filter(
    ({ id, state, surveyId }) => (state === 'on' || id === one) && asked.has(surveyId),
  )
  const from = addDays(today, 1)
  const { facts, people } = await readPlanFacts(call, workspaceId, plans, from, around)
  const planned = await listPlannedInvitations(store, workspaceId)
  const queue = [
    ...planned.flatMap((invitation) => queued(invitation, facts, around)),
    ...(await expectEvents(call, facts, { from, days }, around)),
  ]
  const missing = queue.flatMap(({ customerId }) => (people.has(customerId) ? [] : [customerId]))
  const others = await readPeople(call, workspaceId, today, missing)
  const reachable = new Map([...people, ...others])
  const book = await openBook(store, workspaceId, policy, services.now(), reachable)
  const happened = rehearse(facts, book, queue, { from, days }, around)
  const open = openDaysOf(around, from, days)
  const rates = await readRates(store, workspaceId)
  const shown = facts.map((each) =>
    showPlan(each, happened, open, asked.get(each.plan.surveyId) ?? '', rates.get(each.plan.id)),
  )
  const to = addDays(from, days - 1)
  return {
    headline: tellRehearsal(shown, to),
    from,
    to,
    plans: shown,
    assumptions: [
      'Nobody answers, stops or moves meanwhile.',
      ...(plans.some(({ mode }) => mode.kind === 'event')
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

function queued(invitation: Invitation, facts: readonly PlanFacts[], around: Surroundings): Ask[] {
  const found = facts.find(({ plan }) => plan.id === invitation.planId)
  if (found === undefined) return []
  const turn = turnOf(found.plan, invitation.plannedAt.slice(0, 10), around.calendar)
  const latest = turn === null ? latestAfter(Date.parse(invitation.dueAt)) : latestOf(turn, around)
  return [askFor(found, invitation, { dueAt: invitation.dueAt, latest })]
}

async function expectEvents(
  call: ListenCall,
  facts: readonly PlanFacts[],
  { from, days }: { from: Day; days: number },
  around: Surroundings,
): Promise<Ask[]> {
  const asks: Ask[] = []
  for (const each of facts) {
    const { mode } = each.plan
    if (mode.kind !== 'event') continue
    const context = await backgroundContext(call, call.workspaceId, from, each.plan.where)
    // What is known may end long before today; the last days of it stand for those to come.
    const last = mode.event === 'renewal' ? addDays(from, -1) : context.asOf
    const seen = { from: addDays(last, -days), to: last }
    const shift = daysBetween(addDays(seen.from, 1), from)
    const people = new Map(each.candidates.map((one) => [one.customerId, one]))
    for (const { customerId, occasion, day } of await readOccasions(
      context,
      each.plan.id,
      mode,
      seen,
    )) {
      const person = people.get(customerId)
      if (person === undefined) continue
      const due = addDays(day, shift + (mode.event === 'renewal' ? -mode.days : mode.days))
      const at = momentAt(due, '00:00', around.timeZone)
      const moments = { dueAt: at.toISOString(), latest: latestAfter(at.getTime()) }
      asks.push(askFor(each, { ...person, occasion: `expected ${occasion}` }, moments))
    }
  }
  return asks
}

function showPlan(
  { plan, candidates, rate }: PlanFacts,
  happened: readonly RehearsedAsk[],
  open: readonly Day[],
  survey: string,
  known: { ended: number; answered: number } | undefined,
): Output['plans'][number] {
  const own = happened.filter(({ ask }) => ask.planId === plan.id)
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
        expected: expectAnswers(asked, rate, known),
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
function expectAnswers(
  asked: number,
  rate: number,
  known: { ended: number; answered: number } | undefined,
): Measured {
  if (asked === 0) return insufficient(0, 1, 'Nobody would be asked.')
  if (known === undefined || known.ended === 0 || rate !== known.answered / known.ended) {
    return insufficient(
      known?.ended ?? 0,
      50,
      `About ${Math.round(asked * rate)} if ${Math.round(rate * 100)} % answer, as the plan assumes; its own rate is not known yet.`,
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
