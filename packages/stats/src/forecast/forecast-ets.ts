import { studentCritical } from '../distribution/student-t.ts'
import { requireCount, requireOpenUnit } from '../domain/require.ts'
import type { IntervalEstimate } from '../estimate/interval-estimate.ts'
import { shapeOf } from './ets-model.ts'
import type { EtsFit } from './fit-ets.ts'
import { estimationVariances, pointForecasts, predictionVariances } from './prediction-variance.ts'
import { samplingShift, type SamplingVariance } from './sampling-noise.ts'
import { simulatePaths } from './simulate-ets.ts'

export interface ForecastOptions {
  level?: number
  /** Seed of the simulation where the model needs one, 1 unless told. */
  seed?: number
  /** Simulated paths, 5,000 unless told. */
  draws?: number
  /** Known sampling noise of past and future values; left as it was in the past unless told. */
  samplingVariance?: SamplingVariance
}

/**
 * Forecasts of the next `horizon` periods with prediction intervals: where a future value will lie,
 * not where its mean does.
 *
 * Models with additive error have exact variances and Student's law; the others are simulated (their
 * quantiles are not symmetric). What the estimation of parameters and first states leaves unsure is
 * added (delta method); that another model might be the true one is not.
 * Source: Hyndman et al. (2008), 6.
 *
 * @returns one estimate per period, `se` the standard deviation of the forecast error
 * @throws RangeError on a horizon or draws that are no whole numbers above 0, a level outside (0, 1)
 */
export function forecastEts(
  fit: EtsFit,
  horizon: number,
  { level = 0.95, seed = 1, draws = 5000, samplingVariance }: ForecastOptions = {},
): IntervalEstimate[] {
  requireOpenUnit('level', level)
  requireAtLeastOne('horizon', horizon)
  requireAtLeastOne('draws', draws)
  requireCount('seed', seed)
  const points = pointForecasts(fit, horizon)
  const { each } = estimationVariances(fit, horizon)
  const shift = samplingShift(fit, points, samplingVariance).map((part, h) => part + each[h]!)
  const { isErrorMultiplicative } = shapeOf(fit.model)
  const common = { kind: 'estimate', level, n: fit.n, method: `ETS ${fit.model}` } as const
  if (!isErrorMultiplicative) {
    const critical = studentCritical(level, fit.degreesOfFreedom)
    const variances = predictionVariances(fit, horizon)
    return Array.from(points, (value, h) => {
      const se = Math.sqrt(variances[h]! + shift[h]!)
      return { ...common, value, low: value - critical * se, high: value + critical * se, se }
    })
  }
  const paths = simulatePaths(fit, { horizon, draws, seed })
  return Array.from(points, (value, h) => ({
    ...common,
    value,
    ...describeDraws(column(paths, h, horizon), value, level, shift[h]!),
  }))
}

/** @throws RangeError unless `value` is 1, 2, … */
export function requireAtLeastOne(name: string, value: number): void {
  if (requireCount(name, value) === 0) throw new RangeError(`${name} must be 1 or above, got 0`)
}

function column(paths: Float64Array, h: number, horizon: number): Float64Array {
  const draws = new Float64Array(paths.length / horizon)
  for (let i = 0; i < draws.length; i += 1) draws[i] = paths[i * horizon + h]!
  return draws.sort()
}

/** Interval and standard deviation of sorted draws, widened or narrowed about the value. */
function describeDraws(
  draws: Float64Array,
  value: number,
  level: number,
  shift: number,
): { low: number; high: number; se: number } {
  const mean = draws.reduce((sum, draw) => sum + draw, 0) / draws.length
  const variance = draws.reduce((sum, draw) => sum + (draw - mean) ** 2, 0) / draws.length
  const stretch = stretchOf(variance, shift)
  const at = (share: number) => value + stretch * (quantile(draws, share) - value)
  return {
    low: Math.min(value, at((1 - level) / 2)),
    high: Math.max(value, at((1 + level) / 2)),
    se: stretch * Math.sqrt(variance),
  }
}

/** The factor about the centre that changes a variance by `shift`. */
export function stretchOf(variance: number, shift: number): number {
  return variance > 0 ? Math.sqrt(Math.max(0, 1 + shift / variance)) : 1
}

/** Linear between order statistics (type 7). */
function quantile(sorted: Float64Array, share: number): number {
  const at = share * (sorted.length - 1)
  const below = Math.floor(at)
  const above = Math.min(sorted.length - 1, below + 1)
  return sorted[below]! + (at - below) * (sorted[above]! - sorted[below]!)
}
