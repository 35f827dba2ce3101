/** Fitted numbers are sums of doubles in an order that is free on a cluster. */
const closeness = 1e-9

/**
 * Where two answers of the terminal part: nothing when they are the same bytes, or those of a fit whose
 * numbers differ by no more than 1e-9 of their size.
 */
export function findDifference(one: string, other: string): string | undefined {
  if (one === other) return undefined
  const parsed: unknown = JSON.parse(one)
  if (Array.isArray(parsed)) return 'not the same bytes'
  return findFar(parsed, JSON.parse(other), 'answer')
}

function findFar(one: unknown, other: unknown, path: string): string | undefined {
  if (typeof one === 'number' && typeof other === 'number') {
    const isClose = Math.abs(one - other) <= closeness * Math.abs(one)
    return isClose ? undefined : `${path}: ${one} and ${other}`
  }
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null)
    return one === other ? undefined : `${path}: ${String(one)} and ${String(other)}`
  const [ones, others] = [one, other] as Record<string, unknown>[]
  for (const key of new Set([...Object.keys(one), ...Object.keys(other)])) {
    const found = findFar(ones![key], others![key], `${path}.${key}`)
    if (found !== undefined) return found
  }
  return undefined
}
