import { FealtyError } from '@fealty/core'
import { orSign } from '@fealty/measure'
import type { KeptExperiment } from '@fealty/prove'

/** A share of an effect, with what the effect is of. */
export interface EffectClaim {
  initiativeId: string
  experimentId: string
  experiment: KeptExperiment
  share: number
}

/** Rounding in shares that add up to one. */
const tolerance = 1e-9

/**
 * Each unit of benefit is claimed once: the shares of all claims on one effect, or on effects of one
 * metric whose customers and days overlap, add up to 1 at most.
 * @throws FealtyError `initiative.claimed` with the share that is left
 */
export function checkClaims(known: readonly EffectClaim[], added: readonly EffectClaim[]): void {
  const all = [...known]
  for (const claim of added) {
    const taken = all
      .filter((other) => claimsOverlap(claim, other))
      .reduce((sum, { share }) => sum + share, 0)
    if (taken + claim.share > 1 + tolerance) {
      const left = Math.max(0, Math.floor((1 - taken) * 1000 + tolerance) / 10)
      throw new FealtyError('initiative.claimed', { name: claim.experiment.name, left })
    }
    all.push(claim)
  }
}

/** Whether two claims may be claims on the same money; where it cannot be told, they are. */
export function claimsOverlap(one: EffectClaim, other: EffectClaim): boolean {
  if (one.experimentId === other.experimentId) return true
  const [a, b] = [one.experiment, other.experiment]
  if (a.metric !== b.metric) return false
  if (a.measured.from > b.measured.to || b.measured.from > a.measured.to) return false
  return !areDisjoint(treatedConditions(a), treatedConditions(b))
}

/** The conditions of the population and, for groups from an attribute, of its treated arms. */
function treatedConditions({ population, assignedBy, attribute, arms }: KeptExperiment): string[] {
  if (assignedBy !== 'attribute' || attribute === null) return population
  const treated = arms.slice(1)
  if (treated.some(({ values }) => values.length === 0)) return population
  return [
    ...population,
    ...treated.flatMap(({ values }) => values.map((value) => `${attribute}=${value}`)),
  ]
}

/** Nobody meets both: they name different values of one dimension. */
function areDisjoint(one: readonly string[], other: readonly string[]): boolean {
  const [a, b] = [byDimension(one), byDimension(other)]
  return [...a].some(([name, values]) => {
    const others = b.get(name)
    return others !== undefined && ![...values].some((value) => others.has(value))
  })
}

function byDimension(conditions: readonly string[]): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>()
  // Alternatives of several dimensions keep two populations apart by none of them.
  for (const condition of conditions.filter((one) => !one.includes(orSign))) {
    const at = condition.indexOf('=')
    const name = condition.slice(0, at).trim().toLowerCase()
    const values = found.get(name) ?? new Set<string>()
    found.set(name, values.add(condition.slice(at + 1).trim()))
  }
  return found
}

/**
 * The population without saved segments: their conditions may meet any other's, while a value of an
 * attribute that happens to be called “segment” is told from another value of it.
 */
export function withoutSavedSegments(
  population: readonly string[],
  saved: readonly { name: string }[],
): string[] {
  const names = new Set(saved.map(({ name }) => `segment=${name.toLowerCase()}`))
  return population.filter((condition) => !names.has(condition.trim().toLowerCase()))
}
