import { normalTwoSidedP, standardNormalQuantile } from '../distribution/normal.ts'
import { requireCount, requireOpenUnit } from '../domain/require.ts'
import {
  insufficient,
  type Insufficient,
  type IntervalEstimate,
} from '../estimate/interval-estimate.ts'
import { drawPoisson } from '../random/draw.ts'
import type { RandomSource } from '../random/random-source.ts'
import { standardise, type DriverChoice } from '../regression/standardised-problem.ts'
import { divideRSquared, rankImportance } from './driver-importance.ts'
import { pairwiseCovariance, type PairwiseOptions } from './pairwise-covariance.ts'
import type { DriverBlocks } from './driver-blocks.ts'
import type { PairwiseSums } from './driver-rows.ts'
import { requireSameNames } from './pairwise-sums.ts'

/** One way to divide R², with what another sample of customers might have shown. */
export interface BootstrappedImportance {
  /** Part of R². */
  value: IntervalEstimate
  /** Part of what is explained. */
  share: IntervalEstimate
  /** Rank 1 … p, with the ranks that draws gave. */
  rank: { value: number; low: number; high: number }
  /** Share of draws in which the driver came first. */
  firstShare: number
}

export interface DriverBootstrap {
  kind: 'driver-bootstrap'
  drivers: { name: string; lmg: BootstrappedImportance | null; johnson: BootstrappedImportance }[]
  level: number
  /** Draws that count, and draws in which a driver stopped varying or became collinear. */
  replicates: number
  failed: number
}

export interface DriverBootstrapOptions extends DriverChoice, PairwiseOptions {
  random: RandomSource
  /** 1,000 unless told; at least 100. */
  replicates?: number
  level?: number
}

const fewestBlocks = 20

/** LMG is left out where draws × 2^p would exceed this: about ten seconds. */
const mostSubsets = 2 ** 28

interface Division {
  names: string[]
  n: number
  lmg: Float64Array | null
  johnson: Float64Array
}

/**
 * Intervals for the importance of drivers and for their ranks: each block of rows is drawn a Poisson
 * number of times, and everything is computed anew from the re-weighted sums, repair of the matrix
 * included. Intervals are bias-corrected percentiles; ranks are plain percentiles.
 *
 * Blocks are random groups of rows (`blockRows`, or a hash of the customer in the database), so that
 * the cost does not grow with the rows; 200 blocks or more.
 * Sources: Efron and Tibshirani (1993), An Introduction to the Bootstrap, ch. 14 (bias correction);
 * Hanley and MacGibbon (2006), Computer Methods and Programs in Biomedicine 83 (Poisson weights).
 *
 * @returns insufficient with fewer than 20 blocks, or where the drivers cannot be judged at all
 * @throws RangeError on blocks of other variables, fewer than 100 replicates, or unknown names
 */
export function bootstrapDrivers(
  { parts, counts }: DriverBlocks,
  options: DriverBootstrapOptions,
): DriverBootstrap | Insufficient {
  const { random, replicates = 1000, level = 0.95 } = options
  requireOpenUnit('level', level)
  if (requireCount('replicates', replicates) < 100)
    throw new RangeError(`replicates must be 100 or above, got ${replicates}`)
  for (const part of parts) requireSameNames(parts[0]!.names, part.names)
  if (parts.length < fewestBlocks)
    return insufficient(
      parts.length,
      fewestBlocks,
      'There are too few groups of rows to draw from.',
    )
  const weigh = packBlocks(parts)
  const countOf = (block: number) => counts?.[block] ?? 1
  const withLmg = 2 ** (parts[0]!.names.length - 1) * replicates <= mostSubsets
  const estimate = divide(weigh(countOf), options, withLmg)
  if ('kind' in estimate) return estimate
  const draws: Division[] = []
  for (let draw = 0; draw < replicates; draw += 1) {
    const drawn = divide(
      weigh((block) => drawPoisson(random, countOf(block))),
      options,
      withLmg,
    )
    if (!('kind' in drawn) && drawn.names.join('\n') === estimate.names.join('\n'))
      draws.push(drawn)
  }
  if (draws.length < replicates / 2)
    return insufficient(draws.length, replicates / 2, 'Most draws could not judge the drivers.')
  return describe(estimate, draws, { level, failed: replicates - draws.length })
}

