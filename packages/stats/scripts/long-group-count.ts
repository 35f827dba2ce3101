/**
 * How many groups of equal histories (x, t_x, T in days) a company of a given size has: simulated from
 * BG/NBD populations at several sizes, held to what the density of the model expects, and carried on by
 * that density to a billion customers. Docs: guide/internet-scale.md.
 *
 *   npm run long -- group-count              up to ten million customers of each population
 *   npm run long -- group-count 1000000      fewer
 */
import { drawBeta, drawExponential, drawGamma } from '../src/random/draw.ts'
import { createRandomSource, type RandomSource } from '../src/random/random-source.ts'

interface Population {
  name: string
  /** Rate of purchases by gamma (r, alpha in days), chance to leave after each by beta (a, b). */
  parameters: { r: number; alpha: number; a: number; b: number }
  /** Days within which all have joined, and the day on which they are looked at. */
  joining: number
  horizon: number
}

const threeYears = 1_095
const populations: readonly Population[] = [
  {
    name: 'CDNOW as published',
    parameters: { r: 0.2425945, alpha: 7 * 4.4136019, a: 0.7929199, b: 2.4258881 },
    joining: 91,
    horizon: 273,
  },
  {
    name: 'a shop',
    parameters: { r: 0.8, alpha: 44, a: 0.6, b: 24 },
    joining: threeYears,
    horizon: threeYears,
  },
  {
    name: 'a daily service',
    parameters: { r: 0.8, alpha: 2.4, a: 0.6, b: 150 },
    joining: threeYears,
    horizon: threeYears,
  },
]

const [most = 10_000_000] = process.argv.slice(2).map(Number)
const sizes = [10_000, 100_000, 1_000_000, 3_000_000, 10_000_000].filter((size) => size <= most)
const days = threeYears + 1

/** Which histories were seen, once or more often: one bit each for all there can be. */
class SeenHistories {
  private readonly seen = new Uint8Array(Math.ceil(days ** 3 / 8))
  private readonly again = new Uint8Array(Math.ceil(days ** 3 / 8))
  groups = 0
  /** Groups of one customer. Divided by the groups it is how fast they grow with the customers. */
  single = 0

  add(x: number, tx: number, T: number): void {
    const cell = (x * days + tx) * days + T
    const [place, bit] = [Math.floor(cell / 8), 1 << (cell % 8)]
    if ((this.seen[place]! & bit) === 0) {
      this.seen[place]! |= bit
      this.groups += 1
      this.single += 1
    } else if ((this.again[place]! & bit) === 0) {
      this.again[place]! |= bit
      this.single -= 1
    }
  }
}

/** Draws one customer by whole days: several purchases on one day are one, as Fealty counts them. */
function drawHistory({ parameters, joining, horizon }: Population, random: RandomSource) {
  const { r, alpha, a, b } = parameters
  const T = Math.floor(horizon - random.uniform() * joining)
  const rate = drawGamma(random, r, alpha)
  const leave = drawBeta(random, a, b)
  let [x, tx, clock] = [0, 0, 0]
  while (rate > 0) {
    clock += drawExponential(random, rate)
    const day = Math.floor(clock)
    if (day > T) break
    if (day > tx) {
      x += 1
      tx = day
    }
    if (random.uniform() < leave) break
  }
  return { x, tx, T }
}

/**
 * Expected number of different histories among so many customers, from the density of (x, t_x) of the
 * BG/NBD (Fader, Hardie and Lee 2005, with the order of the purchases before the last one integrated
 * out): a cell with probability p is there with 1 - exp(-n p). Ages are looked at in steps.
 */
function expectGroups(population: Population, customers: readonly number[]): number[] {
  const { joining, horizon } = population
  const step = Math.max(1, Math.floor(joining / 36))
  const expected = customers.map(() => 0)
  for (let T = horizon - joining + Math.floor(step / 2); T <= horizon; T += step) {
    for (const p of historyDensities(population, T))
      customers.forEach((n, at) => (expected[at]! += step * -Math.expm1((-n * p) / joining)))
  }
  return expected
}

/** Probabilities of all (x, t_x) at an age that are not next to nothing. */
function* historyDensities({ parameters }: Population, T: number): Generator<number> {
  const { r, alpha, a, b } = parameters
  yield (alpha / (alpha + T)) ** r
  // Logarithms that grow with x: of the gamma, of staying x times, of staying x - 1 times and leaving.
  let gamma = r * Math.log(alpha) + Math.log(r)
  let stay = Math.log(b / (a + b))
  let leave = Math.log(a / (a + b))
  for (let x = 1; x < T; x += 1) {
    let most = 0
    for (let day = 1; day <= T; day += 1) {
      const t = Math.min(T, day + 0.5)
      const common = gamma + (x - 1) * Math.log(t)
      const p =
        Math.exp(common + stay - (r + x) * Math.log(alpha + T)) +
        Math.exp(common + leave - (r + x) * Math.log(alpha + t))
      if (p > most) most = p
      if (p > 1e-16) yield p
    }
    if (x > 5 && most < 1e-15) return
    gamma += Math.log((r + x) / x)
    stay += Math.log((b + x) / (a + b + x))
    leave += Math.log((b + x - 1) / (a + b + x))
  }
}

const write = (value: number): string => Math.round(value).toLocaleString('en')
const line = (cells: readonly string[]) => {
  console.log(`| ${cells.join(' | ')} |`)
}

for (const population of populations) {
  const random = createRandomSource(20_240_601)
  const seen = new SeenHistories()
  const larger = [100_000_000, 1_000_000_000]
  const expected = expectGroups(population, [...sizes, ...larger])
  let [customers, orders] = [0, 0]
  console.log(`\n${population.name}`)
  line(['customers', 'groups, simulated', 'expected by the density', 'growth', 'orders each'])
  sizes.forEach((size, at) => {
    for (; customers < size; customers += 1) {
      const { x, tx, T } = drawHistory(population, random)
      orders += x + 1
      seen.add(x, tx, T)
    }
    const growth = (seen.single / seen.groups).toFixed(2)
    const each = (orders / customers).toFixed(1)
    line([write(size), write(seen.groups), write(expected[at]!), growth, each])
  })
  larger.forEach((size, at) => {
    line([write(size), '', write(expected[sizes.length + at]!), '', ''])
  })
}
