import { EigenvalueDecomposition, Matrix } from 'ml-matrix'

/**
 * Johnson's relative weights: each driver's share of R² through the orthogonal variables nearest to
 * the drivers. Close to LMG, at the cost of one eigenvalue decomposition for any number of drivers.
 *
 * Λ = V Δ^½ V′ with R_xx = V Δ V′; β = Λ⁻¹ r_xy; ε_i = Σ_k λ_ik² β_k². The sum is R².
 * Source: Johnson (2000), Multivariate Behavioral Research 35, 1-19.
 *
 * @param correlation of the drivers, row-major, positive definite
 * @param withOutcome correlation of each driver with the outcome
 */
export function relativeWeights(
  correlation: Float64Array,
  withOutcome: Float64Array,
): Float64Array {
  const count = withOutcome.length
  const square = new Matrix(count, count)
  for (let i = 0; i < count; i += 1)
    for (let j = 0; j < count; j += 1) square.set(i, j, correlation[i * count + j]!)
  const eigen = new EigenvalueDecomposition(square, { assumeSymmetric: true })
  const roots = eigen.realEigenvalues.map((value) => Math.sqrt(Math.max(value, Number.MIN_VALUE)))
  const vectors = eigen.eigenvectorMatrix
  const along = roots.map((root, m) => {
    let sum = 0
    for (let i = 0; i < count; i += 1) sum += vectors.get(i, m) * withOutcome[i]!
    return sum / root
  })
  const beta = new Float64Array(count)
  const lambda = new Float64Array(count * count)
  for (let i = 0; i < count; i += 1)
    for (let m = 0; m < count; m += 1) {
      const component = vectors.get(i, m)
      beta[i]! += component * along[m]!
      for (let k = 0; k < count; k += 1)
        lambda[i * count + k]! += component * roots[m]! * vectors.get(k, m)
    }
  return withOutcome.map((_, i) => {
    let weight = 0
    for (let k = 0; k < count; k += 1) weight += (lambda[i * count + k]! * beta[k]!) ** 2
    return weight
  })
}
