import tCdf from '@stdlib/stats-base-dists-t-cdf'
import tQuantile from '@stdlib/stats-base-dists-t-quantile'
import { requireOpenUnit, requirePositive } from '../domain/require.ts'
import { normalCritical, normalTwoSidedP } from './normal.ts'

/** Beyond this many degrees of freedom t and normal agree to better than 1e-9 relative. */
const asGoodAsNormal = 1e10

/** Two-sided Student-t critical value: 2.570582 at level .95 and 5 degrees of freedom. */
export function studentCritical(level: number, degreesOfFreedom: number): number {
  requireOpenUnit('level', level)
  requirePositive('degreesOfFreedom', degreesOfFreedom)
  if (degreesOfFreedom > asGoodAsNormal) return normalCritical(level)
  return -tQuantile((1 - level) / 2, degreesOfFreedom)
}

/** Two-sided p-value of a Student-t statistic. */
export function studentTwoSidedP(statistic: number, degreesOfFreedom: number): number {
  if (degreesOfFreedom > asGoodAsNormal) return normalTwoSidedP(statistic)
  return Math.min(1, 2 * tCdf(-Math.abs(statistic), degreesOfFreedom))
}
