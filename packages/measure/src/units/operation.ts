import { randomUUID } from 'node:crypto'
import { authorOf, defineOperation, FealtyError, type Call } from '@fealty/core'
import { listImports, readMember, recordKind } from '@fealty/store'
import { z } from 'zod'
import { findDimensions, resolveDimension } from '../query/find-dimensions.ts'
import type { MeasureServices } from '../services.ts'
import {
  unitListOutput,
  unitRemoveInput,
  unitSaveInput,
  unitSchema,
  type ListedUnit,
  type Unit,
} from './contract.ts'
import { mayStandBelow, unitWhere } from './unit-tree.ts'

type UnitsCall = Call<MeasureServices>
type Reader = Pick<MeasureServices, 'store'>

const unitRecords = recordKind<Unit>({
  kind: 'unit',
  what: 'unit',
  parse: (body) => unitSchema.parse(body),
})

/** The units of a workspace, in the order in which they were made. */
export async function readUnits({ store }: Reader, workspaceId: string): Promise<ListedUnit[]> {
  const records = await unitRecords.list(store, workspaceId)
  const units = records.map(({ body }) => body)
  return records.map(({ body, version }) => ({
    ...body,
    version,
    where: unitWhere(units, body.id),
  }))
}

const list = defineOperation({
  id: 'units.list',
  summary: 'The units of the company with their owners and their customers',
  kind: 'query',
  input: z.object({}),
  output: unitListOutput,
  errors: [],
  access: 'member',
  run: async ({ services, workspaceId }: UnitsCall) => ({
    units: await readUnits(services, workspaceId),
  }),
})

const save = defineOperation({
  id: 'units.save',
  summary: 'Makes a unit or changes it: its place in the tree, its customers, its owner',
  kind: 'command',
  input: unitSaveInput,
  output: unitSchema.extend({ version: z.number() }),
  errors: [
    'input.dimension',
    'input.invalid',
    'record.changed',
    'record.exists',
    'record.not-found',
  ],
  access: ['owner', 'analyst'],
  async run(call: UnitsCall, { expected = 0, ...given }) {
    const { services, workspaceId, actor } = call
    const unit: Unit = { ...given, id: given.id ?? randomUUID() }
    const units = await readUnits(services, workspaceId)
    if (expected > 0 && !units.some(({ id }) => id === unit.id)) {
      throw new FealtyError('record.not-found', { what: 'unit' })
    }
    checkPlace(units, unit)
    if (unit.ownerPersonId !== null) {
      await readMember(services.store, workspaceId, unit.ownerPersonId)
    }
    const dimension = await checkDimension(call, unit)
    const { body, version } = await unitRecords.save(services.store, {
      workspaceId,
      id: unit.id,
      name: unit.name,
      parentId: unit.parentId,
      body: { ...unit, dimension },
      expected,
      author: authorOf(actor),
      at: `${call.today}T00:00:00.000Z`,
    })
    return { ...body, version }
  },
})

/** @throws FealtyError `input.invalid`, `record.not-found` */
function checkPlace(units: readonly Unit[], unit: Unit): void {
  if ((unit.dimension === null) !== (unit.value === null)) {
    throw new FealtyError('input.invalid', {
      problem: 'a unit has both a dimension and a value, or neither',
    })
  }
  if (unit.parentId === null) return
  if (!units.some(({ id }) => id === unit.parentId)) {
    throw new FealtyError('record.not-found', { what: 'unit above this one' })
  }
  if (mayStandBelow(units, unit.id, unit.parentId)) return
  throw new FealtyError('input.invalid', { problem: 'a unit cannot stand below itself' })
}

/** The dimension's own name, however it was written. @throws FealtyError `input.dimension` */
async function checkDimension(
  { services, workspaceId }: UnitsCall,
  unit: Unit,
): Promise<string | null> {
  if (unit.dimension === null) return null
  const dimensions = findDimensions(await listImports(services.store, workspaceId))
  return resolveDimension(unit.dimension, dimensions, {}).name
}

const remove = defineOperation({
  id: 'units.remove',
  summary: 'Removes a unit that has no parts; what was decided for it stays in the records',
  kind: 'command',
  input: unitRemoveInput,
  output: z.object({}),
  errors: ['input.invalid', 'record.not-found'],
  access: ['owner', 'analyst'],
  async run({ services, workspaceId, actor, today }: UnitsCall, { id }) {
    const units = await readUnits(services, workspaceId)
    if (units.some(({ parentId }) => parentId === id)) {
      throw new FealtyError('input.invalid', { problem: 'other units stand below this one' })
    }
    const author = authorOf(actor)
    const at = `${today}T00:00:00.000Z`
    await unitRecords.remove(services.store, { workspaceId, id, author, at })
    return {}
  },
})

export const unitsOperations = [list, save, remove]
