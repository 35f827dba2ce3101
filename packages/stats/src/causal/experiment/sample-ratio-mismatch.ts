import { chiSquareUpperTail } from '../../distribution/chi-square.ts'
import { requireCount, requirePositive } from '../../domain/require.ts'
import { insufficient, type Insufficient } from '../../estimate/interval-estimate.ts'

/** Whether units landed in the arms as they were meant to. */
export interface SampleRatio {
  kind: 'sample-ratio'
  statistic: number
  degreesOfFreedom: number
  p: number
  /** Units that each arm should have. */
  expected: number[]
  /** True where p is below the threshold: distrust every effect of this experiment. */
  isMismatch: boolean
}

/**
 * Pearson's χ² test that units were split over the arms as planned. A mismatch says that assignment
 * or logging is broken, so that no effect can be read.
 * Source: Fabijan et al. (2019), KDD, who look at every experiment at p < .001.
 *
 * @param counts units seen in each arm
 * @param ratio planned shares, any scale: [1, 1] for halves
 * @returns insufficient where fewer than five units are expected in an arm
 * @throws RangeError on counts that are not whole, shares not above 0, or fewer than two arms
 */
export function testSampleRatio(
  counts: readonly number[],
  ratio: readonly number[],
  { threshold = 0.001 }: { threshold?: number } = {},
): SampleRatio | Insufficient {
  if (counts.length < 2)
    throw new RangeError(`counts must hold at least two arms, got ${counts.length}`)
  if (ratio.length !== counts.length)
    throw new RangeError(`ratio must hold ${counts.length} shares, got ${ratio.length}`)
  const n = counts.reduce((sum, count, arm) => sum + requireCount(`counts[${arm}]`, count), 0)
  const whole = ratio.reduce((sum, share, arm) => sum + requirePositive(`ratio[${arm}]`, share), 0)
  const expected = ratio.map((share) => (n * share) / whole)
  const least = Math.min(...expected)
  if (least < 5)
    return insufficient(
      n,
      Math.ceil((5 * whole) / Math.min(...ratio)),
      'Fewer than five units are expected in an arm.',
    )
  const statistic = counts.reduce((sum, count, arm) => {
    const gap = count - expected[arm]!
    return sum + (gap * gap) / expected[arm]!
  }, 0)
  const degreesOfFreedom = counts.length - 1
  const p = chiSquareUpperTail(statistic, degreesOfFreedom)
  return {
    kind: 'sample-ratio',
    statistic,
    degreesOfFreedom,
    p,
    expected,
    isMismatch: p < threshold,
  }
}
