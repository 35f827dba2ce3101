import { defineOperation, FealtyError, type Call } from '@fealty/core'
import { openContext, readPopulation, type Reachable } from '@fealty/measure'
import {
  addContactsMade,
  addEvents,
  addInvitations,
  keepDecisions,
  listCustomerInvitations,
  readWorkspace,
  type Invitation,
  type Store,
} from '@fealty/store'
import type { ContactDecision } from '../budget/contract.ts'
import { toLocal } from '../budget/open-hours.ts'
import { contactOf, sentEvent } from '../invitation/apply-decisions.ts'
import { newInvitation } from '../invitation/new-invitation.ts'
import { makeLink } from '../links/links.ts'
import type { OutsideServices } from '../services.ts'
import { publishedSurvey } from '../survey/published.ts'
import {
  personalLinkInput,
  personalLinkOutput,
  type PersonalLinkInput,
  type PersonalLinkOutput,
} from './contract.ts'
import { decideLink, type LinkRequest } from './decide-link.ts'
import { handedPlan } from './handed-plan.ts'

type OutsideCall = Call<OutsideServices>
const dayMilliseconds = 86_400_000
/** Enough to find an invitation of the same occasion. */
const mostLookedAt = 200

/** A link for one customer, handed over by a program of the company: a portal, a chat, a letter. */
export const personalLinkOperation = defineOperation<
  OutsideServices,
  typeof personalLinkInput,
  typeof personalLinkOutput
>({
  id: 'invitations.link',
  summary:
    'Make a link for one customer, to answer a survey or to stop it, when the contact budget lets it. Its address is shown once',
  kind: 'command',
  input: personalLinkInput,
  output: personalLinkOutput,
  errors: ['record.not-found', 'survey.unpublished', 'answer.over', 'input.invalid'],
  access: ['owner', 'analyst', 'agent'],
  async run(call, input) {
    const { services, workspaceId } = call
    const survey = await publishedSurvey(services.store, workspaceId, input.surveyId)
    const person = await findPerson(call, input.customerId)
    const expiresAt = new Date(services.now().getTime() + input.days * dayMilliseconds)
    const request = { input, person, survey, expiresAt }
    if (input.purpose === 'unsubscribe') return makeStopLink(call, request)
    if (survey.state !== 'open') throw new FealtyError('answer.over')
    if (survey.body.anonymous) {
      throw new FealtyError('input.invalid', {
        problem: 'an anonymous survey has no personal link; share its open link',
      })
    }
    const occasion = input.occasion ?? (await todayOf(call))
    const known = await findAsked(call, input, occasion)
    if (known !== undefined) return repeat(call, request, known)
    return decideLink(call, request, (store, decided) =>
      carryOut(call, store, { ...request, occasion }, decided),
    )
  },
})

/** @throws FealtyError `record.not-found` also for a customer who is none any more. */
async function findPerson(call: OutsideCall, customerId: string): Promise<Reachable> {
  const context = await openContext(call, { where: [], level: 0.95 })
  const [person] = await readPopulation(context, { customerIds: [customerId] })
  if (person === undefined) throw new FealtyError('record.not-found', { what: 'customer' })
  return person
}

async function todayOf({ services, workspaceId }: OutsideCall): Promise<string> {
  const { timeZone } = await readWorkspace(services.store, workspaceId)
  return toLocal(services.now(), timeZone).day
}

/** The invitation that was made for the same survey and occasion before. */
async function findAsked(
  { services: { store }, workspaceId }: OutsideCall,
  { customerId, surveyId }: PersonalLinkInput,
  occasion: string,
): Promise<Invitation | undefined> {
  const asked = await listCustomerInvitations(store, workspaceId, customerId, mostLookedAt)
  return asked.find(
    (one) => one.planId === handedPlan.id && one.occasion === `${surveyId} ${occasion}`,
  )
}

