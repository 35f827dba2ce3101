import { orSign } from '../query/resolve-filters.ts'
import type { Unit } from './contract.ts'

/** The unit and all below it, the unit first. A circle in the data ends where it began. */
export function unitWithParts(units: readonly Unit[], id: string): Unit[] {
  const found = new Map<string, Unit>()
  const waiting = [id]
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const unit = units.find((one) => one.id === next)
    if (!unit || found.has(unit.id)) continue
    found.set(unit.id, unit)
    waiting.push(...units.filter(({ parentId }) => parentId === unit.id).map((part) => part.id))
  }
  return [...found.values()]
}

/**
 * The customers of a unit, as conditions that a question takes: its own condition, or else those of its
 * parts, which are alternatives. Conditions of one dimension are alternatives by themselves; where the
 * parts are cut by different dimensions (divisions and regions), they stand in one condition together.
 * The company itself, the only unit at the top, then stands for all customers.
 */
export function unitWhere(units: readonly Unit[], id: string): string[] {
  const unit = units.find((one) => one.id === id)
  if (!unit) return []
  const conditions = conditionsOf(units, unit)
  const dimensions = new Set(conditions.map((condition) => condition.split('=')[0]))
  if (dimensions.size <= 1) return conditions
  return isCompany(units, unit) ? [] : [conditions.join(orSign)]
}

/** The only unit at the top, without a condition of its own. */
function isCompany(units: readonly Unit[], unit: Unit): boolean {
  const atTop = units.filter(({ parentId }) => parentId === null)
  return unit.parentId === null && atTop.length === 1 && conditionOf(unit) === null
}

/**
 * What a manager of the units may see, as alternative conditions; null, for everything, only where one
 * of them is the company itself. A unit is named by its id or its name; a name that is
 * not in the tree is a value of the dimension `unit`.
 */
export function managerWhere(units: readonly Unit[], names: readonly string[]): string[] | null {
  const conditions = new Set<string>()
  for (const name of names) {
    const unit = units.find(
      (one) => one.id === name || one.name.toLowerCase() === name.toLowerCase(),
    )
    if (unit && isCompany(units, unit)) return null
    for (const condition of unit ? conditionsOf(units, unit) : [`unit=${name}`]) {
      conditions.add(condition)
    }
  }
  return [...conditions]
}

const conditionOf = ({ dimension, value }: Unit): string | null =>
  dimension === null || value === null ? null : `${dimension}=${value}`

/** The own condition, or else those of all parts. */
function conditionsOf(units: readonly Unit[], unit: Unit): string[] {
  const own = conditionOf(unit)
  if (own !== null) return [own]
  const parts = unitWithParts(units, unit.id).map(conditionOf)
  return [...new Set(parts.filter((condition) => condition !== null))]
}

/** Whether the unit may stand below the other: not when that one is the unit itself or below it. */
export function mayStandBelow(units: readonly Unit[], id: string, parentId: string): boolean {
  return !unitWithParts(units, id).some((part) => part.id === parentId)
}

/**
 * The unit that a customer belongs to, by its values: of those that fit, the one lowest in the tree,
 * and of two the one that comes first.
 * @param values  dimension to value of the customer
 */
export function unitOf(
  units: readonly Unit[],
  values: Readonly<Record<string, string | null | undefined>>,
): Unit | undefined {
  const depthOf = (unit: Unit, seen = 0): number => {
    const parent = units.find(({ id }) => id === unit.parentId)
    return parent && seen < units.length ? 1 + depthOf(parent, seen + 1) : 0
  }
  return units
    .filter(
      ({ dimension, value }) =>
        dimension !== null &&
        value !== null &&
        values[dimension]?.toLowerCase() === value.toLowerCase(),
    )
    .sort((one, other) => depthOf(other) - depthOf(one))[0]
}
