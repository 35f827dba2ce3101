import { randomUUID } from 'node:crypto'
import { defineOperation, FealtyError, type AnyOperation } from '@fealty/core'
import { z } from 'zod'
import { changeOf, type SteerCall } from '../record-change.ts'
import { requireKpis } from '../goal/operation.ts'
import type { SteerServices } from '../services.ts'
import {
  hypothesisSaveInput,
  hypothesisSaveOutput,
  objectiveSaveInput,
  objectiveSaveOutput,
  oneStrategyInput,
  perspectivesSchema,
  strategyMapOutput,
} from './contract.ts'
import { readStrategyMap } from './read-strategy-map.ts'
import {
  hypothesisRecords,
  objectiveRecords,
  perspectiveRecords,
  perspectivesId,
} from './strategy-records.ts'

const removedOutput = z.object({ removed: z.boolean() })

const map = defineOperation({
  id: 'strategy.map',
  summary: 'The balanced scorecard by perspective, and the strategy map with its arrows tested',
  kind: 'query',
  input: z.object({}),
  output: strategyMapOutput,
  errors: ['engine.time', 'engine.memory'],
  access: ['owner', 'analyst', 'manager', 'viewer'],
  run: (call: SteerCall) => readStrategyMap(call),
})

const saveObjective = defineOperation({
  id: 'strategy.save-objective',
  summary: 'Sets an objective or changes it: its perspective, its measures, its initiatives',
  kind: 'command',
  input: objectiveSaveInput,
  output: objectiveSaveOutput,
  errors: ['record.changed', 'record.exists', 'record.not-found'],
  access: ['owner', 'analyst'],
  async run(call: SteerCall, { expected = 0, ...given }) {
    const { store } = call.services
    const id = given.id ?? randomUUID()
    if (expected > 0) await objectiveRecords.read(store, call.workspaceId, id)
    await requireKpis(call, given.kpiIds)
    const { body, version } = await objectiveRecords.save(store, {
      ...changeOf(call, id, { expected }),
      name: given.name,
      body: { ...given, id },
    })
    return { ...body, version }
  },
})

const removeObjective = defineOperation({
  id: 'strategy.remove-objective',
  summary: 'Takes an objective out with its arrows; their history stays',
  kind: 'command',
  input: oneStrategyInput,
  output: removedOutput,
  errors: ['record.not-found'],
  access: ['owner', 'analyst'],
  async run(call: SteerCall, { id }) {
    const { store } = call.services
    await objectiveRecords.remove(store, changeOf(call, id))
    const arrows = await hypothesisRecords.list(store, call.workspaceId)
    for (const { body } of arrows.filter((one) => one.body.fromId === id || one.body.toId === id)) {
      await hypothesisRecords.remove(store, changeOf(call, body.id))
    }
    return { removed: true }
  },
})

const saveHypothesis = defineOperation({
  id: 'strategy.save-hypothesis',
  summary: 'Draws an arrow of the map: what should move what, which way, how much later',
  kind: 'command',
  input: hypothesisSaveInput,
  output: hypothesisSaveOutput,
  errors: ['input.invalid', 'record.changed', 'record.not-found'],
  access: ['owner', 'analyst'],
  async run(call: SteerCall, { expected = 0, ...given }) {
    const { store } = call.services
    const id = given.id ?? randomUUID()
    if (given.fromId === given.toId) {
      throw new FealtyError('input.invalid', { problem: 'an arrow needs two objectives' })
    }
    await objectiveRecords.read(store, call.workspaceId, given.fromId)
    await objectiveRecords.read(store, call.workspaceId, given.toId)
    const { body, version } = await hypothesisRecords.save(store, {
      ...changeOf(call, id, { expected }),
      name: `${given.fromId} ${given.toId}`,
      body: { ...given, id },
    })
    return { ...body, version }
  },
})

const removeHypothesis = defineOperation({
  id: 'strategy.remove-hypothesis',
  summary: 'Takes an arrow out of the map; its history stays',
  kind: 'command',
  input: oneStrategyInput,
  output: removedOutput,
  errors: ['record.not-found'],
  access: ['owner', 'analyst'],
  async run(call: SteerCall, { id }) {
    await hypothesisRecords.remove(call.services.store, changeOf(call, id))
    return { removed: true }
  },
})

const savePerspectives = defineOperation({
  id: 'strategy.name-perspectives',
  summary: 'Names the four perspectives in the company’s own words',
  kind: 'command',
  input: perspectivesSchema,
  output: perspectivesSchema,
  errors: [],
  access: ['owner', 'analyst'],
  async run(call: SteerCall, input) {
    const { body } = await perspectiveRecords.save(call.services.store, {
      ...changeOf(call, perspectivesId),
      body: input,
    })
    return body
  },
})

export const strategyOperations: readonly AnyOperation<SteerServices>[] = [
  map,
  saveObjective,
  removeObjective,
  saveHypothesis,
  removeHypothesis,
  savePerspectives,
]
