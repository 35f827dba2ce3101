/** Every split of a series in two, and how far the two levels lie apart. */
export interface SplitScan {
  /** First period of the later level, of the split that fits best. */
  at: number
  /** First and last split that was tried. */
  first: number
  last: number
  /** Standardised contrast after − before of a split at k, in element k − first. */
  contrasts: Float64Array
  /** Differences after − before, likewise. */
  differences: Float64Array
  /** Standard errors of the differences, likewise. */
  standardErrors: Float64Array
  /** Correlation of the contrasts of neighbouring splits under no change. */
  correlations: Float64Array
}

/**
 * Weighted means before and after every split in one pass. With weights w = 1/variance, W their
 * sum and W_k that of the periods before k, Var(after − before) = 1/W_k + 1/(W − W_k), and the
 * contrasts are a standardised Brownian bridge seen at the times W_k/W, a Markov chain with
 * correlation √(t(1 − u) / ((1 − t) u)) between t < u.
 * Source: Hawkins (1977), JASA 72, 180-186; James, James and Siegmund (1987), Biometrika 74, 71-83.
 *
 * @param shortest fewest periods on either side
 */
export function scanSplits(
  values: Float64Array,
  variances: Float64Array,
  shortest: number,
): SplitScan {
  const n = values.length
  const first = shortest
  const last = n - shortest
  const size = last - first + 1
  const contrasts = new Float64Array(size)
  const differences = new Float64Array(size)
  const standardErrors = new Float64Array(size)
  const correlations = new Float64Array(size - 1)
  const { weightBefore, meanBefore } = runningMeans(values, variances, 1)
  const { weightBefore: weightAfter, meanBefore: meanAfter } = runningMeans(values, variances, -1)
  let at = first
  for (let k = first; k <= last; k += 1) {
    const i = k - first
    differences[i] = meanAfter[n - k]! - meanBefore[k]!
    standardErrors[i] = Math.sqrt(1 / weightBefore[k]! + 1 / weightAfter[n - k]!)
    contrasts[i] = differences[i] / standardErrors[i]
    // A tie goes to the earlier split, so the same facts give the same answer.
    if (Math.abs(contrasts[i]) > Math.abs(contrasts[at - first]!) * (1 + 1e-12)) at = k
    if (k === first) continue
    const odds = (weightBefore[k - 1]! / weightAfter[n - k + 1]!) * weightAfter[n - k]!
    correlations[i - 1] = Math.min(1, Math.sqrt(odds / weightBefore[k]!))
  }
  return { at, first, last, contrasts, differences, standardErrors, correlations }
}

/** Weight and weighted mean of the first k periods, or of the last k where `step` is −1. */
function runningMeans(values: Float64Array, variances: Float64Array, step: 1 | -1) {
  const n = values.length
  const weightBefore = new Float64Array(n + 1)
  const meanBefore = new Float64Array(n + 1)
  for (let k = 1; k <= n; k += 1) {
    const i = step === 1 ? k - 1 : n - k
    const weight = 1 / variances[i]!
    weightBefore[k] = weightBefore[k - 1]! + weight
    meanBefore[k] =
      meanBefore[k - 1]! + (weight / weightBefore[k]!) * (values[i]! - meanBefore[k - 1]!)
  }
  return { weightBefore, meanBefore }
}
