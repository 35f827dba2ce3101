import { randomUUID } from 'node:crypto'
import { defineOperation, FealtyError } from '@fealty/core'
import type { KeptRecord } from '@fealty/store'
import { changeBy, type SteerCall } from '../record-change.ts'
import { refuseUnclear } from '../claims/refuse-unclear.ts'
import { findShared } from '../segment-strategy/check-strategy.ts'
import {
  actionDoneInput,
  actionSaveInput,
  decideInput,
  decisionHistoryInput,
  decisionHistoryOutput,
  decisionSaveInput,
  listedAction,
  listedDecision,
  type Action,
  type Decision,
} from './contract.ts'
import { showAction } from './list-actions.ts'
import { readReview, showDecision, type ReviewSurroundings } from './read-review.ts'
import { actionRecords, decisionRecords } from './review-records.ts'
import { checkOwnUnit, type Sight } from './sight.ts'

/** The KPI of the decision's unit as the pack has it: what was known when it was decided (R005). */
function kpiStateOf({ pack }: Pick<ReviewSurroundings, 'pack'>, unit: string): string {
  const row = pack?.units.find(({ name }) => name === unit)
  if (!pack || !row) return pack ? `${pack.headline} (snapshot ${pack.snapshotId.slice(0, 8)})` : ''
  return `${row.name}: ${pack.metric.title} ${row.scoreText} (${row.rangeText}), ${row.verdict.text}, snapshot ${pack.snapshotId.slice(0, 8)}`
}

/** What the caller sees of the series in which it was decided or promised. */
async function sightOf(call: SteerCall, { parentId }: KeptRecord<unknown>): Promise<Sight> {
  return (await readReview(call, parentId ?? '')).sight
}

/**
 * A decision or action whose unit the caller may see; one of another unit is as if it were not there.
 * @throws FealtyError `record.not-found`
 */
function checkSeen({ seesNamed }: Sight, { body }: KeptRecord<Action | Decision>): void {
  if (seesNamed(body.unit)) return
  throw new FealtyError('record.not-found', { what: 'review' })
}

const propose = defineOperation({
  id: 'reviews.propose',
  summary: 'Proposes a decision for a review, or changes a proposal',
  kind: 'command',
  input: decisionSaveInput,
  output: listedDecision,
  errors: ['claim.unclear', 'record.changed', 'record.not-found', 'review.other-unit'],
  access: ['owner', 'analyst', 'manager'],
  async run(call: SteerCall, { reviewId, decisionId, expected, ...given }) {
    const { store } = call.services
    refuseUnclear(given.title, given.note)
    const { sight } = await readReview(call, reviewId)
    checkOwnUnit(sight, given.unit)
    const isNew = decisionId === undefined || expected === 0
    const known = isNew
      ? undefined
      : await decisionRecords.read(store, call.workspaceId, decisionId)
    if (known) checkSeen(await sightOf(call, known), known)
    const change = changeBy(call)
    const body: Decision = {
      outcome: 'open',
      reason: '',
      accountable: '',
      kpiState: '',
      proposedAt: change.at,
      decidedAt: null,
      ...known?.body,
      ...given,
      id: decisionId ?? randomUUID(),
    }
    const version = isNew ? 0 : expected
    const saved = await decisionRecords.save(store, {
      ...change,
      id: body.id,
      body,
      parentId: known?.parentId ?? reviewId,
      ...(version === undefined ? {} : { expected: version }),
    })
    return showDecision(saved)
  },
})

/** @throws FealtyError `decision.accountable` */
function checkAccountable(outcome: string, what: string, accountable: string): void {
  const entry = { kind: 'decision' as const, what, accountable, right: '', incentive: '' }
  const isShared = findShared([entry]) !== null
  if (outcome === 'decided' && (accountable === '' || isShared)) {
    throw new FealtyError('decision.accountable')
  }
}

const decide = defineOperation({
  id: 'reviews.decide',
  summary: 'Minutes a decision: outcome, reason, one accountable role; a change is a new version',
  kind: 'command',
  input: decideInput,
  output: listedDecision,
  errors: ['claim.unclear', 'decision.accountable', 'record.changed', 'record.not-found'],
  access: ['owner', 'manager'],
  async run(call: SteerCall, { decisionId, outcome, reason, accountable, expected }) {
    const { store } = call.services
    const record = await decisionRecords.read(store, call.workspaceId, decisionId)
    const review = await readReview(call, record.parentId ?? '')
    checkSeen(review.sight, record)
    checkAccountable(outcome, record.body.title, accountable)
    refuseUnclear(reason)
    const change = changeBy(call)
    const kpiState = kpiStateOf(review, record.body.unit)
    const saved = await decisionRecords.save(store, {
      ...change,
      id: decisionId,
      reason,
      body: {
        ...record.body,
        outcome,
        reason,
        accountable,
        kpiState,
        decidedAt: outcome === 'open' ? null : change.at,
      },
      ...(expected === undefined ? {} : { expected }),
    })
    return showDecision(saved)
  },
})

const history = defineOperation({
  id: 'reviews.decision-history',
  summary: 'All versions of a decision: what was decided first stays visible',
  kind: 'query',
  input: decisionHistoryInput,
  output: decisionHistoryOutput,
  errors: ['record.not-found'],
  access: 'member',
  async run(call: SteerCall, { decisionId }) {
    const { store } = call.services
    const { workspaceId } = call
    const record = await decisionRecords.read(store, workspaceId, decisionId)
    checkSeen(await sightOf(call, record), record)
    const versions = await decisionRecords.history(store, workspaceId, decisionId)
    return { versions: versions.map(({ body, ...rest }) => ({ ...rest, decision: body })) }
  },
})

const promise = defineOperation({
  id: 'reviews.promise',
  summary: 'Notes an action: what, which role, until when; or changes it',
  kind: 'command',
  input: actionSaveInput,
  output: listedAction,
  errors: ['claim.unclear', 'record.changed', 'record.not-found', 'review.other-unit'],
  access: ['owner', 'analyst', 'manager'],
  async run(call: SteerCall, { reviewId, actionId, expected, ...given }) {
    const { store } = call.services
    refuseUnclear(given.what)
    const { sight } = await readReview(call, reviewId)
    checkOwnUnit(sight, given.unit)
    const isNew = actionId === undefined || expected === 0
    const known = isNew ? undefined : await actionRecords.read(store, call.workspaceId, actionId)
    if (known) checkSeen(await sightOf(call, known), known)
    const body: Action = { ...given, id: actionId ?? randomUUID() }
    const version = isNew ? 0 : expected
    const saved = await actionRecords.save(store, {
      ...changeBy(call),
      id: body.id,
      body,
      parentId: known?.parentId ?? reviewId,
      ...(version === undefined ? {} : { expected: version }),
    })
    return showAction(saved, call.today)
  },
})

const finish = defineOperation({
  id: 'reviews.finish',
  summary: 'Notes that an action is done, or that it is open again',
  kind: 'command',
  input: actionDoneInput,
  output: listedAction,
  errors: ['record.not-found'],
  access: ['owner', 'analyst', 'manager'],
  async run(call: SteerCall, { actionId, doneOn, effect }) {
    const { store } = call.services
    const record = await actionRecords.read(store, call.workspaceId, actionId)
    checkSeen(await sightOf(call, record), record)
    const body = { ...record.body, doneOn, effect: effect ?? record.body.effect }
    const saved = await actionRecords.save(store, {
      ...changeBy(call),
      id: actionId,
      body,
      expected: record.version,
    })
    return showAction(saved, call.today)
  },
})

export const decisionOperations = [propose, decide, history, promise, finish]
