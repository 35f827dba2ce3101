import { chiSquareUpperTail } from '../../distribution/chi-square.ts'
import { requireFinite, requirePositive } from '../../domain/require.ts'
import { insufficient, type Insufficient } from '../../estimate/interval-estimate.ts'

/** Whether several independent estimates can all be estimates of one number. */
export interface EqualityTest {
  kind: 'equality-test'
  /** Cochran's Q. */
  statistic: number
  degreesOfFreedom: number
  p: number
  /** The number that they have in common, weighted by 1 / se². */
  common: number
}

/**
 * Cochran's test that independent estimates are equal: Q = Σ (d_t − d̄)² / se_t², d̄ their mean with
 * weights 1 / se_t², is χ² with one degree of freedom less than there are estimates. On the gaps of
 * two groups before a start it is a test of parallel trends for shares and scores, whose answers come
 * from other customers in each period.
 * Source: Cochran (1954), Biometrics 10, 101-129.
 *
 * @returns insufficient below two estimates
 * @throws RangeError on a value that is not finite or a standard error not above 0
 */
export function testEqualEstimates(
  estimates: readonly { value: number; se: number }[],
): EqualityTest | Insufficient {
  const weighted = estimates.map(({ value, se }, index) => ({
    value: requireFinite(`estimates[${index}].value`, value),
    weight: 1 / requirePositive(`estimates[${index}].se`, se) ** 2,
  }))
  if (weighted.length < 2)
    return insufficient(weighted.length, 2, 'One period before the start tells no trend.')
  const weights = weighted.reduce((sum, { weight }) => sum + weight, 0)
  const common = weighted.reduce((sum, { value, weight }) => sum + weight * value, 0) / weights
  const statistic = weighted.reduce(
    (sum, { value, weight }) => sum + weight * (value - common) ** 2,
    0,
  )
  const degreesOfFreedom = weighted.length - 1
  return {
    kind: 'equality-test',
    statistic,
    degreesOfFreedom,
    p: chiSquareUpperTail(statistic, degreesOfFreedom),
    common,
  }
}
