import { addDays, authorOf, dayIn, defineOperation, type Call } from '@fealty/core'
import { readUnits } from '@fealty/measure'
import { listCases, listMembers, readWorkspace } from '@fealty/store'
import { z } from 'zod'
import { readSight } from '../cases/see-cases.ts'
import { readRegister } from '../improvements/read-register.ts'
import type { ActServices } from '../services.ts'
import { causeRecords, causesId, distinctCauses, firstCauses, readCauses } from './cause-records.ts'
import {
  causeRegisterInput,
  causeRegisterOutput,
  causesHistoryOutput,
  causesOutput,
  causesSaveInput,
  type CauseRegister,
  type CauseRow,
} from './contract.ts'
import { countCauses } from './count-causes.ts'

type ActCall = Call<ActServices>

const list = defineOperation({
  id: 'causes.list',
  summary: 'The catalogue of root causes',
  kind: 'query',
  input: z.object({}),
  output: causesOutput,
  errors: [],
  access: 'member',
  run: ({ services, workspaceId }: ActCall) => readCauses(services.store, workspaceId),
})

const save = defineOperation({
  id: 'causes.save',
  summary: 'Changes the catalogue of root causes; cases keep the words they were given',
  kind: 'command',
  input: causesSaveInput,
  output: causesOutput,
  errors: ['record.changed'],
  access: ['owner', 'analyst'],
  async run(call: ActCall, { causes: given, reason, expected }) {
    const { services, workspaceId } = call
    const { body, version } = await causeRecords.save(services.store, {
      workspaceId,
      id: causesId,
      body: { causes: distinctCauses(given) },
      author: authorOf(call.actor),
      at: services.now().toISOString(),
      reason: reason === undefined || reason === '' ? null : reason,
      ...(expected === undefined ? {} : { expected }),
    })
    return { version, causes: body.causes }
  },
})

const history = defineOperation({
  id: 'causes.history',
  summary: 'The versions of the catalogue of root causes: what came, what went, who and why',
  kind: 'query',
  input: z.object({}),
  output: causesHistoryOutput,
  errors: [],
  access: 'member',
  async run({ services, workspaceId }: ActCall) {
    const [kept, members] = await Promise.all([
      causeRecords.history(services.store, workspaceId, causesId),
      listMembers(services.store, workspaceId),
    ])
    const people = new Map(members.map(({ id, name, email }) => [id, name === '' ? email : name]))
    let before: readonly string[] = firstCauses
    const versions = kept.map(({ version, body: { causes }, author, reason, changedAt }) => {
      const added = causes.filter((one) => !before.includes(one))
      const removed = before.filter((one) => !causes.includes(one))
      before = causes
      return {
        version,
        causes,
        added,
        removed,
        by: people.get(author) ?? author,
        reason,
        changedAt,
      }
    })
    const first = {
      version: 0,
      causes: [...firstCauses],
      added: [],
      removed: [],
      by: 'Fealty',
      reason: null,
      changedAt: null,
    }
    return { versions: [first, ...versions].reverse() }
  },
})

const register = defineOperation({
  id: 'causes.register',
  summary:
    'Each root cause with its cases, its share and whether that grows, and what is done about it',
  kind: 'query',
  input: causeRegisterInput,
  output: causeRegisterOutput,
  errors: ['engine.time', 'engine.memory'],
  access: 'member',
  run: (call: ActCall, { days }) => readCauseRegister(call, days),
})

async function readCauseRegister(call: ActCall, days: number): Promise<CauseRegister> {
  const { services, workspaceId } = call
  const { store } = services
  const [{ version, causes }, cases, units, workspace, improvements] = await Promise.all([
    readCauses(store, workspaceId),
    readSight(call).then((sight) => listCases(store, workspaceId, { units: sight })),
    readUnits(services, workspaceId),
    readWorkspace(store, workspaceId),
    readRegister(call),
  ])
  const { timeZone, currency } = workspace
  const to = dayIn(timeZone, services.now())
  const from = addDays(to, 1 - days)
  const counted = countCauses(causes, cases, { from, before: addDays(from, -days), timeZone })
  const rows = counted.map(({ mostlyUnit, ...row }): CauseRow => {
    const unit = units.find(({ id }) => id === mostlyUnit?.id)
    return {
      ...row,
      mostlyUnit: unit && mostlyUnit ? { name: unit.name, cases: mostlyUnit.cases } : null,
      improvements: improvements.improvements
        .filter(({ rootCause }) => rootCause === row.rootCause)
        .map(({ id, title, state, owner, metric, since, effect }) => ({
          id,
          title,
          state,
          owner,
          metric,
          since,
          effect,
        })),
    }
  })
  const resolved = rows.reduce((sum, row) => sum + row.cases, 0)
  const { active, mostActive } = improvements
  return { from, to, days, currency, version, resolved, active, mostActive, rows }
}

export const causeOperations = [list, save, history, register]
