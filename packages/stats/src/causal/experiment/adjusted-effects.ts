import { requireFinite } from '../../domain/require.ts'
import { insufficient, type Insufficient } from '../../estimate/interval-estimate.ts'
import { estimateRatio, requirePairSums, type RatioStatistics } from '../../ratio/ratio-interval.ts'
import { tooFewUnits } from './arm-effects.ts'
import {
  judgeEffect,
  pooledSlope,
  type ArmMoments,
  type Effect,
  type EffectOptions,
} from './effect.ts'

/** Sums over the units of an arm of an outcome y and of a covariate x known before the start. */
export interface CovariateSums {
  n: number
  sumY: number
  sumYY: number
  sumX: number
  sumXX: number
  sumXY: number
}

/**
 * Effect on a mean with CUPED (regression adjustment): ȳ − θ x̄ in each arm, where x was known before
 * the start and θ is the slope within the arms. It moves the standard error by about 1 − ρ², never
 * the expectation. Sums are enough: a segment's effect is the sum of its groups.
 * Source: Deng, Xu, Kohavi and Walker (2013), WSDM, eq. 4; relative by the delta method with θ held.
 *
 * @returns treated minus control, with θ and the share of the variance removed (below 0 where the
 * arms' covariance structures differ so much that it does harm); insufficient as for means
 * @throws RangeError on sums that are not finite, or negative sums of squares
 */
export function estimateAdjustedMeanEffect(
  treated: CovariateSums,
  control: CovariateSums,
  options: EffectOptions = {},
): Effect | Insufficient {
  requirePairSums(treated)
  requirePairSums(control)
  const short = tooFewUnits(treated.n, control.n)
  if (short) return short
  const [a, b] = [covariateMoments(treated), covariateMoments(control)]
  return judgeEffect(a, b, pooledSlope(a, b), options, 'CUPED, Welch t')
}

function covariateMoments(sums: CovariateSums): ArmMoments {
  const { n, sumY, sumYY, sumX, sumXX, sumXY } = sums
  const variance = (sum: number, squares: number): number => {
    const within = squares - (sum * sum) / n
    // What is left of a constant after rounding is no spread.
    return within > 1e-14 * squares ? within / (n - 1) : 0
  }
  const [varianceY, varianceX] = [variance(sumY, sumYY), variance(sumX, sumXX)]
  const product = (sumXY - (sumX * sumY) / n) / (n - 1)
  const most = Math.sqrt(varianceX * varianceY)
  const covariance = Math.max(-most, Math.min(most, product))
  return { n, y: sumY / n, varianceY, x: sumX / n, varianceX, covariance }
}

/**
 * Sums over the units of an arm for a ratio of numerator to denominator, each during and before:
 * the two sets of ratio sums, and the four products across time.
 */
export interface RatioCovariateSums {
  during: RatioStatistics
  before: RatioStatistics
  /** Σ of each unit's numerator during × numerator before. */
  sumNumeratorNumerator: number
  /** Σ of each unit's numerator during × denominator before. */
  sumNumeratorDenominator: number
  /** Σ of each unit's denominator during × numerator before. */
  sumDenominatorNumerator: number
  /** Σ of each unit's denominator during × denominator before. */
  sumDenominatorDenominator: number
}

/**
 * Effect on a ratio Σy / Σx with CUPED on the same ratio before the start. Both ratios are
 * linearised, z = (y − R x) / x̄, and then adjusted like means.
 * Source: Deng et al. (2013), appendix B; the numbers of GrowthBook's tests.
 *
 * @returns treated minus control; insufficient where one of the four ratios is
 * @throws RangeError on sums that are not finite, or a number of units that differs in time
 */
export function estimateAdjustedRatioEffect(
  treated: RatioCovariateSums,
  control: RatioCovariateSums,
  options: EffectOptions = {},
): Effect | Insufficient {
  const a = ratioMoments(treated, options.level ?? 0.95)
  if ('kind' in a) return a
  const b = ratioMoments(control, options.level ?? 0.95)
  if ('kind' in b) return b
  return judgeEffect(a, b, pooledSlope(a, b), options, 'delta method with CUPED, Welch t')
}

function ratioMoments(sums: RatioCovariateSums, level: number): ArmMoments | Insufficient {
  const { during, before } = sums
  const { n } = during
  if (before.n !== n) throw new RangeError(`before.n must be ${n} like during.n, got ${before.n}`)
  const products = [
    requireFinite('sumNumeratorNumerator', sums.sumNumeratorNumerator),
    requireFinite('sumNumeratorDenominator', sums.sumNumeratorDenominator),
    requireFinite('sumDenominatorNumerator', sums.sumDenominatorNumerator),
    requireFinite('sumDenominatorDenominator', sums.sumDenominatorDenominator),
  ] as const
  const now = estimateRatio(during, level)
  if (now.kind === 'insufficient') return now
  const then = estimateRatio(before, level)
  if (then.kind === 'insufficient')
    return insufficient(then.n, then.minimum, `Before the start: ${then.why}`)
  // Σ (y − R x)(y′ − R′ x′); both residuals sum to zero, so no means are left to take off.
  const product =
    products[0] -
    then.value * products[1] -
    now.value * products[2] +
    now.value * then.value * products[3]
  const varianceY = now.se ** 2 * n
  const varianceX = then.se ** 2 * n
  const most = Math.sqrt(varianceX * varianceY)
  const covariance = (product * n * n) / (n - 1) / during.sumX / before.sumX
  return {
    n,
    y: now.value,
    varianceY,
    x: then.value,
    varianceX,
    covariance: Math.max(-most, Math.min(most, covariance)),
  }
}
