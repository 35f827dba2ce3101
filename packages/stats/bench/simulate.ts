/** Data for the bench: simulated from the published CDNOW estimates, by the day, from fixed seeds. */
import { simulatePeople } from '../src/customer-base/simulate-customers.ts'
import type { CustomerGroups } from '../src/customer-base/customer-groups.ts'
import type { SpendGroups } from '../src/customer-base/gamma-gamma/spend-groups.ts'
import { drawExponential, drawGamma } from '../src/random/draw.ts'
import { createRandomSource, type RandomSource } from '../src/random/random-source.ts'
import type { CoxRows } from '../src/survival/cox/cox-data.ts'

const seed = 20_240_601
const truth = { r: 0.2425945, alpha: 4.4136019, a: 0.7929199, b: 2.4258881 }
const daysPerWeek = 7
const weeks = { joining: 13, horizon: 39 }

/** The days that a simulated history can have; more purchases than this in 39 weeks do not occur. */
const mostPurchases = 400
const mostDays = weeks.horizon * daysPerWeek + 1

/** Customers who join within 13 weeks and are watched to the 39th; times in weeks, whole days. */
export function simulateCustomers(
  customers: number,
  random = createRandomSource(seed),
): CustomerGroups {
  const { groups } = simulatePeople({
    model: 'bg-nbd',
    parameters: truth,
    customers,
    joiningWindow: weeks.joining,
    horizon: weeks.horizon,
    ahead: 0,
    random,
  })
  const { x, tx, T } = groups
  for (let i = 0; i < customers; i += 1) {
    T[i] = Math.floor(T[i]! * daysPerWeek) / daysPerWeek
    // A repeat purchase lies at least a day after the first: two on one day are one.
    const days = Math.max(x[i]! > 0 ? 1 : 0, Math.floor(tx[i]! * daysPerWeek))
    tx[i] = Math.min(T[i]!, days / daysPerWeek)
  }
  return groups
}

/** Counts equal histories, however many customers there are, in one table of fixed size. */
class HistoryCounter {
  private readonly counts = new Uint32Array(mostPurchases * mostDays * mostDays)

  add({ x, tx, T }: CustomerGroups): void {
    for (let i = 0; i < x.length; i += 1) {
      if (x[i]! >= mostPurchases) throw new RangeError(`x[${i}] is ${x[i]!}, more than counted`)
      const days = Math.round(tx[i]! * daysPerWeek)
      const age = Math.round(T[i]! * daysPerWeek)
      this.counts[(x[i]! * mostDays + days) * mostDays + age]! += 1
    }
  }

  groups(): CustomerGroups {
    const rows: number[] = []
    for (let cell = 0; cell < this.counts.length; cell += 1)
      if (this.counts[cell]! > 0) rows.push(cell)
    return {
      x: Float64Array.from(rows, (cell) => Math.floor(cell / (mostDays * mostDays))),
      tx: Float64Array.from(rows, (cell) => (Math.floor(cell / mostDays) % mostDays) / daysPerWeek),
      T: Float64Array.from(rows, (cell) => (cell % mostDays) / daysPerWeek),
      w: Float64Array.from(rows, (cell) => this.counts[cell]!),
    }
  }
}

export function groupCustomers(customers: CustomerGroups): CustomerGroups {
  const counter = new HistoryCounter()
  counter.add(customers)
  return counter.groups()
}

/** Groups of very many customers, simulated a million at a time. */
export function simulateGroups(customers: number): CustomerGroups {
  const random = createRandomSource(seed)
  const counter = new HistoryCounter()
  const atOnce = 1_000_000
  for (let done = 0; done < customers; done += atOnce)
    counter.add(simulateCustomers(Math.min(atOnce, customers - done), random))
  return counter.groups()
}

/** Mean spend of each customer who came back, by the Gamma-Gamma of the published CDNOW estimates. */
export function simulateSpend({ x }: CustomerGroups): SpendGroups {
  const random = createRandomSource(seed + 1)
  const [p, q, v] = [6.249349, 3.744256, 15.444307]
  const repeaters = x.filter((count) => count > 0)
  const m = repeaters.map((count) => {
    const scale = drawGamma(random, q, v)
    return Math.max(0.01, Math.round(100 * drawGamma(random, p * count, scale * count)) / 100)
  })
  return { x: repeaters, m, w: new Float64Array(repeaters.length).fill(1) }
}

/** Customers with the same number of purchases and the same mean, put together. */
export function groupSpend({ x, m, w }: SpendGroups): SpendGroups {
  const weights = new Map<string, number>()
  x.forEach((count, i) => {
    const key = `${count} ${m[i]!}`
    weights.set(key, (weights.get(key) ?? 0) + w[i]!)
  })
  const rows = [...weights.keys()].map((key) => key.split(' ').map(Number) as [number, number])
  return {
    x: Float64Array.from(rows, ([count]) => count),
    m: Float64Array.from(rows, ([, mean]) => mean),
    w: Float64Array.from(weights.values()),
  }
}

/** Times to loss in days of three years with five covariates, about a third still there at the end. */
export function simulateSurvival(rows: number): CoxRows {
  const random: RandomSource = createRandomSource(seed + 2)
  const effects = [0.5, -0.3, 0.2, 0, 0.1]
  const covariates = effects.map((_, index) => ({
    name: `c${index}`,
    values: Float64Array.from({ length: rows }, () =>
      index < 2 ? Number(random.uniform() < 0.4) : 2 * random.uniform() - 1,
    ),
  }))
  const end = 1_095
  const time = new Float64Array(rows)
  const event = new Uint8Array(rows)
  for (let i = 0; i < rows; i += 1) {
    const log = effects.reduce((sum, effect, k) => sum + effect * covariates[k]!.values[i]!, 0)
    const lost = Math.ceil(drawExponential(random, Math.exp(log) / 900))
    time[i] = Math.min(lost, end)
    event[i] = lost <= end ? 1 : 0
  }
  return { time, event, covariates }
}

/** A covariance matrix of drivers and, last, an outcome: a few common causes and noise. */
export function simulateCovariance(drivers: number): number[][] {
  const random = createRandomSource(seed + 3)
  const loadings = Array.from({ length: drivers + 1 }, () =>
    Array.from({ length: 4 }, () => random.uniform()),
  )
  return loadings.map((one, i) =>
    loadings.map((other, j) => one.reduce((sum, a, k) => sum + a * other[k]!, i === j ? 0.8 : 0)),
  )
}
