import type { PurchaseHistory } from '../customer-groups.ts'
import { staysOf, type DropoutOpportunity } from './likelihood.ts'

/** r, alpha: gamma shape and rate of the buying rate; a, b: beta of the chance to leave. */
export type DropoutNbdParameters = Record<'r' | 'alpha' | 'a' | 'b', number>

/** Log-odds that a customer with this history has left; −∞ where leaving was impossible. */
export function logOddsLeft(
  { r, alpha, a, b }: DropoutNbdParameters,
  { x, tx, T }: PurchaseHistory,
  opportunity: DropoutOpportunity,
): number {
  const stays = staysOf(x, opportunity)
  if (stays === 0) return -Infinity
  // log1p keeps the digits where T and tx are close.
  return Math.log(a / (b + stays - 1)) + (r + x) * Math.log1p((T - tx) / (alpha + tx))
}
