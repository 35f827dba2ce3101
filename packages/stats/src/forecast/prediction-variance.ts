import { shapeOf } from './ets-model.ts'
import type { EtsFit } from './fit-ets.ts'

/** Point forecasts of the next `horizon` periods: the path on which no more errors come. */
export function pointForecasts(fit: EtsFit, horizon: number): Float64Array {
  const { hasTrend, season } = shapeOf(fit.model)
  const { level, slope, season: terms } = fit.final
  const { phi } = fit.parameters
  const points = new Float64Array(horizon)
  let run = 0
  let damping = 1
  for (let h = 0; h < horizon; h += 1) {
    damping *= phi
    if (hasTrend) run += damping * slope
    const term = season === 'N' ? 0 : terms[h % fit.cycle]!
    points[h] = season === 'M' ? (level + run) * term : level + run + term
  }
  return points
}

/**
 * What an error of one period adds to the forecast of j periods later, c_0 = 1 and
 * c_j = α + β(φ + … + φ^j) + γ where j is a whole number of seasons; models that are linear.
 * Source: Hyndman et al. (2008), table 6.1.
 */
function carriedErrors(fit: EtsFit, horizon: number): Float64Array {
  const { alpha, beta, gamma, phi } = fit.parameters
  const carried = new Float64Array(horizon)
  let run = 0
  let damping = 1
  for (let j = 0; j < horizon; j += 1) {
    carried[j] = j === 0 ? 1 : alpha + beta * run + (j % fit.cycle === 0 ? gamma : 0)
    damping *= phi
    run += damping
  }
  return carried
}

/**
 * Variances of the forecasts of models with additive error: v_h = σ² (1 + c_1² + … + c_{h−1}²).
 * Source: Hyndman et al. (2008), eq. 6.1.
 */
export function predictionVariances(fit: EtsFit, horizon: number): Float64Array {
  const carried = carriedErrors(fit, horizon)
  let sum = 0
  return carried.map((weight) => {
    sum += weight * weight
    return fit.sigma ** 2 * sum
  })
}

/**
 * Variance of the mean of the next `horizon` periods, models with additive error: an error i periods
 * before the end is in the sum with 1 + c_1 + … + c_i.
 */
export function meanVariance(fit: EtsFit, horizon: number): number {
  const carried = carriedErrors(fit, horizon)
  let run = 0
  let sum = 0
  for (const weight of carried) {
    run += weight
    sum += run * run
  }
  return (fit.sigma / horizon) ** 2 * sum
}

/**
 * What the estimation of the parameters adds to the variance of each forecast, and to that of their
 * mean: g′ C g, with g the gradient of the forecast in level, slope, damping and seasonal terms.
 * How parameters change the later growth of the variance itself is left out.
 */
export function estimationVariances(
  fit: EtsFit,
  horizon: number,
): { each: Float64Array; ofMean: number } {
  const size = fit.finalCovariance.length
  const sum = new Float64Array(size)
  const each = new Float64Array(horizon)
  if (size === 0) return { each, ofMean: 0 }
  for (let h = 0; h < horizon; h += 1) {
    const gradient = forecastGradient(fit, h)
    each[h] = quadraticForm(fit.finalCovariance, gradient)
    gradient.forEach((part, a) => (sum[a]! += part / horizon))
  }
  return { each, ofMean: quadraticForm(fit.finalCovariance, sum) }
}

function forecastGradient(fit: EtsFit, h: number): Float64Array {
  const { season } = shapeOf(fit.model)
  const { level, slope, season: terms } = fit.final
  const { phi } = fit.parameters
  let run = 0
  let slopeOfRun = 0
  for (let j = 1; j <= h + 1; j += 1) {
    run += phi ** j
    slopeOfRun += j * phi ** (j - 1)
  }
  const at = h % fit.cycle
  const ratio = season === 'M' ? terms[at]! : 1
  const gradient = new Float64Array(3 + terms.length)
  gradient.set([ratio, ratio * run, ratio * slope * slopeOfRun])
  if (season !== 'N') gradient[3 + at] = season === 'M' ? level + run * slope : 1
  return gradient
}

function quadraticForm(matrix: readonly (readonly number[])[], vector: Float64Array): number {
  let sum = 0
  vector.forEach((left, a) => {
    if (left !== 0) vector.forEach((right, b) => (sum += left * matrix[a]![b]! * right))
  })
  return Math.max(0, sum)
}
