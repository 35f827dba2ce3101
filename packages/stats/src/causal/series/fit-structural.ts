import { minimiseWithoutGradient } from '../nelder-mead.ts'
import {
  regress,
  whiten,
  type Regression,
  type VarianceShares,
  type Whitened,
} from './structural-filter.ts'

/** A structural model of a series before an intervention. */
export interface StructuralFit {
  shares: VarianceShares
  /** Variance at which the shares are taken: σ² of the whole. */
  scale: number
  whitened: Whitened
  regression: Regression
  /** Observations less regression columns: what σ² was estimated from. */
  degreesOfFreedom: number
  /** Restricted (diffuse) log-likelihood. */
  logLikelihood: number
}

/** Logarithms of variance ratios lie in [−limit, limit]: e^16 is beyond what a series can tell. */
const limit = 16

/**
 * Variances of level, slope and observation by restricted maximum likelihood, with the start, the
 * slope at the start and the coefficients as diffuse regression columns and σ² concentrated out:
 * −2 log L = Σ log F_t + m log(RSS / m) + log |X′Ω⁻¹X| + m (1 + log 2π), m = n − k.
 * A grid, then a search from its best point: the same data give the same fit, with nothing drawn.
 * Source: Harvey (1989), Forecasting, Structural Time Series Models and the Kalman Filter, 3.4, 4.2;
 * Durbin and Koopman (2012), 7.2.
 *
 * @param columns the series first, then the columns of the regression
 * @returns null where the columns are collinear
 */
export function fitStructural(
  columns: readonly Float64Array[],
  trend: boolean,
): StructuralFit | null {
  if (regress(columns) === null) return null
  const loss = (point: Float64Array): number => {
    const end = fitAt(columns, sharesAt(point))
    return end === null ? Infinity : -end.logLikelihood
  }
  const best = trend ? searchPlane(loss) : searchLine(loss)
  return fitAt(columns, sharesAt(best))
}

function sharesAt(point: Float64Array): VarianceShares {
  const level = Math.exp(clamp(point[0]!))
  const slope = point.length > 1 ? Math.exp(clamp(point[1]!)) : 0
  const sum = 1 + level + slope
  return { observation: 1 / sum, level: level / sum, slope: slope / sum }
}

function clamp(value: number): number {
  return Math.max(-limit, Math.min(limit, value))
}

function fitAt(columns: readonly Float64Array[], shares: VarianceShares): StructuralFit | null {
  const whitened = whiten(columns, shares)
  const regression = regress(whitened.columns)
  if (regression === null) return null
  const degreesOfFreedom = columns[0]!.length - columns.length + 1
  // A perfect fit leaves only rounding: a floor keeps its likelihood finite and comparable.
  const scale = Math.max(regression.residual / degreesOfFreedom, Number.MIN_VALUE)
  const logLikelihood =
    -0.5 *
    (whitened.logVariance +
      regression.logDeterminant +
      degreesOfFreedom * (1 + Math.log(2 * Math.PI * scale)))
  return { shares, scale, whitened, regression, degreesOfFreedom, logLikelihood }
}

/** One unknown: every whole logarithm, then golden section between the neighbours of the best. */
function searchLine(loss: (point: Float64Array) => number): Float64Array {
  const at = (value: number): number => loss(Float64Array.of(value))
  let best = -limit
  let least = Infinity
  for (let value = -limit; value <= limit; value += 1) {
    const here = at(value)
    if (here < least) [best, least] = [value, here]
  }
  const ratio = (Math.sqrt(5) - 1) / 2
  let [low, high] = [best - 1, best + 1]
  let [left, right] = [high - ratio * (high - low), low + ratio * (high - low)]
  let [atLeft, atRight] = [at(left), at(right)]
  while (high - low > 1e-7) {
    if (atLeft <= atRight) {
      ;[high, right, atRight] = [right, left, atLeft]
      left = high - ratio * (high - low)
      atLeft = at(left)
    } else {
      ;[low, left, atLeft] = [left, right, atRight]
      right = low + ratio * (high - low)
      atRight = at(right)
    }
  }
  const end = (low + high) / 2
  return Float64Array.of(at(end) <= least ? end : best)
}

/** Two unknowns: every fourth logarithm of each, then Nelder and Mead from the best, twice. */
function searchPlane(loss: (point: Float64Array) => number): Float64Array {
  let best = Float64Array.of(0, 0)
  let least = Infinity
  for (let level = -limit; level <= limit; level += 4)
    for (let slope = -limit; slope <= limit; slope += 4) {
      const point = Float64Array.of(level, slope)
      const here = loss(point)
      if (here < least) [best, least] = [point, here]
    }
  const options = { tolerance: 1e-13, maxEvaluations: 400 }
  const first = minimiseWithoutGradient(loss, best, { ...options, step: 2 })
  const second = minimiseWithoutGradient(loss, first.point, { ...options, step: 0.5 })
  return second.value <= least ? second.point : best
}

/** One set of variances with how likely it is, beside the likeliest. */
export interface WeightedFit {
  fit: StructuralFit
  /** Posterior weight, Σ = 1. */
  weight: number
}

/** Steps of the logarithms at which likelihoods are taken; a fit this much less likely is left out. */
const lineStep = 0.5
const planeStep = 2

/** Prior medians of the steps' standard deviations, in those of the noise: level and slope. */
const priorMedians = [0.3, 0.03]
const leastWeight = 1e-4

/**
 * Fits over a grid of variance ratios, weighted by likelihood times a half-Cauchy prior on the steps'
 * standard deviations. How still the level is cannot be known from a short series, and a forecast
 * that takes the likeliest answer for certain is too narrow where the level moves.
 * Source: Gelman (2006), Bayesian Analysis 1, 515-534, for the prior; quadrature, no sampling.
 */
export function weighFits(columns: readonly Float64Array[], trend: boolean): WeightedFit[] {
  const step = trend ? planeStep : lineStep
  const ratios = Array.from({ length: 2 * (limit / step) + 1 }, (_, i) => i * step - limit)
  const points = trend
    ? ratios.flatMap((level) => ratios.map((slope) => Float64Array.of(level, slope)))
    : ratios.map((level) => Float64Array.of(level))
  const candidates = points.flatMap((point) => {
    const fit = fitAt(columns, sharesAt(point))
    if (fit === null) return []
    // With s = √q / median, d s / (1 + s²) is proportional to s / (1 + s²) d log q.
    const prior = point.reduce(
      (sum, at, i) => sum - Math.log(2 * Math.cosh(at / 2 - Math.log(priorMedians[i]!))),
      0,
    )
    return [{ fit, score: fit.logLikelihood + prior }]
  })
  const most = candidates.reduce((largest, { score }) => Math.max(largest, score), -Infinity)
  const kept = candidates.filter(({ score }) => score - most > Math.log(leastWeight))
  const sum = kept.reduce((total, { score }) => total + Math.exp(score - most), 0)
  return kept.map(({ fit, score }) => ({ fit, weight: Math.exp(score - most) / sum }))
}
