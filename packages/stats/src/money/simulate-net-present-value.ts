import { requireCount } from '../domain/require.ts'
import type { IntervalEstimate } from '../estimate/interval-estimate.ts'
import { wilsonInterval } from '../proportion/wilson-interval.ts'
import type { RandomSource } from '../random/random-source.ts'
import { netPresentValue } from './net-present-value.ts'
import {
  describeAmount,
  drawAmount,
  requireAmount,
  type UncertainAmount,
} from './uncertain-amount.ts'

/** One cause of money: an uncertain amount, and how much of it falls into each period. */
export interface BenefitLine {
  name: string
  /** Drawn once per simulated future, so the periods of a line rise and fall together. */
  amount: UncertainAmount
  /** Multiples of the amount at the end of period 0, 1, 2, …; −1 for a cost. */
  profile: readonly number[]
}

/** A percentile of the simulated futures, with how far the simulation itself may be off (95 %). */
export interface SimulatedPercentile {
  value: number
  low: number
  high: number
}

/** What the present value of a stream may come out as. */
export interface NetPresentValueDistribution {
  kind: 'distribution'
  /** Exact, from the means and variances of the lines. */
  mean: number
  sd: number
  /** Of the simulated futures: in 10 %, half and 90 % of them the value is below. */
  p10: SimulatedPercentile
  p50: SimulatedPercentile
  p90: SimulatedPercentile
  /** Share of the futures in which the value is above 0, with the error of the simulation. */
  aboveZero: IntervalEstimate
  /** What each line adds to the mean and to the variance; shares of variance add up to 1. */
  lines: { name: string; mean: number; shareOfVariance: number }[]
  draws: number
}

/**
 * The distribution of the net present value of uncertain benefits and costs.
 *
 *   NPV = Σ_l A_l c_l,  c_l = Σ_t profile_lt / (1 + i)^t
 *   E NPV = Σ c_l E A_l,  var NPV = Σ c_l² var A_l
 *
 * with the lines independent of one another. What depends on one cause belongs into one line; a
 * cause that two lines share makes the true spread wider than this.
 * Source: Hillier (1963), Management Science 9, 443-457; percentiles by simulation, their error from
 * the order statistics.
 *
 * @param options.random seeded; the same seed gives the same percentiles
 * @param options.draws simulated futures, 10,000 unless told, at least 100
 * @throws RangeError on a rate of −1 or below, an amount that does not fit its shape, a profile that
 * is not finite, fewer than 100 draws
 */
export function simulateNetPresentValue(
  { lines, ratePerPeriod }: { lines: readonly BenefitLine[]; ratePerPeriod: number },
  { random, draws = 10_000 }: { random: RandomSource; draws?: number },
): NetPresentValueDistribution {
  requireCount('draws', draws)
  if (draws < 100) throw new RangeError(`draws must be 100 or more, got ${draws}`)
  netPresentValue([], ratePerPeriod)
  const parts = lines.map(({ name, amount, profile }) => {
    requireAmount(`amount of ${name}`, amount)
    const factor = netPresentValue(profile, ratePerPeriod)
    const { mean, variance } = describeAmount(amount)
    return { name, amount, factor, mean: factor * mean, variance: factor * factor * variance }
  })
  const variance = parts.reduce((sum, part) => sum + part.variance, 0)
  const values = new Float64Array(draws)
  for (const { amount, factor } of parts)
    for (let draw = 0; draw < draws; draw += 1) values[draw]! += factor * drawAmount(random, amount)
  values.sort()
  const successes = values.reduce((count, value) => count + (value > 0 ? 1 : 0), 0)
  return {
    kind: 'distribution',
    mean: parts.reduce((sum, part) => sum + part.mean, 0),
    sd: Math.sqrt(variance),
    p10: readPercentile(values, 0.1),
    p50: readPercentile(values, 0.5),
    p90: readPercentile(values, 0.9),
    // There is at least one draw, so the share is never thin.
    aboveZero: wilsonInterval({ successes, n: draws }) as IntervalEstimate,
    lines: parts.map((part) => ({
      name: part.name,
      mean: part.mean,
      shareOfVariance: variance === 0 ? 0 : part.variance / variance,
    })),
    draws,
  }
}

/** A percentile of sorted values and the order statistics that hold it in 95 of 100 simulations. */
function readPercentile(sorted: Float64Array, share: number): SimulatedPercentile {
  const n = sorted.length
  const half = 1.96 * Math.sqrt(n * share * (1 - share))
  const at = (place: number) => sorted[Math.min(n - 1, Math.max(0, place))]!
  return {
    value: at(Math.ceil(n * share) - 1),
    low: at(Math.floor(n * share - half) - 1),
    high: at(Math.ceil(n * share + half)),
  }
}
