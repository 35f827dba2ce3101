import { studentCritical } from '../distribution/student-t.ts'
import { requireCount, requireFinite, requireNonNegative } from '../domain/require.ts'
import { insufficient, type Insufficient, type Interval } from '../estimate/interval-estimate.ts'

/** Sums over clusters (customers) of a numerator y and a denominator x. */
export interface RatioStatistics {
  /** How many clusters. */
  n: number
  sumY: number
  sumX: number
  sumYY: number
  sumXX: number
  sumXY: number
}

/** A ratio and the standard error of its delta method. */
export interface RatioEstimate {
  kind: 'ratio'
  value: number
  se: number
  n: number
}

/**
 * A ratio of sums Σy / Σx (revenue per order, orders per visit), clustered by customer.
 *
 * Delta method: var = n/(n−1) · Σ(y − Rx)² / (Σx)². Source: Cochran, Sampling Techniques, 6.4;
 * Deng, Knoblich and Lu (2018), KDD.
 *
 * @returns insufficient below two clusters, when Σx is not above zero, and when Σx is so noisy that
 * zero lies within its own interval (Fieller's g ≥ 1): then no bounded interval is honest
 * @throws RangeError on sums that are not finite or a negative sum of squares
 */
export function ratioInterval({
  level = 0.95,
  ...statistics
}: RatioStatistics & { level?: number }): Interval {
  const ratio = estimateRatio(statistics, level)
  if (ratio.kind === 'insufficient') return ratio
  const { value, se, n } = ratio
  const half = studentCritical(level, n - 1) * se
  return {
    kind: 'estimate',
    value,
    low: value - half,
    high: value + half,
    se,
    level,
    n,
    method: 'delta method, clustered',
  }
}

/** The ratio and its standard error; the interval and the comparison both stand on it. */
export function estimateRatio(
  statistics: RatioStatistics,
  level: number,
): RatioEstimate | Insufficient {
  requirePairSums(statistics)
  const { n, sumY, sumX, sumYY, sumXX, sumXY } = statistics
  if (n < 2) return insufficient(n, 2, 'A ratio needs at least two customers.')
  if (sumX <= 0) return insufficient(n, n + 1, 'The denominator sums to zero or less.')
  const denominatorVariance = ((Math.max(0, sumXX - (sumX * sumX) / n) / (n - 1)) * n) / sumX ** 2
  const critical = studentCritical(level, n - 1)
  if (critical * critical * denominatorVariance >= 1)
    return insufficient(n, n + 1, 'The denominator cannot be told from zero.')
  const value = sumY / sumX
  const residual = Math.max(0, sumYY - 2 * value * sumXY + value * value * sumXX)
  return { kind: 'ratio', value, se: Math.sqrt((residual * n) / (n - 1)) / sumX, n }
}

/** @throws RangeError naming the first sum of two columns that cannot be one */
export function requirePairSums({ n, sumY, sumX, sumYY, sumXX, sumXY }: RatioStatistics): void {
  requireCount('n', n)
  requireFinite('sumY', sumY)
  requireFinite('sumX', sumX)
  requireNonNegative('sumYY', sumYY)
  requireNonNegative('sumXX', sumXX)
  requireFinite('sumXY', sumXY)
}
