import { requireFinite, requireNonNegative } from '../domain/require.ts'
import { judgeDifference, type Comparison } from './comparison.ts'

/**
 * Difference of any two independent estimates with known standard errors, by the normal law.
 *
 * @returns current minus baseline; with both standard errors 0 (full counts) p is 1 or 0
 * @throws RangeError on a value that is not finite or a negative standard error
 */
export function compareEstimates(
  current: { value: number; se: number },
  baseline: { value: number; se: number },
  { level = 0.95 }: { level?: number } = {},
): Comparison {
  requireFinite('current.value', current.value)
  requireFinite('baseline.value', baseline.value)
  requireNonNegative('current.se', current.se)
  requireNonNegative('baseline.se', baseline.se)
  return judgeDifference({
    difference: current.value - baseline.value,
    se: Math.hypot(current.se, baseline.se),
    level,
    method: 'z test',
  })
}
