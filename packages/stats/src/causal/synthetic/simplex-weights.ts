/** Weights on a simplex: w ≥ 0, Σ w = 1, such that the weighted columns come near a target. */
export interface SimplexProblem {
  /** One column per weight, all as long as the target. */
  columns: readonly Float64Array[]
  target: Float64Array
  /** Factor of Σ w² that is added to the squared distance; 0 for none. */
  ridge: number
}

/** A gain in squared distance below this share of the largest is rounding. */
const gainTolerance = 1e-12

/**
 * Exact minimiser of |A w − b|² + ridge |w|² over the simplex: the point nearest to b in the hull of
 * the columns. A finite number of steps, no start, no tolerance to choose.
 * Source: Wolfe (1976), Mathematical Programming 11, 128-149.
 */
export function solveSimplexExactly({ columns, target, ridge }: SimplexProblem): Float64Array {
  return nearestPoint(gramOfGaps(columns, target, ridge), columns.length)
}

/** Inner products of the columns' gaps to the target, where Σ w = 1 makes A w − b = (A − b1′) w. */
function gramOfGaps(
  columns: readonly Float64Array[],
  target: Float64Array,
  ridge: number,
): Float64Array {
  const n = columns.length
  const gaps = columns.map((column) => column.map((value, row) => value - target[row]!))
  const gram = new Float64Array(n * n)
  for (let i = 0; i < n; i += 1)
    for (let j = 0; j <= i; j += 1) {
      let sum = i === j ? ridge : 0
      const [left, right] = [gaps[i]!, gaps[j]!]
      for (let row = 0; row < left.length; row += 1) sum += left[row]! * right[row]!
      gram[i * n + j] = sum
      gram[j * n + i] = sum
    }
  return gram
}

/** Weights of the point of least norm in the hull of points known by their Gram matrix. */
export function nearestPoint(gram: Float64Array, n: number): Float64Array {
  let largest = 0
  let first = 0
  for (let i = 0; i < n; i += 1) {
    largest = Math.max(largest, gram[i * n + i]!)
    if (gram[i * n + i]! < gram[first * n + first]!) first = i
  }
  const weights = new Float64Array(n)
  weights[first] = 1
  let corral = [first]
  // Each round leaves the hull of another corral behind; the bound only guards against rounding.
  for (let round = 0; round < 20 * n + 50; round += 1) {
    const next = steepestPoint(gram, n, weights, corral, gainTolerance * largest)
    if (next < 0) break
    corral.push(next)
    corral = moveToCorral(gram, n, weights, corral, largest)
  }
  return weights
}

/** The point that lies nearest to the origin along the present one; −1 where none lies nearer. */
function steepestPoint(
  gram: Float64Array,
  n: number,
  weights: Float64Array,
  corral: readonly number[],
  tolerance: number,
): number {
  let best = -1
  let norm = 0
  let least = Infinity
  for (let i = 0; i < n; i += 1) {
    let product = 0
    for (const j of corral) product += gram[j * n + i]! * weights[j]!
    norm += product * weights[i]!
    if (product < least) {
      least = product
      best = i
    }
  }
  return least < norm - tolerance && !corral.includes(best) ? best : -1
}

/** Goes to the nearest point of the corral's plane, leaving out points whose weight would be < 0. */
function moveToCorral(
  gram: Float64Array,
  n: number,
  weights: Float64Array,
  corral: number[],
  scale: number,
): number[] {
  let members = corral
  for (;;) {
    const aim = affineMinimum(gram, n, members, scale)
    if (aim === null) return dropLast(weights, members)
    let step = 1
    members.forEach((i, k) => {
      if (aim[k]! <= 0) step = Math.min(step, weights[i]! / (weights[i]! - aim[k]!))
    })
    if (Number.isNaN(step)) step = 0
    let sum = 0
    members.forEach((i, k) => {
      const moved = weights[i]! + step * (aim[k]! - weights[i]!)
      weights[i] = moved > 1e-15 ? moved : 0
      sum += weights[i]
    })
    for (const i of members) weights[i]! /= sum
    const kept = members.filter((i) => weights[i]! > 0)
    if (step === 1 || kept.length === members.length) return kept
    members = kept
  }
}

