import { requireCount, requireNonNegative, requireOpenUnit } from '../domain/require.ts'
import { continuousDiscount, type Discounting } from './discounting.ts'
import type { PurchaseHistory } from './customer-groups.ts'
import type { CustomerOutlook } from './future-purchases.ts'
import { customerOutlook, newCustomer, type PurchaseModel } from './purchase-model.ts'

/** E[X(t)]: repeat purchases of a new customer in the first `t` units of time. */
export function expectedPurchases(model: PurchaseModel, t: number): number {
  return conditionalExpectedPurchases(model, newCustomer, t)
}

/**
 * P(alive | x, t_x, T): the chance that a customer has not left for good. In the BG/NBD it is 1 for
 * everyone who bought once, since leaving takes a repeat purchase; the MBG/NBD does not share that.
 */
export function probabilityAlive(model: PurchaseModel, history: PurchaseHistory): number {
  return customerOutlook(model, history).alive
}

/** E[X(T, T + t) | x, t_x, T]: purchases of a known customer in the next `t` units of time. */
export function conditionalExpectedPurchases(
  model: PurchaseModel,
  history: PurchaseHistory,
  t: number,
): number {
  requireNonNegative('t', t)
  const { alive, future } = customerOutlook(model, history)
  return alive * future.summarise(t, []).mean
}

/** P(X = n) over the next `t` units of time; for a new customer unless a history is given. */
export function purchaseProbability(
  model: PurchaseModel,
  n: number,
  t: number,
  history: PurchaseHistory = newCustomer,
): number {
  requireCount('n', n)
  requireNonNegative('t', t)
  const { alive, future } = customerOutlook(model, history)
  if (t === 0) return n === 0 ? 1 : 0
  return alive * future.probability(t, n) + (n === 0 ? 1 - alive : 0)
}

/**
 * Expected purchases over a horizon, each discounted from the day it is made to today: a number of
 * purchases, times spend and margin a lifetime value (DERT, residual, over a finite horizon).
 */
export function discountedExpectedPurchases(
  model: PurchaseModel,
  history: PurchaseHistory,
  horizon: number,
  discounting: Discounting,
): number {
  const discount = continuousDiscount(discounting)
  const { alive, future } = customerOutlook(model, history)
  return alive * future.discounted(effectiveHorizon(horizon, discount), discount)
}

/** Beyond 45 / discount everything is worth less than the last bit of the sum. */
function effectiveHorizon(horizon: number, discount: number): number {
  if (horizon === Infinity && discount > 0) return 45 / discount
  requireNonNegative('horizon', horizon)
  return discount > 0 ? Math.min(horizon, 45 / discount) : horizon
}

/** What one customer will do, with the customer's own chance in it. */
export interface PurchasePrediction {
  expected: number
  /** Standard deviation of the number of purchases, given the parameters. */
  sd: number
  /** The number of purchases lies in [low, high] with at least `level`; whole numbers. */
  low: number
  high: number
  level: number
  alive: number
}

/**
 * Prediction of one customer's purchases in the next `t` units of time: not how well the average is
 * known, but how far this customer may differ from it.
 */
export function predictPurchases(
  model: PurchaseModel,
  history: PurchaseHistory,
  t: number,
  { level = 0.95 }: { level?: number } = {},
): PurchasePrediction {
  requireNonNegative('t', t)
  const side = (1 - requireOpenUnit('level', level)) / 2
  const outlook = customerOutlook(model, history)
  return predictFrom(outlook, t, side, level)
}

/** As `predictPurchases`, from an outlook that is already there. */
function predictFrom(
  { alive, future }: CustomerOutlook,
  t: number,
  side: number,
  level: number,
): PurchasePrediction {
  // P(X > n) = P(alive) · P(X > n | alive), so each tail is reached at tail / P(alive).
  const tails = [(1 - side) / alive, side / alive]
  const { mean, second, reached } = future.summarise(t, tails)
  const expected = alive * mean
  const sd = Math.sqrt(Math.max(0, alive * second - expected * expected))
  return { expected, sd, low: reached[0]!, high: reached[1]!, level, alive }
}
