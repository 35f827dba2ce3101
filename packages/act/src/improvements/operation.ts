import { randomUUID } from 'node:crypto'
import { authorOf, defineOperation, FealtyError, type Call } from '@fealty/core'
import { holdWorkspace, inTransaction } from '@fealty/store'
import { z } from 'zod'
import { requireUnit } from '../cases/see-cases.ts'
import type { ActServices } from '../services.ts'
import { improvementSaved, improvementSaveInput, improvementsOutput } from './contract.ts'
import { checkImprovement, improvementRecords } from './improvement-records.ts'
import { readRegister } from './read-register.ts'

type ActCall = Call<ActServices>

const list = defineOperation({
  id: 'improvements.list',
  summary: 'What is done about causes, with its cases as evidence and the metric before and after',
  kind: 'query',
  input: z.object({}),
  output: improvementsOutput,
  errors: ['engine.time', 'engine.memory'],
  access: 'member',
  run: (call: ActCall) => readRegister(call),
})

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
