import type { Objective } from '../../optimise/objective.ts'
import { digammaDifference, logGammaRatio } from '../../special/gamma-ratio.ts'

/** alpha, beta: beta of the chance to leave at a renewal; c: how it changes with age (1 in sBG). */
export type RetentionParameters = Record<'alpha' | 'beta' | 'c', number>

/** Per renewal 1, 2, …: how many left there, and how many renewed and were seen to. */
export interface RenewalCounts {
  renewal: Float64Array
  left: Float64Array
  stayed: Float64Array
}

/** An age t^c beyond which nobody is left to double precision, still far from overflow. */
const oldest = 1e300

/**
 * From steps of t^c as large as this on, Γ-ratios over α keep the digits that those over the step
 * lose; below it is the other way round, since α may be large there.
 */
const largeStep = 1e6

/** ln S(t): the log share still there after t renewals; t need not be whole. */
export function logRetained(parameters: RetentionParameters, t: number): number {
  return logStayBetween(parameters, 0, ageOf(t, parameters.c))
}

function ageOf(t: number, c: number): number {
  return Math.min(t ** c, oldest)
}

/** ln of the chance to be there at age `now` (on the scale t^c) of those there at `before`. */
function logStayBetween({ alpha, beta }: RetentionParameters, before: number, now: number): number {
  const step = now - before
  return step > largeStep
    ? logGammaRatio(beta + before, alpha) - logGammaRatio(beta + now, alpha)
    : logGammaRatio(beta + before, step) - logGammaRatio(alpha + beta + before, step)
}

/**
 * Mean log-likelihood per customer of the beta-discrete-Weibull, S(t) = B(α, β + t^c) / B(α, β), and
 * its gradient in (ln α, ln β, ln c); with `isShifted` c is 1 and the gradient has two entries (sBG).
 *
 * Source: Fader and Hardie (2007), J. Interactive Marketing 21; Fader, Hardie, Liu, Davin and
 * Steenburgh (2018), JIM 43 (BdW).
 */
export function retentionObjective(
  counts: RenewalCounts,
  customers: number,
  isShifted: boolean,
): Objective {
  return {
    dimension: isShifted ? 2 : 3,
    evaluate: (point, gradient) => {
      const parameters = {
        alpha: Math.exp(point[0]!),
        beta: Math.exp(point[1]!),
        c: isShifted ? 1 : Math.exp(point[2]!),
      }
      let value = 0
      const slope = [0, 0, 0]
      for (let i = 0; i < counts.renewal.length; i += 1) {
        const stay = logStay(parameters, counts.renewal[i]!)
        const left = counts.left[i]!
        const stayed = counts.stayed[i]!
        const leave = -Math.expm1(stay.value)
        value += stayed * stay.value + (left > 0 ? left * Math.log(Math.max(leave, 1e-300)) : 0)
        const pull =
          stayed - (left > 0 ? (left * Math.exp(stay.value)) / Math.max(leave, 1e-300) : 0)
        for (let k = 0; k < 3; k += 1) slope[k]! += pull * stay.slope[k]!
      }
      gradient[0] = (slope[0]! * parameters.alpha) / customers
      gradient[1] = (slope[1]! * parameters.beta) / customers
      if (!isShifted) gradient[2] = (slope[2]! * parameters.c) / customers
      return value / customers
    },
  }
}

/** ln of the chance to renew at renewal t, and its derivative in (α, β, c). */
function logStay(
  parameters: RetentionParameters,
  t: number,
): { value: number; slope: [number, number, number] } {
  const { alpha, beta, c } = parameters
  const before = ageOf(t - 1, c)
  const now = ageOf(t, c)
  const step = now - before
  const value = logStayBetween(parameters, before, now)
  const dAlpha = -digammaDifference(alpha + beta + before, step)
  const dBeta = digammaDifference(beta + before, step) + dAlpha
  const growth = (u: number, age: number) =>
    age <= 1 || u === oldest ? 0 : -digammaDifference(beta + u, alpha) * u * Math.log(age)
  return { value, slope: [dAlpha, dBeta, growth(now, t) - growth(before, t - 1)] }
}
