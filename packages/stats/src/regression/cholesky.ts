/** Small dense symmetric systems by Cholesky; matrices are row-major Float64Array of size × size. */

/**
 * Lower factor L with L Lᵀ = matrix, or null where a pivot is not above 1e-13 of its diagonal:
 * the matrix is then singular to working precision.
 */
export function factorCholesky(matrix: Float64Array, size: number): Float64Array | null {
  const factor = new Float64Array(size * size)
  for (let i = 0; i < size; i += 1)
    for (let j = 0; j <= i; j += 1) {
      let sum = matrix[i * size + j]!
      for (let k = 0; k < j; k += 1) sum -= factor[i * size + k]! * factor[j * size + k]!
      if (i !== j) factor[i * size + j] = sum / factor[j * size + j]!
      else if (sum > 1e-13 * matrix[i * size + i]!) factor[i * size + i] = Math.sqrt(sum)
      else return null
    }
  return factor
}

/** Solves L Lᵀ x = right. */
export function solveCholesky(
  factor: Float64Array,
  size: number,
  right: Float64Array,
): Float64Array {
  const x = Float64Array.from(right)
  for (let i = 0; i < size; i += 1) {
    for (let k = 0; k < i; k += 1) x[i]! -= factor[i * size + k]! * x[k]!
    x[i]! /= factor[i * size + i]!
  }
  for (let i = size - 1; i >= 0; i -= 1) {
    for (let k = i + 1; k < size; k += 1) x[i]! -= factor[k * size + i]! * x[k]!
    x[i]! /= factor[i * size + i]!
  }
  return x
}

/** Inverse of L Lᵀ, symmetric to the last bit. */
export function invertCholesky(factor: Float64Array, size: number): Float64Array {
  const inverse = new Float64Array(size * size)
  const unit = new Float64Array(size)
  for (let j = 0; j < size; j += 1) {
    unit.fill(0)
    unit[j] = 1
    const column = solveCholesky(factor, size, unit)
    for (let i = j; i < size; i += 1) {
      inverse[i * size + j] = column[i]!
      inverse[j * size + i] = column[i]!
    }
  }
  return inverse
}
