import { authorOf, defineOperation, FealtyError } from '@fealty/core'
import type { KeptRecord } from '@fealty/store'
import { z } from 'zod'
import { readAuthors } from '../read-authors.ts'
import { changeBy, idToSave, type SteerCall } from '../record-change.ts'
import { checkClaims } from '../claims/check-claims.ts'
import { refuseUnclear } from '../claims/refuse-unclear.ts'
import {
  checkElements,
  findAlike,
  findShared,
  findVague,
  readinessOf,
  textsOf,
} from './check-strategy.ts'
import {
  strategyApproveInput,
  strategyHistoryOutput,
  strategyListOutput,
  strategyOneInput,
  strategyReadInput,
  strategySaveInput,
  strategyViewSchema,
  type Strategy,
  type StrategyView,
} from './contract.ts'
import { approvals, findApproval, receipts, strategies } from './strategy-records.ts'

async function toView(call: SteerCall, record: KeptRecord<Strategy>): Promise<StrategyView> {
  const { services, workspaceId, actor } = call
  const { body: strategy, version, changedAt, author } = record
  const [approval, read] = await Promise.all([
    findApproval(services.store, workspaceId, record.id),
    receipts.list(services.store, workspaceId, record.id),
  ])
  const checks = checkElements(strategy)
  const readers = read.map(({ body }) => body).filter((one) => one.version === version)
  return {
    strategy,
    version,
    changedAt,
    checks,
    complete: checks.filter(({ done }) => done).length,
    vague: findVague(strategy),
    readiness: readinessOf(strategy),
    claims: textsOf(strategy).flatMap(checkClaims),
    approval,
    readers,
    own: author === authorOf(actor),
    read: readers.some(({ personId }) => personId === authorOf(actor)),
  }
}

async function readView(call: SteerCall, id: string): Promise<StrategyView> {
  return toView(call, await strategies.read(call.services.store, call.workspaceId, id))
}

const list = defineOperation({
  id: 'strategies.list',
  summary: 'Segment strategies with the checks of their seven elements, approval and readers',
  kind: 'query',
  input: z.object({}),
  output: strategyListOutput,
  errors: [],
  access: 'member',
  run: async (call: SteerCall) => {
    const records = await strategies.list(call.services.store, call.workspaceId)
    return { strategies: await Promise.all(records.map((record) => toView(call, record))) }
  },
})

const one = defineOperation({
  id: 'strategies.one',
  summary: 'One segment strategy with its checks, approval and readers',
  kind: 'query',
  input: strategyOneInput,
  output: strategyViewSchema,
  errors: ['record.not-found'],
  access: 'member',
  run: (call: SteerCall, { strategyId }) => readView(call, strategyId),
})

const history = defineOperation({
  id: 'strategies.history',
  summary: 'All versions of a strategy: the first plan stays visible',
  kind: 'query',
  input: strategyOneInput,
  output: strategyHistoryOutput,
  errors: ['record.not-found'],
  access: 'member',
  async run({ services, workspaceId }: SteerCall, { strategyId }) {
    await strategies.read(services.store, workspaceId, strategyId)
    const versions = await strategies.history(services.store, workspaceId, strategyId)
    const nameOf = await readAuthors(services.store, workspaceId)
    return {
      versions: versions.map(({ body, author, ...rest }) => ({
        ...rest,
        author: nameOf(author),
        strategy: body,
      })),
    }
  },
})

/** @throws FealtyError `strategy.vague`, `strategy.accountable`, `strategy.one-size` */
function checkDraft(strategy: Strategy): void {
  const missing = findVague(strategy)
  if (missing !== '') throw new FealtyError('strategy.vague', { missing })
  const shared = findShared(strategy.accountability)
  if (shared !== null) throw new FealtyError('strategy.accountable', { what: shared })
  const alike = findAlike(strategy)
  if (alike) throw new FealtyError('strategy.one-size', { first: alike[0], second: alike[1] })
}

const save = defineOperation({
  id: 'strategies.save',
  summary: 'Writes a strategy down; a change of an approved one needs a reason and a new approval',
  kind: 'command',
  input: strategySaveInput,
  output: strategyViewSchema,
  errors: [
    'record.changed',
    'record.exists',
    'record.not-found',
    'strategy.accountable',
    'strategy.one-size',
    'strategy.reason',
    'strategy.vague',
  ],
  access: ['owner', 'analyst'],
  async run(call: SteerCall, { expected, reason, ...given }) {
    const { store } = call.services
    const place = await idToSave(strategies, call, { id: given.id, expected })
    const strategy: Strategy = { ...given, id: place.id }
    checkDraft(strategy)
    const isApproved = (await findApproval(store, call.workspaceId, place.id)) !== null
    if (isApproved && (reason ?? '') === '') throw new FealtyError('strategy.reason')
    const saved = await strategies.save(store, {
      ...changeBy(call),
      id: place.id,
      name: strategy.name,
      body: strategy,
      reason: reason ?? null,
      ...(place.expected === undefined ? {} : { expected: place.expected }),
    })
    return toView(call, saved)
  },
})

/** @throws FealtyError what forbids the approval */
function checkApproval(view: StrategyView, input: z.output<typeof strategyApproveInput>): void {
  if (view.version !== input.version) throw new FealtyError('record.changed', { what: 'strategy' })
  if (view.own) throw new FealtyError('strategy.own-approval')
  if (view.complete < view.checks.length) {
    const missing = view.checks.filter(({ done }) => !done).map(({ title }) => title.toLowerCase())
    throw new FealtyError('strategy.incomplete', {
      complete: view.complete,
      missing: missing.join('; '),
    })
  }
  if (view.strategy.goal.metric === null) {
    throw new FealtyError('strategy.vague', { missing: 'a metric, a segment, a date' })
  }
  refuseUnclear(...textsOf(view.strategy))
}

const approve = defineOperation({
  id: 'strategies.approve',
  summary: 'Approves the version that was read: seven of seven elements, not by its author',
  kind: 'command',
  input: strategyApproveInput,
  output: strategyViewSchema,
  errors: [
    'claim.unclear',
    'record.changed',
    'record.not-found',
    'strategy.incomplete',
    'strategy.own-approval',
    'strategy.vague',
  ],
  access: ['owner'],
  async run(call: SteerCall, input) {
    const view = await readView(call, input.strategyId)
    checkApproval(view, input)
    const change = changeBy(call)
    const { strategyId: id, role, version } = input
    const body = { by: change.author, role, at: change.at, version }
    await approvals.save(call.services.store, { ...change, id, body })
    return readView(call, id)
  },
})

const acknowledge = defineOperation({
  id: 'strategies.acknowledge',
  summary: 'Notes that the caller has read what the strategy means for them',
  kind: 'command',
  input: strategyReadInput,
  output: strategyViewSchema,
  errors: ['record.not-found'],
  access: 'member',
  async run(call: SteerCall, { strategyId, audience }) {
    const { version } = await readView(call, strategyId)
    const change = changeBy(call)
    const body = { personId: change.author, audience, at: change.at, version }
    // One receipt for each reader and version: reading twice is no news.
    const id = `${strategyId}:${version}:${change.author}`
    await receipts.save(call.services.store, { ...change, id, parentId: strategyId, body })
    return readView(call, strategyId)
  },
})

export const segmentStrategyOperations = [list, one, history, save, approve, acknowledge]
