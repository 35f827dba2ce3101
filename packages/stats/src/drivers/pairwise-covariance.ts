import { requireBetween, requireFinite, requireNonNegative } from '../domain/require.ts'
import { insufficient, type Insufficient } from '../estimate/interval-estimate.ts'
import type { CovarianceStatistics } from '../regression/standardised-problem.ts'
import { findVariable } from '../regression/standardised-problem.ts'
import { leastSpread, type ExcludedDriver } from '../regression/usable-drivers.ts'
import { findSmallestEigenvalue, nearestCorrelation } from './nearest-correlation.ts'
import { choosePairs } from './choose-pairs.ts'
import type { PairwiseSums } from './driver-rows.ts'

/** What had to be done so that pairwise correlations go together. */
export interface CovarianceRepair {
  repaired: boolean
  /** Smallest eigenvalue of the correlation matrix before: below 0, no data could have it. */
  smallestEigenvalue: number
  /** Largest change of a correlation, and the root mean square change. */
  largestChange: number
  rootMeanSquareChange: number
  /** One sentence a person understands. */
  words: string
}

export interface PairwiseCovariance extends CovarianceStatistics {
  kind: 'pairwise-covariance'
  covariance: Float64Array
  means: Float64Array
  excluded: ExcludedDriver[]
  /** The pair with the fewest rows that have both; `n` is its count, so errors are not understated. */
  smallestPair: { n: number; names: [string, string] }
  /** Rows of the variable with the most. */
  largestN: number
  repair: CovarianceRepair
}

export interface PairwiseOptions {
  outcome: string
  /** Fewest rows that a pair needs. */
  minimumPairs?: number
  /** No eigenvalue may stay below this where answers are missing. */
  floor?: number
}

/**
 * Covariance matrix from the rows each pair has in common: a missing or "not applicable" answer
 * costs only the pairs it is part of. Correlations are those of the common rows, spreads and means
 * those of all rows of a variable.
 *
 * Where answers are missing, the matrix may have no or almost no room left in some direction
 * (smallest eigenvalue below `floor`, .001 unless told); then the nearest correlation matrix with that
 * floor takes its place, and `repair` says by how much. Complete rows are never repaired. Right where
 * being missing does not depend on the answer itself; it is not imputation.
 * Sources: R, `cor(use = "pairwise.complete.obs")`; Higham (2002), IMA J. Numer. Anal. 22, 329-343.
 *
 * @returns insufficient where the outcome is known in fewer than `minimumPairs` rows (10), or no
 *   driver shares as many with it
 * @throws RangeError on sums that no rows can have, or an unknown outcome
 */
export function pairwiseCovariance(
  sums: PairwiseSums,
  { outcome, minimumPairs = 10, floor = 1e-3 }: PairwiseOptions,
): PairwiseCovariance | Insufficient {
  requireBetween('floor', floor, 0, 0.5)
  checkSums(sums)
  const size = sums.names.length
  const target = findVariable(sums.names, outcome)
  const answered = sums.n[target * size + target]!
  if (answered < minimumPairs)
    return insufficient(answered, minimumPairs, `“${outcome}” is known in too few rows.`)
  const { kept, excluded } = choosePairs(sums, target, Math.max(2, minimumPairs))
  if (kept.length < 2)
    return insufficient(0, minimumPairs, `No driver is known in enough rows with “${outcome}”.`)
  const names = kept.map((at) => sums.names[at]!)
  const spread = Float64Array.from(kept, (at) => spreadOf(sums, at))
  const raw = squareOf(kept, (a, b) => (a === b ? 1 : correlationOf(sums, a, b)))
  const { correlation, repair } = repairWhereMissing(raw, { sums, kept, spread, floor })
  const count = kept.length
  return {
    kind: 'pairwise-covariance',
    names,
    covariance: correlation.map(
      (value, at) => value * spread[Math.floor(at / count)]! * spread[at % count]!,
    ),
    means: Float64Array.from(kept, (at) => sums.sum[at * size + at]! / sums.n[at * size + at]!),
    ...describeSizes(sums, kept),
    excluded,
    repair,
  }
}

function squareOf(at: readonly number[], entry: (a: number, b: number) => number): Float64Array {
  const square = new Float64Array(at.length * at.length)
  at.forEach((a, i) => at.forEach((b, j) => (square[i * at.length + j] = entry(a, b))))
  return square
}

function describeSizes(sums: PairwiseSums, kept: readonly number[]) {
  const size = sums.names.length
  let least = { n: Infinity, names: ['', ''] as [string, string] }
  let largestN = 0
  for (const a of kept) {
    largestN = Math.max(largestN, sums.n[a * size + a]!)
    for (const b of kept)
      if (a !== b && sums.n[a * size + b]! < least.n)
        least = { n: sums.n[a * size + b]!, names: [sums.names[a]!, sums.names[b]!] }
  }
  // Weights may add up to a fraction of a row; half a row is no row.
  return { n: Math.floor(least.n + 1e-9), smallestPair: least, largestN }
}

/** Σ(x − x̄)² over the rows that have i and j; 0 where it cannot be told from rounding. */
function deviations(sums: PairwiseSums, i: number, j: number): number {
  const at = i * sums.names.length + j
  const n = sums.n[at]!
  const squares = sums.sumSquares[at]!
  const value = n > 0 ? squares - (sums.sum[at]! * sums.sum[at]!) / n : 0
  return value > 1e-13 * squares && value > leastSpread * leastSpread * n ? value : 0
}

