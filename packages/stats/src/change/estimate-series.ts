import { requireFinite, requireNonNegative, requirePositive } from '../domain/require.ts'

/** A series of estimates, one per period, oldest first: rates, means or scores. */
export interface EstimateSeries {
  /** The estimate of each period, in the unit of the measure. */
  values: ArrayLike<number>
  /** Its standard error, in the same unit; 0 for a full count. Same length as `values`. */
  standardErrors: ArrayLike<number>
}

/**
 * A series that says how many answers stand behind each estimate. Its variances are then pooled:
 * each period has the variance of a single answer, taken from all answers, over its own size. A
 * standard error from few answers leans on the estimate beside it (a lucky month looks surer than it
 * is), which raises false alarms; pooling takes that away.
 */
export interface SizedSeries extends EstimateSeries {
  /** Answers, customers or orders of each period, above 0. Same length as `values`. */
  sizes?: ArrayLike<number>
}

/**
 * How much the true value moves from period to period beside its level, as a variance: `estimated`
 * from the series itself, or a number in the squared unit of the values (0: sampling error alone).
 */
export type ExtraVariance = 'estimated' | number

/** The columns of a series after the checks at the door. */
export interface CheckedSeries {
  values: Float64Array
  /** Squared standard errors. */
  sampling: Float64Array
}

/** @throws RangeError on columns of two lengths, a value not finite, a standard error below 0 */
export function checkSeries({ values, standardErrors }: EstimateSeries): CheckedSeries {
  const n = values.length
  if (standardErrors.length !== n)
    throw new RangeError(
      `standardErrors must have as many elements as values (${n}), got ${standardErrors.length}`,
    )
  const sampling = new Float64Array(n)
  const checked = new Float64Array(n)
  for (let i = 0; i < n; i += 1) {
    checked[i] = requireFinite(`values[${i}]`, values[i]!)
    sampling[i] = requireNonNegative(`standardErrors[${i}]`, standardErrors[i]!) ** 2
  }
  return { values: checked, sampling }
}

/**
 * As `checkSeries`, with the sampling variances pooled where sizes are given: v_i = u/n_i with
 * u = Σ n_i (n_i se_i²)/Σ n_i.
 *
 * @throws RangeError as `checkSeries`, and on sizes of another length or not above 0
 */
export function checkSizedSeries(series: SizedSeries): CheckedSeries {
  const checked = checkSeries(series)
  const { sizes } = series
  if (sizes === undefined) return checked
  const n = checked.values.length
  if (sizes.length !== n)
    throw new RangeError(`sizes must have as many elements as values (${n}), got ${sizes.length}`)
  let total = 0
  let pooled = 0
  checked.sampling.forEach((variance, i) => {
    const size = requirePositive(`sizes[${i}]`, sizes[i]!)
    total += size
    pooled += (size / total) * (size * variance - pooled)
  })
  return { ...checked, sampling: checked.sampling.map((_, i) => pooled / sizes[i]!) }
}

/**
 * The variance of each period about its level: sampling and extra.
 *
 * @throws RangeError where a period would have none: a full count needs an extra variance
 */
export function addVariance(sampling: Float64Array, extra: number): Float64Array {
  return sampling.map((variance, i) => {
    if (variance + extra > 0) return variance + extra
    throw new RangeError(
      `standardErrors[${i}] must be above 0 where extraVariance is 0, got ${Math.sqrt(variance)}`,
    )
  })
}

/** @throws RangeError unless `extra` is 'estimated' or a finite number, 0 or above */
export function checkExtraVariance(extra: ExtraVariance): ExtraVariance {
  return extra === 'estimated' ? extra : requireNonNegative('extraVariance', extra)
}
