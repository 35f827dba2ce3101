import { normalCritical } from '../distribution/normal.ts'
import { requireCount, requireFinite, requireNonNegative } from '../domain/require.ts'
import { insufficient, type Interval } from '../estimate/interval-estimate.ts'

/**
 * A total over customers whose number is itself chance (a month's revenue): compound Poisson, so
 * the variance of Σy is estimated by Σy².
 *
 * @param input.sumSquares sum over customers of each one's squared contribution
 * @returns insufficient when nobody contributed
 * @throws RangeError on sums that are not finite
 */
export function totalInterval(input: {
  n: number
  total: number
  sumSquares: number
  level?: number
}): Interval {
  const { n, total, sumSquares, level = 0.95 } = input
  requireCount('n', n)
  requireFinite('total', total)
  requireNonNegative('sumSquares', sumSquares)
  if (n === 0) return insufficient(0, 1, 'Nobody contributed to this total.')
  const se = Math.sqrt(sumSquares)
  const half = normalCritical(level) * se
  return {
    kind: 'estimate',
    value: total,
    low: total - half,
    high: total + half,
    se,
    level,
    n,
    method: 'compound Poisson total',
  }
}
