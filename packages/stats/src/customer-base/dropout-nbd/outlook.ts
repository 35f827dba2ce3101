import { checkHistory, type PurchaseHistory } from '../customer-groups.ts'
import type { CustomerOutlook } from '../future-purchases.ts'
import { staysOf, type DropoutOpportunity } from './likelihood.ts'
import { logOddsLeft, type DropoutNbdParameters } from './posterior.ts'
import { geometricFuture } from './purchases-while-alive.ts'

/** BG/NBD or MBG/NBD: the outlook after a history, or at the first purchase when there is none. */
export function dropoutNbdOutlook(
  parameters: DropoutNbdParameters,
  history: PurchaseHistory,
  opportunity: DropoutOpportunity,
): CustomerOutlook {
  checkHistory(history.x, history.tx, history.T)
  const { r, alpha, a, b } = parameters
  const { x, T } = history
  return {
    alive: 1 / (1 + Math.exp(logOddsLeft(parameters, history, opportunity))),
    future: geometricFuture({
      shape: r + x,
      rate: alpha + T,
      a,
      b: b + staysOf(x, opportunity),
    }),
  }
}
