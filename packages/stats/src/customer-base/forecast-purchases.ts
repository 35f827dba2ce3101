import { normalCritical } from '../distribution/normal.ts'
import type { IntervalEstimate } from '../estimate/interval-estimate.ts'
import { requireNonNegative } from '../domain/require.ts'
import {
  checkCustomerGroups,
  rehearsalSize,
  sampleSystematically,
  type CustomerGroups,
} from './customer-groups.ts'
import { deltaVariance } from './delta-interval.ts'
import type { BgNbdFit, MbgNbdFit } from './dropout-nbd/fit-dropout-nbd.ts'
import type { ParetoNbdFit } from './pareto-nbd/fit-pareto-nbd.ts'
import { atParameters, customerOutlook, type PurchaseModel } from './purchase-model.ts'

/** Any fitted purchase model in continuous time. */
export type PurchaseFit = BgNbdFit | MbgNbdFit | ParetoNbdFit

/**
 * Total purchases of these customers in the next `t` units of time, as a prediction: the interval
 * holds both what is not known of the parameters (delta method, full covariance) and the customers'
 * own chance.
 *
 * @returns `se` is that of the prediction; `n` the number of customers forecast
 * @throws RangeError on a negative time, or naming the column, row and value that is wrong
 */
export function forecastPurchases(
  fit: PurchaseFit,
  groups: CustomerGroups,
  t: number,
  { level = 0.95 }: { level?: number } = {},
): IntervalEstimate {
  requireNonNegative('t', t)
  checkCustomerGroups(groups)
  const { mean, variance, customers } = sumOutlooks(fit, groups, t)
  const known = varianceOfMean(fit, groups, t, mean)
  const se = Math.sqrt(known + variance)
  const half = normalCritical(level) * se
  return {
    kind: 'estimate',
    value: mean,
    low: Math.max(0, mean - half),
    high: mean + half,
    se,
    level,
    n: customers,
    method: 'prediction: parameters and customers’ own chance',
  }
}

/**
 * What the uncertainty of the parameters adds. The slopes of a sum over very many groups are taken
 * relative to the sum, from a sample of them; the sum itself is over all.
 */
function varianceOfMean(fit: PurchaseFit, groups: CustomerGroups, t: number, mean: number): number {
  const at = (sloped: CustomerGroups) =>
    deltaVariance<string>(
      fit,
      (parameters) => sumOutlooks(atParameters(fit, parameters), sloped, t).mean,
    )
  if (groups.x.length <= 2 * rehearsalSize) return at(groups)
  const sample = sampleSystematically(groups, rehearsalSize)
  const sampledMean = sumOutlooks(fit, sample, t).mean
  return sampledMean > 0 ? at(sample) * (mean / sampledMean) ** 2 : 0
}

function sumOutlooks(model: PurchaseModel, { x, tx, T, w }: CustomerGroups, t: number) {
  let mean = 0
  let variance = 0
  let customers = 0
  for (let i = 0; i < x.length; i += 1) {
    const { alive, future } = customerOutlook(model, { x: x[i]!, tx: tx[i]!, T: T[i]! })
    const moments = future.summarise(t, [])
    const expected = alive * moments.mean
    mean += w[i]! * expected
    variance += w[i]! * Math.max(0, alive * moments.second - expected * expected)
    customers += w[i]!
  }
  return { mean, variance, customers }
}

/** How far predictions missed what customers then did, weighted by customers. */
export interface HoldoutError {
  customers: number
  /** Mean of |predicted − actual| per customer. */
  meanAbsoluteError: number
  rootMeanSquareError: number
  predictedTotal: number
  actualTotal: number
  /** Predicted / actual − 1; null where nobody bought. */
  relativeTotalError: number | null
}

/**
 * Error on a holdout period: fit on the time before, predict each customer, compare with the time
 * after. Models are chosen by it, not by taste.
 *
 * @throws RangeError on columns of different length or a value that is not finite
 */
export function holdoutError(columns: {
  predicted: ArrayLike<number>
  actual: ArrayLike<number>
  w: ArrayLike<number>
}): HoldoutError {
  const { predicted, actual, w } = columns
  if (actual.length !== predicted.length || w.length !== predicted.length)
    throw new RangeError(
      `actual and w must have ${predicted.length} rows, got ${actual.length} and ${w.length}`,
    )
  const sums = { customers: 0, absolute: 0, square: 0, predicted: 0, actual: 0 }
  for (let i = 0; i < predicted.length; i += 1) {
    const weight = requireNonNegative(`w[${i}]`, w[i]!)
    const gap =
      requireNonNegative(`predicted[${i}]`, predicted[i]!) -
      requireNonNegative(`actual[${i}]`, actual[i]!)
    sums.customers += weight
    sums.absolute += weight * Math.abs(gap)
    sums.square += weight * gap * gap
    sums.predicted += weight * predicted[i]!
    sums.actual += weight * actual[i]!
  }
  const per = Math.max(sums.customers, Number.MIN_VALUE)
  return {
    customers: sums.customers,
    meanAbsoluteError: sums.absolute / per,
    rootMeanSquareError: Math.sqrt(sums.square / per),
    predictedTotal: sums.predicted,
    actualTotal: sums.actual,
    relativeTotalError: sums.actual > 0 ? sums.predicted / sums.actual - 1 : null,
  }
}
