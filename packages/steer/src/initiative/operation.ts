import { randomUUID } from 'node:crypto'
import { authorOf, defineOperation, FealtyError, type Call } from '@fealty/core'
import { openContext, readUnits } from '@fealty/measure'
import { inTransaction, type KeptRecord } from '@fealty/store'
import { z } from 'zod'
import type { SteerServices } from '../services.ts'
import { isApprovedStrategy } from '../segment-strategy/strategy-records.ts'
import { checkClaims } from './check-claims.ts'
import { toEffectClaims } from './effect-claims.ts'
import {
  approveMetricInput,
  bookCostInput,
  correctInput,
  initiativeIdInput,
  initiativeListOutput,
  initiativeSaveInput,
  shownInitiativeSchema,
  type InitiativeDraft,
  type KeptInitiative,
  type ValuePlan,
} from './contract.ts'
import { openFrame, ownUnitIds, readOwnInitiatives } from './initiative-frame.ts'
import { corrections, costBookings, initiatives } from './initiatives.ts'
import { ledger } from './ledger-operation.ts'
import { leverOperations } from './lever-operation.ts'
import { readLevers } from './levers.ts'
import { showOwnInitiatives } from './read-initiatives.ts'
import { takeReadings } from './readings.ts'
import { areMetricsApproved, showInitiative } from './show-initiative.ts'
import { writeHeadline } from './write-initiative.ts'

type SteerCall = Call<SteerServices>

const list = defineOperation({
  id: 'initiatives.list',
  summary:
    'All initiatives: planned value, what they have proven, and whether they reach their plan',
  kind: 'query',
  input: z.object({}),
  output: initiativeListOutput,
  errors: [],
  access: 'member',
  async run(call: SteerCall) {
    const shown = await showOwnInitiatives(call)
    const { asOf, workspace } = await openContext(call, { where: [], level: 0.95 })
    const { currency } = workspace
    return { headline: writeHeadline(shown, currency), asOf, currency, initiatives: shown }
  },
})

const one = defineOperation({
  id: 'initiatives.one',
  summary: 'One initiative: plans, claims, corrections, costs, realised against planned',
  kind: 'query',
  input: initiativeIdInput,
  output: shownInitiativeSchema,
  errors: ['record.not-found'],
  access: 'member',
  run: async (call: SteerCall, { initiativeId }) => showOne(call, initiativeId),
})

/** Another unit's initiative is not found by a manager, like one of another workspace. */
async function readOwn(call: SteerCall, id: string): Promise<KeptRecord<KeptInitiative>> {
  const units = await readUnits(call.services, call.workspaceId)
  const own = await readOwnInitiatives(call, units)
  const record = own.find((each) => each.id === id)
  if (!record) throw new FealtyError('record.not-found', { what: 'initiative' })
  return record
}

async function showOne(call: SteerCall, id: string) {
  const record = await readOwn(call, id)
  return showInitiative(record, await openFrame(call))
}

const save = defineOperation({
  id: 'initiatives.save',
  summary:
    'Write an initiative down; once a metric is approved its plan changes by a correction only',
  kind: 'command',
  input: initiativeSaveInput,
  output: shownInitiativeSchema,
  errors: [
    'record.not-found',
    'record.changed',
    'record.exists',
    'initiative.claimed',
    'initiative.no-strategy',
    'initiative.plan-fixed',
    'initiative.lever',
    'initiative.window',
  ],
  access: ['owner', 'analyst', 'manager'],
  async run(call: SteerCall, { id, expected, ...draft }) {
    await checkDraft(call, draft)
    const savedId = await inTransaction(call.services.store, async (store) => {
      await store.dialect.lockWorkspace(store.db, call.workspaceId)
      return saveDraft({ ...call, services: { ...call.services, store } }, id, expected, draft)
    })
    await takeReadings(call)
    return showOne(call, savedId)
  },
})

async function checkDraft(call: SteerCall, draft: InitiativeDraft): Promise<void> {
  const { services, workspaceId, actor } = call
  const { store } = services
  if (draft.window.from > draft.window.to) throw new FealtyError('initiative.window')
  const known = await readLevers(store, workspaceId)
  if (!known.some(({ id }) => id === draft.leverId)) throw new FealtyError('initiative.lever')
  if (actor.kind !== 'nobody' && actor.role === 'manager') {
    const own = ownUnitIds(await readUnits(services, workspaceId), actor.units)
    if (draft.unitId === null || !own.has(draft.unitId))
      throw new FealtyError('record.not-found', { what: 'unit' })
  }
  if (!draft.technology) return
  const { strategyId } = draft
  if (strategyId === null || !(await isApprovedStrategy(store, workspaceId, strategyId)))
    throw new FealtyError('initiative.no-strategy')
}

async function saveDraft(
  call: SteerCall,
  id: string | undefined,
  expected: number | undefined,
  { plan, ...draft }: InitiativeDraft,
): Promise<string> {
  const { workspaceId, services } = call
  // A record with an id of the caller's own is new when it says so.
  const known = id === undefined || expected === 0 ? undefined : await readOwn(call, id)
  const initiativeId = id ?? randomUUID()
  const others = (await initiatives.list(services.store, workspaceId)).filter(
    (one) => one.id !== initiativeId,
  )
  checkClaims(
    await toEffectClaims(
      services.store,
      workspaceId,
      others.flatMap(({ id: other, body }) => body.claims.map((claim) => ({ other, claim }))),
    ),
    await toEffectClaims(
      services.store,
      workspaceId,
      draft.claims.map((claim) => ({ other: initiativeId, claim })),
    ),
  )
  const at = services.now().toISOString()
  const record = await initiatives.save(services.store, {
    workspaceId,
    id: initiativeId,
    name: draft.name,
    author: authorOf(call.actor),
    at,
    expected: expected ?? known?.version ?? 0,
    body: {
      ...draft,
      plans: plansAfter(known?.body, plan, authorOf(call.actor), at),
      approvals: (known?.body.approvals ?? []).filter(({ metric }) =>
        draft.metrics.includes(metric),
      ),
      stopped: known?.body.stopped ?? null,
    },
  })
  return record.id
}

