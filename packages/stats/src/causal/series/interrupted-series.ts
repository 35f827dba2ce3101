import { studentCritical, studentTwoSidedP } from '../../distribution/student-t.ts'
import { requireCount, requireFinite } from '../../domain/require.ts'
import { insufficient, type Insufficient } from '../../estimate/interval-estimate.ts'
import { fitStructural, weighFits, type StructuralFit } from './fit-structural.ts'
import { mixForecasts, type StructuralForecast } from './forecast-structural.ts'
import { quadraticForm } from './structural-filter.ts'

export interface InterruptedSeries {
  /** The outcome in each period, equally spaced. */
  outcomes: Float64Array
  /** Series that predict the outcome and that the intervention did not touch, of the same periods. */
  covariates?: readonly Float64Array[]
  /** How many periods lie before the intervention: the index of the first one after. */
  prePeriods: number
  /** Let the level have a slope that may change; off unless told. */
  trend?: boolean
}

/** A number with its interval, from the series model. */
export interface SeriesEstimate {
  value: number
  low: number
  high: number
  se: number
  /** Two-sided p-value of no effect. */
  p: number
}

export interface SeriesEffect {
  kind: 'series-effect'
  level: number
  /** For each period after: what was to be expected, and its prediction interval. */
  predicted: Float64Array
  predictedLow: Float64Array
  predictedHigh: Float64Array
  /** For each period after: outcome minus expectation; the interval's bounds are those above. */
  effects: Float64Array
  /** Running sum of the effects with its interval. */
  cumulative: Float64Array
  cumulativeLow: Float64Array
  cumulativeHigh: Float64Array
  /** Mean effect over the periods after, and their sum. */
  average: SeriesEstimate
  total: SeriesEstimate
  /** Sum of outcomes over sum of expectations, less 1; insufficient where those may be zero. */
  relative: { value: number; low: number; high: number } | Insufficient
  /** Coefficient of each covariate, in outcome units per unit of the covariate. */
  coefficients: { value: number; se: number }[]
  /** Standard deviations per period of noise, level steps and slope steps. */
  deviations: { observation: number; level: number; slope: number }
  degreesOfFreedom: number
  logLikelihood: number
}

export interface SeriesOptions {
  level?: number
  /**
   * 'averaged' (unless told) counts in that a short series does not tell how still its level is;
   * 'likeliest' takes the maximum of the likelihood for certain: narrower, and too narrow where the
   * level moves.
   */
  varianceRatios?: 'averaged' | 'likeliest'
}

/**
 * Effect of an intervention on one series: a structural model (local level, with a slope and
 * covariates where asked) is fitted to the periods before, predicts the periods after, and the effect
 * is what came beyond the prediction. Intervals hold the noise to come, the drift of the level, the
 * error of level and coefficients, and that of the variance ratios (Student's t on the whole).
 * Coefficients, deviations and likelihood are those of the restricted maximum likelihood.
 * Source: Brodersen et al. (2015), Annals of Applied Statistics 9, 247-274, with likelihood on a grid
 * in the place of its sampling; prediction by Durbin and Koopman (2012), 4.11 and 6.2.
 *
 * @returns insufficient with too few periods before for the model, no period after, or covariates
 * that are constant or repeat each other before
 * @throws RangeError on values that are not finite, or columns of different lengths
 */
export function estimateSeriesEffect(
  { outcomes, covariates = [], prePeriods, trend = false }: InterruptedSeries,
  { level = 0.95, varianceRatios = 'averaged' }: SeriesOptions = {},
): SeriesEffect | Insufficient {
  const short = checkSeries(outcomes, covariates, prePeriods, trend)
  if (short) return short
  const scaled = scaleColumns(outcomes, covariates, prePeriods, trend)
  const fit = fitStructural(
    scaled.columns.map((column) => column.subarray(0, prePeriods)),
    trend,
  )
  if (fit === null)
    return insufficient(
      prePeriods,
      prePeriods + 1,
      'A covariate is constant before the intervention, or repeats the others.',
    )
  const fits =
    varianceRatios === 'likeliest'
      ? [{ fit, weight: 1 }]
      : weighFits(
          scaled.columns.map((column) => column.subarray(0, prePeriods)),
          trend,
        )
  const forecast = mixForecasts(fits, scaled.columns, prePeriods)
  return describeEffect(fit, forecast, scaled, outcomes.subarray(prePeriods), level)
}

function checkSeries(
  outcomes: Float64Array,
  covariates: readonly Float64Array[],
  prePeriods: number,
  trend: boolean,
): Insufficient | null {
  requireCount('prePeriods', prePeriods)
  outcomes.forEach((value, t) => requireFinite(`outcomes[${t}]`, value))
  covariates.forEach((column, c) => {
    if (column.length !== outcomes.length)
      throw new RangeError(
        `covariates[${c}] must have ${outcomes.length} periods, got ${column.length}`,
      )
    column.forEach((value, t) => requireFinite(`covariates[${c}][${t}]`, value))
  })
  // Three observations more than columns of the regression: one per variance to be told apart.
  const least = covariates.length + (trend ? 2 : 1) + 3
  if (prePeriods < least)
    return insufficient(prePeriods, least, 'Too few periods before the intervention.')
  if (prePeriods >= outcomes.length)
    return insufficient(outcomes.length, prePeriods + 1, 'No period after the intervention.')
  return null
}

