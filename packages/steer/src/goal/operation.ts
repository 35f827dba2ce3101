import { randomUUID } from 'node:crypto'
import { defineOperation, FealtyError, type AnyOperation } from '@fealty/core'
import { z } from 'zod'
import { changeOf, type SteerCall } from '../record-change.ts'
import { kpiRecords } from '../kpi/kpi-records.ts'
import type { SteerServices } from '../services.ts'
import {
  goalSaveInput,
  goalSaveOutput,
  goalTreeOutput,
  oneGoalInput,
  questionSaveInput,
  questionSaveOutput,
} from './contract.ts'
import { goalRecords, questionRecords } from './goal-records.ts'
import { readGoalTree } from './read-goal-tree.ts'

const removedOutput = z.object({ removed: z.boolean() })

const tree = defineOperation({
  id: 'goals.tree',
  summary: 'Goals, the questions asked of them, and the live numbers that answer',
  kind: 'query',
  input: z.object({}),
  output: goalTreeOutput,
  errors: ['engine.time', 'engine.memory'],
  access: ['owner', 'analyst', 'manager', 'viewer'],
  run: (call: SteerCall) => readGoalTree(call),
})

const saveGoal = defineOperation({
  id: 'goals.save',
  summary: 'Sets a goal or changes it: object, purpose, issue, viewpoint, context',
  kind: 'command',
  input: goalSaveInput,
  output: goalSaveOutput,
  errors: ['record.changed', 'record.exists', 'record.not-found'],
  access: ['owner', 'analyst'],
  async run(call: SteerCall, { expected = 0, ...given }) {
    const { store } = call.services
    const id = given.id ?? randomUUID()
    if (expected > 0) await goalRecords.read(store, call.workspaceId, id)
    const { body, version } = await goalRecords.save(store, {
      ...changeOf(call, id, { expected }),
      name: given.name,
      body: { ...given, id },
    })
    return { ...body, version }
  },
})

const removeGoal = defineOperation({
  id: 'goals.remove',
  summary: 'Takes a goal out with its questions; their history stays',
  kind: 'command',
  input: oneGoalInput,
  output: removedOutput,
  errors: ['record.not-found'],
  access: ['owner', 'analyst'],
  async run(call: SteerCall, { id }) {
    const { store } = call.services
    await goalRecords.remove(store, changeOf(call, id))
    for (const question of await questionRecords.list(store, call.workspaceId, id)) {
      await questionRecords.remove(store, changeOf(call, question.id))
    }
    return { removed: true }
  },
})

const saveQuestion = defineOperation({
  id: 'questions.save',
  summary: 'Asks a question of a goal, with the metrics or the computed panel that answer it',
  kind: 'command',
  input: questionSaveInput,
  output: questionSaveOutput,
  errors: ['record.changed', 'record.not-found'],
  access: ['owner', 'analyst'],
  async run(call: SteerCall, { expected = 0, ...given }) {
    const { store } = call.services
    const id = given.id ?? randomUUID()
    await goalRecords.read(store, call.workspaceId, given.goalId)
    await requireKpis(call, given.kpiIds)
    const { body, version } = await questionRecords.save(store, {
      ...changeOf(call, id, { expected }),
      parentId: given.goalId,
      body: { ...given, id },
    })
    return { ...body, version }
  },
})

const removeQuestion = defineOperation({
  id: 'questions.remove',
  summary: 'Takes a question out; its history stays',
  kind: 'command',
  input: oneGoalInput,
  output: removedOutput,
  errors: ['record.not-found'],
  access: ['owner', 'analyst'],
  async run(call: SteerCall, { id }) {
    await questionRecords.remove(call.services.store, changeOf(call, id))
    return { removed: true }
  },
})

/** @throws FealtyError `record.not-found` for a KPI that the workspace does not have */
export async function requireKpis(call: SteerCall, ids: readonly string[]): Promise<void> {
  const known = await kpiRecords.list(call.services.store, call.workspaceId)
  if (ids.some((id) => !known.some((kpi) => kpi.id === id))) {
    throw new FealtyError('record.not-found', { what: 'KPI' })
  }
}

export const goalOperations: readonly AnyOperation<SteerServices>[] = [
  tree,
  saveGoal,
  removeGoal,
  saveQuestion,
  removeQuestion,
]