function spreadOf(sums: PairwiseSums, i: number): number {
  const n = sums.n[i * sums.names.length + i]!
  return n > 1 ? Math.sqrt(deviations(sums, i, i) / (n - 1)) : 0
}

/** Correlation over the common rows; 0 where one of the two does not vary there. */
function correlationOf(sums: PairwiseSums, i: number, j: number): number {
  const size = sums.names.length
  const at = i * size + j
  const scale = Math.sqrt(deviations(sums, i, j) * deviations(sums, j, i))
  if (scale === 0) return 0
  const products = sums.sumProducts[at]! - (sums.sum[at]! * sums.sum[j * size + i]!) / sums.n[at]!
  return Math.min(1, Math.max(-1, products / scale))
}

interface RepairInput {
  sums: PairwiseSums
  kept: readonly number[]
  spread: Float64Array
  floor: number
}

/**
 * Repairs among the variables that vary and are nobody's double. A double, which goes exactly with
 * another in the rows they share, takes the correlations of its twin: the two cannot be told apart.
 */
function repairWhereMissing(
  raw: Float64Array,
  { sums, kept, spread, floor }: RepairInput,
): { correlation: Float64Array; repair: CovarianceRepair } {
  const count = kept.length
  const { own, twin } = findTwins(raw, { sums, kept, spread })
  const part = squareOf(own, (a, b) => raw[a * count + b]!)
  const before = findSmallestEigenvalue(part, own.length)
  if (isComplete(sums, kept))
    return { correlation: raw, repair: describeRepair(before, part, part) }
  const mended =
    before < floor
      ? nearestCorrelation(part, own.length, { floor, tolerance: 1e-8 }).correlation
      : part
  const place = new Map(own.map((i, position) => [i, position]))
  const correlation = raw.map((value, at) => {
    const [i, j] = [Math.floor(at / count), at % count]
    const [a, b] = [place.get(twin[i]!), place.get(twin[j]!)]
    if (a === undefined || b === undefined || i === j) return value
    const sign = Math.sign(raw[i * count + twin[i]!]!) * Math.sign(raw[j * count + twin[j]!]!)
    return sign * mended[a * own.length + b]!
  })
  return { correlation, repair: describeRepair(before, part, mended) }
}

/** The better known of two doubles is the twin that the other follows. */
function findTwins(
  raw: Float64Array,
  { sums, kept, spread }: Omit<RepairInput, 'floor'>,
): { own: number[]; twin: number[] } {
  const count = kept.length
  const known = (i: number) => sums.n[kept[i]! * (sums.names.length + 1)]!
  const own: number[] = []
  const twin = kept.map((_, i) => i)
  for (const i of twin.toSorted((a, b) => known(b) - known(a))) {
    const double = own.find((j) => Math.abs(raw[i * count + j]!) > 1 - 1e-10)
    if (double !== undefined) twin[i] = double
    else if (spread[i]! > 0) own.push(i)
  }
  return { own: own.sort((a, b) => a - b), twin }
}

function isComplete(sums: PairwiseSums, kept: readonly number[]): boolean {
  const size = sums.names.length
  const n = sums.n[kept[0]! * size + kept[0]!]!
  return kept.every((a) => kept.every((b) => Math.abs(sums.n[a * size + b]! - n) <= 1e-9 * n))
}

function describeRepair(
  smallestEigenvalue: number,
  before: Float64Array,
  after: Float64Array,
): CovarianceRepair {
  let largestChange = 0
  let squares = 0
  before.forEach((value, at) => {
    const change = Math.abs(after[at]! - value)
    largestChange = Math.max(largestChange, change)
    squares += change * change
  })
  const size = Math.sqrt(before.length)
  const repaired = largestChange > 1e-9
  return {
    repaired,
    smallestEigenvalue,
    largestChange,
    rootMeanSquareChange: Math.sqrt(squares / Math.max(1, size * (size - 1))),
    words: repaired
      ? `Answers are missing in a way that the correlations did not go together; the nearest that do were taken, which moved one by up to ${largestChange.toPrecision(2)}.`
      : 'The correlations go together as they are.',
  }
}

function checkSums({ names, n, sum, sumSquares, sumProducts }: PairwiseSums): void {
  const size = names.length
  for (const [column, values] of Object.entries({ n, sum, sumSquares, sumProducts }))
    if (values.length !== size * size)
      throw new RangeError(`${column} must have ${size * size} entries, got ${values.length}`)
  for (let at = 0; at < size * size; at += 1) {
    requireNonNegative(`n[${at}]`, n[at]!)
    requireFinite(`sum[${at}]`, sum[at]!)
    requireNonNegative(`sumSquares[${at}]`, sumSquares[at]!)
    requireFinite(`sumProducts[${at}]`, sumProducts[at]!)
    const mirrored = (at % size) * size + Math.floor(at / size)
    if (n[at] !== n[mirrored] || sumProducts[at] !== sumProducts[mirrored])
      throw new RangeError(`n and sumProducts must be symmetric, got ${n[at]!} and ${n[mirrored]!}`)
  }
}
