import { requireCount, requirePositive } from '../domain/require.ts'

export interface BetaBinomialQuestion {
  /** Trials to come, whole, 0 or more. */
  trials: number
  /** Successes that are wanted, whole; 0 or fewer are certain, more than `trials` impossible. */
  atLeast: number
  /** What is known of the chance that all trials share: Beta(a, b), both above 0. */
  a: number
  b: number
}

/**
 * P(at least so many successes) in trials that share one chance, which is itself only known as
 * Beta(a, b): the posterior predictive of a proportion. Terms by their ratio, exact to rounding.
 * Source: Gelman and others (2013), Bayesian Data Analysis, 3rd ed., appendix A (beta-binomial).
 *
 * @throws RangeError for a or b not above 0, or trials that are not whole
 */
export function betaBinomialTail({ trials, atLeast, a, b }: BetaBinomialQuestion): number {
  requireCount('trials', trials)
  requirePositive('a', a)
  requirePositive('b', b)
  if (atLeast <= 0) return 1
  if (atLeast > trials) return 0
  // P(no success), then P(x + 1) ÷ P(x).
  let term = 1
  for (let at = 0; at < trials; at += 1) term *= (b + at) / (a + b + at)
  let below = 0
  for (let x = 0; x < atLeast; x += 1) {
    below += term
    term *= ((trials - x) * (a + x)) / ((x + 1) * (b + trials - x - 1))
  }
  return Math.min(1, Math.max(0, 1 - below))
}
