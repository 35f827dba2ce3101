import { insufficient, type Estimate, type Insufficient, type MetricUnit } from '@fealty/core'
import {
  chanceOfTarget,
  fitEts,
  forecastEts,
  type EtsFit,
  type EtsModel,
  type SamplingVariance,
} from '@fealty/stats'
import { chooseScale, scaleGoal, type ForecastScale } from './forecast-scale.ts'

/**
 * Models that take part: additive errors, whose laws are exact, and no trend that goes on for ever.
 * A level that wanders, a slope that dies out, and both with a season.
 */
const models = ['ANN', 'AAdN', 'ANA', 'AAdA'] as const satisfies readonly EtsModel[]
type ForecastModel = (typeof models)[number]

/** What each model sees in a series, for people. */
export const modelWords: Readonly<Record<ForecastModel, string>> = {
  ANN: 'a level that wanders',
  AAdN: 'a slope that dies out',
  ANA: 'a level with a season',
  AAdA: 'a dying slope with a season',
}

/** Fewest estimated periods: below, nothing says how the measure varies. */
const fewestPeriods = 8

/** Periods at the end whose sampling error the future ones are taken to have. */
const recentPeriods = 6

export interface WeighedModel {
  model: ForecastModel
  /** Share of the evidence (Akaike weight), 0 to 1. */
  weight: number
  fit: EtsFit
}

/** A series that goes on as it went, by several models weighed by their evidence. */
export interface SeriesForecast {
  kind: 'forecast'
  models: readonly WeighedModel[]
  scale: ForecastScale
  sampling: SamplingVariance | undefined
  n: number
}

/** One future period. */
export interface ForecastPoint {
  value: number
  low: number
  high: number
}

/**
 * Fits every model that the series admits and weighs them by exp(−ΔAICc ÷ 2). One chosen model is
 * surer of itself than it may be; the weighed ones also bear that another may be true.
 * Source: Burnham and Anderson (2002), Model Selection and Multimodel Inference, 2.9 and 4.
 *
 * @param estimates one per period, oldest first, without gaps
 * @param cycle periods per season, 1 for none
 */
export function forecastSeries(
  estimates: readonly Estimate[],
  { unit, cycle }: { unit: MetricUnit; cycle: number },
): SeriesForecast | Insufficient {
  const n = estimates.length
  if (n < fewestPeriods) {
    return insufficient(
      n,
      fewestPeriods,
      `A forecast needs ${fewestPeriods} periods in a row with a value; there are ${n}.`,
    )
  }
  const scale = chooseScale(unit, estimates)
  const values = estimates.map(({ value }) => scale.to(value))
  const fits = models.flatMap((model) => {
    const fit = fitEts(values, { cycle, models: [model] })
    return fit.kind === 'ets' && Number.isFinite(fit.aicc) ? [{ model, fit }] : []
  })
  if (fits.length === 0) {
    return insufficient(n, n + 1, 'The values do not vary, so nothing says how they will.')
  }
  const best = Math.min(...fits.map(({ fit }) => fit.aicc))
  const evidence = fits.map(({ fit }) => Math.exp((best - fit.aicc) / 2))
  const total = evidence.reduce((sum, one) => sum + one, 0)
  return {
    kind: 'forecast',
    models: fits
      .map(({ model, fit }, index) => ({ model, weight: evidence[index]! / total, fit }))
      .sort((a, b) => b.weight - a.weight),
    scale,
    sampling: samplingOf(estimates, scale),
    n,
  }
}

/** Known sampling noise: of the past on average, and of the last periods for those to come. */
function samplingOf(
  estimates: readonly Estimate[],
  scale: ForecastScale,
): SamplingVariance | undefined {
  const variances = estimates.flatMap(({ value, se, complete }) =>
    se === undefined || complete === true ? [] : [scale.error(value, se) ** 2],
  )
  if (variances.length < estimates.length || !variances.every(Number.isFinite)) return undefined
  return { past: mean(variances), future: mean(variances.slice(-recentPeriods)) }
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

/** A goal held against a forecast. */
export interface ChanceQuestion {
  goal: number
  direction: 'up' | 'down'
  /** Periods from the last value to the one that is judged, 1 for the next. */
  periods: number
  /** What initiatives still to come add, in the unit of the measure, with its standard error. */
  effect?: { value: number; se: number }
}

/**
 * P(the measured value of the period reaches the goal). An effect still to come moves the goal by
 * itself; its own error widens the future noise (errors taken as independent).
 */
export function chanceOf(forecast: SeriesForecast, question: ChanceQuestion): number {
  const { direction, periods, effect = { value: 0, se: 0 } } = question
  const { scale } = forecast
  const target = scaleGoal(scale, question.goal - effect.value)
  if (!Number.isFinite(target)) return target < 0 === (direction === 'up') ? 1 : 0
  const sampling = widen(forecast, scale.error(question.goal - effect.value, effect.se))
  return forecast.models.reduce((sum, { fit, weight }) => {
    const { probability } = chanceOfTarget(fit, {
      target,
      direction,
      periods,
      ...(sampling === undefined ? {} : { samplingVariance: sampling }),
    })
    return sum + weight * probability
  }, 0)
}

function widen({ sampling }: SeriesForecast, se: number): SamplingVariance | undefined {
  if (se === 0) return sampling
  const { past, future } = sampling ?? { past: 0, future: 0 }
  return { past, future: future + se * se }
}

/**
 * The next periods with intervals of the weighed models: mean and variance of the mixture, and the
 * half width that its models would have (the weighed ratio of half width to error).
 */
export function forecastPoints(
  forecast: SeriesForecast,
  periods: number,
  level: number,
): ForecastPoint[] {
  const { scale, sampling } = forecast
  const each = forecast.models.map(({ fit, weight }) => ({
    weight,
    points: forecastEts(fit, periods, {
      level,
      ...(sampling === undefined ? {} : { samplingVariance: sampling }),
    }),
  }))
  return Array.from({ length: periods }, (_, at) => {
    const parts = each.map(({ weight, points }) => ({ weight, point: points[at]! }))
    const value = parts.reduce((sum, { weight, point }) => sum + weight * point.value, 0)
    const variance = parts.reduce(
      (sum, { weight, point }) => sum + weight * (point.se ** 2 + (point.value - value) ** 2),
      0,
    )
    const critical = parts.reduce(
      (sum, { weight, point }) => sum + weight * ((point.high - point.value) / point.se),
      0,
    )
    const half = critical * Math.sqrt(variance)
    return {
      value: scale.from(value),
      low: scale.from(value - half),
      high: scale.from(value + half),
    }
  })
}
