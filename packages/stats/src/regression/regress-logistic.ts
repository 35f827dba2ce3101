import { normalCritical } from '../distribution/normal.ts'
import type { Insufficient } from '../estimate/interval-estimate.ts'
import { prepareOutcomes } from './outcome-groups.ts'
import type { Coefficient } from './regress-linear.ts'
import {
  addOddsRatio,
  describeModel,
  fitOutcomes,
  judgeCoefficient,
  type OutcomeModel,
} from './regress-ordinal.ts'
import type { Separation } from './separation.ts'

/** People grouped by their values of the drivers, with how many of each group said yes. */
export interface BinaryGroups {
  names: readonly string[]
  /** NaN says that the value is not known. */
  columns: readonly Float64Array[]
  successes: Float64Array
  /** People (or weight) per row, successes included. */
  n: Float64Array
}

export interface LogisticRegression extends OutcomeModel {
  kind: 'logistic-regression'
  intercept: Coefficient
}

/**
 * Logistic regression on grouped data: logit P(yes) = α + x′β, by Newton steps (which are iteratively
 * re-weighted least squares), Wald intervals from the information, likelihood-ratio test and
 * McFadden's R². Likelihoods are those of the single people, without binomial constants, as in R's
 * `glm` on ungrouped rows. The same engine as `regressOrdinal` with two categories.
 * Sources: McCullagh and Nelder (1989), Generalized Linear Models, ch. 4; McFadden (1974).
 *
 * @returns `separated` where a coefficient would be infinite; insufficient where all said the same,
 *   no driver varies, or there are fewer people than parameters
 * @throws RangeError naming the column, row and value that is wrong
 */
export function regressLogistic(
  { names, columns, successes, n }: BinaryGroups,
  { level = 0.95 }: { level?: number } = {},
): LogisticRegression | Separation | Insufficient {
  const critical = normalCritical(level)
  if (n.length !== successes.length)
    throw new RangeError(`n must have ${successes.length} rows, got ${n.length}`)
  const failures = n.map((all, row) => {
    if (!(all >= successes[row]!))
      throw new RangeError(
        `successes[${row}] must lie between 0 and ${all}, got ${successes[row]!}`,
      )
    return all - successes[row]!
  })
  const outcomes = prepareOutcomes({ names, columns, counts: [failures, successes] })
  if (outcomes.kind === 'insufficient') return outcomes
  const fit = fitOutcomes(outcomes)
  if (fit.kind === 'separated') return fit
  const order = ['intercept', ...outcomes.names]
  const size = order.length
  // The intercept is minus the threshold, so its covariances with the others turn their sign.
  const covariance = fit.covariance.map((value, at) => {
    const turned = (at < size ? 1 : 0) + (at % size === 0 ? 1 : 0)
    return turned === 1 ? -value : value
  })
  const judge = (at: number, value: number) =>
    judgeCoefficient(order[at]!, value, covariance[at * (size + 1)]!, critical)
  return {
    kind: 'logistic-regression',
    intercept: judge(0, -fit.point[0]!),
    coefficients: outcomes.names.map((_, k) => addOddsRatio(judge(k + 1, fit.point[k + 1]!))),
    ...describeModel(outcomes, fit, { order, covariance, level }),
  }
}
