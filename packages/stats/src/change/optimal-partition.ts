/** A partition of a series into levels. */
export interface Partition {
  /** First period of each level, ascending, beginning with 0. */
  starts: number[]
  /** Fall of the weighted sum of squares against one level throughout. */
  gain: number
}

/** Running sums of weights and of weighted values about their mean. */
export interface RunningSums {
  weight: Float64Array
  sum: Float64Array
}

/** The sums that the cost of every segment follows from. */
export function runningSums(values: Float64Array, variances: Float64Array): RunningSums {
  const n = values.length
  let total = 0
  let mean = 0
  for (let i = 0; i < n; i += 1) {
    const w = 1 / variances[i]!
    total += w
    mean += (w / total) * (values[i]! - mean)
  }
  const weight = new Float64Array(n + 1)
  const sum = new Float64Array(n + 1)
  for (let i = 0; i < n; i += 1) {
    weight[i + 1] = weight[i]! + 1 / variances[i]!
    sum[i + 1] = sum[i]! + (values[i]! - mean) / variances[i]!
  }
  return { weight, sum }
}

/**
 * The partition that makes the weighted residual sum of squares plus `penalty` per change least,
 * found exactly; periods that can no longer be the last change are pruned, which changes nothing
 * but the time: linear where changes keep coming, quadratic where there is none.
 * Source: Killick, Fearnhead and Eckley (2012), JASA 107, 1590-1598 (PELT), with K = 0.
 */
export function partitionOptimally({ weight, sum }: RunningSums, penalty: number): Partition {
  const n = weight.length - 1
  // Costs without Σ w y², which is the same for every partition; `least` has it left out too.
  const least = new Float64Array(n + 1)
  const lastStart = new Int32Array(n + 1)
  const open = new Int32Array(n + 1)
  const reached = new Float64Array(n + 1)
  least[0] = -penalty
  let openCount = 1
  for (let end = 1; end <= n; end += 1) {
    let best = Infinity
    for (let j = 0; j < openCount; j += 1) {
      const start = open[j]!
      const gap = sum[end]! - sum[start]!
      const cost = least[start]! - (gap * gap) / (weight[end]! - weight[start]!)
      reached[j] = cost
      if (cost + penalty < best) {
        best = cost + penalty
        lastStart[end] = start
      }
    }
    least[end] = best
    let kept = 0
    for (let j = 0; j < openCount; j += 1) if (reached[j]! <= best) open[kept++] = open[j]!
    open[kept] = end
    openCount = kept + 1
  }
  const starts: number[] = []
  for (let end = n; end > 0; end = lastStart[end]!) starts.unshift(lastStart[end]!)
  const whole = (sum[n]! * sum[n]!) / weight[n]!
  return { starts, gain: (starts.length - 1) * penalty - least[n]! - whole }
}

/**
 * The largest gain per change of any partition: at a penalty above it no change is found, below it
 * at least one is. Each round partitions at the gain of the round before (Dinkelbach), so it ends
 * where that finds nothing better.
 */
export function largestGainPerChange(sums: RunningSums): number {
  let penalty = largestSingleGain(sums)
  for (let round = 0; round < 100; round += 1) {
    const { starts, gain } = partitionOptimally(sums, penalty)
    const changes = starts.length - 1
    if (changes === 0 || gain / changes <= penalty * (1 + 1e-12)) break
    penalty = gain / changes
  }
  return penalty
}

/** The largest squared contrast of a single split. */
function largestSingleGain({ weight, sum }: RunningSums): number {
  const n = weight.length - 1
  const whole = (sum[n]! * sum[n]!) / weight[n]!
  let largest = 0
  for (let k = 1; k < n; k += 1) {
    const before = (sum[k]! * sum[k]!) / weight[k]!
    const after = (sum[n]! - sum[k]!) ** 2 / (weight[n]! - weight[k]!)
    largest = Math.max(largest, before + after - whole)
  }
  return largest
}
