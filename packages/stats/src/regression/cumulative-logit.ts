import { factorCholesky, invertCholesky, solveCholesky } from './cholesky.ts'

/** What the fit reads: standardised drivers row by row, and how many chose each category. */
export interface CumulativeLogitData {
  values: Float64Array
  counts: readonly Float64Array[]
  totals: readonly number[]
  drivers: number
}

/** Maximum of the likelihood: thresholds first, then coefficients, on the standardised scale. */
export interface CumulativeLogitFit {
  point: Float64Array
  covariance: Float64Array
  logLikelihood: number
  /** Without drivers. */
  nullLogLikelihood: number
  /**
   * A direction in which the likelihood rises for ever, because the drivers separate the outcomes;
   * null where the maximum exists.
   */
  endless: Float64Array | null
}

interface Evaluation {
  logLikelihood: number
  gradient: Float64Array
  information: Float64Array
}

const mostSteps = 100

/** Twice the log-likelihood that a step can still gain, below which it is at its maximum. */
const smallestGain = 1e-8

/**
 * No step moves anybody's log-odds by more: a full Newton step from a rare outcome can land so far on
 * the other side that nothing there leads back.
 */
const longestStep = 5

/** A last step that moves somebody's log-odds by this much leads to infinity, not to a maximum. */
const endlessStep = 0.1

/**
 * Proportional odds by Newton steps with the observed information; two categories are logistic
 * regression. logit P(Y ≤ j) = θ_j − x′β with θ_1 < θ_2 < …
 *
 * With F_j = P(Y ≤ j), the chance of an inner category is F_j (1 − F_{j−1}) (1 − e^{θ_{j−1} − θ_j}),
 * so that the log-likelihood is a sum over thresholds of n_j ln F_j + n_{j+1} ln (1 − F_j), and a part
 * that only the thresholds enter: one exponential per row and threshold, and no cancellation.
 * It is concave (Pratt 1981, JASA 76, 103-106), so a maximum is the maximum.
 * Source: McCullagh (1980), Journal of the Royal Statistical Society B 42, 109-142.
 */
export function fitCumulativeLogit(data: CumulativeLogitData): CumulativeLogitFit {
  const thresholds = data.counts.length - 1
  const size = thresholds + data.drivers
  let point: Float64Array = new Float64Array(size)
  const n = data.totals.reduce((sum, total) => sum + total, 0)
  let below = 0
  for (let j = 0; j < thresholds; j += 1) {
    below += data.totals[j]!
    point[j] = Math.log(below / (n - below))
  }
  let current = evaluate(data, point)
  const nullLogLikelihood = current.logLikelihood
  const describe = (endless: Float64Array | null): CumulativeLogitFit => {
    const factor = factorCholesky(current.information, size)
    const covariance = factor ? invertCholesky(factor, size) : new Float64Array(size * size)
    return {
      point,
      covariance,
      logLikelihood: current.logLikelihood,
      nullLogLikelihood,
      endless,
    }
  }
  let polish = 2
  let step: Float64Array = new Float64Array(size)
  for (let round = 0; round < mostSteps; round += 1) {
    const factor = factorCholesky(current.information, size)
    // Standardised drivers that are not collinear lose their information only at infinity.
    if (factor === null) return describe(step)
    step = solveCholesky(factor, size, current.gradient)
    const gain = step.reduce((sum, value, i) => sum + value * current.gradient[i]!, 0)
    const move = longestMove(data, step)
    if (gain < smallestGain) {
      if (move > endlessStep) return describe(step)
      polish -= 1
    }
    const scale = Math.min(1, longestStep / move)
    const next = climb(data, { point, step, scale, from: current.logLikelihood })
    if (next === null) break
    point = next.point
    current = next.evaluation
    if (polish === 0) break
  }
  return describe(null)
}

