import { requireCount, requireNonNegative } from '../../domain/require.ts'
import { insufficient, type Insufficient } from '../../estimate/interval-estimate.ts'
import { fitLikelihood } from '../../optimise/fit-likelihood.ts'
import { describeFit, type Boundary, type ModelFit } from '../fit.ts'
import { retentionObjective, type RenewalCounts } from './likelihood.ts'

/** Contract customers by age; cohorts may be added up, since the model knows age alone. */
export interface RetentionAge {
  /** Which renewal: 1, 2, … */
  renewal: number
  /** How many left at this renewal. */
  lost: number
  /** How many renewed here and were not seen any further (the youngest cohorts end early). */
  censored: number
}

export type SbgFit = ModelFit<'sbg', 'alpha' | 'beta'>
export type BdwFit = ModelFit<'bdw', 'alpha' | 'beta' | 'c'>

const startingPoints = [
  [1, 1],
  [0.5, 2],
  [0.3, 0.3],
  [5, 20],
] as const

/**
 * Fits the shifted beta-geometric: each customer has an own constant chance to leave at a renewal,
 * beta-distributed across customers. Retention rates then rise with age because the ready ones go
 * first.
 * Source: Fader and Hardie (2007), Journal of Interactive Marketing 21, 76-90.
 *
 * @returns insufficient without customers, or when nobody left
 * @throws RangeError on counts that are negative or a renewal that is not 1, 2, …
 */
export function fitSbg(ages: readonly RetentionAge[]): SbgFit | Insufficient {
  const { counts, customers, lost } = countRenewals(ages)
  const thin = refuseThin(customers, lost)
  if (thin) return thin
  const solution = fitLikelihood({
    objective: retentionObjective(counts, customers, true),
    starts: startingPoints,
    weight: customers,
  })
  const fit = describeFit('sbg', ['alpha', 'beta'] as const, solution, customers)
  fit.boundaries = findBoundaries(fit)
  return fit
}

/**
 * Fits the beta-discrete-Weibull: the sBG in which each customer's own chance to leave may also fall
 * (c < 1) or rise (c > 1) with age.
 * Source: Fader, Hardie, Liu, Davin and Steenburgh (2018), Journal of Interactive Marketing 43, 1-16.
 *
 * @returns as `fitSbg`
 * @throws RangeError as `fitSbg`
 */
export function fitBdw(ages: readonly RetentionAge[]): BdwFit | Insufficient {
  const { counts, customers, lost } = countRenewals(ages)
  const thin = refuseThin(customers, lost)
  if (thin) return thin
  const solution = fitLikelihood({
    objective: retentionObjective(counts, customers, false),
    starts: startingPoints.flatMap(([alpha, beta]) => [
      [alpha, beta, 1],
      [alpha, beta, 1.6],
      [alpha, beta, 0.6],
    ]),
    weight: customers,
  })
  const fit = describeFit('bdw', ['alpha', 'beta', 'c'] as const, solution, customers)
  fit.boundaries = findBoundaries(fit)
  return fit
}

/**
 * Turns the survivors of one cohort (1000, 631, 468, …: at the start, after renewal 1, 2, …) into
 * counts by age.
 *
 * @throws RangeError unless the survivors never rise
 */
export function retentionFromSurvivors(survivors: readonly number[]): RetentionAge[] {
  survivors.forEach((count, i) => {
    requireNonNegative(`survivors[${i}]`, count)
    if (i > 0 && count > survivors[i - 1]!)
      throw new RangeError(`survivors[${i}] must not exceed the one before, got ${count}`)
  })
  return survivors.slice(1).map((count, i) => ({
    renewal: i + 1,
    lost: survivors[i]! - count,
    censored: i === survivors.length - 2 ? count : 0,
  }))
}

function countRenewals(ages: readonly RetentionAge[]): {
  counts: RenewalCounts
  customers: number
  lost: number
} {
  const last = ages.reduce((longest, { renewal }) => Math.max(longest, renewal), 0)
  requireCount('renewal', last)
  const left = new Float64Array(last)
  const ends = new Float64Array(last)
  let customers = 0
  for (const { renewal, lost, censored } of ages) {
    if (!(Number.isSafeInteger(renewal) && renewal >= 1))
      throw new RangeError(`renewal must be a whole number, 1 or above, got ${renewal}`)
    left[renewal - 1]! += requireNonNegative('lost', lost)
    ends[renewal - 1]! += requireNonNegative('censored', censored)
    customers += lost + censored
  }
  // Whoever was lost or last seen later has renewed here.
  const stayed = new Float64Array(last)
  let later = 0
  for (let i = last - 1; i >= 0; i -= 1) {
    stayed[i] = later + ends[i]!
    later = stayed[i]! + left[i]!
  }
  const renewal = Float64Array.from(left, (_, i) => i + 1)
  return { counts: { renewal, left, stayed }, customers, lost: left.reduce((a, b) => a + b, 0) }
}

function refuseThin(customers: number, lost: number): Insufficient | null {
  if (customers === 0) return insufficient(0, 1, 'There are no customers.')
  if (lost === 0) return insufficient(customers, customers + 1, 'Nobody has left yet.')
  return null
}

function findBoundaries(fit: {
  parameters: Record<'alpha' | 'beta', number>
  order: readonly string[]
  standardErrors: Record<string, number>
}): Boundary[] {
  const { alpha, beta } = fit.parameters
  const { alpha: alphaError, beta: betaError } = fit.standardErrors
  // Where only α/(α + β) is told, both run up together: customers differ too little to be seen.
  const isFlat = alphaError! > 2 * alpha && betaError! > 2 * beta
  if (alpha + beta > 1e4 || (isFlat && alpha + beta > 100)) {
    const chance = ((100 * alpha) / (alpha + beta)).toPrecision(2)
    const words = `As far as the data tell, all customers share one chance to leave: ${chance} % at each renewal.`
    return [{ code: 'same-retention-for-all', words }]
  }
  const unknown = fit.order.filter((name) => fit.standardErrors[name] === Infinity)
  if (unknown.length === 0) return []
  return [
    {
      code: 'parameter-not-identified',
      words: `The data do not tell ${unknown.join(' and ')}: too few renewals were seen.`,
    },
  ]
}
