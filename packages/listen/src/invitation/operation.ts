import { randomUUID } from 'node:crypto'
import { addDays, authorOf, defineOperation, FealtyError, type Call } from '@fealty/core'
import { keepAnswer, openContext, readHeardClasses } from '@fealty/measure'
import {
  countDecisions,
  countEndedInvitations,
  countInvitations,
  readWorkspace,
  type EndedInvitations,
  type InvitationCount,
} from '@fealty/store'
import { z } from 'zod'
import type { ListenServices, OutsideServices } from '../services.ts'
import { publishedSurvey } from '../survey/published.ts'
import { surveyRecords } from '../survey/records.ts'
import type { Plan } from './contract.ts'
import { tellHeard, tellPlans } from './headlines.ts'
import {
  heardInput,
  heardOutput,
  planInput,
  planOutput,
  planRemoveInput,
  planSaveInput,
  planSaveOutput,
  plansOutput,
  rehearseInput,
  rehearseOutput,
  type InvitationCounts,
} from './operation-contract.ts'
import { listPlans, planRecords } from './plan-facts.ts'
import { rehearseDays } from './rehearse-month.ts'
import { addEnded, judgeDrift, measureRate, rateByMonth } from './response-rate.ts'

function addUp(rows: readonly InvitationCount[]): InvitationCounts {
  const counts: InvitationCounts = {
    planned: 0,
    sent: 0,
    answered: 0,
    expired: 0,
    refused: 0,
    bounced: 0,
    cancelled: 0,
  }
  for (const { state, count } of rows) counts[state] += count
  return counts
}

function show(
  plan: Plan,
  survey: string | undefined,
  rows: readonly InvitationCount[],
  over: readonly EndedInvitations[],
) {
  const isOwn = ({ planId }: { planId: string }) => planId === plan.id
  const { ended, answered } = addEnded(over.filter(isOwn))
  return {
    ...plan,
    survey: survey ?? 'a survey that was removed',
    counts: addUp(rows.filter(isOwn)),
    ended,
    responseRate: measureRate(answered, ended),
  }
}

const plans = defineOperation({
  id: 'invitations.plans',
  summary: 'Who is asked by which plan, how many were, and how many answered',
  kind: 'query',
  input: z.object({}),
  output: plansOutput,
  errors: [],
  access: 'member',
  async run({ services, workspaceId }: Call<OutsideServices>) {
    const { store, mailer, now } = services
    const [all, surveys, rows, over] = await Promise.all([
      listPlans(store, workspaceId),
      surveyRecords.list(store, workspaceId),
      countInvitations(store, workspaceId),
      countEndedInvitations(store, workspaceId, { now: now().toISOString() }),
    ])
    const names = new Map(surveys.map(({ id, body }) => [id, body.draft.name]))
    const shown = all.map((plan) => show(plan, names.get(plan.surveyId), rows, over))
    return {
      headline: tellPlans(shown),
      plans: shown,
      surveys: surveys
        .filter(({ body }) => body.published > 0)
        .map(({ id, body }) => ({ id, name: body.draft.name })),
      catchesMail: mailer.catches,
    }
  },
})

const one = defineOperation<ListenServices, typeof planInput, typeof planOutput>({
  id: 'invitations.plan',
  summary: 'One plan: its classes, how many answer month by month, what the budget held back',
  kind: 'query',
  input: planInput,
  output: planOutput,
  errors: ['record.not-found'],
  access: 'member',
  run: readPlan,
})

async function readPlan(
  { services: { store, now }, workspaceId }: Call<ListenServices>,
  { id }: z.output<typeof planInput>,
): Promise<z.input<typeof planOutput>> {
  const record = await planRecords.read(store, workspaceId, id)
  const plan: Plan = { ...record.body, id, version: record.version }
  const isOwn = ({ planId }: { planId: string }) => planId === id
  const [survey, { timeZone }, all, over, decisions] = await Promise.all([
    surveyRecords.find(store, workspaceId, plan.surveyId),
    readWorkspace(store, workspaceId),
    countInvitations(store, workspaceId),
    countEndedInvitations(store, workspaceId, { now: now().toISOString() }),
    countDecisions(store, workspaceId, id),
  ])
  const rows = all.filter(isOwn)
  const ownOver = over.filter(isOwn)
  const months = rateByMonth(ownOver, timeZone)
  return {
    plan: show(plan, survey?.body.draft.name, rows, ownOver),
    strata: [...new Set(rows.map(({ stratum }) => stratum))].map((stratum) => {
      const { ended, answered } = addEnded(ownOver.filter((row) => row.stratum === stratum))
      return {
        stratum,
        counts: addUp(rows.filter((row) => row.stratum === stratum)),
        ended,
        responseRate: measureRate(answered, ended),
      }
    }),
    months,
    drift: judgeDrift(months),
    held: decisions
      .filter(({ decision }) => decision !== 'send')
      .map(({ decision, rule, count }) => ({ decision, rule, customers: count })),
  }
}