/** Halves the step until thresholds are in order and the likelihood does not fall. */
function climb(
  data: CumulativeLogitData,
  {
    point,
    step,
    scale,
    from,
  }: { point: Float64Array; step: Float64Array; scale: number; from: number },
): { point: Float64Array; evaluation: Evaluation } | null {
  const thresholds = data.counts.length - 1
  for (let part = scale; part > 1e-10 * scale; part /= 2) {
    const moved = point.map((value, i) => value + part * step[i]!)
    let isOrdered = true
    for (let j = 1; j < thresholds; j += 1) isOrdered &&= moved[j]! > moved[j - 1]!
    if (!isOrdered) continue
    const evaluation = evaluate(data, moved)
    if (evaluation.logLikelihood >= from - 1e-12 * Math.abs(from))
      return { point: moved, evaluation }
  }
  return null
}

/** How far a step moves the log-odds of the row that it moves most, at any threshold. */
function longestMove({ values, counts, drivers }: CumulativeLogitData, step: Float64Array): number {
  const thresholds = counts.length - 1
  const rows = counts[0]!.length
  let longest = 0
  for (let row = 0; row < rows; row += 1) {
    let move = 0
    for (let k = 0; k < drivers; k += 1) move += values[row * drivers + k]! * step[thresholds + k]!
    for (let j = 0; j < thresholds; j += 1) longest = Math.max(longest, Math.abs(step[j]! - move))
  }
  return longest
}

function evaluate(data: CumulativeLogitData, point: Float64Array): Evaluation {
  const { values, counts, drivers } = data
  const thresholds = counts.length - 1
  const size = thresholds + drivers
  const sums: Evaluation = {
    logLikelihood: 0,
    gradient: new Float64Array(size),
    information: new Float64Array(size * size),
  }
  const { gradient, information } = sums
  const rows = counts[0]!.length
  for (let row = 0; row < rows; row += 1) {
    const at = row * drivers
    let eta = 0
    for (let k = 0; k < drivers; k += 1) eta += values[at + k]! * point[thresholds + k]!
    let [pull, weight] = [0, 0]
    for (let j = 0; j < thresholds; j += 1) {
      const below = counts[j]![row]!
      const above = counts[j + 1]![row]!
      if (below + above === 0) continue
      const a = point[j]! - eta
      const e = Math.exp(-Math.abs(a))
      const nearer = 1 / (1 + e)
      const F = a >= 0 ? nearer : e * nearer
      const logF = Math.min(a, 0) - Math.log1p(e)
      sums.logLikelihood += below * logF + above * (logF - a)
      const slope = below - (below + above) * F
      const curvature = (below + above) * e * nearer * nearer
      gradient[j]! += slope
      information[j * size + j]! += curvature
      for (let k = 0; k < drivers; k += 1)
        information[(thresholds + k) * size + j]! -= curvature * values[at + k]!
      pull += slope
      weight += curvature
    }
    for (let k = 0; k < drivers; k += 1) {
      const x = values[at + k]!
      gradient[thresholds + k]! -= pull * x
      const weighted = weight * x
      const line = (thresholds + k) * size + thresholds
      for (let m = 0; m <= k; m += 1) information[line + m]! += weighted * values[at + m]!
    }
  }
  addSpacing(sums, data.totals, point)
  mirrorLower(information, size)
  return sums
}

/** Σ over inner categories of n_c ln (1 − e^{−(θ_c − θ_{c−1})}), with r = 1 / (e^{θ_c − θ_{c−1}} − 1). */
function addSpacing(sums: Evaluation, totals: readonly number[], point: Float64Array): void {
  const size = point.length
  for (let c = 1; c < totals.length - 1; c += 1) {
    const gap = point[c]! - point[c - 1]!
    const r = 1 / Math.expm1(gap)
    sums.logLikelihood += totals[c]! * Math.log(-Math.expm1(-gap))
    sums.gradient[c]! += totals[c]! * r
    sums.gradient[c - 1]! -= totals[c]! * r
    const curvature = totals[c]! * r * (1 + r)
    sums.information[c * size + c]! += curvature
    sums.information[(c - 1) * size + c - 1]! += curvature
    sums.information[c * size + c - 1]! -= curvature
  }
}

function mirrorLower(matrix: Float64Array, size: number): void {
  for (let i = 0; i < size; i += 1)
    for (let j = 0; j < i; j += 1) matrix[j * size + i] = matrix[i * size + j]!
}
