/** What the order and the indent of a unit depend on. */
interface Placed {
  id: string
  name: string
  parentId: string | null
}

/** Units as a tree reads: each under the one above it, the same level by name, with its depth. */
export function orderUnits<U extends Placed>(units: readonly U[]): { unit: U; depth: number }[] {
  const known = new Set(units.map(({ id }) => id))
  const ordered: { unit: U; depth: number }[] = []
  const seen = new Set<string>()
  const add = (parentId: string | null, depth: number) => {
    const level = units.filter((unit) =>
      parentId === null
        ? unit.parentId === null || !known.has(unit.parentId)
        : unit.parentId === parentId,
    )
    for (const unit of level.sort((one, other) => one.name.localeCompare(other.name, 'en'))) {
      if (seen.has(unit.id)) continue
      seen.add(unit.id)
      ordered.push({ unit, depth })
      add(unit.id, depth + 1)
    }
  }
  add(null, 0)
  return ordered
}

/** The finding of the page: who is named, and for which units nobody answers. */
export function unitsHeadline(units: readonly { owner: string }[]): string {
  if (units.length === 0) return 'No units yet: nobody answers for a number.'
  const open = units.filter(({ owner }) => owner === '').length
  const one = units.length === 1
  if (open === 0)
    return one ? 'The one unit has an owner.' : `All ${units.length} units have an owner.`
  return `For ${open} of ${units.length} ${one ? 'unit' : 'units'} nobody answers.`
}