const save = defineOperation<ListenServices, typeof planSaveInput, typeof planSaveOutput>({
  id: 'invitations.save',
  summary: 'Plan whom to invite: survey, customers, when, and how many answers are wanted',
  kind: 'command',
  input: planSaveInput,
  output: planSaveOutput,
  errors: [
    'record.not-found',
    'record.changed',
    'record.exists',
    'input.dimension',
    'survey.unpublished',
  ],
  access: ['owner', 'analyst'],
  async run(call, { id, version, plan }) {
    const { actor, services, workspaceId } = call
    const { store } = services
    // Version 0 makes a new plan under an id of the caller's own.
    if (id !== undefined && version !== 0) await planRecords.read(store, workspaceId, id)
    const { body: survey } = await publishedSurvey(store, workspaceId, plan.surveyId)
    if (survey.anonymous) {
      throw new FealtyError('input.invalid', {
        problem: 'an anonymous survey cannot be sent to customers by name; share its open link',
      })
    }
    if (plan.wanted !== undefined && plan.mode.kind === 'event') {
      throw new FealtyError('input.invalid', {
        problem: 'a plan that waits for events has a share, not a number of answers',
      })
    }
    // Conditions and cut must mean something in the facts that are loaded.
    const context = await openContext(call, { where: plan.where, level: 0.95 })
    if (plan.cut !== undefined) await readHeardClasses(context, plan.cut)
    const expected = id === undefined ? 0 : version
    const saved = await planRecords.save(store, {
      workspaceId,
      id: id ?? randomUUID(),
      name: plan.name,
      author: authorOf(actor),
      at: services.now().toISOString(),
      body: plan,
      ...(expected === undefined ? {} : { expected }),
    })
    return { id: saved.id, version: saved.version }
  },
})

const remove = defineOperation({
  id: 'invitations.remove',
  summary: 'Remove a plan; what still waits of it is cancelled',
  kind: 'command',
  input: planRemoveInput,
  output: z.object({ removed: z.boolean() }),
  errors: ['record.not-found'],
  access: ['owner', 'analyst'],
  async run({ actor, services, workspaceId }: Call<ListenServices>, { id }) {
    const at = services.now().toISOString()
    await planRecords.remove(services.store, { workspaceId, id, author: authorOf(actor), at })
    return { removed: true }
  },
})

const rehearseMonth = defineOperation<ListenServices, typeof rehearseInput, typeof rehearseOutput>({
  id: 'budget.rehearse',
  summary: 'What would be sent in the days to come, and what the contact budget would hold back',
  kind: 'query',
  input: rehearseInput,
  output: rehearseOutput,
  errors: ['engine.time', 'engine.memory'],
  access: ['owner', 'analyst', 'manager', 'viewer'],
  run: rehearseDays,
})

const heard = defineOperation<ListenServices, typeof heardInput, typeof heardOutput>({
  id: 'invitations.heard',
  summary: 'Which classes of customers buy, and which of them are asked and heard',
  kind: 'query',
  input: heardInput,
  output: heardOutput,
  errors: ['input.dimension', 'engine.time', 'engine.memory'],
  access: 'member',
  async run(call, { cut }) {
    const context = await openContext(call, { where: [], level: 0.95 })
    const found = await keepAnswer(context, 'invitations.heard', { cut }, () =>
      readHeardClasses(context, cut),
    )
    const total = found.reduce((sum, { revenue }) => sum + Number(revenue), 0)
    const classes = found.map(({ group, customers, revenue, invited, answered }) => ({
      name: group,
      customers,
      revenue,
      revenueShare: total > 0 ? Number(revenue) / total : null,
      invited,
      answered,
      responseRate: measureRate(answered, invited),
      // Less than one invitation for twenty customers in a year tells nothing about them.
      heard:
        invited === 0
          ? ('never' as const)
          : invited * 20 < customers
            ? ('hardly' as const)
            : ('heard' as const),
    }))
    const from = addDays(context.asOf, -364)
    const { currency } = context.workspace
    return { headline: tellHeard(classes), cut, from, to: context.asOf, currency, classes }
  },
})

/** The operations of this slice. */
export const invitationOperations = [plans, one, save, remove, rehearseMonth, heard] as const
