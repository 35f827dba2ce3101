import type { Objective } from '../../optimise/objective.ts'
import { digammaDifference, logGammaRatio } from '../../special/gamma-ratio.ts'

/** alpha, beta: beta of the chance to buy at an opportunity; gamma, delta: of the chance to leave. */
export type BgBbParameters = Record<'alpha' | 'beta' | 'gamma' | 'delta', number>

/** Customers grouped by what happened at n discrete opportunities, one column each. */
export interface OpportunityGroups {
  /** At how many opportunities after the first purchase they bought. */
  x: Float64Array
  /** The last opportunity bought at: 0 where x is 0, else x … n. */
  tx: Float64Array
  /** How many opportunities there were. */
  n: Float64Array
  /** How many customers. */
  w: Float64Array
}

/** One way the history can have come about: left right before opportunity `left + 1`, or not yet. */
interface Path {
  log: number
  /** Derivatives in (α, β, γ, δ). */
  slope: [number, number, number, number]
}

/**
 * Mean log-likelihood per customer of the BG/BB and its gradient in the log-parameters.
 *
 * L = B(α+x, β+n−x)/B(α,β) · B(γ, δ+n)/B(γ,δ)
 *     + Σ_{i=0}^{n−t_x−1} B(α+x, β+t_x−x+i)/B(α,β) · B(γ+1, δ+t_x+i)/B(γ,δ).
 * Source: Fader, Hardie and Shang (2010), Marketing Science 29, 1086-1108, eq. 5.
 */
export function bgBbObjective({ x, tx, n, w }: OpportunityGroups): Objective {
  const customers = w.reduce((total, weight) => total + weight, 0)
  return {
    dimension: 4,
    evaluate: (point, gradient) => {
      const [alpha, beta, gamma, delta] = Array.from(point, Math.exp) as [
        number,
        number,
        number,
        number,
      ]
      const parameters = { alpha, beta, gamma, delta }
      const natural = [alpha, beta, gamma, delta]
      gradient.fill(0)
      let value = 0
      for (let i = 0; i < x.length; i += 1) {
        const history = { x: x[i]!, tx: tx[i]!, n: n[i]! }
        const { log, slope } = sumOfPaths(parameters, history)
        value += w[i]! * log
        for (let k = 0; k < 4; k += 1) gradient[k]! += (w[i]! * slope[k]! * natural[k]!) / customers
      }
      return value / customers
    },
  }
}

/** ln L of one history and its derivatives, by a log-sum over the moments of leaving. */
function sumOfPaths(
  parameters: BgBbParameters,
  { x, tx, n }: { x: number; tx: number; n: number },
): Path {
  let total = pathOf(parameters, x, n, false)
  for (let end = tx; end < n; end += 1) total = addPaths(total, pathOf(parameters, x, end, true))
  return total
}

/** Bought x times in `end` opportunities and then left, or is still here after them. */
function pathOf(
  { alpha, beta, gamma, delta }: BgBbParameters,
  x: number,
  end: number,
  hasLeft: boolean,
): Path {
  const missed = end - x
  const steps = hasLeft ? end + 1 : end
  const log =
    logGammaRatio(alpha, x) +
    logGammaRatio(beta, missed) -
    logGammaRatio(alpha + beta, end) +
    logGammaRatio(delta, end) -
    logGammaRatio(gamma + delta, steps) +
    (hasLeft ? Math.log(gamma) : 0)
  const buying = digammaDifference(alpha + beta, end)
  const staying = digammaDifference(gamma + delta, steps)
  return {
    log,
    slope: [
      digammaDifference(alpha, x) - buying,
      digammaDifference(beta, missed) - buying,
      (hasLeft ? 1 / gamma : 0) - staying,
      digammaDifference(delta, end) - staying,
    ],
  }
}

function addPaths(first: Path, second: Path): Path {
  const [large, small] = first.log >= second.log ? [first, second] : [second, first]
  const ratio = Math.exp(small.log - large.log)
  const share = ratio / (1 + ratio)
  return {
    log: large.log + Math.log1p(ratio),
    slope: large.slope.map(
      (slope, k) => (1 - share) * slope + share * small.slope[k]!,
    ) as Path['slope'],
  }
}

/** P(alive at n | history): the share of the path that has not left, one opportunity further. */
export function bgBbAlive(
  parameters: BgBbParameters,
  history: { x: number; tx: number; n: number },
): number {
  const { gamma, delta } = parameters
  // Alive for opportunity n + 1 means not having left right before it either.
  const stays = (delta + history.n) / (gamma + delta + history.n)
  const here = pathOf(parameters, history.x, history.n, false).log
  return stays * Math.exp(here - sumOfPaths(parameters, history).log)
}

/** P(not left after n opportunities | history): the posterior weight of the path still open. */
export function bgBbStillOpen(
  parameters: BgBbParameters,
  history: { x: number; tx: number; n: number },
): number {
  return Math.exp(
    pathOf(parameters, history.x, history.n, false).log - sumOfPaths(parameters, history).log,
  )
}
