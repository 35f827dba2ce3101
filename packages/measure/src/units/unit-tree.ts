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
 * The customers of a unit, as conditions `DIMENSION=VALUE` that a question takes: its own condition,
 * or else those of its parts, which are alternatives. A unit whose parts are cut by different
 * dimensions (divisions and regions under one company) stands for all customers.
 */
export function unitWhere(units: readonly Unit[], id: string): string[] {
  const [unit, ...parts] = unitWithParts(units, id)
  if (!unit) return []
  if (unit.dimension !== null && unit.value !== null) return [`${unit.dimension}=${unit.value}`]
  const cut = parts.filter((part) => part.dimension !== null && part.value !== null)
  if (new Set(cut.map(({ dimension }) => dimension)).size !== 1) return []
  return [...new Set(cut.map(({ dimension, value }) => `${dimension}=${value}`))]
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
