import { requireFinite, requireNonNegative } from '../domain/require.ts'

/** A series of estimates, one per period, oldest first: rates, means or scores. */
export interface EstimateSeries {
  /** The estimate of each period, in the unit of the measure. */
  values: ArrayLike<number>
  /** Its standard error, in the same unit; 0 for a full count. Same length as `values`. */
  standardErrors: ArrayLike<number>
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
