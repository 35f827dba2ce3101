import { normalCritical } from '../distribution/normal.ts'
import { requireBetween, requireCount, requireNonNegative } from '../domain/require.ts'
import {
  insufficient,
  type Interval,
  type IntervalEstimate,
} from '../estimate/interval-estimate.ts'

export interface ProportionCounts {
  /** How many had the property. */
  successes: number
  /** Out of how many. */
  n: number
  /** Confidence level, .95 unless told. */
  level?: number
}

/**
 * A share with its Wilson score interval.
 *
 * Always holds its own estimate, never leaves [0, 1], and has a width at 0 and at n successes.
 * Source: Wilson (1927), JASA 22, 209-212.
 *
 * @returns shares in [0, 1]; insufficient when n is 0
 * @throws RangeError on counts that are negative, not whole, or successes above n
 */
export function wilsonInterval({ successes, n, level = 0.95 }: ProportionCounts): Interval {
  requireCount('n', n)
  requireCount('successes', successes)
  requireBetween('successes', successes, 0, n)
  if (n === 0) return insufficient(0, 1, 'Nobody was counted.')
  return wilsonFromShare(successes / n, n, n, level, 'Wilson score')
}

export interface WeightedProportion {
  /** Sum of the weights of those with the property. */
  weightedSuccesses: number
  /** Sum of all weights. */
  sumWeights: number
  /** Sum of all squared weights. */
  sumSquaredWeights: number
  /** How many answered. */
  n: number
  level?: number
}

/**
 * A weighted share: Wilson at Kish's effective sample size (Σw)² / Σw².
 *
 * @returns shares in [0, 1]; `n` stays the number of answers; insufficient without any weight
 * @throws RangeError on a negative sum or a numerator above its denominator
 */
export function weightedProportionInterval(input: WeightedProportion): Interval {
  const { weightedSuccesses, sumWeights, sumSquaredWeights, n, level = 0.95 } = input
  requireCount('n', n)
  requireNonNegative('sumWeights', sumWeights)
  requireNonNegative('sumSquaredWeights', sumSquaredWeights)
  requireBetween('weightedSuccesses', weightedSuccesses, 0, sumWeights)
  if (sumWeights === 0 || n === 0) return insufficient(n, 1, 'Nobody with a weight was counted.')
  const effective = Math.min(n, sumWeights * (sumWeights / sumSquaredWeights))
  return wilsonFromShare(
    weightedSuccesses / sumWeights,
    effective,
    n,
    level,
    'Wilson score, Kish effective n',
  )
}

function wilsonFromShare(
  share: number,
  effective: number,
  n: number,
  level: number,
  method: string,
): IntervalEstimate {
  const z = normalCritical(level)
  const shrink = 1 + (z * z) / effective
  const centre = (share + (z * z) / (2 * effective)) / shrink
  const variance = (share * (1 - share)) / effective
  const half = (z * Math.sqrt(variance + (z * z) / (4 * effective * effective))) / shrink
  return {
    kind: 'estimate',
    value: share,
    // At 0 and at 1 the bound equals the estimate; rounding must not push it past.
    low: share === 0 ? 0 : Math.max(0, Math.min(share, centre - half)),
    high: share === 1 ? 1 : Math.min(1, Math.max(share, centre + half)),
    se: Math.sqrt(variance),
    level,
    n,
    method,
  }
}
