import type { StructuralFit, WeightedFit } from './fit-structural.ts'
import { quadraticForm } from './structural-filter.ts'

/** What a fitted model expects of the periods after. */
export interface StructuralForecast {
  /** Means and variances, at the scaled outcome, of each period and of the running sum. */
  mean: Float64Array
  variance: Float64Array
  sumVariance: Float64Array
}

/** Mean and variance over the fits: the mean of the variances plus the variance of the means. */
export function mixForecasts(
  fits: readonly WeightedFit[],
  columns: readonly Float64Array[],
  prePeriods: number,
): StructuralForecast {
  const length = columns[0]!.length - prePeriods
  const zero = () => new Float64Array(length)
  const mixed = { mean: zero(), variance: zero(), sumVariance: zero() }
  const parts = fits.map(({ fit, weight }) => ({
    weight,
    forecast: forecastSeries(fit, columns, prePeriods),
  }))
  for (const { weight, forecast } of parts)
    forecast.mean.forEach((value, h) => (mixed.mean[h]! += weight * value))
  for (const { weight, forecast } of parts) {
    let sumGap = 0
    for (let h = 0; h < length; h += 1) {
      const gap = forecast.mean[h]! - mixed.mean[h]!
      sumGap += gap
      mixed.variance[h]! += weight * (forecast.variance[h]! + gap * gap)
      mixed.sumVariance[h]! += weight * (forecast.sumVariance[h]! + sumGap * sumGap)
    }
  }
  return mixed
}

function forecastSeries(
  fit: StructuralFit,
  columns: readonly Float64Array[],
  prePeriods: number,
): StructuralForecast {
  const { shares, scale, whitened, regression } = fit
  const { coefficients } = regression
  const length = columns[0]!.length - prePeriods
  const mean = new Float64Array(length)
  const variance = new Float64Array(length)
  const sumVariance = new Float64Array(length)
  const gaps = new Float64Array(coefficients.length)
  const sumGaps = new Float64Array(coefficients.length)
  let { level, cross, slope } = whitened.covariance
  // Covariances of the running sum with itself, the level and the slope.
  let [ofSum, sumLevel, sumSlope] = [0, 0, 0]
  for (let h = 0; h < length; h += 1) {
    const start = whitened.ends[0]!
    mean[h] = start.level + h * start.slope
    coefficients.forEach((coefficient, c) => {
      const end = whitened.ends[c + 1]!
      gaps[c] = columns[c + 1]![prePeriods + h]! - end.level - h * end.slope
      sumGaps[c]! += gaps[c]
      mean[h]! += coefficient * gaps[c]
    })
    variance[h] = scale * (level + shares.observation + quadraticForm(regression, gaps))
    ofSum += 2 * sumLevel + level + shares.observation
    sumVariance[h] = scale * (ofSum + quadraticForm(regression, sumGaps))
    ;[sumLevel, sumSlope] = [sumLevel + level + sumSlope + cross, sumSlope + cross]
    ;[level, cross] = [level + 2 * cross + slope + shares.level, cross + slope]
    slope += shares.slope
  }
  return { mean, variance, sumVariance }
}
