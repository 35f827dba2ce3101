/** What the fit reads: standardised drivers row by row, and how many chose each category. */
export interface CumulativeLogitData {
  values: Float64Array
  counts: readonly Float64Array[]
  totals: readonly number[]
  drivers: number
}

/** The log-likelihood at a point, its gradient, and minus its second derivatives. */
export interface Evaluation {
  logLikelihood: number
  gradient: Float64Array
  information: Float64Array
}

/** A product of factors between 1 and 2 is turned into a logarithm before it can overflow. */
const largestProduct = 1e290

/**
 * Value, gradient and information of the proportional-odds likelihood at [θ, β]; see
 * `fitCumulativeLogit` for the formula. The hot loop of every fit: plain variables, and one logarithm
 * per thousand single people instead of one per row.
 */
export function evaluateLikelihood(data: CumulativeLogitData, point: Float64Array): Evaluation {
  const { values, counts, drivers, totals } = data
  const thresholds = counts.length - 1
  const size = thresholds + drivers
  const gradient = new Float64Array(size)
  const information = new Float64Array(size * size)
  const sums = { logLikelihood: 0, gradient, information }
  const rows = counts[0]!.length
  let straight = 0
  let logarithms = 0
  let product = 1
  for (let row = 0; row < rows; row += 1) {
    const at = row * drivers
    let eta = 0
    for (let k = 0; k < drivers; k += 1) eta += values[at + k]! * point[thresholds + k]!
    let pull = 0
    let weight = 0
    for (let j = 0; j < thresholds; j += 1) {
      const below = counts[j]![row]!
      const above = counts[j + 1]![row]!
      const both = below + above
      if (both === 0) continue
      const a = point[j]! - eta
      const e = Math.exp(a < 0 ? a : -a)
      const nearer = 1 / (1 + e)
      // n ln F + m ln (1 − F) = (n + m) (min(a, 0) − ln (1 + e^−|a|)) − m a
      straight += (a < 0 ? below * a : 0) - (a < 0 ? 0 : above * a)
      if (both === 1) product *= 1 + e
      else logarithms += both * Math.log1p(e)
      if (product > largestProduct) {
        logarithms += Math.log(product)
        product = 1
      }
      const slope = below - both * (a < 0 ? e * nearer : nearer)
      const curvature = both * e * nearer * nearer
      gradient[j]! += slope
      information[j * size + j]! += curvature
      // Where the threshold's curvature goes with the drivers: −Σ curvature × x.
      for (let k = 0; k < drivers; k += 1)
        information[(thresholds + k) * size + j]! -= curvature * values[at + k]!
      pull += slope
      weight += curvature
    }
    addRow(sums, { values, at, drivers, pull, weight })
  }
  sums.logLikelihood = straight - logarithms - Math.log(product)
  addSpacing(sums, totals, point)
  mirrorLower(information, size)
  return sums
}

/** What one row adds for the drivers, all its thresholds together. */
function addRow(
  { gradient, information }: Evaluation,
  row: { values: Float64Array; at: number; drivers: number; pull: number; weight: number },
): void {
  const { values, at, drivers, pull, weight } = row
  const size = gradient.length
  const thresholds = size - drivers
  for (let k = 0; k < drivers; k += 1) {
    const x = values[at + k]!
    gradient[thresholds + k]! -= pull * x
    const weighted = weight * x
    const line = (thresholds + k) * size + thresholds
    for (let m = 0; m <= k; m += 1) information[line + m]! += weighted * values[at + m]!
  }
}

/** Σ over inner categories of n_c ln (1 − e^{−(θ_c − θ_{c−1})}), with r = 1 / (e^{θ_c − θ_{c−1}} − 1). */
function addSpacing(sums: Evaluation, totals: readonly number[], point: Float64Array): void {
  const size = point.length
  for (let c = 1; c < totals.length - 1; c += 1) {
    const gap = point[c]! - point[c - 1]!
    const r = 1 / Math.expm1(gap)
    sums.logLikelihood += totals[c]! * Math.log(-Math.expm1(-gap))
    sums.gradient[c]! += totals[c]! * r
    sums.gradient[c - 1]! -= totals[c]! * r
    const curvature = totals[c]! * r * (1 + r)
    sums.information[c * size + c]! += curvature
    sums.information[(c - 1) * size + c - 1]! += curvature
    sums.information[c * size + c - 1]! -= curvature
  }
}

function mirrorLower(matrix: Float64Array, size: number): void {
  for (let i = 0; i < size; i += 1)
    for (let j = 0; j < i; j += 1) matrix[j * size + i] = matrix[i * size + j]!
}
