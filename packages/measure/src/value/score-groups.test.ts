import {
  conditionalExpectedPurchases,
  createRandomSource,
  discountedExpectedPurchases,
  drawBeta,
  drawExponential,
  drawGamma,
  probabilityAlive,
  purchaseProbability,
  type CustomerGroups,
  type PurchaseModel,
} from '@fealty/stats'
import { describe, expect, it } from 'vitest'
import { futureByAge, type Outlook } from './future-purchases.ts'
import { scoreGroups } from './score-groups.ts'

const parameters = { r: 0.66, alpha: 63.2, a: 0.11, b: 2.4 }
const model: PurchaseModel = { model: 'bg-nbd', parameters }
const outlook: Outlook = { horizon: 1095, yearlyRate: 0.1, unitsPerYear: 365.25 }
const spend = { p: 2.2, q: 3.5, v: 460 }

function groupsOf(rows: readonly [x: number, tx: number, T: number][]): CustomerGroups {
  const column = (at: 0 | 1 | 2) => Float64Array.from(rows, (row) => row[at])
  return { x: column(0), tx: column(1), T: column(2), w: new Float64Array(rows.length).fill(1) }
}

describe('futureByAge', () => {
  it('agrees with the direct values between its nodes', () => {
    const rows: [number, number, number][] = []
    for (const x of [0, 1, 4, 30, 150])
      for (let T = 0; T <= 1100; T += 13) if (T > x) rows.push([x, x === 0 ? 0 : T, T])
    const futureOf = futureByAge(model, groupsOf(rows), outlook)
    for (const [x, tx, T] of rows) {
      const history = { x, tx, T }
      const alive = probabilityAlive(model, history)
      const future = futureOf(x, T)
      const direct = conditionalExpectedPurchases(model, history, 1095) / alive
      expect(future.mean / direct).toBeCloseTo(1, 8)
      const discounted = discountedExpectedPurchases(model, history, 1095, outlook) / alive
      expect(future.discounted / discounted).toBeCloseTo(1, 8)
      const none = (purchaseProbability(model, 0, 1095, history) - (1 - alive)) / alive
      expect(future.none).toBeCloseTo(none, 8)
    }
  })
})

describe('the prediction interval of a customer', () => {
  it('covers what simulated customers go on to spend about 95 times in 100', async () => {
    const { covered, total, below, above } = await simulateCoverage()
    expect(total).toBeGreaterThan(5_000)
    expect(covered / total).toBeGreaterThan(0.935)
    expect(covered / total).toBeLessThan(0.985)
    // Values below the lower bound are rare too, since most lower bounds are zero.
    expect(below / total).toBeLessThan(0.035)
    expect(above / total).toBeLessThan(0.045)
  })
})

/** Draws customers with true parameters, scores them at the watch's end, and lets them live on. */
async function simulateCoverage() {
  const random = createRandomSource(20240601)
  const watched = 600
  const customers = Array.from({ length: 6_000 }, () => drawCustomer(random, watched))
  const groups = groupsOf(customers.map(({ x, tx, T }) => [x, tx, T]))
  const undiscounted = { ...outlook, yearlyRate: 0 }
  const scores = await scoreGroups(model, spend, groups, undiscounted)
  let covered = 0
  let below = 0
  let above = 0
  customers.forEach(({ repeatSpend, futureSpend }, row) => {
    const scale = spend.v + repeatSpend
    if (futureSpend < scores.low[row]! * scale) below += 1
    else if (futureSpend > scores.high[row]! * scale * (1 + 1e-12)) above += 1
    else covered += 1
  })
  return { covered, below, above, total: customers.length }
}

function drawCustomer(random: ReturnType<typeof createRandomSource>, watched: number) {
  const { r, alpha, a, b } = parameters
  const rate = drawGamma(random, r, alpha)
  const leave = drawBeta(random, a, b)
  const scale = drawGamma(random, spend.q, spend.v)
  const T = watched * (0.3 + 0.7 * random.uniform())
  const customer = { x: 0, tx: 0, T, repeatSpend: 0, futureSpend: 0 }
  for (let clock = drawExponential(random, rate); clock < T + outlook.horizon;) {
    const amount = drawGamma(random, spend.p, scale)
    if (clock <= T) {
      customer.x += 1
      customer.tx = clock
      customer.repeatSpend += amount
    } else customer.futureSpend += amount
    if (random.uniform() < leave) break
    clock += drawExponential(random, rate)
  }
  return customer
}
