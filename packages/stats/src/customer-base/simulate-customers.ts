import { drawBeta, drawExponential, drawGamma } from '../random/draw.ts'
import type { RandomSource } from '../random/random-source.ts'
import type { CustomerGroups } from './customer-groups.ts'
import type { DropoutNbdParameters } from './dropout-nbd/posterior.ts'

/**
 * Customers drawn from the BG/NBD (or MBG/NBD), grouped: each joins uniformly within the joining
 * window and is watched to the horizon. With a grain, purchases are dated to whole grains and one
 * purchase per grain counts, as in a table of order dates.
 *
 * @param input.horizon time from the opening to the end of the observation
 * @param input.grain smallest unit of time that dates tell; 0 for exact times
 */
export function simulateDropoutNbd(input: {
  model: 'bg-nbd' | 'mbg-nbd'
  parameters: DropoutNbdParameters
  customers: number
  joiningWindow: number
  horizon: number
  grain: number
  random: RandomSource
}): CustomerGroups {
  const { model, parameters, customers, joiningWindow, horizon, grain, random } = input
  const counts = new Map<string, number>()
  const onGrain = (time: number) => (grain > 0 ? Math.floor(time / grain) * grain : time)
  for (let i = 0; i < customers; i += 1) {
    const birth = onGrain(random.uniform() * joiningWindow)
    const rate = drawGamma(random, parameters.r, parameters.alpha)
    const leave = drawBeta(random, parameters.a, parameters.b)
    let x = 0
    let last = birth
    let clock = birth
    let alive = model === 'bg-nbd' || random.uniform() >= leave
    while (alive && rate > 0) {
      clock += drawExponential(random, rate)
      const date = onGrain(clock)
      if (date > horizon) break
      if (date > last || grain === 0) {
        x += 1
        last = date
      }
      alive = random.uniform() >= leave
    }
    const key = `${x}|${last - birth}|${horizon - birth}`
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  const rows = [...counts].map(([key, w]) => [...key.split('|').map(Number), w])
  const column = (at: number) => Float64Array.from(rows, (row) => row[at]!)
  return { x: column(0), tx: column(1), T: column(2), w: column(3) }
}
