import { EigenvalueDecomposition, Matrix } from 'ml-matrix'
import { fUpperTail } from '../../distribution/f-distribution.ts'
import { insufficient, type Insufficient } from '../../estimate/interval-estimate.ts'
import { cohortCovariance, contrastValue, type Contrast } from './contrast.ts'
import type { PanelCohort } from './panel-cohorts.ts'

/** Are several contrasts all zero? */
export interface JointTest {
  kind: 'joint-test'
  /** F statistic. */
  statistic: number
  numeratorDegrees: number
  denominatorDegrees: number
  p: number
}

/** Below this share of the largest eigenvalue a direction of the covariance carries no information. */
const rankTolerance = 1e-10

/**
 * Wald test that all contrasts are zero, as an F with the degrees of freedom of two samples of
 * unequal covariance, so that few units do not make it reject too often.
 * T² = θ′ V⁻¹ θ, F = T² (ν − k + 1) / (ν k), ν = (k + k²) / Σ_g (tr(M_g²) + tr(M_g)²) / (n_g − 1),
 * M_g = V_g V⁻¹. Source: Krishnamoorthy and Yu (2004), Statistics and Probability Letters 66, 161-169.
 *
 * @returns insufficient without a contrast (one period before the start tells no trend), without
 * spread, or with too few units for the number of contrasts
 */
export function testJointly(
  cohorts: readonly PanelCohort[],
  contrasts: readonly Contrast[],
): JointTest | Insufficient {
  const units = cohorts.reduce((sum, { n }) => sum + n, 0)
  if (contrasts.length === 0)
    return insufficient(units, units, 'One period before the start tells no trend.')
  const parts = cohorts.map((cohort, g) =>
    Matrix.from1DArray(
      contrasts.length,
      contrasts.length,
      contrasts.flatMap((left) =>
        contrasts.map((right) => cohortCovariance(cohort, left[g]!, right[g]!)),
      ),
    ),
  )
  const whole = parts.reduce(
    (sum, part) => sum.add(part),
    Matrix.zeros(contrasts.length, contrasts.length),
  )
  const whitening = whiten(whole)
  if (whitening === null) return insufficient(units, units + 1, 'Nothing varies before the start.')
  const values = Matrix.columnVector(contrasts.map((contrast) => contrastValue(cohorts, contrast)))
  const k = whitening.rows
  const statistic = whitening.mmul(values).norm('frobenius') ** 2
  const spread = parts.reduce((sum, part, g) => {
    const share = whitening.mmul(part).mmul(whitening.transpose())
    return sum + (share.mmul(share).trace() + share.trace() ** 2) / (cohorts[g]!.n - 1)
  }, 0)
  const degrees = (k + k * k) / spread
  const denominatorDegrees = degrees - k + 1
  if (!(denominatorDegrees > 0))
    return insufficient(units, units + k, 'Too few units for so many periods before the start.')
  const f = (statistic * denominatorDegrees) / (degrees * k)
  return {
    kind: 'joint-test',
    statistic: f,
    numeratorDegrees: k,
    denominatorDegrees,
    p: fUpperTail(f, k, denominatorDegrees),
  }
}

/** W with W V W′ = I over the directions in which V has any size; null where it has none. */
function whiten(covariance: Matrix): Matrix | null {
  const eigen = new EigenvalueDecomposition(covariance, { assumeSymmetric: true })
  const largest = Math.max(...eigen.realEigenvalues)
  const rows = eigen.realEigenvalues.flatMap((value, k) =>
    value > rankTolerance * largest && value > 0
      ? [eigen.eigenvectorMatrix.getColumn(k).map((component) => component / Math.sqrt(value))]
      : [],
  )
  return rows.length === 0 ? null : new Matrix(rows)
}
