import { chiSquareUpperTail } from '../distribution/chi-square.ts'
import { insufficient, type Insufficient } from '../estimate/interval-estimate.ts'
import { factorCholesky, solveCholesky } from './cholesky.ts'
import { fitCumulativeLogit, type CumulativeLogitFit } from './cumulative-logit.ts'
import { prepareOutcomes, type OutcomeGroups, type PreparedOutcomes } from './outcome-groups.ts'
import type { ExcludedDriver } from './usable-drivers.ts'

interface WaldTest {
  statistic: number
  degreesOfFreedom: number
  p: number
}

/** Whether one coefficient per driver does for all thresholds. */
export interface ProportionalOddsCheck extends WaldTest {
  kind: 'proportional-odds-check'
  /** The same test for each driver alone. */
  drivers: (WaldTest & { name: string })[]
  n: number
  excluded: ExcludedDriver[]
}

/**
 * Brant's test of proportional odds: a logistic regression at each threshold (above or not), and a
 * Wald test that their coefficients are equal. A small p says that a driver works differently at the
 * lower than at the upper end, such as one that makes detractors but no promoters.
 *
 * Cov(β_j, β_l) = (X′W_jj X)⁻¹ X′W_jl X (X′W_ll X)⁻¹ with w_jl = π_l (1 − π_j), j ≤ l, π_j = P(Y > j).
 * Source: Brant (1990), Biometrics 46, 1171-1178.
 *
 * @returns insufficient with fewer than three categories chosen, or where a threshold separates
 * @throws RangeError naming the column, row and value that is wrong
 */
export function checkProportionalOdds(groups: OutcomeGroups): ProportionalOddsCheck | Insufficient {
  const outcomes = prepareOutcomes(groups)
  if (outcomes.kind === 'insufficient') return outcomes
  const { n, names, counts, excluded } = outcomes
  if (counts.length < 3)
    return insufficient(
      n,
      n + 1,
      'Only two outcomes occur: there is one threshold, nothing to compare.',
    )
  const fits = fitThresholds(outcomes)
  if (fits.some(({ endless }) => endless !== null))
    return insufficient(n, n + 1, 'At one threshold the drivers separate the outcomes perfectly.')
  const covariance = jointCovariance(outcomes, fits)
  const every = names.map((_, k) => k)
  const test = (drivers: readonly number[]) => compareThresholds(fits, covariance, drivers)
  const overall = test(every)
  if (overall === null)
    return insufficient(n, n + 1, 'The thresholds are too alike to be compared.')
  return {
    kind: 'proportional-odds-check',
    ...overall,
    drivers: every.flatMap((k) => {
      const alone = test([k])
      return alone === null ? [] : [{ name: names[k]!, ...alone }]
    }),
    n,
    excluded,
  }
}

/** A two-category fit at each threshold; the point is [θ_j, β_j]. */
function fitThresholds({ values, counts, totals, names }: PreparedOutcomes): CumulativeLogitFit[] {
  const rows = counts[0]!.length
  const all = new Float64Array(rows)
  for (const column of counts) for (let row = 0; row < rows; row += 1) all[row]! += column[row]!
  const n = totals.reduce((sum, total) => sum + total, 0)
  const below = new Float64Array(rows)
  let totalBelow = 0
  return counts.slice(0, -1).map((column, j) => {
    for (let row = 0; row < rows; row += 1) below[row]! += column[row]!
    totalBelow += totals[j]!
    return fitCumulativeLogit({
      values,
      counts: [below.slice(), all.map((weight, row) => Math.max(0, weight - below[row]!))],
      totals: [totalBelow, n - totalBelow],
      drivers: names.length,
    })
  })
}

/** Covariance of all coefficients of all thresholds, in blocks of drivers. */
function jointCovariance(
  outcomes: PreparedOutcomes,
  fits: readonly CumulativeLogitFit[],
): Float64Array {
  const drivers = outcomes.names.length
  const size = fits.length * drivers
  const width = drivers + 1
  const covariance = new Float64Array(size * size)
  fits.forEach((left, j) => {
    fits.slice(0, j + 1).forEach((right, l) => {
      const block =
        j === l
          ? left.covariance
          : multiply(
              multiply(left.covariance, crossInformation(outcomes, right, left), width),
              right.covariance,
              width,
            )
      for (let a = 0; a < drivers; a += 1)
        for (let b = 0; b < drivers; b += 1) {
          const value = block[(a + 1) * width + b + 1]!
          covariance[(j * drivers + a) * size + l * drivers + b] = value
          covariance[(l * drivers + b) * size + j * drivers + a] = value
        }
    })
  })
  return covariance
}

/** X′W X with w = n π_upper (1 − π_lower); the threshold's column of X is −1, as in θ − x′β. */
function crossInformation(
  { values, counts, names }: PreparedOutcomes,
  lower: CumulativeLogitFit,
  upper: CumulativeLogitFit,
): Float64Array {
  const drivers = names.length
  const width = drivers + 1
  const information = new Float64Array(width * width)
  const x = new Float64Array(width)
  const rows = counts[0]!.length
  x[0] = -1
  for (let row = 0; row < rows; row += 1) {
    let [lowerEta, upperEta, weight] = [-lower.point[0]!, -upper.point[0]!, 0]
    for (let k = 0; k < drivers; k += 1) {
      x[k + 1] = values[row * drivers + k]!
      lowerEta += x[k + 1]! * lower.point[k + 1]!
      upperEta += x[k + 1]! * upper.point[k + 1]!
    }
    for (const column of counts) weight += column[row]!
    weight /= (1 + Math.exp(-upperEta)) * (1 + Math.exp(lowerEta))
    for (let a = 0; a < width; a += 1)
      for (let b = 0; b < width; b += 1) information[a * width + b]! += weight * x[a]! * x[b]!
  }
  return information
}

function multiply(a: Float64Array, b: Float64Array, size: number): Float64Array {
  const product = new Float64Array(size * size)
  for (let i = 0; i < size; i += 1)
    for (let j = 0; j < size; j += 1)
      for (let k = 0; k < size; k += 1)
        product[i * size + j]! += a[i * size + k]! * b[k * size + j]!
  return product
}

/** Wald test that the chosen coefficients at later thresholds equal those at the first. */
function compareThresholds(
  fits: readonly CumulativeLogitFit[],
  covariance: Float64Array,
  chosen: readonly number[],
): WaldTest | null {
  const drivers = fits[0]!.point.length - 1
  const whole = fits.length * drivers
  const pairs = fits
    .slice(1)
    .flatMap((_, l) => chosen.map((k) => ({ later: (l + 1) * drivers + k, first: k })))
  const size = pairs.length
  const at = (a: number, b: number) => covariance[a * whole + b]!
  const spread = new Float64Array(size * size)
  pairs.forEach((a, i) => {
    pairs.forEach((b, j) => {
      spread[i * size + j] =
        at(a.later, b.later) - at(a.later, b.first) - at(a.first, b.later) + at(a.first, b.first)
    })
  })
  const factor = factorCholesky(spread, size)
  if (factor === null) return null
  const coefficient = (place: number) =>
    fits[Math.floor(place / drivers)]!.point[1 + (place % drivers)]!
  const gaps = Float64Array.from(
    pairs,
    ({ later, first }) => coefficient(later) - coefficient(first),
  )
  const solved = solveCholesky(factor, size, gaps)
  const statistic = gaps.reduce((sum, gap, i) => sum + gap * solved[i]!, 0)
  return { statistic, degreesOfFreedom: size, p: chiSquareUpperTail(Math.max(0, statistic), size) }
}
