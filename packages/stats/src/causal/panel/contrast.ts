import { judgeDifference, type Comparison } from '../../compare/comparison.ts'
import type { PanelCohort } from './panel-cohorts.ts'

/** A contrast Σ_g c_g · ȳ_g: for each cohort the weights of its period means. */
export type Contrast = readonly Float64Array[]

/** The contrast itself: Σ_g c_g · ȳ_g. */
export function contrastValue(cohorts: readonly PanelCohort[], contrast: Contrast): number {
  return cohorts.reduce(
    (sum, { means }, g) => sum + means.reduce((part, mean, t) => part + contrast[g]![t]! * mean, 0),
    0,
  )
}

/** A contrast with its error clustered by unit (CR2) and Satterthwaite degrees of freedom. */
export function judgeContrast(
  cohorts: readonly PanelCohort[],
  contrast: Contrast,
  level: number,
): Comparison {
  const difference = contrastValue(cohorts, contrast)
  let variance = 0
  let fourth = 0
  cohorts.forEach((cohort, g) => {
    const part = cohortCovariance(cohort, contrast[g]!, contrast[g]!)

    variance += part
    fourth += part ** 2 / (cohort.n - 1)
  })
  const units = cohorts.reduce((sum, { n }) => sum + n, 0)
  const degrees = variance ** 2 / fourth
  return judgeDifference({
    difference,
    se: Math.sqrt(variance),
    degreesOfFreedom: Number.isFinite(degrees) && degrees > 0 ? degrees : units - cohorts.length,
    level,
    method: 'difference in differences, clustered by unit (CR2)',
  })
}

/** Covariance of two contrasts of one cohort's means. */
export function cohortCovariance(
  { n, products, means }: PanelCohort,
  left: Float64Array,
  right: Float64Array,
): number {
  const periods = means.length
  let sum = 0
  for (let t = 0; t < periods; t += 1) {
    if (left[t] === 0) continue
    for (let s = 0; s < periods; s += 1) sum += left[t]! * right[s]! * products[t * periods + s]!
  }
  const covariance = sum / (n - 1) / n
  return left === right ? Math.max(0, covariance) : covariance
}
