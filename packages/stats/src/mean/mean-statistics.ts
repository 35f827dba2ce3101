import { requireCount, requireFinite, requireNonNegative } from '../domain/require.ts'
import type { MeanStatistics } from './mean-interval.ts'

/**
 * Turns n, Σy and Σy² into n, mean and M2. Use it only where the source gives sums; the difference
 * Σy² − (Σy)²/n loses digits when the mean is large beside the spread, so it is floored at zero.
 */
export function meanStatisticsFromSums(n: number, sum: number, sumSquares: number): MeanStatistics {
  requireCount('n', n)
  requireFinite('sum', sum)
  requireNonNegative('sumSquares', sumSquares)
  if (n === 0) return { n: 0, mean: 0, m2: 0 }
  return { n, mean: sum / n, m2: Math.max(0, sumSquares - (sum * sum) / n) }
}

/**
 * Pools groups into one; the result equals the statistics of all rows together.
 * Source: Chan, Golub and LeVeque (1979), parallel variance.
 */
export function poolMeanStatistics(groups: readonly MeanStatistics[]): MeanStatistics {
  let n = 0
  let mean = 0
  let m2 = 0
  for (const group of groups) {
    requireCount('n', group.n)
    if (group.n === 0) continue
    const total = n + group.n
    const gap = group.mean - mean
    m2 += group.m2 + ((gap * gap * n) / total) * group.n
    mean += (gap * group.n) / total
    n = total
  }
  return { n, mean, m2 }
}
