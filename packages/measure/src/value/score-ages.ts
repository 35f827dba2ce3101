import { retentionSurvival } from '@fealty/stats'
import { predictionSide } from './score-groups.ts'

/** What is to come of a contract of each age, in monthly fees. */
export interface AgeScores {
  renewals: number[]
  /** Expected further payments within the horizon. */
  expected: number[]
  /** The same, each discounted to today; the next payment is due now. */
  discounted: number[]
  /** Prediction bounds of the discounted payments: the contract's own chance to end is in them. */
  low: number[]
  high: number[]
}

/**
 * Scores each age of a contract. A contract renewed n times makes its k-th further payment with
 * chance S(n + k) / S(n).
 * Source: Fader and Hardie (2010), Marketing Science 29, 85-93.
 *
 * @param months how many payments are looked at
 * @param monthlyRate discount rate per month, as a fraction
 */
export function scoreAges(
  retention: { alpha: number; beta: number },
  oldest: number,
  months: number,
  monthlyRate: number,
): AgeScores {
  const scores: AgeScores = { renewals: [], expected: [], discounted: [], low: [], high: [] }
  const survival = Array.from({ length: oldest + months + 1 }, (_, t) =>
    retentionSurvival(retention, t),
  )
  for (let renewals = 0; renewals <= oldest; renewals += 1) {
    const score = scoreAge(survival, renewals, months, monthlyRate)
    scores.renewals.push(renewals)
    for (const name of ['expected', 'discounted', 'low', 'high'] as const)
      scores[name].push(score[name])
  }
  return scores
}

function scoreAge(survival: readonly number[], renewals: number, months: number, rate: number) {
  const score = { expected: 0, discounted: 0, low: 0, high: 0 }
  let worth = 1
  for (let k = 1; k <= months; k += 1) {
    const kept = survival[renewals + k]! / survival[renewals]!
    score.expected += kept
    score.discounted += kept * worth
    // At least k payments come with chance `kept`: the bounds are quantiles of their number.
    if (kept > 1 - predictionSide) score.low += worth
    if (kept > predictionSide) score.high += worth
    worth /= 1 + rate
  }
  return score
}
