import { randomUUID } from 'node:crypto'
import { defineOperation, FealtyError, type AnyOperation } from '@fealty/core'
import { openContext, readUnits } from '@fealty/measure'
import { listImports } from '@fealty/store'
import { z } from 'zod'
import { changeOf, type SteerCall } from '../record-change.ts'
import { theAccountable } from '../check-accountable.ts'
import { traceKpis } from '../goal/trace-kpis.ts'
import { kpiLibrary } from '../kpi-library/library.ts'
import type { SteerServices } from '../services.ts'
import { targetRecords } from '../target/target-records.ts'
import { bindKpi } from './bind-kpi.ts'
import { describeLibrary } from './describe-library.ts'
import {
  kpiListOutput,
  kpiSaveInput,
  kpiSaveOutput,
  libraryInput,
  libraryOutput,
  manualValueSchema,
  oneKpiInput,
  type Kpi,
} from './contract.ts'
import { kpiRecords, manualValueRecords } from './kpi-records.ts'
import { readKpis } from './read-kpis.ts'

const library = defineOperation({
  id: 'kpis.library',
  summary: 'The library of KPIs: what each means, and whether the loaded facts can compute it',
  kind: 'query',
  input: libraryInput,
  output: libraryOutput,
  errors: [],
  access: 'member',
  async run({ services, workspaceId }: SteerCall, input) {
    const [imports, adopted] = await Promise.all([
      listImports(services.store, workspaceId),
      kpiRecords.list(services.store, workspaceId),
    ])
    return describeLibrary(
      kpiLibrary,
      imports,
      adopted.map(({ body }) => body),
      input,
    )
  },
})

const list = defineOperation({
  id: 'kpis.list',
  summary: 'The KPIs that were adopted, with their values and who answers for them',
  kind: 'query',
  input: z.object({}),
  output: kpiListOutput,
  errors: ['engine.time', 'engine.memory'],
  access: ['owner', 'analyst', 'manager', 'viewer'],
  run: (call: SteerCall) => readKpis(call),
})

const save = defineOperation({
  id: 'kpis.save',
  summary: 'Adopts a KPI or changes it: its measure, its customers, who answers for it',
  kind: 'command',
  input: kpiSaveInput,
  output: kpiSaveOutput,
  errors: [
    'accountable.one',
    'input.dimension',
    'input.invalid',
    'record.changed',
    'record.exists',
    'record.not-found',
  ],
  access: ['owner', 'analyst'],
  async run(call: SteerCall, { expected = 0, accountable, ...given }) {
    const { services, workspaceId } = call
    const id = given.id ?? randomUUID()
    const kpi: Kpi = { ...given, id, accountable: theAccountable(accountable, 'KPI') }
    if (given.id !== undefined && expected > 0) {
      await kpiRecords.read(services.store, workspaceId, id)
    }
    const context = await openContext(call, { where: kpi.where, level: 0.95 })
    bindKpi(kpi, context)
    const units = await readUnits(services, workspaceId)
    if (kpi.unitId !== null && !units.some((unit) => unit.id === kpi.unitId)) {
      throw new FealtyError('record.not-found', { what: 'unit' })
    }
    const change = { ...changeOf(call, id, { expected }), name: kpi.name, body: kpi }
    const { body, version } = await kpiRecords.save(services.store, change)
    return { ...body, version }
  },
})

const remove = defineOperation({
  id: 'kpis.remove',
  summary: 'Takes an adopted KPI out; its history stays',
  kind: 'command',
  input: oneKpiInput,
  output: z.object({ removed: z.boolean() }),
  errors: ['kpi.in-use', 'record.not-found'],
  access: ['owner', 'analyst'],
  async run(call: SteerCall, { id }) {
    const { store } = call.services
    await kpiRecords.read(store, call.workspaceId, id)
    const targets = await targetRecords.list(store, call.workspaceId)
    const serves = (await traceKpis(store, call.workspaceId)).get(id) ?? []
    const users = [
      ...targets.filter(({ body }) => body.kpiId === id).map(({ body }) => `“${body.name}”`),
      ...serves.map((name) => `“${name}”`),
    ]
    if (users.length > 0) throw new FealtyError('kpi.in-use', { users: users.join(', ') })
    await kpiRecords.remove(store, changeOf(call, id))
    return { removed: true }
  },
})

const enter = defineOperation({
  id: 'kpis.enter-value',
  summary: 'Enters a value by hand for a KPI without live data, with its reason and its last day',
  kind: 'command',
  input: manualValueSchema,
  output: z.object({ id: z.string() }),
  errors: ['kpi.live', 'record.not-found'],
  access: ['owner', 'analyst'],
  async run(call: SteerCall, input) {
    const { store } = call.services
    const kpi = await kpiRecords.read(store, call.workspaceId, input.kpiId)
    if (kpi.body.binding.kind !== 'manual') throw new FealtyError('kpi.live')
    const id = randomUUID()
    await manualValueRecords.save(store, {
      ...changeOf(call, id, { expected: 0, reason: input.reason }),
      parentId: input.kpiId,
      body: input,
    })
    return { id }
  },
})

export const kpiOperations: readonly AnyOperation<SteerServices>[] = [
  library,
  list,
  save,
  remove,
  enter,
]
