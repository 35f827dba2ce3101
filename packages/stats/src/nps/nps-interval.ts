import { normalCritical } from '../distribution/normal.ts'
import { requireCount, requireNonNegative } from '../domain/require.ts'
import {
  insufficient,
  type Interval,
  type IntervalEstimate,
} from '../estimate/interval-estimate.ts'
import type { NpsCounts } from './nps-counts.ts'
import { npsScoreBounds } from './score-bounds.ts'

/** `adjusted-wald` unless told; `score` holds its level better below ten answers. */
export type NpsMethod = 'adjusted-wald' | 'score' | 'wald'

const methodNames: Record<NpsMethod, string> = {
  'adjusted-wald': 'adjusted Wald (¾, 1½, ¾)',
  score: 'score (restricted maximum likelihood)',
  wald: 'Wald',
}

/**
 * Net Promoter Score with its interval, in points −100 … 100.
 *
 * `adjusted-wald` adds ¾ promoter, 1½ passives and ¾ detractor and re-centres; `score` inverts the
 * score test. The value is always the plain score. Where the published interval leaves out its own
 * estimate (one answer at 95 %, some more at 80 %), the nearer bound is moved to the estimate: the
 * interval only grows, so its coverage cannot fall. Bounds are clamped to ±100.
 * Source: Rocks (2016), arXiv 1601.07235; MeasuringU, three NPS confidence intervals.
 *
 * @returns insufficient when nobody answered
 * @throws RangeError on counts that are negative or not whole
 */
export function npsInterval({
  level = 0.95,
  method = 'adjusted-wald',
  ...counts
}: NpsCounts & { level?: number; method?: NpsMethod }): Interval {
  const n =
    requireCount('detractors', counts.detractors) +
    requireCount('passives', counts.passives) +
    requireCount('promoters', counts.promoters)
  if (n === 0) return insufficient(0, 1, 'Nobody answered.')
  return intervalFromCounts(counts, n, level, method, methodNames[method])
}

/** Weight sums per band, with what Kish's effective n needs. */
export interface WeightedNps extends NpsCounts {
  /** Sum of squared weights over all answers. */
  sumSquaredWeights: number
  /** How many answered. */
  n: number
}

/**
 * Weighted Net Promoter Score: the interval of `npsInterval` at Kish's effective n (Σw)² / Σw².
 *
 * @returns points; `n` stays the number of answers; insufficient without any weight
 * @throws RangeError on negative sums
 */
export function weightedNpsInterval({
  level = 0.95,
  method = 'adjusted-wald',
  ...input
}: WeightedNps & { level?: number; method?: NpsMethod }): Interval {
  const sumWeights =
    requireNonNegative('detractors', input.detractors) +
    requireNonNegative('passives', input.passives) +
    requireNonNegative('promoters', input.promoters)
  requireNonNegative('sumSquaredWeights', input.sumSquaredWeights)
  requireCount('n', input.n)
  if (sumWeights === 0 || input.n === 0)
    return insufficient(input.n, 1, 'Nobody with a weight answered.')
  const effective = Math.min(input.n, sumWeights * (sumWeights / input.sumSquaredWeights))
  const scale = effective / sumWeights
  const counts = {
    detractors: input.detractors * scale,
    passives: input.passives * scale,
    promoters: input.promoters * scale,
  }
  const name = `${methodNames[method]}, Kish effective n`
  return intervalFromCounts(counts, input.n, level, method, name)
}

/** Score and variance of a single answer, as fractions, after `extra` pseudo-answers ¼, ½, ¼. */
export function npsMoments(counts: NpsCounts, extra: number): NpsMoments {
  const promoters = counts.promoters + extra / 4
  const detractors = counts.detractors + extra / 4
  const size = promoters + detractors + counts.passives + extra / 2
  const score = (promoters - detractors) / size
  return { score, variance: Math.max(0, (promoters + detractors) / size - score ** 2), size }
}

export interface NpsMoments {
  score: number
  variance: number
  size: number
}

function intervalFromCounts(
  counts: NpsCounts,
  n: number,
  level: number,
  method: NpsMethod,
  name: string,
): IntervalEstimate {
  const plain = npsMoments(counts, 0)
  const used = method === 'adjusted-wald' ? npsMoments(counts, 3) : plain
  const se = Math.sqrt(used.variance / used.size)
  const z = normalCritical(level)
  const [low, high] =
    method === 'score' ? npsScoreBounds(counts, z) : [used.score - z * se, used.score + z * se]
  // Multiplied before it is divided: 148 of 1,000 are 14.8 and not 14.799999999999999.
  const value = (100 * (counts.promoters - counts.detractors)) / plain.size
  return {
    kind: 'estimate',
    value,
    low: Math.max(-100, Math.min(100 * low, value)),
    high: Math.min(100, Math.max(100 * high, value)),
    se: 100 * se,
    level,
    n,
    method: name,
  }
}
