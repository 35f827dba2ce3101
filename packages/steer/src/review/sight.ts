import { FealtyError } from '@fealty/core'
import { readUnits } from '@fealty/measure'
import { ownUnitIds } from '../initiative/initiative-frame.ts'
import type { SteerCall } from '../record-change.ts'
import { chooseUnits } from '../review-pack/measure-units.ts'
import type { Series } from './contract.ts'

/**
 * What a caller sees of a series of reviews: everything, or, for a manager, what is of the own units
 * and of all below. What is of no unit belongs to the whole series: only who has all of its units
 * sees it.
 */
export interface Sight {
  isWhole: boolean
  seesUnit: (unit: { id: string }) => boolean
  /** By the name that decisions and actions bear; empty for what is of no unit. */
  seesNamed: (unit: string) => boolean
}

const wholeSight: Sight = { isWhole: true, seesUnit: () => true, seesNamed: () => true }

const sameName = (name: string): string => name.trim().toLowerCase()

/** Makes what tells of any series what the caller sees of it; null where none of its units is theirs. */
export async function openSight(
  call: SteerCall,
): Promise<(series: Pick<Series, 'unitIds'>) => Sight | null> {
  const { actor, services, workspaceId } = call
  if (actor.kind === 'nobody' || actor.role !== 'manager') return () => wholeSight
  const units = await readUnits(services, workspaceId)
  const own = ownUnitIds(units, actor.units)
  const names = new Set(units.filter(({ id }) => own.has(id)).map(({ name }) => sameName(name)))
  return ({ unitIds }) => {
    const inSeries = chooseUnits(units, unitIds)
    if (!inSeries.some(({ id }) => own.has(id))) return null
    if (inSeries.every(({ id }) => own.has(id))) return wholeSight
    return {
      isWhole: false,
      seesUnit: ({ id }) => own.has(id),
      seesNamed: (unit) => names.has(sameName(unit)),
    }
  }
}

/**
 * Whether the caller may decide or promise something for the unit.
 * @throws FealtyError `review.other-unit`
 */
export function checkOwnUnit({ seesNamed }: Sight, unit: string): void {
  if (!seesNamed(unit)) throw new FealtyError('review.other-unit')
}
