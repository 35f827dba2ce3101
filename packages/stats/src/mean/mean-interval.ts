import { studentCritical } from '../distribution/student-t.ts'
import { requireCount, requireFinite, requireNonNegative } from '../domain/require.ts'
import { insufficient, type Interval } from '../estimate/interval-estimate.ts'

/** The sufficient statistics of a mean. */
export interface MeanStatistics {
  /** How many observations. */
  n: number
  mean: number
  /** Sum of squared deviations from the mean: Σ (y − mean)². */
  m2: number
}

/**
 * A mean with Student's t interval.
 *
 * @returns in the unit of the observations; insufficient below two observations, since one
 * observation says nothing about the spread
 * @throws RangeError on a negative m2, a mean that is not finite, or n that is not a whole number
 */
export function meanInterval({
  n,
  mean,
  m2,
  level = 0.95,
}: MeanStatistics & { level?: number }): Interval {
  requireCount('n', n)
  if (n === 0) return insufficient(0, 2, 'There are no observations.')
  requireFinite('mean', mean)
  requireNonNegative('m2', m2)
  if (n < 2) return insufficient(n, 2, 'One observation says nothing about the spread.')
  const se = Math.sqrt(m2 / (n - 1) / n)
  const half = studentCritical(level, n - 1) * se
  return {
    kind: 'estimate',
    value: mean,
    low: mean - half,
    high: mean + half,
    se,
    level,
    n,
    method: 'Student t',
  }
}
