import { FealtyError, type Call } from '@fealty/core'
import { readUnits, unitWithParts, type ListedUnit } from '@fealty/measure'
import { readCase, type CaseFilter, type CaseRecord } from '@fealty/store'
import type { ActServices } from '../services.ts'

/**
 * Whose cases a caller sees and works: a manager those of the own units, everybody else all of the
 * workspace. A manager's units are values of the facts' column `unit`; a unit of the tree whose id,
 * name or value is among them counts as well, with its parts.
 */
export async function readSight(call: Call<ActServices>): Promise<CaseFilter['units']> {
  const { actor, services, workspaceId } = call
  if (actor.kind === 'nobody' || actor.role !== 'manager') return null
  const units = await readUnits(services, workspaceId)
  return { ids: ownUnitIds(units, actor.units), factUnits: actor.units }
}

function ownUnitIds(units: readonly ListedUnit[], own: readonly string[]): string[] {
  const named = units.filter(({ id, name, value }) =>
    [id, name, value].some((text) => text !== null && own.includes(text)),
  )
  return [...new Set(named.flatMap(({ id }) => unitWithParts(units, id).map((part) => part.id)))]
}

/** A case the caller may see. @throws FealtyError `record.not-found`, also for one out of sight */
export async function readOwnCase(call: Call<ActServices>, caseId: string): Promise<CaseRecord> {
  const [record, sight] = await Promise.all([
    readCase(call.services.store, call.workspaceId, caseId),
    readSight(call),
  ])
  const seen =
    !sight ||
    (record.unit !== null && sight.ids.includes(record.unit)) ||
    (record.factUnit !== null && sight.factUnits.includes(record.factUnit))
  if (!seen) throw new FealtyError('record.not-found', { what: 'case' })
  return record
}

/**
 * The ids of a unit with its parts, or undefined where none was asked for.
 * @throws FealtyError `record.not-found`
 */
export async function unitIdsOf(
  call: Call<ActServices>,
  unit: string | undefined,
): Promise<string[] | undefined> {
  if (unit === undefined) return undefined
  const parts = unitWithParts(await readUnits(call.services, call.workspaceId), unit)
  if (parts.length === 0) throw new FealtyError('record.not-found', { what: 'unit' })
  return parts.map(({ id }) => id)
}
