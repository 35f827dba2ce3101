import {
  requireBetween,
  requireCount,
  requireFinite,
  requireNonNegative,
} from '../../domain/require.ts'
import { insufficient, type Insufficient } from '../../estimate/interval-estimate.ts'
import type { MeanStatistics } from '../../mean/mean-interval.ts'
import { estimateRatio, type RatioStatistics } from '../../ratio/ratio-interval.ts'
import { judgeEffect, plainMoments, type Effect, type EffectOptions } from './effect.ts'

/**
 * Effect on a mean per unit by Welch's t test, absolute or relative to control.
 * Source: Welch (1947); relative by the delta method, as Deng, Knoblich and Lu (2018), KDD, eq. 3.
 *
 * @returns treated minus control; insufficient below two units in an arm, where neither arm varies,
 * and for a relative effect where the control mean cannot be told from zero
 * @throws RangeError on a negative m2, a mean that is not finite, or n that is not a whole number
 */
export function estimateMeanEffect(
  treated: MeanStatistics,
  control: MeanStatistics,
  options: EffectOptions = {},
): Effect | Insufficient {
  for (const { n, mean, m2 } of [treated, control]) {
    requireCount('n', n)
    requireFinite('mean', mean)
    requireNonNegative('m2', m2)
  }
  const short = tooFewUnits(treated.n, control.n)
  if (short) return short
  const [a, b] = [treated, control].map(({ n, mean, m2 }) => plainMoments(n, mean, m2 / (n - 1)))
  return judgeEffect(a!, b!, null, options, 'Welch t')
}

/**
 * Effect on a share, by Welch's t test on variances p(1 − p), absolute or relative to control: the
 * test of experiment platforms. For small counts, `compareProportions` keeps its level better.
 *
 * @returns treated minus control; insufficient as for means
 * @throws RangeError on counts that are negative, not whole, or successes above n
 */
export function estimateShareEffect(
  treated: { successes: number; n: number },
  control: { successes: number; n: number },
  options: EffectOptions = {},
): Effect | Insufficient {
  for (const { successes, n } of [treated, control]) {
    requireCount('n', n)
    requireCount('successes', successes)
    requireBetween('successes', successes, 0, n)
  }
  const short = tooFewUnits(treated.n, control.n)
  if (short) return short
  const [a, b] = [treated, control].map(({ successes, n }) => {
    const share = successes / n
    return plainMoments(n, share, share * (1 - share))
  })
  return judgeEffect(a!, b!, null, options, 'Welch t on shares')
}

/**
 * Effect on a ratio Σy / Σx (revenue per order), by the delta method clustered by unit.
 *
 * @returns treated minus control; insufficient where either ratio is
 * @throws RangeError on sums that are not finite
 */
export function estimateRatioEffect(
  treated: RatioStatistics,
  control: RatioStatistics,
  options: EffectOptions = {},
): Effect | Insufficient {
  const now = estimateRatio(treated, options.level ?? 0.95)
  if (now.kind === 'insufficient') return now
  const before = estimateRatio(control, options.level ?? 0.95)
  if (before.kind === 'insufficient') return before
  const [a, b] = [now, before].map(({ n, value, se }) => plainMoments(n, value, se * se * n))
  return judgeEffect(a!, b!, null, options, 'delta method, clustered, Welch t')
}

export function tooFewUnits(treated: number, control: number): Insufficient | null {
  const smaller = Math.min(treated, control)
  return smaller < 2 ? insufficient(smaller, 2, 'Each arm needs at least two units.') : null
}
