import { requireCount, requireFinite, requireNonNegative } from '../domain/require.ts'
import { insufficient, type Insufficient } from '../estimate/interval-estimate.ts'
import { findUsableDrivers, type ExcludedDriver } from './usable-drivers.ts'

/**
 * What a linear model needs to know of any number of rows: covariances (divisor n − 1) of the
 * drivers and the outcome, and how many rows there were.
 */
export interface CovarianceStatistics {
  /** Variables, the outcome among them. */
  names: readonly string[]
  /** names × names, row-major, symmetric, positive semidefinite. */
  covariance: ArrayLike<number>
  /** Rows behind the matrix. */
  n: number
  /** Means in the order of `names`; without them there is no intercept. */
  means?: ArrayLike<number>
  /** Variables that were left out before, carried into every answer. */
  excluded?: readonly ExcludedDriver[]
}

/** Which variable is explained, and by which. */
export interface DriverChoice {
  outcome: string
  /** All other variables unless told. */
  drivers?: readonly string[]
}

/** The usable drivers and the outcome at mean 0 and variance 1. */
export interface StandardisedProblem {
  kind: 'standardised'
  outcome: string
  names: string[]
  /** names × names, row-major. */
  correlation: Float64Array
  /** Correlation of each driver with the outcome. */
  withOutcome: Float64Array
  spread: Float64Array
  outcomeSpread: number
  /** Means of the drivers and of the outcome, null where they were not given. */
  means: { drivers: Float64Array; outcome: number } | null
  n: number
  excluded: ExcludedDriver[]
}

/**
 * Checks the matrix, leaves out drivers that are constant or collinear, and scales the rest.
 *
 * @returns insufficient where the outcome or every driver is constant, or rows do not exceed
 *   drivers by two
 * @throws RangeError on a matrix that is not a covariance matrix, or a name that is not in it
 */
export function standardise(
  statistics: CovarianceStatistics,
  choice: DriverChoice,
): StandardisedProblem | Insufficient {
  const { names, covariance, n } = statistics
  checkCovariance(statistics)
  const outcome = findVariable(names, choice.outcome)
  const { wanted, excludedBefore } = findWanted(statistics, choice)
  const drivers = wanted.map((name) => findVariable(names, name))
  const size = names.length
  const spreadAt = (at: number) => Math.sqrt(covariance[at * size + at]!)
  const outcomeSpread = spreadAt(outcome)
  if (outcomeSpread === 0) return insufficient(n, n + 1, `“${choice.outcome}” never varies.`)
  const correlationOf = (a: number, b: number) =>
    a === b ? 1 : covariance[a * size + b]! / (spreadAt(a) * spreadAt(b))
  const all = squareOf(drivers, correlationOf)
  const { kept, excluded } = findUsableDrivers(wanted, drivers.map(spreadAt), all)
  if (kept.length === 0) return insufficient(n, n + 1, 'No driver varies.')
  if (n < kept.length + 2)
    return insufficient(
      n,
      kept.length + 2,
      `${n} rows cannot tell ${kept.length} drivers apart from chance.`,
    )
  const at = kept.map((position) => drivers[position]!)
  return {
    kind: 'standardised',
    outcome: choice.outcome,
    names: at.map((position) => names[position]!),
    correlation: squareOf(at, correlationOf),
    withOutcome: Float64Array.from(at, (driver) => correlationOf(driver, outcome)),
    spread: Float64Array.from(at, spreadAt),
    outcomeSpread,
    means: statistics.means
      ? {
          drivers: Float64Array.from(at, (driver) => statistics.means![driver]!),
          outcome: statistics.means[outcome]!,
        }
      : null,
    n,
    excluded: [...excludedBefore, ...excluded],
  }
}

/** The drivers asked for, without those that were left out before. */
function findWanted(
  { names, excluded = [] }: CovarianceStatistics,
  { outcome, drivers }: DriverChoice,
): { wanted: string[]; excludedBefore: ExcludedDriver[] } {
  const asked = drivers ?? names.filter((name) => name !== outcome)
  if (asked.includes(outcome))
    throw new RangeError(`drivers must not hold the outcome, got ${outcome}`)
  if (new Set(asked).size !== asked.length)
    throw new RangeError(`drivers must differ, got ${asked.join(', ')}`)
  return {
    wanted: asked.filter((name) => !excluded.some((driver) => driver.name === name)),
    excludedBefore: excluded.filter(({ name }) => drivers?.includes(name) ?? true),
  }
}

function squareOf(at: readonly number[], entry: (a: number, b: number) => number): Float64Array {
  const square = new Float64Array(at.length * at.length)
  at.forEach((a, i) => at.forEach((b, j) => (square[i * at.length + j] = entry(a, b))))
  return square
}

/** @throws RangeError where `wanted` is not among the names */
export function findVariable(names: readonly string[], wanted: string): number {
  const at = names.indexOf(wanted)
  if (at < 0) throw new RangeError(`${wanted} must be one of the ${names.length} names`)
  return at
}

function checkCovariance({ names, covariance, n, means }: CovarianceStatistics): void {
  const size = names.length
  requireCount('n', n)
  if (new Set(names).size !== size)
    throw new RangeError(`names must differ, got ${names.join(', ')}`)
  if (covariance.length !== size * size)
    throw new RangeError(`covariance must have ${size * size} entries, got ${covariance.length}`)
  if (means && means.length !== size)
    throw new RangeError(`means must have ${size} entries, got ${means.length}`)
  for (let i = 0; i < size; i += 1) {
    if (means) requireFinite(`means[${i}]`, means[i]!)
    requireNonNegative(`variance of ${names[i]!}`, covariance[i * size + i]!)
    for (let j = 0; j < i; j += 1) {
      const value = requireFinite(`covariance[${i}, ${j}]`, covariance[i * size + j]!)
      const limit = Math.sqrt(covariance[i * size + i]!) * Math.sqrt(covariance[j * size + j]!)
      if (Math.abs(value - covariance[j * size + i]!) > 1e-9 * limit)
        throw new RangeError(
          `covariance must be symmetric, got ${value} and ${covariance[j * size + i]!}`,
        )
      if (Math.abs(value) > limit * (1 + 1e-7))
        throw new RangeError(`covariance[${i}, ${j}] must lie within ±${limit}, got ${value}`)
    }
  }
}
