import { normalCritical } from '../distribution/normal.ts'
import { requirePositive } from '../domain/require.ts'
import {
  insufficient,
  type Insufficient,
  type IntervalEstimate,
} from '../estimate/interval-estimate.ts'
import {
  checkCustomerGroups,
  pickRows,
  rehearsalSize,
  sampleRows,
  type CustomerGroups,
} from './customer-groups.ts'
import { deltaVariance } from './delta-interval.ts'
import type { Discounting } from './discounting.ts'
import type { PurchaseFit } from './forecast-purchases.ts'
import type { GammaGammaFit, GammaGammaParameters } from './gamma-gamma/fit-gamma-gamma.ts'
import { conditionalMeanSpend } from './gamma-gamma/mean-spend.ts'
import { discountedExpectedPurchases } from './predict.ts'
import { atParameters, type PurchaseModel } from './purchase-model.ts'

/** Customer groups with the mean spend of their repeat purchases; `m` is not read where x is 0. */
export interface ValueGroups extends CustomerGroups {
  m: Float64Array
}

export interface ValueTerms {
  /** Time ahead that counts, in the model's unit. */
  horizon: number
  discounting: Discounting
  /** Margin as a share of spend: what remains after the cost of goods. */
  margin: number
}

/** Expected value per group and in total. */
export interface LifetimeValue {
  kind: 'lifetime-value'
  /** Discounted expected margin of one customer of each group. */
  perCustomer: Float64Array
  /** Of all customers, with the uncertainty of both models' parameters. */
  total: IntervalEstimate
  /** Of the average customer. */
  mean: IntervalEstimate
}

/**
 * Residual customer lifetime value: discounted expected purchases × expected spend × margin. Past
 * purchases are not in it. Spend is taken as independent of frequency, as the Gamma-Gamma has it.
 * Source: Fader, Hardie and Lee (2005), Journal of Marketing Research 42, 415-430.
 *
 * @returns insufficient where a mean spend is not finite, or without customers
 * @throws RangeError on a margin that is not above 0, or naming the column, row and value
 */
export function lifetimeValue(
  purchases: PurchaseFit,
  spend: GammaGammaFit,
  groups: ValueGroups,
  terms: ValueTerms,
  { level = 0.95 }: { level?: number } = {},
): LifetimeValue | Insufficient {
  requirePositive('margin', terms.margin)
  const { customers } = checkCustomerGroups(groups)
  if (groups.m.length !== groups.x.length)
    throw new RangeError(`m must have ${groups.x.length} rows like x, got ${groups.m.length}`)
  if (customers === 0) return insufficient(0, 1, 'There are no customers.')
  if (spend.parameters.q <= 1)
    return insufficient(customers, customers + 1, 'Mean spend is not finite: q is 1 or below.')
  const bought = discountedColumn(purchases, groups, terms)
  const spent = spendColumn(spend.parameters, groups)
  const perCustomer = bought.map((count, i) => count * spent[i]! * terms.margin)
  const total = dot(perCustomer, groups.w)
  const se = total * relativeError(purchases, spend, sampleForSlopes(groups), terms)
  const estimate = (scale: number) => scaledEstimate(total, se, scale, level, customers)
  return {
    kind: 'lifetime-value',
    perCustomer,
    total: estimate(1),
    mean: estimate(1 / customers),
  }
}

/** Slopes relative to a sum over very many groups are known well enough from a sample of them. */
function sampleForSlopes(groups: ValueGroups): ValueGroups {
  if (groups.x.length <= 2 * rehearsalSize) return groups
  const { rows, weights } = sampleRows(groups.w, rehearsalSize)
  return {
    x: pickRows(groups.x, rows),
    tx: pickRows(groups.tx, rows),
    T: pickRows(groups.T, rows),
    m: pickRows(groups.m, rows),
    w: weights,
  }
}

/** Standard error of the total as a share of it. */
function relativeError(
  purchases: PurchaseFit,
  spend: GammaGammaFit,
  groups: ValueGroups,
  terms: ValueTerms,
): number {
  const bought = discountedColumn(purchases, groups, terms)
  const spent = spendColumn(spend.parameters, groups)
  // The two models share no parameter, so their variances add up.
  const fromPurchases = deltaVariance<string>(purchases, (parameters) =>
    weigh(discountedColumn(atParameters(purchases, parameters), groups, terms), spent, groups.w),
  )
  const fromSpend = deltaVariance(spend, (parameters) =>
    weigh(bought, spendColumn(parameters, groups), groups.w),
  )
  const sum = weigh(bought, spent, groups.w)
  return sum > 0 ? Math.sqrt(fromPurchases + fromSpend) / sum : 0
}

function scaledEstimate(
  total: number,
  se: number,
  scale: number,
  level: number,
  customers: number,
): IntervalEstimate {
  const factor = total > 0 ? Math.exp((normalCritical(level) * se) / total) : 1
  return {
    kind: 'estimate',
    value: total * scale,
    low: (total * scale) / factor,
    high: total * scale * factor,
    se: se * scale,
    level,
    n: customers,
    method: 'delta method over both models, log scale',
  }
}

function discountedColumn(
  model: PurchaseModel,
  { x, tx, T }: CustomerGroups,
  { horizon, discounting }: ValueTerms,
): Float64Array {
  return x.map((count, i) =>
    discountedExpectedPurchases(model, { x: count, tx: tx[i]!, T: T[i]! }, horizon, discounting),
  )
}

function spendColumn(parameters: GammaGammaParameters, { x, m }: ValueGroups): Float64Array {
  return x.map((count, i) => {
    const spend = conditionalMeanSpend(parameters, { x: count, m: m[i]! })
    // A step of the delta method may take q below 1 where it is barely above; the mean then is huge.
    return typeof spend === 'number' ? spend : Number.MAX_SAFE_INTEGER
  })
}

function weigh(left: Float64Array, right: Float64Array, w: Float64Array): number {
  return left.reduce((sum, value, i) => sum + value * right[i]! * w[i]!, 0)
}

function dot(values: Float64Array, w: Float64Array): number {
  return values.reduce((sum, value, i) => sum + value * w[i]!, 0)
}
