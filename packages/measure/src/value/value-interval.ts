import digamma from '@stdlib/math-base-special-digamma'
import trigamma from '@stdlib/math-base-special-trigamma'
import normalQuantile from '@stdlib/stats-base-dists-normal-quantile'

/** What one customer may do, for the prediction interval of what the customer will spend. */
export interface SpendingChance {
  /** P(N > 0): still here and buys again within the horizon. */
  some: number
  /** E[N | N > 0] and E[N² | N > 0]. */
  mean: number
  second: number
}

/**
 * Bounds of a customer's future spend, in units of `v + x m` of the Gamma-Gamma, so that customers
 * with one history but other amounts share them.
 *
 * Given n purchases, spend is B · G(pn) / G(A) with gamma variables of shape pn and A = px + q: the
 * chance of buying nothing is exact, and given a purchase ln(spend) is taken as normal with the mean
 * and the variance that these gammas and the spread of N give. So the customer's own randomness is
 * in (whether, how often, how much), and the error of the parameters is not.
 *
 * @param side probability below the lower and above the upper bound
 */
export function spendBounds(
  chance: SpendingChance,
  spend: { p: number; shape: number },
  side: number,
): { low: number; high: number } {
  const { some, mean, second } = chance
  if (!(some > 0)) return { low: 0, high: 0 }
  const spread = Math.log(Math.max(1, second / (mean * mean)))
  const shape = spend.p * mean
  const centre =
    Math.log(mean) - spread / 2 + digamma(shape) - Math.log(mean) - digamma(spend.shape)
  const sd = Math.sqrt(spread + trigamma(shape) + trigamma(spend.shape))
  const quantile = (probability: number): number => {
    const given = (probability - (1 - some)) / some
    if (given <= 0) return 0
    return Math.exp(centre + sd * normalQuantile(given, 0, 1))
  }
  return { low: quantile(side), high: quantile(1 - side) }
}
