import { requireFinite } from '../domain/require.ts'

/** @throws RangeError unless the rate is a finite number above −1. */
export function requireRate(name: string, rate: number): number {
  if (!(requireFinite(name, rate) > -1))
    throw new RangeError(`${name} must be above -1, got ${rate}`)
  return rate
}

/** @throws RangeError naming the first flow that is not finite. */
export function requireFlows(flows: readonly number[]): void {
  flows.forEach((flow, period) => requireFinite(`flows[${period}]`, flow))
}

/**
 * Net present value of what comes in less what goes out, at the end of period 0, 1, 2, …; period 0
 * is now and is not discounted.
 *
 *   NPV = Σ flow_t / (1 + i)^t
 *
 * Source: Brealey, Myers and Allen, Principles of Corporate Finance, chapter 2.
 *
 * @param flows one per period, negative for money paid; no flows are worth 0
 * @param ratePerPeriod as a fraction, above −1: .08 for 8 % per period
 * @returns in the unit of the flows
 * @throws RangeError on a flow that is not finite or a rate of −1 or below
 */
export function netPresentValue(flows: readonly number[], ratePerPeriod: number): number {
  requireRate('ratePerPeriod', ratePerPeriod)
  requireFlows(flows)
  // Horner from the last period keeps the powers small.
  let value = 0
  for (let period = flows.length - 1; period >= 0; period -= 1)
    value = flows[period]! + value / (1 + ratePerPeriod)
  return value
}
