/**
 * LMG, the Shapley value of R²: what each driver adds to R², averaged over all orders in which the
 * drivers can enter. Never negative; the sum is R².
 *
 * φ_i = Σ over subsets S without i of |S|! (p − 1 − |S|)! / p! · (R²(S ∪ i) − R²(S)).
 *
 * The subsets form a tree in which each step adds a driver behind all those before. Stepping down
 * sweeps the driver out of the covariances of only those still behind it, on average fewer than two,
 * so a subset costs a handful of multiplications whatever p is, and nothing of size 2^p is stored.
 * Sources: Lindeman, Merenda and Gold (1980), 119 ff.; Shapley (1953); Grömping (2007), The American
 * Statistician 61, 139-147; the sweep is Gauss-Jordan as in Goodnight (1979).
 *
 * @param correlation of the drivers, row-major, positive definite
 * @param withOutcome correlation of each driver with the outcome
 * @returns one share of R² per driver
 */
export function lmgShares(correlation: Float64Array, withOutcome: Float64Array): Float64Array {
  const count = withOutcome.length
  const { inside, outside } = shapleyWeights(count)
  const shares = new Float64Array(count)
  // One working matrix per number of drivers left: along a path of the tree that number only falls.
  const left = Array.from({ length: count + 1 }, (_, r) => new Float64Array(r * (r + 1)))
  let common = 0

  /** Sum of weighted R² over all subsets below; row i of the work holds covariances, then the outcome's. */
  const visit = (remaining: number, size: number, rSquared: number): number => {
    const from = left[remaining]!
    const width = remaining + 1
    let total = 0
    for (let i = 0; i < remaining; i += 1) {
      const row = i * width
      const pivot = from[row + i]!
      const gained = rSquared + (from[row + remaining]! * from[row + remaining]!) / pivot
      common += outside[size + 1]! * gained
      let below = inside[size + 1]! * gained
      const rest = remaining - i - 1
      if (rest > 0) {
        sweepInto(left[rest]!, from, remaining, i)
        below += visit(rest, size + 1, gained)
      }
      shares[count - remaining + i]! += below
      total += below
    }
    return total
  }

  const start = left[count]!
  for (let i = 0; i < count; i += 1) {
    for (let j = i; j < count; j += 1) start[i * (count + 1) + j] = correlation[i * count + j]!
    start[i * (count + 1) + count] = withOutcome[i]!
  }
  visit(count, 0, 0)
  return shares.map((share) => Math.max(0, share - common))
}

/** Covariances of the drivers behind driver `i`, given `i`; only the upper triangle is kept. */
function sweepInto(to: Float64Array, from: Float64Array, remaining: number, i: number): void {
  const width = remaining + 1
  const rest = remaining - i - 1
  const row = i * width
  const inverse = 1 / from[row + i]!
  let target = 0
  for (let j = 0; j < rest; j += 1) {
    const source = (i + 1 + j) * width + i + 1
    const factor = from[row + i + 1 + j]! * inverse
    for (let k = j; k <= rest; k += 1)
      to[target + k] = from[source + k]! - factor * from[row + i + 1 + k]!
    target += rest + 1
  }
}

/**
 * With w(s) = s! (p − 1 − s)! / p!, a subset of size s counts +w(s − 1) for its members and −w(s) for
 * the others: that is w(s − 1) + w(s) for members (`inside`), less w(s) for everybody (`outside`).
 */
function shapleyWeights(count: number): { inside: Float64Array; outside: Float64Array } {
  const weights = new Float64Array(count + 1)
  weights[0] = 1 / count
  for (let s = 1; s < count; s += 1) weights[s] = (weights[s - 1]! * s) / (count - s)
  const inside = weights.map((weight, s) => weight + (s > 0 ? weights[s - 1]! : 0))
  return { inside, outside: weights }
}
