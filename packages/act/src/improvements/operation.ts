import { randomUUID } from 'node:crypto'
import { authorOf, defineOperation, FealtyError, type Call } from '@fealty/core'
import { openContext, readUnits, type ListedUnit } from '@fealty/measure'
import { holdWorkspace, inTransaction, listCases, type CaseRecord } from '@fealty/store'
import { z } from 'zod'
import { readSight, requireUnit } from '../cases/see-cases.ts'
import type { ActServices } from '../services.ts'
import {
  improvementSaved,
  improvementSaveInput,
  improvementsOutput,
  mostActive,
  type Improvement,
  type ListedImprovement,
} from './contract.ts'
import { checkImprovement, improvementRecords } from './improvement-records.ts'
import { measureBeforeAfter } from './measure-effect.ts'

type ActCall = Call<ActServices>

const list = defineOperation({
  id: 'improvements.list',
  summary: 'What is done about causes, with its cases as evidence and the metric before and after',
  kind: 'query',
  input: z.object({}),
  output: improvementsOutput,
  errors: ['engine.time', 'engine.memory'],
  access: 'member',
  async run(call: ActCall) {
    const { services, workspaceId } = call
    const [records, units, cases, { asOf }] = await Promise.all([
      improvementRecords.list(services.store, workspaceId),
      readUnits(services, workspaceId),
      readSight(call).then((units) => listCases(services.store, workspaceId, { units })),
      openContext(call, { where: [], level: 0.95 }),
    ])
    const improvements: ListedImprovement[] = []
    for (const { id, version, body, createdAt } of records) {
      const unit = units.find((one) => one.id === body.unit)
      improvements.push({
        ...body,
        id,
        version,
        raisedOn: createdAt.slice(0, 10),
        unitName: unit?.name ?? null,
        ...countEvidence(cases, body),
        effect: await readEffect(call, body, unit),
      })
    }
    const active = improvements.filter(({ state }) => state === 'active').length
    return { asOf, active, mostActive, improvements }
  },
})

function countEvidence(cases: readonly CaseRecord[], { rootCause }: Improvement) {
  const own = cases.filter((one) => rootCause !== '' && one.rootCause === rootCause)
  return { cases: own.length, customers: new Set(own.map(({ customerId }) => customerId)).size }
}

async function readEffect(call: ActCall, body: Improvement, unit: ListedUnit | undefined) {
  const { since, metric, state } = body
  if (since === null || state === 'raised' || state === 'dropped') return null
  return measureBeforeAfter(call, metric, unit?.where ?? [], since)
}

const save = defineOperation({
  id: 'improvements.save',
  summary: 'Raises an improvement or changes it; at most five are under way at once',
  kind: 'command',
  input: improvementSaveInput,
  output: improvementSaved,
  errors: [
    'record.not-found',
    'record.changed',
    'improvement.move',
    'improvement.too-many',
    'input.invalid',
  ],
  access: ['owner', 'analyst', 'manager'],
  async run(call: ActCall, { id: given, expected, ...body }) {
    const { services, workspaceId } = call
    await requireUnit(call, body.unit ?? undefined)
    return inTransaction(services.store, async (store) => {
      await holdWorkspace(store, workspaceId)
      const id = given ?? randomUUID()
      const known = await improvementRecords.find(store, workspaceId, id)
      if (given !== undefined && !known && expected !== 0) {
        throw new FealtyError('record.not-found', { what: 'improvement' })
      }
      await checkImprovement(store, workspaceId, { id, body, before: known?.body.state ?? null })
      const record = await improvementRecords.save(store, {
        workspaceId,
        id,
        body,
        author: authorOf(call.actor),
        at: services.now().toISOString(),
        ...(expected === undefined ? {} : { expected }),
      })
      return { ...record.body, id, version: record.version }
    })
  },
})

export const improvementOperations = [list, save]
