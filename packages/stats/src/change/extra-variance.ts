/**
 * The variance between periods beside their sampling variance, τ², such that the weighted residual
 * sum of squares about the levels is its expectation: Σ (y − level)²/(v + τ²) = n − levels; 0 where
 * the residuals are smaller than sampling error makes them.
 *
 * The left side falls in τ² and is convex, so Newton from the left climbs to the root. Unlike one
 * step (DerSimonian and Laird 1986) it does not lean on the weights at τ² = 0, and full counts
 * (v = 0) are fine.
 * Source: Paule and Mandel (1982), J. Res. NBS 87, 377-385; DerSimonian and Kacker (2007),
 * Contemporary Clinical Trials 28, 105-114.
 *
 * @param starts first period of each level, ascending, beginning with 0
 * @returns in the squared unit of the values; above 0 wherever a period has no sampling variance
 */
export function estimateExtraVariance(
  values: Float64Array,
  sampling: Float64Array,
  starts: readonly number[],
): number {
  const n = values.length
  const freedom = n - starts.length
  let extra = smallestVariance(values, sampling)
  for (let round = 0; round < 200; round += 1) {
    const { sum, slope } = residualSum(values, sampling, starts, extra)
    const excess = sum - freedom
    if (excess <= 1e-12 * freedom || slope === 0) break
    // Far left of the root each step still doubles τ², so 200 rounds span any two doubles in use.
    const next = extra + excess / slope
    if (next - extra <= 1e-14 * next) break
    extra = next
  }
  return extra
}

/** Below it, weights would no longer be doubles. */
const leastVariance = 1e-200

/** A variance too small to matter, but above 0 where some period has none of its own; else 0. */
export function smallestVariance(values: Float64Array, sampling: Float64Array): number {
  if (sampling.every((variance) => variance > 0)) return 0
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  return Math.max(leastVariance, (1e-9 * (largest === 0 ? 1 : largest)) ** 2)
}

/** Weighted residual sum of squares about the levels at τ² = extra, and minus its slope in τ². */
function residualSum(
  values: Float64Array,
  sampling: Float64Array,
  starts: readonly number[],
  extra: number,
): { sum: number; slope: number } {
  let sum = 0
  let slope = 0
  starts.forEach((start, level) => {
    const end = starts[level + 1] ?? values.length
    let weight = 0
    let mean = 0
    for (let i = start; i < end; i += 1) {
      const w = 1 / (sampling[i]! + extra)
      weight += w
      mean += (w / weight) * (values[i]! - mean)
    }
    for (let i = start; i < end; i += 1) {
      const w = 1 / (sampling[i]! + extra)
      const squared = w * (values[i]! - mean) ** 2
      sum += squared
      slope += w * squared
    }
  })
  return { sum, slope }
}
