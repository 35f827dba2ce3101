import { judgeDifference, type Comparison } from '../../compare/comparison.ts'
import { welchDegreesOfFreedom } from '../../compare/compare-means.ts'
import { studentCritical } from '../../distribution/student-t.ts'
import { insufficient, type Insufficient } from '../../estimate/interval-estimate.ts'
import { sequentialInterval } from '../../sequential/sequential-interval.ts'

/** How an effect is asked for. */
export interface EffectOptions {
  /** Confidence level in (0, 1); .95 unless told. */
  level?: number
  /** The effect as a share of the control arm's outcome instead of in its unit. */
  relative?: boolean
  /**
   * An interval and p-value that stay valid however often one looks: give the n, over both arms, at
   * which they should be sharpest.
   */
  sequential?: { tuning: number }
}

/** What the treatment did, treated minus control, with the adjustment that was made. */
export interface Effect extends Comparison {
  /** True where `difference`, its bounds and its error are shares of the control arm's outcome. */
  relative: boolean
  /** Outcome of each arm before any adjustment, in the unit of the outcome. */
  treated: number
  control: number
  /** Units in both arms. */
  n: number
  /** The regression on what was known before; absent where none was made. */
  adjustment?: Adjustment
}

export interface Adjustment {
  /** Slope of the outcome on the covariate, one for both arms. */
  theta: number
  /** Standard error that the same effect would have without the adjustment. */
  unadjustedSe: number
  /** Share of the variance that the adjustment removed: .4 means an experiment 40 % shorter. */
  varianceReduction: number
}

/**
 * An arm as every estimator here sees it: the outcome y and a covariate x known before, per unit.
 * For a ratio both are linearised, so that their variances are those of the delta method.
 */
export interface ArmMoments {
  n: number
  y: number
  varianceY: number
  x: number
  varianceX: number
  covariance: number
}

/** An arm without a covariate. */
export function plainMoments(n: number, y: number, varianceY: number): ArmMoments {
  return { n, y, varianceY, x: 0, varianceX: 0, covariance: 0 }
}

/** One slope for both arms from the variation within them: Σ (n−1) cov / Σ (n−1) var. */
export function pooledSlope(treated: ArmMoments, control: ArmMoments): number {
  const variance = (treated.n - 1) * treated.varianceX + (control.n - 1) * control.varianceX
  if (!(variance > 0)) return 0
  const covariance = (treated.n - 1) * treated.covariance + (control.n - 1) * control.covariance
  return covariance / variance
}

/**
 * The effect on adjusted arms. With D = (ȳt − θ x̄t) − (ȳc − θ x̄c) the absolute effect is D and the
 * relative one D / ȳc, whose variance by the delta method is
 * v(1)t / ȳc² + v(c)c / ȳc² with v(k) = (k² s²y − 2kθ sxy + θ² s²x) / n and c = (ȳc + D) / ȳc.
 */
export function judgeEffect(
  treated: ArmMoments,
  control: ArmMoments,
  theta: number | null,
  { level = 0.95, relative = false, sequential }: EffectOptions,
  method: string,
): Effect | Insufficient {
  const smaller = Math.min(treated.n, control.n)
  const slope = theta ?? 0
  const adjusted = [armVariance(treated, 1, slope), armVariance(control, 1, slope)] as const
  const degreesOfFreedom = welchDegreesOfFreedom(
    adjusted[0],
    treated.n - 1,
    adjusted[1],
    control.n - 1,
  )
  if (relative) {
    const base = Math.abs(control.y)
    const baseSe = Math.sqrt(control.varianceY / control.n)
    if (!(base > studentCritical(level, control.n - 1) * baseSe))
      return insufficient(smaller, smaller + 1, 'The control arm cannot be told from zero.')
  }
  const scale = relative ? control.y : 1
  const estimate = (at: number): { value: number; se: number } => {
    const difference = treated.y - at * treated.x - (control.y - at * control.x)
    const lever = relative ? (control.y + difference) / control.y : 1
    const variance = armVariance(treated, 1, at) + armVariance(control, lever, at)
    return { value: difference / scale, se: Math.sqrt(variance) / Math.abs(scale) }
  }
  const { value, se } = estimate(slope)
  if (!(Number.isFinite(value) && Number.isFinite(se)))
    return insufficient(smaller, smaller + 1, 'The control arm cannot be told from zero.')
  if (se === 0 && value !== 0)
    return insufficient(smaller, smaller + 1, 'Neither arm varies, so no error can be estimated.')
  const n = treated.n + control.n
  const judged = sequential
    ? alwaysValid(value, se, n, sequential.tuning, level, method)
    : judgeDifference({ difference: value, se, degreesOfFreedom, level, method })
  return {
    ...judged,
    relative,
    treated: treated.y,
    control: control.y,
    n,
    ...(theta === null ? {} : { adjustment: describeAdjustment(theta, se, estimate(0).se) }),
  }
}

function armVariance(arm: ArmMoments, lever: number, theta: number): number {
  const { n, varianceY, varianceX, covariance } = arm
  const variance =
    lever * lever * varianceY - 2 * lever * theta * covariance + theta * theta * varianceX
  // A covariate that explains all leaves a rounding error, which may be below zero.
  return Math.max(0, variance) / n
}

function describeAdjustment(theta: number, se: number, unadjustedSe: number): Adjustment {
  const varianceReduction = unadjustedSe === 0 ? 0 : 1 - (se / unadjustedSe) ** 2
  return { theta, unadjustedSe, varianceReduction }
}

/** The always-valid form of any difference with a standard error. */
export function alwaysValid(
  difference: number,
  se: number,
  n: number,
  tuning: number,
  level: number,
  method: string,
): Comparison {
  const { low, high, p } = sequentialInterval({ value: difference, se, n, tuning, level })
  return {
    kind: 'comparison',
    difference,
    low,
    high,
    se,
    p,
    level,
    method: `${method}, always valid (normal mixture)`,
  }
}
