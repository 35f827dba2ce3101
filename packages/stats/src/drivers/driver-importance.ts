import type { Insufficient } from '../estimate/interval-estimate.ts'
import { solveStandardised } from '../regression/regress-linear.ts'
import {
  standardise,
  type CovarianceStatistics,
  type DriverChoice,
  type StandardisedProblem,
} from '../regression/standardised-problem.ts'
import type { ExcludedDriver } from '../regression/usable-drivers.ts'
import { lmgShares } from './lmg.ts'
import { relativeWeights } from './relative-weights.ts'

/** LMG goes through 2^p subsets: 20 drivers take 40 ms, and each more doubles the time. */
const mostLmgDrivers = 24

/** One way to divide R² among the drivers. */
export interface Importance {
  /** Part of R²; the parts of all drivers add up to R². */
  value: number
  /** Part of what is explained, 0 … 1; 0 where nothing is. */
  share: number
  /** 1 for the most important; equal values share the better rank. */
  rank: number
}

export interface DriverImportance {
  name: string
  /** Averaged over orders; null beyond 24 drivers. */
  lmg: Importance | null
  /** Johnson's relative weights. */
  johnson: Importance
  /** R² of the driver alone. Counts what drivers share once for each of them. */
  first: number
  /** What R² loses without the driver. Counts what drivers share for none of them. */
  last: number
  /** Squared standardised coefficient. Does not add up to R²; not for use alone. */
  betaSquared: number
  /** Standardised coefficient × correlation. Adds up to R² but can be negative; not for use alone. */
  pratt: number
}

export interface DriverAnalysis {
  kind: 'driver-analysis'
  outcome: string
  rSquared: number
  n: number
  /** In the order of the variables. */
  drivers: DriverImportance[]
  excluded: ExcludedDriver[]
  /** Pairs of drivers that LMG and Johnson put in opposite order. */
  rankedDifferently: [string, string][]
}

/**
 * How much of the outcome's variance goes with each driver, from one covariance matrix. Association,
 * not cause. LMG and Johnson's weights are both given, since they can rank drivers differently.
 * Sources: Grömping (2007), The American Statistician 61, 139-147 (LMG, first, last, betasq, pratt);
 * Johnson (2000), Multivariate Behavioral Research 35, 1-19.
 *
 * @returns insufficient where the outcome or every driver is constant, or n < drivers + 2
 * @throws RangeError on a matrix that is not a covariance matrix, or an unknown name
 */
export function analyseDrivers(
  statistics: CovarianceStatistics,
  choice: DriverChoice,
): DriverAnalysis | Insufficient {
  const problem = standardise(statistics, choice)
  if (problem.kind === 'insufficient') return problem
  const { inverse, beta, rSquared } = solveStandardised(problem)
  const { names, withOutcome, n, outcome, excluded } = problem
  const { lmg, johnson } = divideRSquared(problem, problem.names.length <= mostLmgDrivers)
  const lmgImportance = lmg && rankImportance(lmg)
  const johnsonImportance = rankImportance(johnson)
  const drivers = names.map((name, i) => ({
    name,
    lmg: lmgImportance?.[i] ?? null,
    johnson: johnsonImportance[i]!,
    first: withOutcome[i]! ** 2,
    last: beta[i]! ** 2 / inverse[i * names.length + i]!,
    betaSquared: beta[i]! ** 2,
    pratt: beta[i]! * withOutcome[i]!,
  }))
  return {
    kind: 'driver-analysis',
    outcome,
    rSquared,
    n,
    drivers,
    excluded,
    rankedDifferently: findDisagreements(drivers),
  }
}

/** The two divisions of R², as plain numbers per driver. */
export function divideRSquared(
  { correlation, withOutcome }: StandardisedProblem,
  withLmg: boolean,
): { lmg: Float64Array | null; johnson: Float64Array } {
  return {
    lmg: withLmg ? lmgShares(correlation, withOutcome) : null,
    johnson: relativeWeights(correlation, withOutcome),
  }
}

/** Shares and ranks of raw importances. */
export function rankImportance(values: Float64Array): Importance[] {
  const total = values.reduce((sum, value) => sum + value, 0)
  return Array.from(values, (value) => ({
    value,
    share: total > 0 ? value / total : 0,
    rank: 1 + values.reduce((above, other) => above + (other > value ? 1 : 0), 0),
  }))
}

function findDisagreements(drivers: readonly DriverImportance[]): [string, string][] {
  const pairs: [string, string][] = []
  drivers.forEach((a, i) => {
    for (const b of drivers.slice(i + 1)) {
      if (a.lmg === null || b.lmg === null) continue
      if ((a.lmg.rank - b.lmg.rank) * (a.johnson.rank - b.johnson.rank) < 0)
        pairs.push([a.name, b.name])
    }
  })
  return pairs
}
