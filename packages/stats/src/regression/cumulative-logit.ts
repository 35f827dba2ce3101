import { factorCholesky, invertCholesky, solveCholesky } from './cholesky.ts'
import {
  evaluateLikelihood,
  type CumulativeLogitData,
  type Evaluation,
} from './cumulative-logit-likelihood.ts'

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

const mostSteps = 100

/** Many rows are first fitted on about so many of them. */
const rowsToRehearse = 10_000

/** Twice the log-likelihood that a step can still gain; below it, that step is the last. */
const smallestGain = 1e-10

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
  const n = data.totals.reduce((sum, total) => sum + total, 0)
  const nullLogLikelihood = data.totals.reduce((sum, total) => sum + total * Math.log(total / n), 0)
  return { ...climbToMaximum(data, rehearse(data) ?? startWithoutDrivers(data)), nullLogLikelihood }
}

/** The thresholds that the shares of the categories give, and no effect of any driver. */
function startWithoutDrivers({ counts, drivers, totals }: CumulativeLogitData): Float64Array {
  const point = new Float64Array(counts.length - 1 + drivers)
  const n = totals.reduce((sum, total) => sum + total, 0)
  let below = 0
  for (let j = 0; j < counts.length - 1; j += 1) {
    below += totals[j]!
    point[j] = Math.log(below / (n - below))
  }
  return point
}

/** The maximum of every k-th row, from which many rows need few steps; null where it does not exist. */
function rehearse({ values, counts, drivers }: CumulativeLogitData): Float64Array | null {
  const rows = counts[0]!.length
  const stride = Math.floor(rows / rowsToRehearse)
  if (stride < 4) return null
  const taken = Math.floor(rows / stride)
  const part: CumulativeLogitData = {
    drivers,
    values: new Float64Array(taken * drivers),
    counts: counts.map(() => new Float64Array(taken)),
    totals: [],
  }
  for (let row = 0; row < taken; row += 1) {
    const from = row * stride
    part.values.set(values.subarray(from * drivers, (from + 1) * drivers), row * drivers)
    counts.forEach((column, category) => (part.counts[category]![row] = column[from]!))
  }
  const totals = part.counts.map((column) => column.reduce((sum, count) => sum + count, 0))
  if (totals.includes(0)) return null
  const { point, endless } = climbToMaximum(
    { ...part, totals },
    startWithoutDrivers({ ...part, totals }),
  )
  return endless === null ? point : null
}

function climbToMaximum(
  data: CumulativeLogitData,
  start: Float64Array,
): Omit<CumulativeLogitFit, 'nullLogLikelihood'> {
  const size = start.length
  let point = start
  let current = evaluateLikelihood(data, point)
  const describe = (endless: Float64Array | null) => {
    const factor = factorCholesky(current.information, size)
    const covariance = factor ? invertCholesky(factor, size) : new Float64Array(size * size)
    return { point, covariance, logLikelihood: current.logLikelihood, endless }
  }
  let step: Float64Array = new Float64Array(size)
  for (let round = 0; round < mostSteps; round += 1) {
    const factor = factorCholesky(current.information, size)
    // Standardised drivers that are not collinear lose their information only at infinity.
    if (factor === null) return describe(step)
    step = solveCholesky(factor, size, current.gradient)
    const gain = step.reduce((sum, value, i) => sum + value * current.gradient[i]!, 0)
    const move = longestMove(data, step)
    const isLast = gain < smallestGain
    if (isLast && move > endlessStep) return describe(step)
    const scale = Math.min(1, longestStep / move)
    const next = climb(data, { point, step, scale, from: current.logLikelihood })
    if (next === null) break
    point = next.point
    current = next.evaluation
    if (isLast) break
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
    const evaluation = evaluateLikelihood(data, moved)
    if (evaluation.logLikelihood >= from - 1e-12 * Math.abs(from))
      return { point: moved, evaluation }
  }
  return null
}

/** How far a step moves the log-odds of the row that it moves most, at any threshold. */
function longestMove(data: CumulativeLogitData, step: Float64Array): number {
  const { values, counts, drivers } = data
  const thresholds = counts.length - 1
  const rows = counts[0]!.length
  let [least, most] = [Infinity, -Infinity]
  for (let row = 0; row < rows; row += 1) {
    let move = 0
    for (let k = 0; k < drivers; k += 1) move += values[row * drivers + k]! * step[thresholds + k]!
    if (move < least) least = move
    if (move > most) most = move
  }
  let longest = 0
  for (let j = 0; j < thresholds; j += 1)
    longest = Math.max(longest, Math.abs(step[j]! - least), Math.abs(step[j]! - most))
  return longest
}
