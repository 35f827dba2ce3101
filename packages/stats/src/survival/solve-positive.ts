/** The Cholesky factor of a positive semi-definite matrix, dependent columns left out. */
export interface PositiveFactor {
  /** Lower triangle; rows and columns of left-out columns are 0. */
  lower: Float64Array[]
  /** False for each column that is a combination of the ones before it. */
  isKept: boolean[]
  rank: number
}

/** A pivot below this part of its diagonal is rounding: the column depends on those before it. */
const dependence = 1e-11

/**
 * Factors A = L Lᵀ, leaving out each column that depends on the ones before it.
 *
 * @param matrix symmetric, positive semi-definite; its lower triangle is read
 * @param scale what a diagonal is at least measured against, so that a column of rounding is not kept
 */
export function factorPositive(matrix: readonly ArrayLike<number>[], scale = 0): PositiveFactor {
  const size = matrix.length
  const lower = Array.from({ length: size }, () => new Float64Array(size))
  const isKept = new Array<boolean>(size).fill(false)
  let rank = 0
  for (let j = 0; j < size; j += 1) {
    let pivot = matrix[j]![j]!
    for (let k = 0; k < j; k += 1) pivot -= lower[j]![k]! ** 2
    if (!(pivot > dependence * Math.max(matrix[j]![j]!, scale))) {
      lower[j]!.fill(0)
      continue
    }
    isKept[j] = true
    rank += 1
    const root = Math.sqrt(pivot)
    lower[j]![j] = root
    for (let i = j + 1; i < size; i += 1) {
      let sum = matrix[i]![j]!
      for (let k = 0; k < j; k += 1) sum -= lower[i]![k]! * lower[j]![k]!
      lower[i]![j] = sum / root
    }
  }
  return { lower, isKept, rank }
}

/** Solves A x = b over the kept columns; x is 0 at the others. */
export function solveFactored(
  { lower, isKept }: PositiveFactor,
  b: ArrayLike<number>,
): Float64Array {
  const size = lower.length
  const x = new Float64Array(size)
  for (let i = 0; i < size; i += 1) {
    if (!isKept[i]) continue
    let sum = b[i]!
    for (let k = 0; k < i; k += 1) sum -= lower[i]![k]! * x[k]!
    x[i] = sum / lower[i]![i]!
  }
  for (let i = size - 1; i >= 0; i -= 1) {
    if (!isKept[i]) continue
    let sum = x[i]!
    for (let k = i + 1; k < size; k += 1) sum -= lower[k]![i]! * x[k]!
    x[i] = sum / lower[i]![i]!
  }
  return x
}

/** The inverse of A over the kept columns; rows and columns of the others are 0. */
export function invertFactored(factor: PositiveFactor): Float64Array[] {
  const size = factor.lower.length
  return Array.from({ length: size }, (_, j) => {
    const unit = new Float64Array(size)
    if (factor.isKept[j]) unit[j] = 1
    return solveFactored(factor, unit)
  })
}

/** A⁻ b and bᵀ A⁻ b, with the rank of A. */
export function solvePositive(
  matrix: readonly ArrayLike<number>[],
  b: ArrayLike<number>,
): { solution: Float64Array; quadraticForm: number; rank: number } {
  const factor = factorPositive(matrix)
  const solution = solveFactored(factor, b)
  let quadraticForm = 0
  for (let i = 0; i < solution.length; i += 1) quadraticForm += solution[i]! * b[i]!
  return { solution, quadraticForm: Math.max(0, quadraticForm), rank: factor.rank }
}
