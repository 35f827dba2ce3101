import { chiSquareUpperTail } from '../distribution/chi-square.ts'
import { requireFinite } from '../domain/require.ts'

/** What the test needs of a fit. */
export interface LikelihoodSummary {
  logLikelihood: number
  order: readonly string[]
}

/**
 * Likelihood-ratio test of a model against a smaller one that it contains (sBG in BdW, a model
 * without covariates in the same with them), fitted to the same customers.
 *
 * Where the smaller model lies on the edge of the larger one, the p-value is too large, never too
 * small. Source: Wilks (1938), Annals of Mathematical Statistics 9, 60-62.
 *
 * @throws RangeError unless the larger model has more parameters
 */
export function likelihoodRatioTest(
  smaller: LikelihoodSummary,
  larger: LikelihoodSummary,
): { statistic: number; degreesOfFreedom: number; p: number } {
  requireFinite('smaller.logLikelihood', smaller.logLikelihood)
  requireFinite('larger.logLikelihood', larger.logLikelihood)
  const degreesOfFreedom = larger.order.length - smaller.order.length
  if (degreesOfFreedom < 1)
    throw new RangeError(
      `larger must have more parameters than smaller, got ${larger.order.length} and ${smaller.order.length}`,
    )
  const statistic = Math.max(0, 2 * (larger.logLikelihood - smaller.logLikelihood))
  return { statistic, degreesOfFreedom, p: chiSquareUpperTail(statistic, degreesOfFreedom) }
}
