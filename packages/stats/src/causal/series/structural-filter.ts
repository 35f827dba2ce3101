/** Variances of a structural series, as shares of their sum; the scale comes out of the fit. */
export interface VarianceShares {
  /** Noise of a single period, gone in the next. */
  observation: number
  /** Steps of the level that stay. */
  level: number
  /** Steps of the slope that stay; 0 without a trend. */
  slope: number
}

/** Columns whitened by the filter, and where the level and slope of each stand at the end. */
export interface Whitened {
  /** Innovations over their standard deviation, one row per column. */
  columns: Float64Array[]
  /** Σ log of the innovation variances. */
  logVariance: number
  /** Level and slope of each column, predicted for the period after the last. */
  ends: { level: number; slope: number }[]
  /** Covariance of level and slope there, at scale 1. */
  covariance: { level: number; cross: number; slope: number }
}

/**
 * Kalman filter of y_t = μ_t + ε, μ_{t+1} = μ_t + ν_t + η, ν_{t+1} = ν_t + ζ from a known start of 0,
 * over several columns at once. Start, slope and coefficients are columns of a regression, so the
 * whitened columns hold all that the likelihood needs.
 * Source: Durbin and Koopman (2012), Time Series Analysis by State Space Methods, 4.3 and 6.2.3
 * (regression by filtering the columns, after Rosenberg 1973).
 */
export function whiten(columns: readonly Float64Array[], shares: VarianceShares): Whitened {
  const n = columns[0]!.length
  const count = columns.length
  const whitened = columns.map(() => new Float64Array(n))
  const level = new Float64Array(count)
  const slope = new Float64Array(count)
  let [ofLevel, cross, ofSlope] = [0, 0, 0]
  let logVariance = 0
  for (let t = 0; t < n; t += 1) {
    const variance = ofLevel + shares.observation
    const root = Math.sqrt(variance)
    logVariance += Math.log(variance)
    const gainLevel = (ofLevel + cross) / variance
    const gainSlope = cross / variance
    for (let c = 0; c < count; c += 1) {
      const innovation = columns[c]![t]! - level[c]!
      whitened[c]![t] = innovation / root
      level[c]! += slope[c]! + gainLevel * innovation
      slope[c]! += gainSlope * innovation
    }
    // P ← T P T′ − K F K′ + Q.
    const nextLevel =
      ofLevel + 2 * cross + ofSlope - gainLevel * gainLevel * variance + shares.level
    const nextCross = cross + ofSlope - gainLevel * gainSlope * variance
    ofSlope = Math.max(0, ofSlope - gainSlope * gainSlope * variance) + shares.slope
    ofLevel = Math.max(0, nextLevel)
    cross = nextCross
  }
  return {
    columns: whitened,
    logVariance,
    ends: columns.map((_, c) => ({ level: level[c]!, slope: slope[c]! })),
    covariance: { level: ofLevel, cross, slope: ofSlope },
  }
}

/** Generalised least squares of the first whitened column on the others. */
export interface Regression {
  coefficients: Float64Array
  /** Lower Cholesky factor of X′Ω⁻¹X, row by row. */
  root: Float64Array
  residual: number
  /** log |X′Ω⁻¹X|. */
  logDeterminant: number
}

/** @returns null where the columns are collinear */
export function regress(whitened: readonly Float64Array[]): Regression | null {
  const k = whitened.length - 1
  const dot = (a: Float64Array, b: Float64Array): number => {
    let sum = 0
    for (let t = 0; t < a.length; t += 1) sum += a[t]! * b[t]!
    return sum
  }
  const root = new Float64Array(k * k)
  const coefficients = new Float64Array(k)
  let logDeterminant = 0
  for (let i = 0; i < k; i += 1) {
    for (let j = 0; j <= i; j += 1) {
      const product = dot(whitened[i + 1]!, whitened[j + 1]!)
      let sum = product
      for (let m = 0; m < j; m += 1) sum -= root[i * k + m]! * root[j * k + m]!
      if (i !== j) root[i * k + j] = sum / root[j * k + j]!
      else if (sum > 1e-11 * product) root[i * k + i] = Math.sqrt(sum)
      else return null
    }
    let rest = dot(whitened[0]!, whitened[i + 1]!)
    for (let m = 0; m < i; m += 1) rest -= root[i * k + m]! * coefficients[m]!
    coefficients[i] = rest / root[i * k + i]!
    logDeterminant += 2 * Math.log(root[i * k + i]!)
  }
  for (let i = k - 1; i >= 0; i -= 1) {
    let rest = coefficients[i]!
    for (let m = i + 1; m < k; m += 1) rest -= root[m * k + i]! * coefficients[m]!
    coefficients[i] = rest / root[i * k + i]!
  }
  // From the residuals themselves: the difference of two sums of squares would lose digits.
  let residual = 0
  for (let t = 0; t < whitened[0]!.length; t += 1) {
    let rest = whitened[0]![t]!
    for (let i = 0; i < k; i += 1) rest -= coefficients[i]! * whitened[i + 1]![t]!
    residual += rest * rest
  }
  return { coefficients, root, residual, logDeterminant }
}

/** w′ (X′Ω⁻¹X)⁻¹ w by the Cholesky factor. */
export function quadraticForm({ root }: Regression, vector: Float64Array): number {
  const k = vector.length
  const solved = new Float64Array(k)
  let sum = 0
  for (let i = 0; i < k; i += 1) {
    let rest = vector[i]!
    for (let m = 0; m < i; m += 1) rest -= root[i * k + m]! * solved[m]!
    solved[i] = rest / root[i * k + i]!
    sum += solved[i]! * solved[i]!
  }
  return sum
}
