/**
 * Sums over the rows in which both variables of a pair are known; they add up over parts of the data
 * and can be counted by any database. Each array is names × names, row-major; entry [i, j] is over
 * the rows that have both i and j.
 */
export interface PairwiseSums {
  names: readonly string[]
  /** Rows (or their weights); symmetric. */
  n: Float64Array
  /** Σ x_i: row variable, so not symmetric where answers are missing. */
  sum: Float64Array
  /** Σ x_i²; likewise. */
  sumSquares: Float64Array
  /** Σ x_i x_j; symmetric. */
  sumProducts: Float64Array
}

/** Rows as columns of one length. NaN says "not answered" or "not applicable". */
export interface DriverRows {
  names: readonly string[]
  columns: readonly Float64Array[]
  /** How often each row occurs; once unless told. */
  counts?: Float64Array
}
