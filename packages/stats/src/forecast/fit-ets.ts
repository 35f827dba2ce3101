import { requireCount, requireFinite } from '../domain/require.ts'
import { insufficient, type Insufficient } from '../estimate/interval-estimate.ts'
import { climbEts, type EtsPoint } from './climb-ets.ts'
import {
  countParameters,
  etsModels,
  shapeOf,
  type EtsModel,
  type EtsParameters,
  type EtsState,
} from './ets-model.ts'
import { runEts, seasonAhead, startFrom } from './run-ets.ts'

/** Fewest observations beyond the parameters: below, neither variance nor AICc can be trusted. */
const spareObservations = 4

/** A fitted model of exponential smoothing. */
export interface EtsFit {
  kind: 'ets'
  model: EtsModel
  /** Periods per season, 1 without. */
  cycle: number
  parameters: EtsParameters
  /** Before the first period, and after the last. */
  initial: EtsState
  final: EtsState
  /** Standard deviation of the errors: in the unit of the values, or relative where the error is multiplicative. */
  sigma: number
  /** Degrees of freedom of `sigma`: n − parameters + 1, the variance not counted. */
  degreesOfFreedom: number
  /**
   * Covariance of level, slope, damping and seasonal terms after the last period, in this order, as
   * far as the estimation of the parameters makes them unsure (delta method); in their units.
   */
  finalCovariance: number[][]
  logLikelihood: number
  aic: number
  aicc: number
  bic: number
  n: number
  /** AICc of every model that was tried, best first. */
  tried: { model: EtsModel; aicc: number }[]
}

export interface EtsOptions {
  /** Periods per season: 12 for months, 4 for quarters, 7 for days; 1 (none) unless told. */
  cycle?: number
  /** The models to choose among; all that the data admit unless told. */
  models?: readonly EtsModel[]
}

/**
 * Fits exponential smoothing by maximum likelihood and chooses the model by AICc.
 *
 * A model is tried where it leaves four observations beyond its parameters, a seasonal one also
 * only from two whole cycles on, and one with multiplicative error or season only where all values
 * are above 0.
 * Source: Hyndman, Koehler, Ord and Snyder (2008), Forecasting with Exponential Smoothing, 5; AICc
 * as their eq. 7.3 with the variance counted.
 *
 * @param values one per period, oldest first, without gaps
 * @returns insufficient below 7 periods, where the values are all one, or no model is admitted
 * @throws RangeError on a value not finite, a cycle that is not a whole number from 1 on, or a model
 * that does not exist
 */
export function fitEts(
  values: ArrayLike<number>,
  { cycle = 1, models = etsModels }: EtsOptions = {},
): EtsFit | Insufficient {
  requireCount('cycle', cycle)
  if (cycle === 0) throw new RangeError('cycle must be 1 or above, got 0')
  const { scaled, scale, isPositive, isConstant } = scaleValues(values)
  for (const model of models)
    if (!etsModels.includes(model)) throw new RangeError(`models must exist, got ${model}`)
  const n = scaled.length
  const minimum = countParameters(shapeOf('ANN'), 1) + spareObservations
  if (n < minimum)
    return insufficient(n, minimum, `A forecast needs ${minimum} periods, there are ${n}.`)
  if (isConstant)
    return insufficient(n, n + 1, 'All values are one and the same: nothing says how they vary.')
  const fits = models
    .filter((model) => isAdmitted(model, n, cycle, isPositive))
    .flatMap((model) => {
      const maximum = climbEts(scaled, shapeOf(model), cycle)
      return maximum === null
        ? []
        : [{ fit: describeFit(scaled, scale, model, cycle, maximum), maximum }]
    })
    .sort((a, b) => a.fit.aicc - b.fit.aicc)
  const best = fits[0]
  if (best === undefined)
    return insufficient(n, n + 1, 'None of the models fits so few periods, or these values.')
  const isRatio = shapeOf(best.fit.model).season === 'M'
  return {
    ...best.fit,
    finalCovariance: unscaleCovariance(best.maximum.finalCovariance(), scale, isRatio),
    tried: fits.map(({ fit: { model, aicc } }) => ({ model, aicc })),
  }
}

/** Damping and ratios have no unit; everything else has that of the values. */
function unscaleCovariance(covariance: number[][], scale: number, isRatio: boolean): number[][] {
  const unit = (a: number) => (a === 2 || (a > 2 && isRatio) ? 1 : scale)
  return covariance.map((row, a) => row.map((value, b) => value * unit(a) * unit(b)))
}

function scaleValues(values: ArrayLike<number>) {
  const scaled = Float64Array.from(values)
  let largest = 0
  let least = Infinity
  scaled.forEach((value, i) => {
    largest = Math.max(largest, Math.abs(requireFinite(`values[${i}]`, value)))
    least = Math.min(least, value)
  })
  const scale = largest === 0 ? 1 : largest
  const isConstant = scaled.every((value) => value === scaled[0])
  return { scaled: scaled.map((value) => value / scale), scale, isPositive: least > 0, isConstant }
}

function isAdmitted(model: EtsModel, n: number, cycle: number, isPositive: boolean): boolean {
  const shape = shapeOf(model)
  if (shape.season !== 'N' && (cycle === 1 || n < 2 * cycle)) return false
  if (shape.isErrorMultiplicative && !isPositive) return false
  return n >= countParameters(shape, cycle) + spareObservations
}

/**
 * A fit from its parameters and first state: states to the end, likelihood and criteria.
 *
 * @param scale what the values were divided by
 * @returns with `finalCovariance` empty, as if the parameters were known
 */
export function describeFit(
  scaled: Float64Array,
  scale: number,
  model: EtsModel,
  cycle: number,
  { parameters, initial, logLikelihood }: EtsPoint & { logLikelihood: number },
): EtsFit {
  const shape = shapeOf(model)
  const n = scaled.length
  const state = startFrom(initial)
  const run = runEts(scaled, shape, parameters, state)
  const k = countParameters(shape, cycle)
  const own = logLikelihood - n * Math.log(scale)
  const degreesOfFreedom = n - k + 1
  const relative = Math.sqrt((run?.sumSquares ?? 0) / degreesOfFreedom)
  const aic = -2 * own + 2 * k
  return {
    kind: 'ets',
    model,
    cycle: shape.season === 'N' ? 1 : cycle,
    parameters,
    initial: unscale(initial, scale, shape.season === 'M'),
    final: unscale(
      { level: state.level, slope: state.slope, season: seasonAhead(state) },
      scale,
      shape.season === 'M',
    ),
    sigma: shape.isErrorMultiplicative ? relative : relative * scale,
    degreesOfFreedom,
    finalCovariance: [],
    logLikelihood: own,
    aic,
    aicc: aic + (2 * k * (k + 1)) / (n - k - 1),
    bic: -2 * own + k * Math.log(n),
    n,
    tried: [],
  }
}

function unscale({ level, slope, season }: EtsState, scale: number, isRatio: boolean): EtsState {
  return {
    level: level * scale,
    slope: slope * scale,
    season: isRatio ? season : season.map((term) => term * scale),
  }
}
