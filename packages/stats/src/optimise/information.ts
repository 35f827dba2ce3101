import { EigenvalueDecomposition, Matrix } from 'ml-matrix'
import type { Maximum, Objective } from './objective.ts'

/** Half-width of the central difference of the gradient, in log-parameters. */
const differenceStep = 1e-4

/**
 * A direction counts as told by the data when its standard deviation in log-parameters is below 10:
 * a parameter known to no better than a factor of e^10 is not known.
 */
const smallestInformation = 1e-2

/** The observed information of a maximum, split into told and flat directions. */
export interface Information {
  /** Covariance of the log-parameters over the told directions. */
  covariance: number[][]
  /** True for each parameter that a flat direction moves: its standard error is unbounded. */
  isFlat: boolean[]
}

/**
 * Minus the Hessian of the objective by central differences of its analytic gradient (relative
 * error near 1e-8), as a symmetric matrix.
 */
function negativeHessian(objective: Objective, point: Float64Array): Matrix {
  const n = objective.dimension
  const up = new Float64Array(n)
  const down = new Float64Array(n)
  const hessian = Matrix.zeros(n, n)
  for (let i = 0; i < n; i += 1) {
    const moved = point.slice()
    moved[i] = point[i]! + differenceStep
    objective.evaluate(moved, up)
    moved[i] = point[i]! - differenceStep
    objective.evaluate(moved, down)
    for (let j = 0; j < n; j += 1) {
      const second = (down[j]! - up[j]!) / (2 * differenceStep)
      hessian.set(i, j, hessian.get(i, j) + second / 2)
      hessian.set(j, i, hessian.get(j, i) + second / 2)
    }
  }
  return hessian
}

/**
 * Newton steps from a maximum that BFGS found, then the information there.
 *
 * @param weight number of customers: the objective is a mean log-likelihood per customer
 */
export function polishAndInform(
  objective: Objective,
  maximum: Maximum,
  weight: number,
): { maximum: Maximum; information: Information } {
  let current = maximum
  let eigen = new EigenvalueDecomposition(negativeHessian(objective, current.point))
  for (let round = 0; round < 3 && current.residual > 1e-12; round += 1) {
    const stepped = newtonStep(objective, current, eigen, weight)
    if (stepped === null) break
    const improved = stepped.residual < 0.3 * current.residual
    if (stepped.residual < current.residual) current = stepped
    if (!improved) break
    if (maximum.residual > 1e-6)
      eigen = new EigenvalueDecomposition(negativeHessian(objective, current.point))
  }
  return { maximum: current, information: informationFrom(eigen, weight) }
}

function newtonStep(
  objective: Objective,
  from: Maximum,
  eigen: EigenvalueDecomposition,
  weight: number,
): Maximum | null {
  const n = objective.dimension
  const gradient = new Float64Array(n)
  objective.evaluate(from.point, gradient)
  const point = from.point.slice()
  let longest = 0
  eigen.realEigenvalues.forEach((value, k) => {
    if (weight * value < smallestInformation) return
    let along = 0
    for (let i = 0; i < n; i += 1) along += eigen.eigenvectorMatrix.get(i, k) * gradient[i]!
    for (let i = 0; i < n; i += 1) point[i]! += (eigen.eigenvectorMatrix.get(i, k) * along) / value
  })
  for (let i = 0; i < n; i += 1) longest = Math.max(longest, Math.abs(point[i]! - from.point[i]!))
  if (longest > 0.5) return null
  const value = objective.evaluate(point, gradient)
  // Flat directions keep their gradient; it is not a residual that a step could remove.
  let residual = 0
  eigen.realEigenvalues.forEach((eigenvalue, k) => {
    if (weight * eigenvalue < smallestInformation) return
    let along = 0
    for (let i = 0; i < n; i += 1) along += eigen.eigenvectorMatrix.get(i, k) * gradient[i]!
    residual = Math.max(residual, Math.abs(along))
  })
  if (value < from.value - 1e-12 * (1 + Math.abs(from.value))) return null
  return { point, value, residual, evaluations: from.evaluations + 1, curvature: from.curvature }
}

function informationFrom(eigen: EigenvalueDecomposition, weight: number): Information {
  const n = eigen.realEigenvalues.length
  const covariance = Array.from({ length: n }, () => new Array<number>(n).fill(0))
  const isFlat = new Array<boolean>(n).fill(false)
  eigen.realEigenvalues.forEach((value, k) => {
    const vector = Array.from({ length: n }, (_, i) => eigen.eigenvectorMatrix.get(i, k))
    if (weight * value < smallestInformation) {
      vector.forEach((component, i) => (isFlat[i] ||= Math.abs(component) > 0.05))
      return
    }
    for (let i = 0; i < n; i += 1)
      for (let j = 0; j < n; j += 1)
        covariance[i]![j]! += (vector[i]! * vector[j]!) / (value * weight)
  })
  return { covariance, isFlat }
}
