import {
  requireCount,
  requireFinite,
  requireNonNegative,
  requirePositive,
} from '../../domain/require.ts'
import { logRetained, type RetentionParameters } from './likelihood.ts'

/** sBG parameters, or those of the BdW with its c. */
export type ContractualParameters = Omit<RetentionParameters, 'c'> & { c?: number }

/** S(t): the share of a cohort still there after `t` renewals. */
export function retentionSurvival(parameters: ContractualParameters, t: number): number {
  return Math.exp(logRetained(complete(parameters), requireNonNegative('t', t)))
}

/** S(t) / S(t − 1): the share of those up for renewal `t` = 1, 2, … that renew. */
export function retentionRate(parameters: ContractualParameters, t: number): number {
  requirePositive('t', requireCount('t', t))
  const whole = complete(parameters)
  return Math.exp(logRetained(whole, t) - logRetained(whole, t - 1))
}

/**
 * DEL: discounted expected lifetime of a new customer in periods, the one just paid included:
 * Σ S(t) / (1 + d)^t from t = 0.
 * Source: Fader and Hardie (2010), Marketing Science 29, 85-93.
 *
 * @param options.discountRate per period, above 0 unless a horizon is given
 * @param options.horizon last period counted; endless unless given
 */
export function discountedExpectedLifetime(
  parameters: ContractualParameters,
  options: { discountRate: number; horizon?: number },
): number {
  return (
    1 +
    discountedExpectedResidualLifetime(parameters, { ...options, renewals: 0 }) /
      (1 + options.discountRate)
  )
}

/**
 * DERL: discounted expected periods to come of a customer who has renewed `renewals` times and stands
 * right before the next renewal: Σ S(n + k) / S(n) / (1 + d)^(k−1) from k = 1.
 * Source: Fader and Hardie (2010), Marketing Science 29, 85-93.
 *
 * @throws RangeError on a horizon that is not a number, or a rate of 0 or below without one
 */
export function discountedExpectedResidualLifetime(
  parameters: ContractualParameters,
  options: { renewals: number; discountRate: number; horizon?: number },
): number {
  const { renewals, discountRate, horizon = Infinity } = options
  requireCount('renewals', renewals)
  requireFinite('discountRate', discountRate)
  if (horizon !== Infinity) requireNonNegative('horizon', horizon)
  if (!(discountRate > 0 || (discountRate > -1 && Number.isFinite(horizon))))
    throw new RangeError(
      `discountRate must be above 0 without a finite horizon, got ${discountRate}`,
    )
  const whole = complete(parameters)
  const start = logRetained(whole, renewals)
  const factor = 1 / (1 + discountRate)
  let sum = 0
  let discount = 1
  for (let k = 1; k <= horizon; k += 1) {
    const term = Math.exp(logRetained(whole, renewals + k) - start) * discount
    sum += term
    // Survival falls, so the rest is below a geometric series from here.
    if (factor < 1 && (term * factor) / (1 - factor) < 1e-14 * sum) break
    discount *= factor
  }
  return sum
}

function complete({ alpha, beta, c = 1 }: ContractualParameters): RetentionParameters {
  return {
    alpha: requirePositive('alpha', alpha),
    beta: requirePositive('beta', beta),
    c: requirePositive('c', c),
  }
}
