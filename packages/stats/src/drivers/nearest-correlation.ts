import { EigenvalueDecomposition, Matrix } from 'ml-matrix'
import { requireBetween } from '../domain/require.ts'

export interface NearestCorrelation {
  correlation: Float64Array
  iterations: number
  /** Smallest eigenvalue before and after. */
  smallestEigenvalue: number
  smallestEigenvalueAfter: number
}

const mostIterations = 1000

/**
 * The correlation matrix nearest to a symmetric matrix in the Frobenius norm, among those with no
 * eigenvalue below `floor`. Correlations that were each computed from other rows need not go together;
 * this moves all of them as little as possible until they do.
 *
 * Alternating projections onto {eigenvalues ≥ floor} and {diagonal 1} with Dykstra's correction of
 * the first: R = Y − ΔS, X = P_S(R), ΔS = X − R, Y = P_U(X).
 * Source: Higham (2002), IMA Journal of Numerical Analysis 22, 329-343, Algorithm 3.3.
 *
 * @param matrix symmetric, row-major, diagonal 1
 * @param floor in [0, 1)
 */
export function nearestCorrelation(
  matrix: Float64Array,
  size: number,
  { floor = 0, tolerance = 1e-9 }: { floor?: number; tolerance?: number } = {},
): NearestCorrelation {
  requireBetween('floor', floor, 0, 1 - Number.EPSILON)
  const smallestEigenvalue = findSmallestEigenvalue(matrix, size)
  let y = Float64Array.from(matrix)
  let x: Float64Array = y
  const correction = new Float64Array(size * size)
  let iterations = 0
  for (let gap = Infinity; gap > tolerance && iterations < mostIterations; iterations += 1) {
    const before = y.map((value, at) => value - correction[at]!)
    x = clipEigenvalues(before, size, floor)
    for (let at = 0; at < x.length; at += 1) correction[at] = x[at]! - before[at]!
    const next = x.slice()
    for (let i = 0; i < size; i += 1) next[i * size + i] = 1
    gap = Math.max(relativeDistance(next, y), relativeDistance(next, x))
    y = next
  }
  const correlation = scaleToUnitDiagonal(x, size)
  return {
    correlation,
    iterations,
    smallestEigenvalue,
    smallestEigenvalueAfter: findSmallestEigenvalue(correlation, size),
  }
}

/** Smallest eigenvalue of a symmetric matrix; 1 where it is empty. */
export function findSmallestEigenvalue(matrix: Float64Array, size: number): number {
  return size === 0 ? 1 : Math.min(...decompose(matrix, size).realEigenvalues)
}

function decompose(matrix: Float64Array, size: number): EigenvalueDecomposition {
  const square = new Matrix(size, size)
  for (let i = 0; i < size; i += 1)
    for (let j = 0; j < size; j += 1) square.set(i, j, matrix[i * size + j]!)
  return new EigenvalueDecomposition(square, { assumeSymmetric: true })
}

/** Projection onto the symmetric matrices with eigenvalues ≥ floor. */
function clipEigenvalues(matrix: Float64Array, size: number, floor: number): Float64Array {
  const { realEigenvalues, eigenvectorMatrix } = decompose(matrix, size)
  const clipped = Float64Array.from(matrix)
  realEigenvalues.forEach((value, k) => {
    if (value >= floor) return
    for (let i = 0; i < size; i += 1)
      for (let j = 0; j < size; j += 1)
        clipped[i * size + j]! +=
          (floor - value) * eigenvectorMatrix.get(i, k) * eigenvectorMatrix.get(j, k)
  })
  return clipped
}

function relativeDistance(a: Float64Array, b: Float64Array): number {
  let distance = 0
  let norm = 0
  for (let at = 0; at < a.length; at += 1) {
    distance += (a[at]! - b[at]!) ** 2
    norm += a[at]! * a[at]!
  }
  return Math.sqrt(distance / norm)
}

/** The last iterate has its eigenvalues right and its diagonal almost; scaling mends the diagonal. */
function scaleToUnitDiagonal(matrix: Float64Array, size: number): Float64Array {
  return matrix.map((value, at) => {
    const [i, j] = [Math.floor(at / size), at % size]
    if (i === j) return 1
    // Symmetric to the last bit: the mean of both halves.
    const both = (value + matrix[j * size + i]!) / 2
    return both / Math.sqrt(matrix[i * size + i]! * matrix[j * size + j]!)
  })
}
