import {
  requireBetween,
  requireCount,
  requireFinite,
  requireNonNegative,
} from '../domain/require.ts'
import { insufficient, type Insufficient } from '../estimate/interval-estimate.ts'
import type { RandomSource } from '../random/random-source.ts'

/** Something that was scored on each criterion. */
export interface Alternative {
  name: string
  /** One per criterion, in their order, higher is better; all on one scale. */
  scores: readonly number[]
}

/** Where an alternative stands, and how sure that is. */
export interface RankedAlternative {
  name: string
  /** Σ weight · score with the weights as given, scaled to add up to 1. */
  score: number
  /** 1 is best; equals share the best of their ranks. */
  rank: number
  /** Share of the simulated weightings in which it takes rank 1, 2, …; adds up to 1. */
  shares: number[]
  /** Mean rank over the weightings. */
  meanRank: number
}

export interface RankStability {
  kind: 'rank-stability'
  /** In the order given. */
  alternatives: RankedAlternative[]
  /** Share of the weightings in which the best one stays the best. */
  firstHolds: number
  /** The most that a share may be off by the simulation, as one standard error: √(¼ / draws). */
  simulationError: number
  draws: number
}

/**
 * How often a ranking by weighted scores survives when the weights are not exactly those.
 *
 * Each simulated weighting multiplies every weight by a number drawn evenly from 1 − noise to
 * 1 + noise and scales the weights to add up to 1. Alternatives with equal scores share their ranks
 * evenly. Source: Butler, Jia and Dyer (1997), European Journal of Operational Research 103, 531-546.
 *
 * @param input.weights one per criterion, 0 or above, in any unit
 * @param input.noise in [0, 1], .2 unless told: ± 20 %
 * @param options.random seeded; the same seed gives the same shares
 * @param options.draws weightings, 10,000 unless told
 * @returns insufficient with fewer than two alternatives, or when no criterion has weight
 * @throws RangeError on a score that is not finite, a negative weight, scores of another length
 */
export function rankStability(
  input: { alternatives: readonly Alternative[]; weights: readonly number[]; noise?: number },
  { random, draws = 10_000 }: { random: RandomSource; draws?: number },
): RankStability | Insufficient {
  const { alternatives, weights, noise = 0.2 } = input
  requireScores(alternatives, weights)
  requireBetween('noise', noise, 0, 1)
  if (requireCount('draws', draws) < 1)
    throw new RangeError(`draws must be 1 or more, got ${draws}`)
  const n = alternatives.length
  if (n < 2) return insufficient(n, 2, 'There is nothing to rank with fewer than two alternatives.')
  if (!weights.some((weight) => weight > 0))
    return insufficient(0, 1, 'No criterion has any weight.')
  const scores = scoreAll(alternatives, weights)
  const shares = alternatives.map(() => new Array<number>(n).fill(0))
  for (let draw = 0; draw < draws; draw += 1) {
    const shaken = weights.map((weight) => weight * (1 + noise * (2 * random.uniform() - 1)))
    addRanks(scoreAll(alternatives, shaken), shares, 1 / draws)
  }
  const ranks = scores.map((score) => 1 + scores.filter((other) => other > score).length)
  const ranked = alternatives.map(({ name }, i) => ({
    name,
    score: scores[i]!,
    rank: ranks[i]!,
    shares: shares[i]!,
    meanRank: shares[i]!.reduce((sum, share, k) => sum + share * (k + 1), 0),
  }))
  return {
    kind: 'rank-stability',
    alternatives: ranked,
    firstHolds: Math.max(...ranked.filter(({ rank }) => rank === 1).map((one) => one.shares[0]!)),
    simulationError: Math.sqrt(0.25 / draws),
    draws,
  }
}

function requireScores(alternatives: readonly Alternative[], weights: readonly number[]): void {
  weights.forEach((weight, k) => requireNonNegative(`weights[${k}]`, weight))
  for (const { name, scores } of alternatives) {
    if (scores.length !== weights.length)
      throw new RangeError(
        `scores of ${name} must be one per weight (${weights.length}), got ${scores.length}`,
      )
    scores.forEach((score, k) => requireFinite(`scores[${k}] of ${name}`, score))
  }
}

function scoreAll(alternatives: readonly Alternative[], weights: readonly number[]): number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  return alternatives.map(({ scores }) =>
    total === 0 ? 0 : scores.reduce((sum, score, k) => sum + (weights[k]! / total) * score, 0),
  )
}

/** Adds one weighting to the shares; equals spread it evenly over the ranks that they take. */
function addRanks(scores: readonly number[], shares: number[][], part: number): void {
  scores.forEach((score, i) => {
    let better = 0
    let equal = 0
    for (const other of scores) {
      if (other > score) better += 1
      else if (other === score) equal += 1
    }
    for (let k = better; k < better + equal; k += 1) shares[i]![k]! += part / equal
  })
}
