import { randomUUID } from 'node:crypto'
import { defineOperation, FealtyError, type AnyOperation } from '@fealty/core'
import { openContext, readUnits } from '@fealty/measure'
import { inTransaction, listImports, type Store } from '@fealty/store'
import { z } from 'zod'
import { changeOf, type SteerCall } from '../record-change.ts'
import { readAuthors } from '../read-authors.ts'
import { theAccountable } from '../check-accountable.ts'
import { traceKpis } from '../goal/trace-kpis.ts'
import { kpiLibrary } from '../kpi-library/library.ts'
import { seriesRecords } from '../review/review-records.ts'
import type { SteerServices } from '../services.ts'
import { targetRecords } from '../target/target-records.ts'
import { bindKpi } from './bind-kpi.ts'
import { describeLibrary } from './describe-library.ts'
import {
  changedValueOutput,
  changeValueInput,
  enteredValueOutput,
  kpiHistoryOutput,
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
    const [imports, adopted, series] = await Promise.all([
      listImports(services.store, workspaceId),
      kpiRecords.list(services.store, workspaceId),
      seriesRecords.list(services.store, workspaceId),
    ])
    return describeLibrary(
      kpiLibrary,
      imports,
      adopted.map(({ body }) => body),
      input,
      series.length > 0,
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
    'kpi.reason',
    'record.changed',
    'record.exists',
    'record.not-found',
  ],
  access: ['owner', 'analyst'],
  async run(call: SteerCall, { expected = 0, accountable, reason, ...given }) {
    const { services, workspaceId } = call
    const id = given.id ?? randomUUID()
    const kpi: Kpi = { ...given, id, accountable: theAccountable(accountable, 'KPI') }
    if (expected > 0) {
      const known = await kpiRecords.read(services.store, workspaceId, id)
      if (isRebound(known.body, kpi) && (reason ?? '') === '') throw new FealtyError('kpi.reason')
    }
    const context = await openContext(call, { where: kpi.where, level: 0.95 })
    bindKpi(kpi, context)
    const units = await readUnits(services, workspaceId)
    if (kpi.unitId !== null && !units.some((unit) => unit.id === kpi.unitId)) {
      throw new FealtyError('record.not-found', { what: 'unit' })
    }
    const change = { ...changeOf(call, id, { expected, reason }), name: kpi.name, body: kpi }
    return inTransaction(services.store, async (store) => {
      if (kpi.northStar) await dimOthers(call, store, id)
      const { body, version } = await kpiRecords.save(store, change)
      return { ...body, version }
    })
  },
})

/** There is one North Star: whichever was it before is a KPI like the others, in a version of its own. */
async function dimOthers(call: SteerCall, store: Store, id: string): Promise<void> {
  const others = await kpiRecords.list(store, call.workspaceId)
  for (const { body, version } of others) {
    if (!body.northStar || body.id === id) continue
    const rest = { expected: version, reason: 'Another KPI became the North Star.' }
    await kpiRecords.save(store, {
      ...changeOf(call, body.id, rest),
      name: body.name,
      body: { ...body, northStar: false },
    })
  }
}

/** Another measure or other customers: numbers before and after are not of the same thing. */
function isRebound(before: Kpi, after: Kpi): boolean {
  const boundTo = ({ binding, where, unitId }: Kpi) => JSON.stringify([binding, where, unitId])
  return boundTo(before) !== boundTo(after)
}

const history = defineOperation({
  id: 'kpis.history',
  summary: 'All versions of an adopted KPI with who changed it and why, and its values by hand',
  kind: 'query',
  input: oneKpiInput,
  output: kpiHistoryOutput,
  errors: ['record.not-found'],
  access: ['owner', 'analyst', 'manager', 'viewer'],
  async run({ services: { store }, workspaceId, today }: SteerCall, { id }) {
    await kpiRecords.read(store, workspaceId, id)
    const [versions, values, nameOf] = await Promise.all([
      kpiRecords.history(store, workspaceId, id),
      manualValueRecords.list(store, workspaceId, id),
      readAuthors(store, workspaceId),
    ])
    return {
      versions: versions.map(({ version, changedAt, author, reason, body }) => ({
        ...{ version, changedAt, reason },
        author: nameOf(author),
        kpi: body,
      })),
      values: values
        .map(({ id: valueId, version, author, changedAt, body }) => ({
          ...{ id: valueId, version, changedAt, author: nameOf(author) },
          ...{ value: body.value, n: body.n ?? null, day: body.day, reason: body.reason },
          ...{ expires: body.expires, expired: body.expires < today },
        }))
        .sort((a, b) => b.day.localeCompare(a.day)),
    }
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
  output: enteredValueOutput,
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

const changeValue = defineOperation({
  id: 'kpis.change-value',
  summary: 'Corrects a value by hand or moves its last day; how it stood before is kept',
  kind: 'command',
  input: changeValueInput,
  output: changedValueOutput,
  errors: ['record.changed', 'record.not-found'],
  access: ['owner', 'analyst'],
  async run(call: SteerCall, { id, expected, ...changed }) {
    const { store } = call.services
    const known = await manualValueRecords.read(store, call.workspaceId, id)
    const { version } = await manualValueRecords.save(store, {
      ...changeOf(call, id, { expected, reason: changed.reason }),
      body: { ...changed, kpiId: known.body.kpiId },
    })
    return { id, version }
  },
})

export const kpiOperations: readonly AnyOperation<SteerServices>[] = [
  library,
  list,
  history,
  save,
  remove,
  enter,
  changeValue,
]
