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
  return alive * future.moments(t).mean
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
  requireNonNegative('horizon', horizon)
  const { alive, future } = customerOutlook(model, history)
  return alive * future.discounted(horizon, continuousDiscount(discounting))
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
export function predictFrom(
  outlook: CustomerOutlook,
  t: number,
  side: number,
  level: number,
): PurchasePrediction {
  const { alive, future } = outlook
  const { mean, second } = future.moments(t)
  const expected = alive * mean
  const sd = Math.sqrt(Math.max(0, alive * second - expected * expected))
  return {
    expected,
    sd,
    low: smallestWithTail(outlook, t, 1 - side, expected, sd),
    high: smallestWithTail(outlook, t, side, expected, sd),
    level,
    alive,
  }
}

/** The smallest n with P(X > n) ≤ tail. */
function smallestWithTail(
  { alive, future }: CustomerOutlook,
  t: number,
  tail: number,
  expected: number,
  sd: number,
): number {
  if (t === 0) return 0
  const isEnough = (n: number) => alive * future.survival(t, n) <= tail
  if (isEnough(0)) return 0
  let short = 0
  let enough = Math.max(1, Math.ceil(expected + 2 * sd))
  while (!isEnough(enough)) {
    short = enough
    enough *= 2
  }
  while (enough - short > 1) {
    const middle = Math.floor((short + enough) / 2)
    if (isEnough(middle)) enough = middle
    else short = middle
  }
  return enough
}
