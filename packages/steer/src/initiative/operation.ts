import { randomUUID } from 'node:crypto'
import { authorOf, defineOperation, FealtyError } from '@fealty/core'
import { openContext } from '@fealty/measure'
import { z } from 'zod'
import type { SteerCall } from '../record-change.ts'
import {
  approveMetricInput,
  bookCostInput,
  initiativeIdInput,
  initiativeListOutput,
  shownInitiativeSchema,
} from './contract.ts'
import { correctOperation } from './correct-operation.ts'
import { costBookings } from './initiatives.ts'
import { ledger } from './ledger-operation.ts'
import { leverOperations } from './lever-operation.ts'
import { keepInitiative, readOwn, showOne } from './one-initiative.ts'
import { showOwnInitiatives } from './read-initiatives.ts'
import { takeReadings } from './readings.ts'
import { saveOperation } from './save-operation.ts'
import { areMetricsApproved } from './show-initiative.ts'
import { writeHeadline } from './write-initiative.ts'

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
      await keepInitiative(call, initiativeId, version, 'metric approved', {
        ...body,
        approvals: [...body.approvals, { metric, author: authorOf(call.actor), at }],
      })
      await takeReadings(call)
    }
    return showOne(call, initiativeId)
  },
})

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

export const initiativeOperations = [
  list,
  one,
  saveOperation,
  approve,
  book,
  correctOperation,
  ledger,
  ...leverOperations,
]
