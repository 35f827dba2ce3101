import type { BackgroundCall, Call } from '@fealty/core'
import { openContext, readPopulation, type MeasureContext, type Reachable } from '@fealty/measure'
import {
  countByExpiry,
  findContacts,
  findPurposes,
  listContactsMade,
  listOccasion,
  recordKind,
  type Invitation,
  type Store,
} from '@fealty/store'
import { ContactBook, silentPreference } from '../budget/contact-book.ts'
import type { ContactPolicy } from '../budget/contract.ts'
import type { ContactPreference } from '../budget/decide-contact.ts'
import type { ListenServices } from '../services.ts'
import { findPublished, publishedSurvey } from '../survey/published.ts'
import { planBodySchema, type Plan } from './contract.ts'
import { toCandidate, type StratumState, type TurnState } from './draw.ts'
import type { PlanFacts, Surroundings } from './plan-day.ts'
import { turnOf } from './turn.ts'

/** What a plan asks, whom and when. */
export const planRecords = recordKind({
  kind: 'invitation-plan',
  what: 'plan',
  parse: (body) => planBodySchema.parse(body),
})

/** Plans of a workspace; of those that are on when asked for. */
export async function listPlans(store: Store, workspaceId: string): Promise<Plan[]> {
  const records = await planRecords.list(store, workspaceId)
  return records.map(({ id, version, body }) => ({ ...body, id, version }))
}

/** The purposes of surveys that invitations ask, as far as they take answers. */
export async function readPurposes(
  store: Store,
  workspaceId: string,
  waiting: readonly Pick<Invitation, 'surveyId'>[],
): Promise<Map<string, string>> {
  const purposes = new Map<string, string>()
  for (const surveyId of new Set(waiting.map((invitation) => invitation.surveyId))) {
    const survey = await findPublished(store, workspaceId, surveyId)
    if (survey?.state === 'open') purposes.set(surveyId, survey.body.purpose)
  }
  return purposes
}

/** Plans that are on and whose survey takes answers; and one more as if it were, where it is named. */
export async function listOpenPlans(
  store: Store,
  workspaceId: string,
  named?: string,
): Promise<Plan[]> {
  const open: Plan[] = []
  for (const plan of await listPlans(store, workspaceId)) {
    if (plan.state !== 'on' && plan.id !== named) continue
    const survey = await findPublished(store, workspaceId, plan.surveyId)
    if (survey !== undefined && (survey.state === 'open' || plan.id === named)) open.push(plan)
  }
  return open
}

/** Background work sees all customers, as an owner does. */
export function backgroundContext(
  { services, signal }: Pick<BackgroundCall<ListenServices>, 'services' | 'signal'>,
  workspaceId: string,
  today: string,
  where: readonly string[],
): Promise<MeasureContext> {
  const actor = { kind: 'terminal', id: 'background', role: 'owner', units: [] } as const
  const call: Call<ListenServices> = {
    actor: { ...actor, workspaceId },
    workspaceId,
    services,
    today,
    signal,
    progress: () => undefined,
  }
  return openContext(call, { where, level: 0.95 })
}

/** What the drawing of plans needs, with the customers whom each may ask. */
export async function readPlanFacts(
  call: Pick<BackgroundCall<ListenServices>, 'services' | 'signal'>,
  workspaceId: string,
  plans: readonly Plan[],
  today: string,
  around: Surroundings,
): Promise<{ facts: PlanFacts[]; people: Map<string, Reachable> }> {
  const { store } = call.services
  const over = plans.length === 0 ? [] : await countByExpiry(store, workspaceId)
  const people = new Map<string, Reachable>()
  const facts = await Promise.all(
    plans.map(async (plan): Promise<PlanFacts> => {
      const [context, { body }, turns] = await Promise.all([
        backgroundContext(call, workspaceId, today, plan.where),
        publishedSurvey(store, workspaceId, plan.surveyId),
        readTurns(store, workspaceId, plan, today, around),
      ])
      // Whom an event plan asks comes with the events; nobody is drawn from all.
      const isDrawn = plan.mode.kind !== 'event'
      const population = isDrawn ? await readPopulation(context, { cut: plan.cut }) : []
      for (const person of population) people.set(person.customerId, person)
      return {
        plan,
        purpose: body.purpose,
        survey: body.name,
        candidates: population.map(toCandidate),
        turns,
        over: over.filter(({ planId }) => planId === plan.id),
      }
    }),
  )
  return { facts, people }
}

/** Where customers can be written to, by id; one who is no customer any more has no address. */
export async function readPeople(
  call: Pick<BackgroundCall<ListenServices>, 'services' | 'signal'>,
  workspaceId: string,
  today: string,
  customerIds: readonly string[],
): Promise<Map<string, Pick<Reachable, 'email'>>> {
  const people = new Map<string, Pick<Reachable, 'email'>>(
    customerIds.map((id) => [id, { email: null }]),
  )
  if (people.size === 0) return people
  const context = await backgroundContext(call, workspaceId, today, [])
  const found = await readPopulation(context, { customerIds: [...people.keys()] })
  for (const person of found) people.set(person.customerId, person)
  return people
}

async function readTurns(
  store: Store,
  workspaceId: string,
  plan: Plan,
  today: string,
  { calendar }: Surroundings,
): Promise<Map<string, TurnState>> {
  const turn = turnOf(plan, today, calendar)
  if (turn === null) return new Map()
  const rows = await listOccasion(store, workspaceId, plan.id, turn.occasion)
  const strata = new Map<string, StratumState>()
  for (const { stratum, state } of rows) {
    if (state === 'refused' || state === 'cancelled') continue
    const known = strata.get(stratum) ?? { asked: 0, answered: 0 }
    strata.set(stratum, {
      asked: known.asked + 1,
      answered: known.answered + (state === 'answered' ? 1 : 0),
    })
  }
  const drawn = new Set(rows.map(({ customerId }) => customerId))
  return new Map([[turn.occasion, { drawn, strata }]])
}

/** The book of contacts as far back as the policy looks, with what customers have said. */
export async function openBook(
  store: Store,
  workspaceId: string,
  policy: ContactPolicy,
  now: Date,
  people: ReadonlyMap<string, Pick<Reachable, 'email'>>,
): Promise<ContactBook> {
  const days = Math.max(1, ...policy.rules.map((rule) => rule.days))
  const since = new Date(now.getTime() - days * 86_400_000).toISOString()
  const [made, contacts, purposes] = await Promise.all([
    listContactsMade(store, workspaceId, since),
    findContacts(store, workspaceId),
    findPurposes(store, workspaceId),
  ])
  const preferences = new Map<string, ContactPreference>()
  for (const [customerId, { email }] of people) {
    preferences.set(customerId, { ...silentPreference, reachable: email !== null })
  }
  for (const { customerId, awayFrom, awayUntil, bouncedAt, erasedAt } of contacts) {
    preferences.set(customerId, {
      ...(preferences.get(customerId) ?? silentPreference),
      erased: erasedAt !== null,
      bounced: bouncedAt !== null,
      away: awayFrom === null || awayUntil === null ? null : { from: awayFrom, until: awayUntil },
    })
  }
  for (const { customerId, purpose, state } of purposes) {
    const known = preferences.get(customerId) ?? silentPreference
    preferences.set(customerId, { ...known, purposes: { ...known.purposes, [purpose]: state } })
  }
  const book = new ContactBook(preferences)
  for (const { customerId, accountId, surveyId, reminder, at } of made) {
    book.add({ customerId, accountId }, { at: Date.parse(at), surveyId, reminder: reminder === 1 })
  }
  return book
}
