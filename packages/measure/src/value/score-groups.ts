import { setImmediate } from 'node:timers/promises'
import { probabilityAlive, type CustomerGroups, type PurchaseModel } from '@fealty/stats'
import { futureByAge, type Outlook } from './future-purchases.ts'
import { spendBounds } from './value-interval.ts'

/** Gamma-Gamma parameters. */
export interface SpendModel {
  p: number
  q: number
  v: number
}

/** Scores of the groups, one column each, in the order of the groups. */
export interface GroupScores {
  alive: Float64Array
  /** Expected purchases within the horizon. */
  expected: Float64Array
  /** The same, each discounted to today. */
  discounted: Float64Array
  /** Prediction bounds of discounted spend in units of v + x m. */
  low: Float64Array
  high: Float64Array
}

/** Chance below the lower and above the upper bound of a customer's value. */
export const predictionSide = 0.025

/** So many groups are scored between two breaths of the process. */
const breath = 20_000

/**
 * Scores each group of customers once; customers of a group share all of it but the amounts.
 *
 * @param groups in the model's unit of time
 */
export async function scoreGroups(
  model: PurchaseModel,
  spend: SpendModel,
  groups: CustomerGroups,
  outlook: Outlook,
): Promise<GroupScores> {
  const size = groups.x.length
  const column = (): Float64Array => new Float64Array(size)
  const scores = {
    alive: column(),
    expected: column(),
    discounted: column(),
    low: column(),
    high: column(),
  }
  const futureOf = futureByAge(model, groups, outlook)
  for (let row = 0; row < size; row += 1) {
    if (row % breath === breath - 1) await setImmediate()
    const x = groups.x[row]!
    const T = groups.T[row]!
    const alive = probabilityAlive(model, { x, tx: groups.tx[row]!, T })
    const future = futureOf(x, T)
    const some = 1 - future.none
    const chance = { some: alive * some, mean: future.mean / some, second: future.second / some }
    const bounds = spendBounds(chance, { p: spend.p, shape: spend.p * x + spend.q }, predictionSide)
    const discount = future.discounted / future.mean
    scores.alive[row] = alive
    scores.expected[row] = alive * future.mean
    scores.discounted[row] = alive * future.discounted
    scores.low[row] = discount * bounds.low
    scores.high[row] = discount * bounds.high
  }
  return scores
}
