import { digammaDifference, logGammaRatio } from '../../special/gamma-ratio.ts'
import type { Objective } from '../../optimise/objective.ts'
import { distinctValues, type CustomerGroups, type Distinct } from '../customer-groups.ts'

/**
 * When a customer may leave for good: BG/NBD after each repeat purchase only, MBG/NBD also right
 * after the first purchase. It is the only difference between the two models: a customer with x
 * repeat purchases has stayed x, or x + 1, times.
 */
export type DropoutOpportunity = 'after-repeat' | 'after-every'

/** Number of times a customer with x repeat purchases had the choice to leave and stayed. */
export function staysOf(x: number, opportunity: DropoutOpportunity): number {
  return opportunity === 'after-every' ? x + 1 : x
}

interface Prepared {
  purchases: Distinct
  recency: Distinct
  age: Distinct
  w: Float64Array
  customers: number
  /** Customers per distinct x. */
  weightOfX: Float64Array
}

/**
 * Mean log-likelihood per customer of the BG/NBD or MBG/NBD and its gradient in (ln r, ln α, ln a,
 * ln b).
 *
 * ln L = lnΓ(r+x) − lnΓ(r) + r ln α + ln B(a, b+k) − ln B(a, b)
 *        + ln[ (α+T)^−(r+x) + 1{k>0} · a/(b+k−1) · (α+t_x)^−(r+x) ],  k = x (BG) or x + 1 (MBG).
 * Source: Fader, Hardie and Lee (2005), Marketing Science 24, eq. 6; Batislam et al. (2007), IJRM 24.
 */
export function dropoutNbdObjective(
  groups: CustomerGroups,
  opportunity: DropoutOpportunity,
): Objective {
  const data = prepare(groups)
  const tables = makeTables(data)
  return {
    dimension: 4,
    evaluate: (point, gradient) => {
      const [r, alpha, a, b] = Array.from(point, Math.exp) as [number, number, number, number]
      const sums = sumOverCustomers(data, tables, { r, alpha, a, b }, opportunity)
      const { customers } = data
      gradient[0] = (r * sums.dr) / customers
      gradient[1] = (alpha * sums.dAlpha) / customers
      gradient[2] = (a * sums.da) / customers
      gradient[3] = (b * sums.db) / customers
      return sums.value / customers
    },
  }
}

function prepare({ x, tx, T, w }: CustomerGroups): Prepared {
  const purchases = distinctValues(x)
  const weightOfX = new Float64Array(purchases.values.length)
  let customers = 0
  for (let i = 0; i < w.length; i += 1) {
    weightOfX[purchases.index[i]!]! += w[i]!
    customers += w[i]!
  }
  return { purchases, recency: distinctValues(tx), age: distinctValues(T), w, customers, weightOfX }
}

/** Scratch columns, reused by every evaluation. */
function makeTables({ purchases, recency, age }: Prepared) {
  return {
    logAge: new Float64Array(age.values.length),
    inverseAge: new Float64Array(age.values.length),
    logRecency: new Float64Array(recency.values.length),
    inverseRecency: new Float64Array(recency.values.length),
    /** ln[a/(b+k−1)] per distinct x; −∞ where the customer had no chance to leave. */
    logOdds: new Float64Array(purchases.values.length),
    /** r + x per distinct x. */
    shape: new Float64Array(purchases.values.length),
    /** Σ w · P(left) per distinct x. */
    left: new Float64Array(purchases.values.length),
  }
}

interface Sums {
  value: number
  dr: number
  dAlpha: number
  da: number
  db: number
}

type Parameters = Record<'r' | 'alpha' | 'a' | 'b', number>

function sumOverCustomers(
  data: Prepared,
  tables: ReturnType<typeof makeTables>,
  parameters: Parameters,
  opportunity: DropoutOpportunity,
): Sums {
  const { r, alpha, a, b } = parameters
  fillLogs(data.age.values, alpha, tables.logAge, tables.inverseAge)
  fillLogs(data.recency.values, alpha, tables.logRecency, tables.inverseRecency)
  tables.left.fill(0)
  data.purchases.values.forEach((x, j) => {
    const stays = staysOf(x, opportunity)
    tables.shape[j] = r + x
    tables.logOdds[j] = stays > 0 ? Math.log(a / (b + stays - 1)) : -Infinity
  })
  const sums = sumMixture(data, tables)
  sums.value += data.customers * r * Math.log(alpha)
  sums.dAlpha += (data.customers * r) / alpha
  sums.dr += data.customers * Math.log(alpha)
  data.purchases.values.forEach((x, j) => {
    const weight = data.weightOfX[j]!
    const left = tables.left[j]!
    const stays = staysOf(x, opportunity)
    sums.value +=
      weight * (logGammaRatio(r, x) + logGammaRatio(b, stays) - logGammaRatio(a + b, stays))
    const all = digammaDifference(a + b, stays)
    sums.dr += weight * digammaDifference(r, x)
    sums.da += left / a - weight * all
    sums.db += weight * (digammaDifference(b, stays) - all)
    if (stays > 0) sums.db -= left / (b + stays - 1)
  })
  return sums
}

function fillLogs(
  values: Float64Array,
  alpha: number,
  logs: Float64Array,
  inverses: Float64Array,
): void {
  for (let i = 0; i < values.length; i += 1) {
    logs[i] = Math.log(alpha + values[i]!)
    inverses[i] = 1 / (alpha + values[i]!)
  }
}

/** The two-way mixture "still here" or "left after the last purchase", over all groups. */
function sumMixture(data: Prepared, tables: ReturnType<typeof makeTables>): Sums {
  const purchaseIndex = data.purchases.index
  const recencyIndex = data.recency.index
  const ageIndex = data.age.index
  const { w } = data
  const { logAge, inverseAge, logRecency, inverseRecency, logOdds, shape: shapes, left } = tables
  let value = 0
  let dr = 0
  let dAlpha = 0
  for (let i = 0; i < w.length; i += 1) {
    const xAt = purchaseIndex[i]!
    const tAt = ageIndex[i]!
    const recencyAt = recencyIndex[i]!
    const weight = w[i]!
    const shape = shapes[xAt]!
    const logT = logAge[tAt]!
    const gap = logT - logRecency[recencyAt]!
    // Log-odds of "left" against "still here"; finite or −∞ for any x, so nothing overflows.
    const odds = logOdds[xAt]! + shape * gap
    const small = Math.exp(odds > 0 ? -odds : odds)
    const leftShare = (odds > 0 ? 1 : small) / (1 + small)
    value += weight * ((odds > 0 ? odds : 0) + Math.log1p(small) - shape * logT)
    dr += weight * (leftShare * gap - logT)
    dAlpha -=
      weight * shape * (leftShare * inverseRecency[recencyAt]! + (1 - leftShare) * inverseAge[tAt]!)
    left[xAt]! += weight * leftShare
  }
  return { value, dr, dAlpha, da: 0, db: 0 }
}
