import { drawBeta, drawExponential, drawGamma } from '../random/draw.ts'
import type { RandomSource } from '../random/random-source.ts'
import type { CustomerGroups } from './customer-groups.ts'
import type { DropoutNbdParameters } from './dropout-nbd/posterior.ts'

/**
 * Customers drawn from the BG/NBD or MBG/NBD, one row each: each joins uniformly within the joining
 * window, is watched to the horizon, and then watched again for the time ahead.
 *
 * @returns the histories at the horizon, and what each bought after it
 */
export function simulatePeople(input: {
  model: 'bg-nbd' | 'mbg-nbd'
  parameters: DropoutNbdParameters
  customers: number
  joiningWindow: number
  horizon: number
  ahead: number
  random: RandomSource
}): { groups: CustomerGroups; later: Float64Array } {
  const { model, parameters, customers, joiningWindow, horizon, ahead, random } = input
  const x = new Float64Array(customers)
  const tx = new Float64Array(customers)
  const T = new Float64Array(customers)
  const later = new Float64Array(customers)
  for (let i = 0; i < customers; i += 1) {
    const birth = random.uniform() * joiningWindow
    const rate = drawGamma(random, parameters.r, parameters.alpha)
    const leave = drawBeta(random, parameters.a, parameters.b)
    T[i] = horizon - birth
    let clock = birth
    let alive = model === 'bg-nbd' || random.uniform() >= leave
    while (alive && rate > 0) {
      clock += drawExponential(random, rate)
      if (clock > horizon + ahead) break
      if (clock > horizon) later[i]! += 1
      else {
        x[i]! += 1
        tx[i] = clock - birth
      }
      alive = random.uniform() >= leave
    }
  }
  return { groups: { x, tx, T, w: new Float64Array(customers).fill(1) }, later }
}