interface ScaledColumns {
  /** Outcome, level, slope where there is one, covariates: centred and scaled on the periods before. */
  columns: Float64Array[]
  outcome: Scale
  covariates: Scale[]
}

interface Scale {
  centre: number
  unit: number
}

function scaleColumns(
  outcomes: Float64Array,
  covariates: readonly Float64Array[],
  prePeriods: number,
  trend: boolean,
): ScaledColumns {
  const outcome = scaleOf(outcomes, prePeriods)
  const scales = covariates.map((column) => scaleOf(column, prePeriods))
  const apply = (column: Float64Array, { centre, unit }: Scale): Float64Array =>
    column.map((value) => (value - centre) / unit)
  const time = outcomes.map((_, t) => t / prePeriods)
  return {
    columns: [
      apply(outcomes, outcome),
      new Float64Array(outcomes.length).fill(1),
      ...(trend ? [time] : []),
      ...covariates.map((column, c) => apply(column, scales[c]!)),
    ],
    outcome,
    covariates: scales,
  }
}

function scaleOf(column: Float64Array, prePeriods: number): Scale {
  const before = column.subarray(0, prePeriods)
  const centre = before.reduce((sum, value) => sum + value, 0) / prePeriods
  const squares = before.reduce((sum, value) => sum + (value - centre) ** 2, 0)
  const deviation = Math.sqrt(squares / prePeriods)
  // A spread that is only the rounding of a constant must not be blown up to 1.
  const isConstant = !(deviation > 1e-13 * Math.max(1, Math.abs(centre)))
  return { centre, unit: isConstant ? 1 : deviation }
}

function describeEffect(
  fit: StructuralFit,
  forecast: StructuralForecast,
  scaled: ScaledColumns,
  after: Float64Array,
  level: number,
): SeriesEffect {
  const { degreesOfFreedom, scale, shares, regression } = fit
  const { centre, unit } = scaled.outcome
  const critical = studentCritical(level, degreesOfFreedom)
  const predicted = forecast.mean.map((value) => centre + unit * value)
  const half = forecast.variance.map((value) => critical * unit * Math.sqrt(value))
  const effects = after.map((value, h) => value - predicted[h]!)
  let sum = 0
  const cumulative = effects.map((effect) => (sum += effect))
  const sumSe = forecast.sumVariance.map((value) => unit * Math.sqrt(value))
  const periods = after.length
  const total = judge(cumulative[periods - 1]!, sumSe[periods - 1]!, critical, degreesOfFreedom)
  const columns = regression.coefficients.length - scaled.covariates.length
  return {
    kind: 'series-effect',
    level,
    predicted,
    predictedLow: predicted.map((value, h) => value - half[h]!),
    predictedHigh: predicted.map((value, h) => value + half[h]!),
    effects,
    cumulative,
    cumulativeLow: cumulative.map((value, h) => value - critical * sumSe[h]!),
    cumulativeHigh: cumulative.map((value, h) => value + critical * sumSe[h]!),
    average: judge(total.value / periods, total.se / periods, critical, degreesOfFreedom),
    total,
    relative: relativeEffect(total, after),
    coefficients: scaled.covariates.map((covariate, c) => {
      const pick = new Float64Array(regression.coefficients.length)
      pick[columns + c] = 1
      const se = Math.sqrt(scale * quadraticForm(regression, pick))
      const factor = unit / covariate.unit
      return { value: factor * regression.coefficients[columns + c]!, se: factor * se }
    }),
    deviations: {
      observation: unit * Math.sqrt(scale * shares.observation),
      level: unit * Math.sqrt(scale * shares.level),
      slope: unit * Math.sqrt(scale * shares.slope),
    },
    degreesOfFreedom,
    logLikelihood: fit.logLikelihood,
  }
}

function judge(
  value: number,
  se: number,
  critical: number,
  degreesOfFreedom: number,
): SeriesEstimate {
  const half = critical * se
  const p = se > 0 ? studentTwoSidedP(value / se, degreesOfFreedom) : value === 0 ? 1 : 0
  return { value, low: value - half, high: value + half, se, p }
}

/** Σ y / Σ ŷ − 1; the bounds are the exact transforms of those of Σ ŷ. */
function relativeEffect(
  total: SeriesEstimate,
  after: Float64Array,
): { value: number; low: number; high: number } | Insufficient {
  const actual = after.reduce((sum, value) => sum + value, 0)
  const expected = actual - total.value
  const [least, most] = [actual - total.high, actual - total.low]
  if (!(least > 0 || most < 0))
    return insufficient(after.length, after.length + 1, 'What was expected may be zero.')
  const ends = [actual / least - 1, actual / most - 1]
  return { value: actual / expected - 1, low: Math.min(...ends), high: Math.max(...ends) }
}
