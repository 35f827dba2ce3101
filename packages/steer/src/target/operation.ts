import { randomUUID } from 'node:crypto'
import { defineOperation, FealtyError, type AnyOperation } from '@fealty/core'
import { openContext, readUnits } from '@fealty/measure'
import type { KeptRecord } from '@fealty/store'
import { z } from 'zod'
import { readAuthors } from '../read-authors.ts'
import { changeOf, type SteerCall } from '../record-change.ts'
import { theAccountable } from '../check-accountable.ts'
import { bindKpi, definitionVersion } from '../kpi/bind-kpi.ts'
import type { Kpi } from '../kpi/contract.ts'
import { kpiRecords } from '../kpi/kpi-records.ts'
import { readSeries } from '../kpi/read-series.ts'
import type { SteerServices } from '../services.ts'
import {
  oneTargetInput,
  targetListInput,
  targetListOutput,
  targetOneOutput,
  targetSaveInput,
  targetSaveOutput,
  targetStatuses,
  type Target,
} from './contract.ts'
import { modelWords } from './forecast-series.ts'
import { judgeTargets, judgeWithForecasts } from './judge-targets.ts'
import { readOrphans } from './read-orphans.ts'
import { targetRecords } from './target-records.ts'
import { writeTargetHeadline, writeTargetsHeadline } from './write-headline.ts'

const list = defineOperation({
  id: 'targets.list',
  summary: 'The targets with the chance that each is met, judged on the facts there are',
  kind: 'query',
  input: targetListInput,
  output: targetListOutput,
  errors: ['engine.time', 'engine.memory'],
  access: ['owner', 'analyst', 'manager', 'viewer'],
  async run(call: SteerCall, { unit }) {
    const targets = await judgeTargets(call, { unit })
    const counts = Object.fromEntries(
      targetStatuses.map((status) => [
        status,
        targets.filter((one) => one.status === status).length,
      ]),
    ) as Record<(typeof targetStatuses)[number], number>
    return {
      asOf: (await openContext(call, { where: [], level: 0.95 })).asOf,
      headline: writeTargetsHeadline(targets),
      counts,
      targets,
      orphans: unit === undefined ? await readOrphans(call, targets) : [],
    }
  },
})

const one = defineOperation({
  id: 'targets.one',
  summary: 'One target: history, forecast, the five checks, and how its plan was changed',
  kind: 'query',
  input: oneTargetInput,
  output: targetOneOutput,
  errors: ['record.not-found', 'engine.time', 'engine.memory'],
  access: ['owner', 'analyst', 'manager', 'viewer'],
  async run(call: SteerCall, { id }) {
    const { services, workspaceId } = call
    await targetRecords.read(services.store, workspaceId, id)
    const [found] = await judgeWithForecasts(call, { id })
    if (!found) throw new FealtyError('record.not-found', { what: 'target' })
    const versions = await targetRecords.history(services.store, workspaceId, id)
    const nameOf = await readAuthors(services.store, workspaceId)
    return {
      target: found.judged,
      headline: writeTargetHeadline(found.judged),
      models: (found.judgement.fitted?.models ?? []).map(({ model, weight }) => ({
        model,
        words: modelWords[model],
        weight,
      })),
      versions: versions.map(({ version, body, author, reason, changedAt }) => ({
        version,
        goal: body.goal,
        deadline: body.deadline,
        author: nameOf(author),
        reason,
        changedAt,
      })),
    }
  },
})

const save = defineOperation({
  id: 'targets.save',
  summary: 'Sets a target or changes it; a changed goal or deadline needs a reason',
  kind: 'command',
  input: targetSaveInput,
  output: targetSaveOutput,
  errors: [
    'accountable.one',
    'input.dimension',
    'input.invalid',
    'record.changed',
    'record.exists',
    'record.not-found',
    'target.reason',
  ],
  access: ['owner', 'analyst'],
  async run(call: SteerCall, { expected = 0, accountable, reason, ...given }) {
    const { store } = call.services
    const id = given.id ?? randomUUID()
    const role = theAccountable(accountable, 'target')
    const kpi = (await kpiRecords.read(store, call.workspaceId, given.kpiId)).body
    const known = expected > 0 ? await targetRecords.read(store, call.workspaceId, id) : undefined
    if (known && isReplanned(known, given) && (reason ?? '') === '') {
      throw new FealtyError('target.reason')
    }
    const baseline = known?.body.baseline ?? (await measureBaseline(call, kpi, given))
    const version = definitionVersion(kpi.binding)
    const target: Target = { ...given, id, accountable: role, definitionVersion: version, baseline }
    const saved = await targetRecords.save(store, {
      ...changeOf(call, id, { expected, reason }),
      name: target.name,
      body: target,
    })
    return { ...saved.body, version: saved.version }
  },
})

function isReplanned(
  { body }: KeptRecord<Target>,
  { goal, direction, deadline }: Pick<Target, 'goal' | 'direction' | 'deadline'>,
): boolean {
  return body.goal !== goal || body.direction !== direction || body.deadline !== deadline
}

/** Where the KPI stands when the target is set; also says whether it can be measured at all. */
async function measureBaseline(
  call: SteerCall,
  kpi: Kpi,
  { unitId, where, grain }: Pick<Target, 'unitId' | 'where' | 'grain'>,
): Promise<Target['baseline']> {
  const context = await openContext(call, { where: [], level: 0.95 })
  const units = await readUnits(call.services, call.workspaceId)
  const unit = units.find(({ id }) => id === (unitId ?? kpi.unitId))
  if (unitId !== null && !unit) throw new FealtyError('record.not-found', { what: 'unit' })
  const metric = bindKpi(kpi, context)
  if (metric === null) return null
  const population = [...kpi.where, ...(unit?.where ?? []), ...where]
  const { periods, cells } = await readSeries(context, metric, { where: population, grain })
  const period = periods.at(-1)
  return period === undefined ? null : { period: period.label, measured: cells.at(-1)!.measured }
}

const remove = defineOperation({
  id: 'targets.remove',
  summary: 'Takes a target out; its history stays',
  kind: 'command',
  input: oneTargetInput,
  output: z.object({ removed: z.boolean() }),
  errors: ['record.not-found'],
  access: ['owner', 'analyst'],
  async run(call: SteerCall, { id }) {
    await targetRecords.remove(call.services.store, changeOf(call, id))
    return { removed: true }
  },
})

export const targetOperations: readonly AnyOperation<SteerServices>[] = [list, one, save, remove]
