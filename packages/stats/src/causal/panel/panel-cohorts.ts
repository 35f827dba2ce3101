import { requireCount, requireFinite, requirePositive } from '../../domain/require.ts'

/** Units that were first treated in the same period, by their means and products over periods. */
export interface PanelCohort {
  /** Index of the first treated period, 1, 2, …; Infinity for units that were never treated. */
  adoption: number
  /** How many units. */
  n: number
  /** Mean outcome in each period. */
  means: Float64Array
  /** Σ (y_t − ȳ_t)(y_s − ȳ_s) over the units, periods × periods, row by row. */
  products: Float64Array
}

/**
 * Collapses a balanced panel into its cohorts: everything that an effect, its error clustered by unit
 * and a pre-trend test need, whatever the number of units.
 *
 * @param outcomes one row per unit, one column per period, row by row; no gaps
 * @param adoption for each unit the index of its first treated period, Infinity where there is none
 * @returns cohorts in order of adoption
 * @throws RangeError on an outcome that is not finite, a length that is not units × periods, or an
 * adoption that is not a period
 */
export function summarisePanel(
  outcomes: Float64Array,
  adoption: Float64Array,
  periods: number,
): PanelCohort[] {
  requirePositive('periods', requireCount('periods', periods))
  if (outcomes.length !== adoption.length * periods)
    throw new RangeError(
      `outcomes must hold ${adoption.length} units × ${periods} periods, got ${outcomes.length}`,
    )
  const cohorts = new Map<number, PanelCohort>()
  const cohortOf = Array.from(adoption, (at, unit) => {
    requireAdoption(`adoption[${unit}]`, at, periods)
    const cohort = cohorts.get(at) ?? emptyCohort(at, periods)
    cohorts.set(at, cohort)
    cohort.n += 1
    return cohort
  })
  cohortOf.forEach(({ means }, unit) => {
    for (let t = 0; t < periods; t += 1)
      means[t]! += requireFinite(`outcomes[${unit * periods + t}]`, outcomes[unit * periods + t]!)
  })
  for (const { means, n } of cohorts.values()) for (let t = 0; t < periods; t += 1) means[t]! /= n
  const gaps = new Float64Array(periods)
  cohortOf.forEach(({ means, products }, unit) => {
    for (let t = 0; t < periods; t += 1) gaps[t] = outcomes[unit * periods + t]! - means[t]!
    for (let t = 0; t < periods; t += 1)
      for (let s = 0; s <= t; s += 1) products[t * periods + s]! += gaps[t]! * gaps[s]!
  })
  const ordered = [...cohorts.values()].sort((a, b) => (a.adoption < b.adoption ? -1 : 1))
  for (const { products } of ordered) mirror(products, periods)
  return ordered
}

/**
 * A cohort from the sums that a database gives: n, Σ y_t and Σ y_t y_s.
 *
 * @throws RangeError on lengths that do not fit, sums that are not finite, or a wrong adoption
 */
export function panelCohortFromSums(input: {
  adoption: number
  n: number
  sums: Float64Array
  crossProducts: Float64Array
}): PanelCohort {
  const { adoption, n, sums, crossProducts } = input
  const periods = sums.length
  requireAdoption('adoption', adoption, periods)
  requirePositive('n', requireCount('n', n))
  if (crossProducts.length !== periods * periods)
    throw new RangeError(
      `crossProducts must hold ${periods * periods} values, got ${crossProducts.length}`,
    )
  const means = sums.map((sum, t) => requireFinite(`sums[${t}]`, sum) / n)
  const products = crossProducts.map((product, i) => {
    const [t, s] = [Math.floor(i / periods), i % periods]
    const centred = requireFinite(`crossProducts[${i}]`, product) - sums[t]! * means[s]!
    return t === s ? Math.max(0, centred) : centred
  })
  return { adoption, n, means, products }
}

function emptyCohort(adoption: number, periods: number): PanelCohort {
  const means = new Float64Array(periods)
  return { adoption, n: 0, means, products: new Float64Array(periods * periods) }
}

function requireAdoption(name: string, adoption: number, periods: number): void {
  const isPeriod = Number.isInteger(adoption) && adoption >= 1 && adoption < periods
  if (!isPeriod && adoption !== Infinity)
    throw new RangeError(
      `${name} must be a period from 1 to ${periods - 1}, or Infinity for never, got ${adoption}`,
    )
}

function mirror(products: Float64Array, periods: number): void {
  for (let t = 0; t < periods; t += 1)
    for (let s = 0; s < t; s += 1) products[s * periods + t] = products[t * periods + s]!
}
