import type { Objective } from '../../optimise/objective.ts'
import { digammaDifference, logGammaRatio } from '../../special/gamma-ratio.ts'
import { distinctValues, type CustomerGroups } from '../customer-groups.ts'
import { DropoutIntegral } from './dropout-integral.ts'

/**
 * Mean log-likelihood per customer of the Pareto/NBD and its gradient in (ln r, ln α, ln s, ln β).
 *
 * ln L = lnΓ(r+x) − lnΓ(r) + r ln α + s ln β − (r+x) ln(α+T) − s ln(β+T) + ln(1 + D),
 * with D the odds of having left (see DropoutIntegral).
 * Source: Schmittlein, Morrison and Colombo (1987), Management Science 33; Fader and Hardie (2005),
 * note 009.
 */
export function paretoNbdObjective(groups: CustomerGroups): Objective {
  const { x, tx, T, w } = groups
  const purchases = distinctValues(x)
  const weightOfX = new Float64Array(purchases.values.length)
  let customers = 0
  for (let i = 0; i < w.length; i += 1) {
    weightOfX[purchases.index[i]!]! += w[i]!
    customers += w[i]!
  }
  const integral = new DropoutIntegral()
  return {
    dimension: 4,
    evaluate: (point, gradient) => {
      const [r, alpha, s, beta] = Array.from(point, Math.exp) as [number, number, number, number]
      const parameters = { r, alpha, s, beta }
      let value = customers * (r * Math.log(alpha) + s * Math.log(beta))
      let dr = customers * Math.log(alpha)
      let dAlpha = (customers * r) / alpha
      let ds = customers * Math.log(beta)
      let dBeta = (customers * s) / beta
      for (let i = 0; i < x.length; i += 1) {
        integral.evaluate(parameters, x[i]!, tx[i]!, T[i]!)
        const { logOdds } = integral
        const small = Math.exp(-Math.abs(logOdds))
        const left = (logOdds > 0 ? 1 : small) / (1 + small)
        const buying = r + x[i]!
        const logAlphaT = Math.log(alpha + T[i]!)
        const logBetaT = Math.log(beta + T[i]!)
        const weight = w[i]!
        value +=
          weight * (Math.max(logOdds, 0) + Math.log1p(small) - buying * logAlphaT - s * logBetaT)
        dr += weight * (left * integral.meanLogAlpha - logAlphaT)
        dAlpha -=
          weight * buying * ((1 - left) / (alpha + T[i]!) + left * integral.meanInverseAlpha)
        ds += weight * (left * (1 / s + integral.meanLogBeta) - logBetaT)
        dBeta -=
          weight * (((1 - left) * s) / (beta + T[i]!) + left * (s + 1) * integral.meanInverseBeta)
      }
      purchases.values.forEach((count, j) => {
        value += weightOfX[j]! * logGammaRatio(r, count)
        dr += weightOfX[j]! * digammaDifference(r, count)
      })
      gradient[0] = (r * dr) / customers
      gradient[1] = (alpha * dAlpha) / customers
      gradient[2] = (s * ds) / customers
      gradient[3] = (beta * dBeta) / customers
      return value / customers
    },
  }
}
