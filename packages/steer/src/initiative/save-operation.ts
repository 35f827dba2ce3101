import { randomUUID } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import { authorOf, defineOperation, FealtyError } from '@fealty/core'
import { readUnits } from '@fealty/measure'
import { inTransaction } from '@fealty/store'
import type { SteerCall } from '../record-change.ts'
import { isApprovedStrategy } from '../segment-strategy/strategy-records.ts'
import { checkClaims } from './check-claims.ts'
import {
  initiativeSaveInput,
  shownInitiativeSchema,
  type InitiativeDraft,
  type KeptInitiative,
  type PlanVersion,
} from './contract.ts'
import { toEffectClaims } from './effect-claims.ts'
import { ownUnitIds } from './initiative-frame.ts'
import { initiatives } from './initiatives.ts'
import { readLevers } from './levers.ts'
import { readOwn, showOne } from './one-initiative.ts'
import { takeReadings } from './readings.ts'

export const saveOperation = defineOperation({
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
      plans: plansAfter(known?.body, { plan, window: draft.window }, authorOf(call.actor), at),
      approvals: (known?.body.approvals ?? []).filter(({ metric }) =>
        draft.metrics.includes(metric),
      ),
      stopped: known?.body.stopped ?? null,
    },
  })
  return record.id
}

/** A draft's plan and days may be rewritten; those that metrics were approved on may not. */
function plansAfter(
  known: KeptInitiative | undefined,
  planned: Pick<PlanVersion, 'plan' | 'window'>,
  author: string,
  at: string,
): KeptInitiative['plans'] {
  if (known === undefined || known.approvals.length === 0)
    return [{ number: 1, ...planned, author, at, reason: 'first plan' }]
  const { plan, window } = known.plans.at(-1)!
  if (!isDeepStrictEqual({ plan, window }, planned)) throw new FealtyError('initiative.plan-fixed')
  return known.plans
}
