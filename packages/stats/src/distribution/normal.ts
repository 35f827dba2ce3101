import normalCdf from '@stdlib/stats-base-dists-normal-cdf'
import normalQuantile from '@stdlib/stats-base-dists-normal-quantile'
import { requireOpenUnit } from '../domain/require.ts'

/** Two-sided standard-normal critical value: 1.959964 at level .95. */
export function normalCritical(level: number): number {
  requireOpenUnit('level', level)
  return -normalQuantile((1 - level) / 2, 0, 1)
}

/** Standard-normal quantile of `probability` in (0, 1). */
export function standardNormalQuantile(probability: number): number {
  return normalQuantile(requireOpenUnit('probability', probability), 0, 1)
}

/** Two-sided p-value of a standard-normal statistic; the lower tail keeps small p-values exact. */
export function normalTwoSidedP(statistic: number): number {
  return Math.min(1, 2 * normalCdf(-Math.abs(statistic), 0, 1))
}
