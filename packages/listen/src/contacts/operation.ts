import { authorOf, defineOperation, FealtyError, type Call } from '@fealty/core'
import { openContext, readPopulation, type Reachable } from '@fealty/measure'
import {
  findContacts,
  findPurposes,
  listCustomerInvitations,
  listDecisions,
  readWorkspace,
  saveContact,
  savePurpose,
} from '@fealty/store'
import { z } from 'zod'
import { followUpPlan } from '../invitation/follow-up.ts'
import { listPlans } from '../invitation/plan-facts.ts'
import { handedPlan } from '../personal-link/handed-plan.ts'
import type { ListenServices } from '../services.ts'
import { surveyRecords } from '../survey/records.ts'
import { contactChangeInput, whyInput, whyOutput, type Why } from './contract.ts'
import { tellWhy } from './tell-why.ts'

const mostShown = 100

/** The customer, when the caller may see it. @throws FealtyError `record.not-found` */
async function findCustomer(
  call: Call<ListenServices>,
  customerId: string,
): Promise<Reachable | undefined> {
  const context = await openContext(call, { where: [], level: 0.95 })
  const [person] = await readPopulation(context, { customerIds: [customerId] })
  if (person !== undefined) return person
  const [gone] = await readPopulation(context, { customerIds: [customerId], alsoGone: true })
  if (gone === undefined) throw new FealtyError('record.not-found', { what: 'customer' })
  return undefined
}

const why = defineOperation<ListenServices, typeof whyInput, typeof whyOutput>({
  id: 'contacts.why',
  summary: 'Was this customer asked, and if not, why not: every decision with its reason',
  kind: 'query',
  input: whyInput,
  output: whyOutput,
  errors: ['record.not-found'],
  access: 'member',
  async run(call, { customerId }) {
    const { services, workspaceId } = call
    const { store } = services
    const person = await findCustomer(call, customerId)
    const [{ timeZone }, plans, surveys, contacts, purposes, invitations, decisions] =
      await Promise.all([
        readWorkspace(store, workspaceId),
        listPlans(store, workspaceId),
        surveyRecords.list(store, workspaceId),
        findContacts(store, workspaceId, [customerId]),
        findPurposes(store, workspaceId, [customerId]),
        listCustomerInvitations(store, workspaceId, customerId, mostShown),
        listDecisions(store, workspaceId, customerId, mostShown),
      ])
    const planName = new Map([...plans, followUpPlan, handedPlan].map(({ id, name }) => [id, name]))
    const surveyName = new Map(surveys.map(({ id, body }) => [id, body.draft.name]))
    const named = <T extends { planId: string; surveyId: string }>(row: T) => ({
      ...row,
      plan: planName.get(row.planId) ?? 'a plan that was removed',
      survey: surveyName.get(row.surveyId) ?? 'a survey that was removed',
    })
    const [contact] = contacts
    const answer: Omit<Why, 'headline'> = {
      contact: {
        reachable: typeof person?.email === 'string',
        away:
          typeof contact?.awayFrom === 'string' && contact.awayUntil !== null
            ? { from: contact.awayFrom, until: contact.awayUntil }
            : null,
        bouncedAt: contact?.bouncedAt ?? null,
        erasedAt: contact?.erasedAt ?? null,
        purposes: purposes.map(({ purpose, state, via, at }) => ({ purpose, state, via, at })),
      },
      invitations: invitations.map(named),
      decisions: decisions.map(named),
      undrawn: plans
        .filter(({ id }) => invitations.every(({ planId }) => planId !== id))
        .map(({ name, state, mode }) => ({
          plan: name,
          why:
            state === 'off'
              ? 'The plan is off.'
              : mode.kind === 'event'
                ? 'Nothing has happened to this customer that the plan asks about.'
                : 'Its turn has not come, or the customer is none of those the plan is for.',
        })),
    }
    return { ...answer, headline: tellWhy(answer, { isCustomer: person !== undefined, timeZone }) }
  },
})

const change = defineOperation({
  id: 'contacts.change',
  summary: 'What a customer agrees to or stops, and days on which it is away',
  kind: 'command',
  input: contactChangeInput,
  output: z.object({ changed: z.boolean() }),
  errors: ['record.not-found', 'input.invalid'],
  access: ['owner', 'analyst', 'manager', 'agent'],
  async run(call: Call<ListenServices>, { customerId, purpose, state, away, addressMended }) {
    const { services, workspaceId, actor } = call
    if ((purpose === undefined) !== (state === undefined)) {
      throw new FealtyError('input.invalid', { problem: 'a purpose and its state go together' })
    }
    await findCustomer(call, customerId)
    const at = services.now().toISOString()
    const { store } = services
    if (purpose !== undefined && state !== undefined) {
      const via = actor.kind === 'key' ? 'API' : `person ${authorOf(actor)}`
      await savePurpose(store, { workspaceId, customerId, purpose, state, via, at })
    }
    if (away !== undefined || addressMended) {
      await saveContact(store, {
        workspaceId,
        customerId,
        changedAt: at,
        ...(away === undefined
          ? {}
          : { awayFrom: away?.from ?? null, awayUntil: away?.until ?? null }),
        ...(addressMended ? { bouncedAt: null } : {}),
      })
    }
    return { changed: true }
  },
})

/** The operations of this slice. */
export const contactOperations = [why, change] as const
