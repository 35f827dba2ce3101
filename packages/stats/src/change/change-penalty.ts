import { createRandomSource } from '../random/random-source.ts'
import { drawNormal } from '../random/draw.ts'
import { differenceScale } from './difference-scale.ts'
import { largestGainPerChange, runningSums } from './optimal-partition.ts'

/**
 * The penalty per change at which a series without any change shows one with probability 1 − level:
 * the ⌈level (B + 1)⌉-th smallest of the largest gains per change of B simulated series with the
 * same variances. Seen over all seeds the false-alarm rate is 1 − level exactly (Monte Carlo test);
 * one seed is off by about √(level (1 − level)/B).
 * Source: Barnard (1963), JRSS B 25, 294; Besag and Clifford (1989), Biometrika 76, 633-642.
 *
 * @param isScaled true where the series' own scale is estimated: each gain is then taken over the
 * difference scale of its series
 */
export function simulatePenalty(
  variances: Float64Array,
  {
    level,
    simulations,
    seed,
    isScaled,
  }: { level: number; simulations: number; seed: number; isScaled: boolean },
): number {
  const random = createRandomSource(seed)
  const roots = variances.map(Math.sqrt)
  const gains = new Float64Array(simulations)
  for (let run = 0; run < simulations; run += 1) {
    const values = roots.map((root) => root * drawNormal(random))
    const gain = largestGainPerChange(runningSums(values, variances))
    gains[run] = isScaled ? gain / differenceScale(values, variances) : gain
  }
  gains.sort()
  const rank = Math.ceil(level * (simulations + 1))
  // So few simulations that the quantile lies beyond them all.
  return rank > simulations ? Infinity : gains[rank - 1]!
}
