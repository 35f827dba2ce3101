import { defineOperation, FealtyError } from '@fealty/core'
import { changeBy, idToSave, type SteerCall } from '../record-change.ts'
import { initiatives } from '../initiative/initiatives.ts'
import { allocations } from './allocations.ts'
import {
  allocationReadInput,
  allocationReadOutput,
  allocationSaveInput,
  allocationSaveOutput,
  type Allocation,
} from './contract.ts'
import { readAllocation } from './read-allocation.ts'

const read = defineOperation({
  id: 'allocation.read',
  summary:
    'Spend by value band, planned beside actual, with the share of customers and of value of each',
  kind: 'query',
  input: allocationReadInput,
  output: allocationReadOutput,
  errors: ['record.not-found', 'engine.time', 'engine.memory'],
  // Amounts are those of the whole company, so not for a manager, who sees the own units only.
  access: ['owner', 'analyst', 'viewer'],
  run: (call: SteerCall, { allocationId }) => readAllocation(call, allocationId),
})

const save = defineOperation({
  id: 'allocation.save',
  summary: 'Plan what is spent on each value band; once it has begun a change needs its reason',
  kind: 'command',
  input: allocationSaveInput,
  output: allocationSaveOutput,
  errors: [
    'allocation.period',
    'allocation.reason',
    'record.changed',
    'record.exists',
    'record.not-found',
  ],
  access: ['owner', 'analyst'],
  async run(call: SteerCall, { expected, reason = '', ...given }) {
    const { services, workspaceId, today } = call
    if (given.to < given.from) throw new FealtyError('allocation.period')
    for (const { initiativeId } of given.initiatives)
      await initiatives.read(services.store, workspaceId, initiativeId)
    const { known, ...place } = await idToSave(allocations, call, { id: given.id, expected })
    if (known && known.body.from <= today && reason === '')
      throw new FealtyError('allocation.reason')
    const body: Allocation = { ...given, id: place.id }
    const saved = await allocations.save(services.store, {
      ...changeBy(call),
      ...place,
      name: body.name,
      reason: reason === '' ? null : reason,
      body,
    })
    return { id: saved.id, version: saved.version }
  },
})

export const allocationOperations = [read, save]
