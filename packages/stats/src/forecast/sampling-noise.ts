import { requireNonNegative } from '../domain/require.ts'
import { shapeOf } from './ets-model.ts'
import type { EtsFit } from './fit-ets.ts'

/** Sampling variance of the measure: of the past periods on average, and of the future ones. */
export interface SamplingVariance {
  /** Mean squared standard error of the fitted values. */
  past: number
  /** Squared standard error that a future value will have; 0 asks for the true value. */
  future: number
}

/**
 * What sampling adds to the variance of a single future value: the future noise in place of the past
 * noise, which is in the errors of the fit already. Of an error, at most the share 1 − α dies with
 * its period, so no more than (1 − α) σ² is taken off.
 * Source: the local level model in its reduced form, Harvey (1989), Forecasting, Structural Time
 * Series Models and the Kalman Filter, 2.5.3.
 *
 * @param points point forecasts, the unit of a relative error
 * @returns per period, in the squared unit of the values; may be negative
 */
export function samplingShift(
  fit: EtsFit,
  points: Float64Array,
  sampling: SamplingVariance | undefined,
): Float64Array {
  if (sampling === undefined) return new Float64Array(points.length)
  const past = requireNonNegative('samplingVariance.past', sampling.past)
  const future = requireNonNegative('samplingVariance.future', sampling.future)
  const { isErrorMultiplicative } = shapeOf(fit.model)
  return points.map((point) => {
    const sigma = isErrorMultiplicative ? fit.sigma * point : fit.sigma
    return future - Math.min(past, (1 - fit.parameters.alpha) * sigma * sigma)
  })
}
