import { FealtyError, type Call } from '@fealty/core'
import { readUnits } from '@fealty/measure'
import { listCases, readCase, type CaseFilter, type CaseRecord } from '@fealty/store'
import type { ActServices } from '../services.ts'

/**
 * Whose cases a caller sees and works: a manager those of the own units and of all below them,
 * everybody else all of the workspace. A manager's units are named by id or name, as for measures; a
 * name that is not in the tree is a value of the facts' column `unit`.
 */
export async function readSight(
  call: Call<ActServices>,
): Promise<NonNullable<CaseFilter['units']> | null> {
  const { actor, services, workspaceId } = call
  if (actor.kind === 'nobody' || actor.role !== 'manager') return null
  const units = await readUnits(services, workspaceId)
  const named = (name: string) =>
    units.find((one) => one.id === name || one.name.toLowerCase() === name.toLowerCase())
  const own = actor.units.map(named)
  if (own.some((unit) => unit?.parentId === null && unit.dimension === null)) return null
  return {
    ids: own.flatMap((unit) => (unit ? [unit.id] : [])),
    factUnits: actor.units.filter((name) => !named(name)),
  }
}

/** A case the caller may see. @throws FealtyError `record.not-found`, also for one out of sight */
export async function readOwnCase(call: Call<ActServices>, caseId: string): Promise<CaseRecord> {
  const { services, workspaceId } = call
  const [record, sight] = await Promise.all([
    readCase(services.store, workspaceId, caseId),
    readSight(call),
  ])
  if (sight === null) return record
  const { customerId } = record
  const seen = await listCases(services.store, workspaceId, { customerId, units: sight })
  if (!seen.some(({ id }) => id === caseId)) {
    throw new FealtyError('record.not-found', { what: 'case' })
  }
  return record
}

/** @throws FealtyError `record.not-found` for a unit that is not in the tree */
export async function requireUnit(
  call: Call<ActServices>,
  unit: string | undefined,
): Promise<void> {
  if (unit === undefined) return
  const units = await readUnits(call.services, call.workspaceId)
  if (!units.some(({ id }) => id === unit)) {
    throw new FealtyError('record.not-found', { what: 'unit' })
  }
}