/** A draft's plan may be rewritten; one that metrics were approved on may not. */
function plansAfter(
  known: KeptInitiative | undefined,
  plan: ValuePlan,
  author: string,
  at: string,
): KeptInitiative['plans'] {
  if (known === undefined || known.approvals.length === 0)
    return [{ number: 1, plan, author, at, reason: 'first plan' }]
  if (JSON.stringify(known.plans.at(-1)!.plan) !== JSON.stringify(plan))
    throw new FealtyError('initiative.plan-fixed')
  return known.plans
}

const approve = defineOperation({
  id: 'initiatives.approve-metric',
  summary: 'Approve a metric of an initiative; before all are approved no cost may be booked',
  kind: 'command',
  input: approveMetricInput,
  output: shownInitiativeSchema,
  errors: ['record.not-found', 'initiative.metric'],
  access: ['owner', 'analyst'],
  async run(call: SteerCall, { initiativeId, metric }) {
    const { body, version } = await readOwn(call, initiativeId)
    if (!body.metrics.includes(metric)) throw new FealtyError('initiative.metric')
    if (!body.approvals.some((approval) => approval.metric === metric)) {
      const at = call.services.now().toISOString()
      await keep(call, initiativeId, version, 'metric approved', {
        ...body,
        approvals: [...body.approvals, { metric, author: authorOf(call.actor), at }],
      })
      await takeReadings(call)
    }
    return showOne(call, initiativeId)
  },
})

async function keep(
  call: SteerCall,
  id: string,
  version: number,
  reason: string,
  body: KeptInitiative,
): Promise<void> {
  await initiatives.save(call.services.store, {
    workspaceId: call.workspaceId,
    id,
    author: authorOf(call.actor),
    at: call.services.now().toISOString(),
    expected: version,
    reason,
    body,
  })
}

const book = defineOperation({
  id: 'initiatives.book-cost',
  summary: 'Book a cost on an initiative; refused before all of its metrics are approved',
  kind: 'command',
  input: bookCostInput,
  output: shownInitiativeSchema,
  errors: ['record.not-found', 'initiative.metrics-open'],
  access: ['owner', 'analyst', 'manager'],
  async run(call: SteerCall, { initiativeId, ...cost }) {
    const { body } = await readOwn(call, initiativeId)
    if (!areMetricsApproved(body)) throw new FealtyError('initiative.metrics-open')
    await costBookings.save(call.services.store, {
      workspaceId: call.workspaceId,
      id: randomUUID(),
      parentId: initiativeId,
      author: authorOf(call.actor),
      at: call.services.now().toISOString(),
      body: cost,
      expected: 0,
    })
    return showOne(call, initiativeId)
  },
})

const correct = defineOperation({
  id: 'initiatives.correct',
  summary:
    'Decide a correction: go on, change the plan or stop, with the reason; the first plan stays',
  kind: 'command',
  input: correctInput,
  output: shownInitiativeSchema,
  errors: ['record.not-found', 'initiative.correction'],
  access: ['owner', 'analyst'],
  async run(call: SteerCall, { initiativeId, choice, reason, plan }) {
    if ((choice === 'change-plan') !== (plan !== undefined))
      throw new FealtyError('initiative.correction')
    const shown = await showOne(call, initiativeId)
    const { body, version } = await readOwn(call, initiativeId)
    const at = call.services.now().toISOString()
    const author = authorOf(call.actor)
    const number = body.plans.length + (plan ? 1 : 0)
    await inTransaction(call.services.store, async (store) => {
      const within = { ...call, services: { ...call.services, store } }
      await keep(within, initiativeId, version, reason, {
        ...body,
        plans: plan ? [...body.plans, { number, plan, author, at, reason }] : body.plans,
        stopped: choice === 'stop' ? { at, reason } : body.stopped,
      })
      await decide(within, shown, { choice, author, at, reason, planNumber: number })
    })
    await takeReadings(call)
    return showOne(call, initiativeId)
  },
})

type Shown = Awaited<ReturnType<typeof showOne>>

/** The open correction is decided; without one the decision stands by itself. */
async function decide(
  { services, workspaceId }: SteerCall,
  shown: Shown,
  decision: NonNullable<Shown['corrections'][number]['decision']>,
): Promise<void> {
  const open = shown.corrections.find((one) => one.decision === null)
  const { snapshotId } = open ?? { snapshotId: shown.readings.at(-1)?.snapshotId ?? '' }
  await corrections.save(services.store, {
    workspaceId,
    id: open?.id ?? randomUUID(),
    parentId: shown.id,
    author: decision.author,
    at: decision.at,
    reason: decision.reason,
    body: {
      openedAt: open?.openedAt ?? decision.at,
      snapshotId,
      asOf: open?.asOf ?? shown.asOf,
      chance: open ? open.chance : shown.chance,
      realised: open?.realised ?? shown.booked,
      plannedToDate: open?.plannedToDate ?? shown.plannedToDate,
      decision,
    },
  })
}

export const initiativeOperations = [
  list,
  one,
  save,
  approve,
  book,
  correct,
  ledger,
  ...leverOperations,
]