/** A program that asks twice gets another way to the same invitation, which counts once. */
async function repeat(
  call: OutsideCall,
  request: LinkRequest,
  invitation: Invitation,
): Promise<PersonalLinkOutput> {
  if (invitation.state !== 'sent') {
    const reason = 'The customer has been asked about this occasion, and it is over.'
    return { decision: 'refuse', rule: 'answered', reason, until: null, link: null }
  }
  const expiresAt = new Date(invitation.expiresAt ?? request.expiresAt)
  const same = { ...request, expiresAt }
  const link = await addLink(call, call.services.store, same, invitation.id)
  const reason = 'The customer was asked before; this is another link to the same invitation.'
  return { decision: 'send', rule: 'free', reason, until: null, link }
}

/** Writes the decision, and with it the invitation, its contact, its news and its link. */
async function carryOut(
  call: OutsideCall,
  store: Store,
  request: LinkRequest & { occasion: string },
  decided: ContactDecision,
): Promise<PersonalLinkOutput> {
  const { decision, rule, reason, until = null } = decided
  const invitation = toInvitation(call, request)
  const { workspaceId, planId, occasion, customerId, surveyId } = invitation
  const at = invitation.plannedAt
  const about = { workspaceId, planId, occasion, customerId, surveyId }
  await keepDecisions(store, [{ ...about, ...decided, until, times: 1, at, lastAt: at }])
  if (decision !== 'send') return { decision, rule, reason, until, link: null }
  const sent = { invitation, reminder: false }
  await addInvitations(store, [invitation])
  await addContactsMade(store, [contactOf(sent, at)])
  await addEvents(store, [sentEvent(sent, at)])
  const link = await addLink(call, store, request, invitation.id)
  return { decision, rule, reason, until, link }
}

function toInvitation(
  { services, workspaceId }: OutsideCall,
  { input, person, survey, expiresAt, occasion }: LinkRequest & { occasion: string },
): Invitation {
  const at = services.now().toISOString()
  const planned = newInvitation({
    workspaceId,
    planId: handedPlan.id,
    occasion: `${survey.surveyId} ${occasion}`,
    customerId: person.customerId,
    accountId: person.accountId,
    unit: input.unit ?? person.unit,
    language: person.language,
    stratum: '',
    surveyId: survey.surveyId,
    surveyVersion: survey.version,
    channel: 'link',
    touchpoint: input.touchpoint ?? survey.body.touchpoint ?? null,
    plannedAt: at,
    dueAt: at,
    latestAt: null,
  })
  return { ...planned, state: 'sent', sentAt: at, expiresAt: expiresAt.toISOString() }
}

async function addLink(
  { services, workspaceId }: OutsideCall,
  store: Store,
  { input, person, survey, expiresAt }: LinkRequest,
  invitationId: string | null,
): Promise<NonNullable<PersonalLinkOutput['link']>> {
  const { purpose, touchpoint } = input
  const unit = input.unit ?? person.unit?.slice(0, 200)
  const occasion = {
    ...(unit === undefined ? {} : { unit }),
    ...(touchpoint === undefined ? {} : { touchpoint }),
  }
  const { path } = await makeLink(store, {
    workspaceId,
    purpose,
    surveyId: survey.surveyId,
    customerId: person.customerId,
    accountId: person.accountId,
    invitationId,
    channel: 'link',
    context: purpose === 'unsubscribe' ? { purpose: survey.body.purpose } : occasion,
    now: services.now(),
    expiresAt,
  })
  const url = `${services.publicUrl}${path}`
  return { url, path, expiresAt: expiresAt.toISOString(), invitationId }
}

/** A way out asks nothing of the customer, so no budget is asked. */
async function makeStopLink(call: OutsideCall, request: LinkRequest): Promise<PersonalLinkOutput> {
  const link = await addLink(call, call.services.store, request, null)
  const reason = 'A link that stops surveys is always given.'
  return { decision: 'send', rule: 'free', reason, until: null, link }
}
