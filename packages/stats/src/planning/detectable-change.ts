import { normalCritical, normalTwoSidedP, standardNormalQuantile } from '../distribution/normal.ts'
import { requireCount, requireNonNegative, requireOpenUnit } from '../domain/require.ts'
import { insufficient, type Insufficient } from '../estimate/interval-estimate.ts'

/** Variance of one NPS answer as a fraction, the usual planning value (MeasuringU). */
export const npsPlanningVariance = 0.67

/**
 * The smallest true change that a two-sided test sees with the given power:
 * (z₁₋α⁄₂ + z_power) · √(se² + baselineSe²).
 *
 * @param input.se standard error of the current estimate
 * @param input.baselineSe that of the estimate it is compared with; 0 for a fixed benchmark
 * @returns in the unit of the standard errors
 * @throws RangeError on a negative standard error, a level or power outside (0, 1)
 */
export function minimumDetectableChange(input: {
  se: number
  baselineSe: number
  level?: number
  power?: number
}): number {
  const { se, baselineSe, level = 0.95, power = 0.8 } = input
  requireNonNegative('se', se)
  requireNonNegative('baselineSe', baselineSe)
  requireOpenUnit('power', power)
  return (normalCritical(level) + standardNormalQuantile(power)) * Math.hypot(se, baselineSe)
}

/**
 * The smallest true change of a Net Promoter Score, in points, that two periods of these sizes show.
 *
 * @param input.variance variance of one answer as a fraction, p + d − (p − d)²; .67 unless known
 * @returns insufficient when a period is empty
 */
export function npsDetectableChange(input: {
  n: number
  baselineN: number
  variance?: number
  level?: number
  power?: number
}): number | Insufficient {
  const { n, baselineN, variance = npsPlanningVariance, ...rest } = input
  requireCount('n', n)
  requireCount('baselineN', baselineN)
  requireNonNegative('variance', variance)
  if (Math.min(n, baselineN) === 0) return insufficient(0, 1, 'One of the two periods is empty.')
  // The adjusted Wald counts three answers more in each period.
  return minimumDetectableChange({
    se: 100 * Math.sqrt(variance / (n + 3)),
    baselineSe: 100 * Math.sqrt(variance / (baselineN + 3)),
    ...rest,
  })
}

/**
 * How often a rule "it moved by `threshold` or more" fires when nothing changed.
 *
 * @param input.se standard error of each period's estimate, in the unit of the threshold
 * @returns probability in [0, 1]
 * @throws RangeError on a negative threshold or standard error
 */
export function falseAlarmRate(input: {
  threshold: number
  se: number
  baselineSe: number
}): number {
  const { threshold, se, baselineSe } = input
  requireNonNegative('threshold', threshold)
  const both = Math.hypot(
    requireNonNegative('se', se),
    requireNonNegative('baselineSe', baselineSe),
  )
  if (both === 0) return threshold === 0 ? 1 : 0
  return normalTwoSidedP(threshold / both)
}
