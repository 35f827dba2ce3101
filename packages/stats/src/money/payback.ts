import { insufficient, type Insufficient } from '../estimate/interval-estimate.ts'
import { requireFlows, requireRate } from './net-present-value.ts'

/** When a stream has paid back what was put in. */
export interface Payback {
  kind: 'payback'
  /** In periods from now, within a period in proportion to its flow. */
  periods: number
  /** Whether the sum falls below 0 again after that. */
  isLost: boolean
}

/**
 * The time after which the running sum of the flows, discounted where a rate is given, reaches 0.
 *
 * The first time counts, within a period in proportion: a flow is taken to come evenly over the
 * period before its end. What comes after it is not seen by the rule; `isLost` says where the sum
 * falls below 0 again.
 * Source: Brealey, Myers and Allen, chapter 5.
 *
 * @param flows at the end of period 0, 1, 2, …
 * @param ratePerPeriod 0 unless told
 * @returns 0 where nothing has to be paid back; insufficient where the sum stays below 0
 * @throws RangeError as `netPresentValue`
 */
export function paybackPeriod(
  flows: readonly number[],
  { ratePerPeriod = 0 }: { ratePerPeriod?: number } = {},
): Payback | Insufficient {
  requireRate('ratePerPeriod', ratePerPeriod)
  requireFlows(flows)
  if (flows.length === 0) return insufficient(0, 1, 'There are no flows.')
  let sum = 0
  let periods = NaN
  let isLost = false
  for (const [period, flow] of flows.entries()) {
    const discounted = flow / (1 + ratePerPeriod) ** period
    const before = sum
    sum += discounted
    const isPaid = !Number.isNaN(periods)
    isLost ||= isPaid && sum < 0
    if (!isPaid && sum >= 0) periods = before < 0 ? period - 1 - before / discounted : period
  }
  if (!Number.isNaN(periods)) return { kind: 'payback', periods, isLost }
  const last = flows.length - 1
  return insufficient(last, last + 1, `What was put in is not paid back within ${last} periods.`)
}