function dropLast(weights: Float64Array, members: number[]): number[] {
  const last = members.pop()!
  weights[last] = 0
  return members
}

/** Weights, of any sign, of the least point in the plane: (G + s 11′) z = 1, w = z / Σ z. */
function affineMinimum(
  gram: Float64Array,
  n: number,
  members: readonly number[],
  scale: number,
): Float64Array | null {
  const p = members.length
  const root = new Float64Array(p * p)
  const shift = scale > 0 ? scale : 1
  for (let i = 0; i < p; i += 1)
    for (let j = 0; j <= i; j += 1) {
      let sum = gram[members[i]! * n + members[j]!]! + shift
      for (let k = 0; k < j; k += 1) sum -= root[i * p + k]! * root[j * p + k]!
      if (i === j) {
        if (!(sum > 1e-14 * shift)) return null
        root[i * p + i] = Math.sqrt(sum)
      } else root[i * p + j] = sum / root[j * p + j]!
    }
  const z = new Float64Array(p)
  for (let i = 0; i < p; i += 1) {
    let sum = 1
    for (let k = 0; k < i; k += 1) sum -= root[i * p + k]! * z[k]!
    z[i] = sum / root[i * p + i]!
  }
  let total = 0
  for (let i = p - 1; i >= 0; i -= 1) {
    let sum = z[i]!
    for (let k = i + 1; k < p; k += 1) sum -= root[k * p + i]! * z[k]!
    z[i] = sum / root[i * p + i]!
    total += z[i]!
  }
  return z.map((value) => value / total)
}

/** Rounds before and after the small weights are dropped, as in the reference implementation. */
const roundsBeforeSparsifying = 100
const mostRounds = 10_000

/**
 * Frank-Wolfe steps with exact line search, stopped when a step gains less than `leastGain` per row,
 * first from equal weights, then again from those above a quarter of the largest. It ends near the
 * exact minimum, not on it, and is here because published synthetic difference-in-differences
 * numbers were computed so.
 * Source: Arkhangelsky, Athey, Hirshberg, Imbens and Wager (2021), AER 111, algorithm 1 and its
 * reference implementation's stopping rule; Frank and Wolfe (1956).
 */
export function solveSimplexByFrankWolfe(
  { columns, target, ridge }: SimplexProblem,
  leastGain: number,
): Float64Array {
  const n = columns.length
  const gram = gramOfGaps(columns, target, ridge)
  const rows = target.length
  const equal = new Float64Array(n).fill(1 / n)
  const first = descend(gram, equal, leastGain * rows, roundsBeforeSparsifying)
  const most = Math.max(...first)
  const sparse = first.map((weight) => (weight <= most / 4 ? 0 : weight))
  const sum = sparse.reduce((total, weight) => total + weight, 0)
  const start = sparse.map((weight) => weight / sum)
  return descend(gram, start, leastGain * rows, mostRounds)
}

/** Steps w + s (e_i − w) on w′Gw, where i is the steepest point and s the best step. */
function descend(
  gram: Float64Array,
  start: Float64Array,
  leastGain: number,
  rounds: number,
): Float64Array {
  const n = start.length
  const weights = start.slice()
  const products = new Float64Array(n)
  let norm = 0
  for (let i = 0; i < n; i += 1) {
    for (let j = 0; j < n; j += 1) products[i]! += gram[i * n + j]! * weights[j]!
    norm += weights[i]! * products[i]!
  }
  for (let round = 0; round < rounds; round += 1) {
    let best = 0
    for (let i = 1; i < n; i += 1) if (products[i]! < products[best]!) best = i
    const product = products[best]!
    const curvature = gram[best * n + best]! - 2 * product + norm
    const step = curvature > 0 ? Math.min(1, Math.max(0, (norm - product) / curvature)) : 0
    for (let i = 0; i < n; i += 1) {
      weights[i]! *= 1 - step
      products[i]! += step * (gram[best * n + i]! - products[i]!)
    }
    weights[best]! += step
    const gain = step * (2 * (norm - product) - step * curvature)
    norm -= gain
    // The first step is not judged, as in the reference implementation.
    if (round >= 1 && !(gain > leastGain)) break
  }
  return weights
}
