import digamma from '@stdlib/math-base-special-digamma'
import gammaln from '@stdlib/math-base-special-gammaln'
import type { Objective } from '../../optimise/objective.ts'
import { digammaDifference, logGammaRatio } from '../../special/gamma-ratio.ts'
import { distinctValues, type Distinct } from '../customer-groups.ts'
import type { SpendGroups } from './spend-groups.ts'

/** From so many times the average spend on, v counts as far above it. */
const farAbove = 1_000

/**
 * Mean log-likelihood per customer of the Gamma-Gamma and its gradient in (ln p, ln q, ln v).
 *
 * ln L = lnΓ(px+q) − lnΓ(px) − lnΓ(q) + q ln v + (px−1) ln m + px ln x − (px+q) ln(v + x m).
 * Source: Fader and Hardie (2013), note 025, eq. 1a. Gamma terms hang on x alone, so they are taken
 * once per distinct x.
 */
export function gammaGammaObjective({ x, m, w }: SpendGroups): Objective {
  const purchases = distinctValues(x)
  const spend = x.map((count, i) => count * m[i]!)
  const { weightOfX, customers, logMean, weightedLogSpend, averageSpend } = sumSpend(
    { x, m, w },
    purchases,
    spend,
  )
  return {
    dimension: 3,
    evaluate: (point, gradient) => {
      const [p, q, v] = Array.from(point, Math.exp) as [number, number, number]
      const logV = Math.log(v)
      let value = p * weightedLogSpend - logMean
      let dp = weightedLogSpend
      let dq = 0
      let dv = 0
      let sumTotal = 0
      let sumRelative = 0
      // ln(1 + xm/v) as ln(v + xm) − ln v costs half; where v is far above all spend it would cancel.
      const isFar = v > farAbove * averageSpend
      const perV = q / v
      for (let i = 0; i < x.length; i += 1) {
        // q ln v − (px+q) ln(v+xm) = −q ln(1 + xm/v) − px ln(v+xm).
        const total = v + spend[i]!
        const relative = isFar ? Math.log1p(spend[i]! / v) : Math.log(total) - logV
        const weight = w[i]!
        const bought = weight * x[i]!
        sumTotal += bought * (logV + relative)
        sumRelative += weight * relative
        dv += (weight * perV * spend[i]! - p * bought) / total
      }
      value -= q * sumRelative + p * sumTotal
      dp -= sumTotal
      dq -= sumRelative
      purchases.values.forEach((count, j) => {
        const weight = weightOfX[j]!
        const shape = p * count
        value += weight * (logGammaRatio(q, shape) - gammaln(shape))
        dp += weight * count * (digamma(shape + q) - digamma(shape))
        dq += weight * digammaDifference(q, shape)
      })
      gradient[0] = (p * dp) / customers
      gradient[1] = (q * dq) / customers
      gradient[2] = (v * dv) / customers
      return value / customers
    },
  }
}

/** What the likelihood needs of all rows once, whatever the parameters. */
function sumSpend({ x, m, w }: SpendGroups, purchases: Distinct, spend: Float64Array) {
  const weightOfX = new Float64Array(purchases.values.length)
  let customers = 0
  let logMean = 0
  let weightedLogSpend = 0
  let total = 0
  for (let i = 0; i < x.length; i += 1) {
    weightOfX[purchases.index[i]!]! += w[i]!
    customers += w[i]!
    logMean += w[i]! * Math.log(m[i]!)
    weightedLogSpend += w[i]! * x[i]! * Math.log(spend[i]!)
    total += w[i]! * spend[i]!
  }
  return { weightOfX, customers, logMean, weightedLogSpend, averageSpend: total / customers }
}