/** Lays all blocks out in one array, and returns their sum with each block weighted. */
function packBlocks(
  parts: readonly PairwiseSums[],
): (weightOf: (block: number) => number) => PairwiseSums {
  const { names } = parts[0]!
  const entries = names.length * names.length
  const width = 4 * entries
  const packed = new Float64Array(parts.length * width)
  parts.forEach(({ n, sum, sumSquares, sumProducts }, block) => {
    ;[n, sum, sumSquares, sumProducts].forEach((column, i) => {
      packed.set(column, block * width + i * entries)
    })
  })
  return (weightOf) => {
    const total = new Float64Array(width)
    for (let block = 0; block < parts.length; block += 1) {
      const weight = weightOf(block)
      if (weight === 0) continue
      const from = block * width
      for (let at = 0; at < width; at += 1) total[at]! += weight * packed[from + at]!
    }
    const column = (i: number) => total.subarray(i * entries, (i + 1) * entries)
    return { names, n: column(0), sum: column(1), sumSquares: column(2), sumProducts: column(3) }
  }
}

function divide(
  sums: PairwiseSums,
  options: DriverBootstrapOptions,
  withLmg: boolean,
): Division | Insufficient {
  const statistics = pairwiseCovariance(sums, options)
  if (statistics.kind === 'insufficient') return statistics
  const { outcome, drivers } = options
  const problem = standardise(statistics, { outcome, ...(drivers ? { drivers } : {}) })
  if (problem.kind === 'insufficient') return problem
  return { names: problem.names, n: problem.n, ...divideRSquared(problem, withLmg) }
}

function describe(
  estimate: Division,
  draws: readonly Division[],
  { level, failed }: { level: number; failed: number },
): DriverBootstrap {
  const spreadOf = (way: 'lmg' | 'johnson') => {
    const centre = estimate[way]
    if (centre === null) return null
    const drawn = draws.map((draw) => rankImportance(draw[way]!))
    return rankImportance(centre).map(({ value, share, rank }, i): BootstrappedImportance => {
      const ranks = drawn.map((all) => all[i]!.rank).sort((a, b) => a - b)
      const judge = (at: number, values: number[]) =>
        correctedPercentiles(at, values, { level, n: estimate.n })
      return {
        value: judge(
          value,
          drawn.map((all) => all[i]!.value),
        ),
        share: judge(
          share,
          drawn.map((all) => all[i]!.share),
        ),
        rank: {
          value: rank,
          low: quantileOf(ranks, (1 - level) / 2, 'down'),
          high: quantileOf(ranks, (1 + level) / 2, 'up'),
        },
        firstShare: ranks.filter((at) => at === 1).length / ranks.length,
      }
    })
  }
  const lmg = spreadOf('lmg')
  const johnson = spreadOf('johnson')!
  return {
    kind: 'driver-bootstrap',
    drivers: estimate.names.map((name, i) => ({
      name,
      lmg: lmg?.[i] ?? null,
      johnson: johnson[i]!,
    })),
    level,
    replicates: draws.length,
    failed,
  }
}

/** Φ(x). */
function normalLowerTail(x: number): number {
  const tail = normalTwoSidedP(x) / 2
  return x < 0 ? tail : 1 - tail
}

/**
 * Bias-corrected percentiles: the percentile levels are Φ(2 z₀ ± z), where z₀ is the normal quantile of
 * the share of draws below the estimate.
 */
function correctedPercentiles(
  value: number,
  values: number[],
  { level, n }: { level: number; n: number },
): IntervalEstimate {
  values.sort((a, b) => a - b)
  const count = values.length
  let below = 0
  for (const drawn of values) below += drawn < value ? 1 : drawn === value ? 0.5 : 0
  const shift = standardNormalQuantile((below + 0.5) / (count + 1))
  const critical = standardNormalQuantile((1 + level) / 2)
  const mean = values.reduce((sum, drawn) => sum + drawn, 0) / count
  const squares = values.reduce((sum, drawn) => sum + (drawn - mean) ** 2, 0)
  return {
    kind: 'estimate',
    value,
    low: Math.min(value, quantileOf(values, normalLowerTail(2 * shift - critical), 'down')),
    high: Math.max(value, quantileOf(values, normalLowerTail(2 * shift + critical), 'up')),
    se: Math.sqrt(squares / Math.max(1, count - 1)),
    level,
    n,
    method: 'Poisson bootstrap, bias-corrected percentiles',
  }
}

/** Order statistic of sorted values, rounded outwards. */
function quantileOf(sorted: readonly number[], probability: number, way: 'down' | 'up'): number {
  const place = probability * (sorted.length - 1)
  const at = way === 'down' ? Math.floor(place) : Math.ceil(place)
  return sorted[Math.min(sorted.length - 1, Math.max(0, at))]!
}
