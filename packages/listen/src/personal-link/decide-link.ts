import type { Call } from '@fealty/core'
import { holdWorkspace, inTransaction, readWorkspace, type Store } from '@fealty/store'
import type { Reachable } from '@fealty/measure'
import { decideContact } from '../budget/decide-contact.ts'
import type { ContactDecision, ContactPolicy } from '../budget/contract.ts'
import { toLocal } from '../budget/open-hours.ts'
import { readPolicy } from '../budget/policy-record.ts'
import { listPlans, openBook, readPlanFacts } from '../invitation/plan-facts.ts'
import {
  findReserved,
  surroundingsOf,
  TurnOrders,
  type ReservedContact,
} from '../invitation/plan-day.ts'
import type { ListenServices } from '../services.ts'
import type { PublishedSurvey } from '../survey/published.ts'
import type { PersonalLinkInput } from './contract.ts'

type ListenCall = Call<ListenServices>

/** Whom a link is for, and with what. */
export interface LinkRequest {
  input: PersonalLinkInput
  person: Reachable
  survey: PublishedSurvey
  expiresAt: Date
}

/**
 * Decides as for a mail, and lets `act` write what follows in the same transaction. What concerns mail
 * alone does not count: quiet hours, and whether an address is known. The company's own program hands
 * the link over, at an hour and by a way that it answers for.
 */
export async function decideLink<T>(
  call: ListenCall,
  request: LinkRequest,
  act: (store: Store, decided: ContactDecision) => Promise<T>,
): Promise<T> {
  const { services, workspaceId } = call
  const { store, now } = services
  const moment = now()
  const { timeZone } = await readWorkspace(store, workspaceId)
  const { policy } = await readPolicy(store, workspaceId)
  const reserved = await readReserved(call, policy)
  const { person, survey, input, expiresAt } = request
  const people = new Map([[person.customerId, person]])
  return inTransaction(store, async (transaction) => {
    // Held, so that nobody else writes to this customer between the decision and its note.
    await holdWorkspace(transaction, workspaceId)
    const book = await openBook(transaction, workspaceId, policy, moment, people)
    book.reserve(reserved)
    const history = book.historyOf(person)
    const preference = { ...history.preference, reachable: true, bounced: false }
    const wish = {
      surveyId: survey.surveyId,
      purpose: survey.body.purpose,
      priority: input.priority,
      reminder: false,
      latest: expiresAt.getTime(),
    }
    const always = { ...policy, ...openAlways }
    const around = { now: moment, timeZone }
    return act(transaction, decideContact(always, { ...history, preference }, wish, around))
  })
}

const openAlways = {
  hours: { from: '00:00', until: '24:00' },
  weekdays: [1, 2, 3, 4, 5, 6, 7],
  holidays: [],
} satisfies Partial<ContactPolicy>

/** What plans that reserve have kept; nothing is asked of the facts where none does. */
async function readReserved(call: ListenCall, policy: ContactPolicy): Promise<ReservedContact[]> {
  const { services, workspaceId } = call
  const plans = (await listPlans(services.store, workspaceId)).filter(
    ({ state, reserve }) => state === 'on' && reserve,
  )
  if (plans.length === 0) return []
  const workspace = await readWorkspace(services.store, workspaceId)
  const around = surroundingsOf(workspace, policy)
  const today = toLocal(services.now(), workspace.timeZone).day
  const { facts } = await readPlanFacts(call, workspaceId, plans, today, around)
  return findReserved(facts, today, around, new TurnOrders())
}
