import { normalCritical } from '../distribution/normal.ts'
import { maximise } from '../optimise/maximise.ts'
import { logParameterBox, type Objective } from '../optimise/objective.ts'
import { checkCustomerGroups, mergeEqualHistories, type CustomerGroups } from './customer-groups.ts'
import { dropoutNbdObjective } from './dropout-nbd/likelihood.ts'
import type { PurchaseFit } from './forecast-purchases.ts'
import { paretoNbdObjective } from './pareto-nbd/likelihood.ts'

/** Close enough in signed roots of the deviance: a thousandth of a standard error. */
const rootTolerance = 1e-3
const mostSteps = 20

/** In logarithms: a parameter known to no better than a factor of e^10 is not known. */
const farFromEstimate = 10

/**
 * Intervals of the parameters of a purchase model by profile likelihood: all values at which the
 * others, fitted anew, make the data no more than z²/2 less likely in logarithms. Longer on the side
 * on which the likelihood falls slowly, they hold their level in samples in which those from the
 * curvature (`parameterIntervals`) do not, at the cost of some forty fits.
 * Source: Venzon and Moolgavkar (1988), Applied Statistics 37, 87-94; Pawitan (2001), 3.4.
 *
 * @param groups the very groups that were fitted
 * @returns by name; 0 or Infinity on a side on which the data do not tell the parameter
 * @throws RangeError naming the column, row and value that is wrong, or on a level outside (0, 1)
 */
export function profileIntervals(
  fit: PurchaseFit,
  groups: CustomerGroups,
  { level = 0.95 }: { level?: number } = {},
): Record<string, { value: number; low: number; high: number }> {
  checkCustomerGroups(groups)
  const z = normalCritical(level)
  const objective = objectiveOf(fit, mergeEqualHistories(groups))
  const order: readonly string[] = fit.order
  const parameters: Record<string, number> = fit.parameters
  const best = Float64Array.from(order, (name) => Math.log(parameters[name]!))
  const entries = order.map((name, index) => {
    const side = (direction: 1 | -1) => {
      const start = Math.sqrt(fit.covarianceLog[index]![index]!)
      const profile = createProfile(objective, best, index, fit.customers)
      return Math.exp(findBound(profile, best[index]!, { direction, z, start }))
    }
    return [name, { value: parameters[name]!, low: side(-1), high: side(1) }] as const
  })
  return Object.fromEntries(entries)
}

function objectiveOf(fit: PurchaseFit, groups: CustomerGroups): Objective {
  if (fit.model === 'pareto-nbd') return paretoNbdObjective(groups)
  return dropoutNbdObjective(groups, fit.model === 'bg-nbd' ? 'after-repeat' : 'after-every')
}

/**
 * √(2 (ln L at the maximum − ln L with one parameter held)), the others fitted anew, each time from
 * where the last fit ended.
 */
function createProfile(
  objective: Objective,
  best: Float64Array,
  index: number,
  customers: number,
): (value: number) => number {
  const full = new Float64Array(best.length)
  const slopes = new Float64Array(best.length)
  const highest = objective.evaluate(best, slopes)
  let rest: Float64Array = best.filter((_, i) => i !== index)
  return (value) => {
    const held: Objective = {
      dimension: best.length - 1,
      evaluate: (point, gradient) => {
        for (let i = 0; i < full.length; i += 1)
          full[i] = i === index ? value : point[i < index ? i : i - 1]!
        const height = objective.evaluate(full, slopes)
        for (let i = 0; i < point.length; i += 1) gradient[i] = slopes[i < index ? i : i + 1]!
        return height
      },
    }
    const end = maximise(held, rest, { tolerance: 1e-8 })
    rest = end.point
    return Math.sqrt(Math.max(0, 2 * customers * (highest - end.value)))
  }
}

/** Where the root of the deviance reaches z: it is nearly a straight line, so secants find it. */
function findBound(
  profile: (value: number) => number,
  centre: number,
  { direction, z, start }: { direction: 1 | -1; z: number; start: number },
): number {
  let inside = { distance: 0, root: 0 }
  let outside: typeof inside | null = null
  let distance = z * Math.min(Math.max(start, 1e-3), 1)
  const farthest = Math.min(farFromEstimate, logParameterBox - direction * centre)
  for (let step = 0; step < mostSteps; step += 1) {
    distance = Math.min(distance, farthest)
    const here = { distance, root: profile(centre + direction * distance) }
    if (Math.abs(here.root - z) < rootTolerance) break
    if (here.root > z) outside = here
    else if (distance === farthest) return direction * Infinity
    else inside = here
    distance = nextDistance(inside, outside, z)
  }
  return centre + direction * distance
}

function nextDistance(
  inside: { distance: number; root: number },
  outside: { distance: number; root: number } | null,
  z: number,
): number {
  if (outside === null)
    return inside.distance * Math.min(3, 1.05 * (z / Math.max(inside.root, z / 4)))
  const share = (z - inside.root) / (outside.root - inside.root)
  // Kept off both ends, so that a bent line is halved instead of crept along.
  const kept = Math.min(0.95, Math.max(0.05, share))
  return inside.distance + kept * (outside.distance - inside.distance)
}
