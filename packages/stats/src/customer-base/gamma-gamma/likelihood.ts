import digamma from '@stdlib/math-base-special-digamma'
import gammaln from '@stdlib/math-base-special-gammaln'
import type { Objective } from '../../optimise/objective.ts'
import { digammaDifference, logGammaRatio } from '../../special/gamma-ratio.ts'
import { distinctValues } from '../customer-groups.ts'
import type { SpendGroups } from './spend-groups.ts'

/**
 * Mean log-likelihood per customer of the Gamma-Gamma and its gradient in (ln p, ln q, ln v).
 *
 * ln L = lnΓ(px+q) − lnΓ(px) − lnΓ(q) + q ln v + (px−1) ln m + px ln x − (px+q) ln(v + x m).
 * Source: Fader and Hardie (2013), note 025, eq. 1a. Gamma terms hang on x alone, so they are taken
 * once per distinct x.
 */
export function gammaGammaObjective({ x, m, w }: SpendGroups): Objective {
  const purchases = distinctValues(x)
  const weightOfX = new Float64Array(purchases.values.length)
  const spend = x.map((count, i) => count * m[i]!)
  let customers = 0
  let logMean = 0
  let weightedLogSpend = 0
  for (let i = 0; i < x.length; i += 1) {
    weightOfX[purchases.index[i]!]! += w[i]!
    customers += w[i]!
    logMean += w[i]! * Math.log(m[i]!)
    weightedLogSpend += w[i]! * x[i]! * Math.log(spend[i]!)
  }
  return {
    dimension: 3,
    evaluate: (point, gradient) => {
      const [p, q, v] = Array.from(point, Math.exp) as [number, number, number]
      const logV = Math.log(v)
      let value = p * weightedLogSpend - logMean
      let dp = weightedLogSpend
      let dq = 0
      let dv = 0
      for (let i = 0; i < x.length; i += 1) {
        // q ln v − (px+q) ln(v+xm) = −q ln(1 + xm/v) − px ln(v+xm).
        const relative = Math.log1p(spend[i]! / v)
        const logTotal = logV + relative
        value -= w[i]! * (q * relative + p * x[i]! * logTotal)
        dp -= w[i]! * x[i]! * logTotal
        dq -= w[i]! * relative
        dv += (w[i]! * (q * (spend[i]! / v) - p * x[i]!)) / (v + spend[i]!)
      }
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
