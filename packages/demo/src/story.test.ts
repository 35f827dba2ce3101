import { beforeAll, describe, expect, it } from 'vitest'
import { generateDemo } from './generate.ts'
import { DEMO_HEADERS, type DemoBatch, type DemoFile, type DemoRow } from './rows.ts'
import { RATINGS } from './story.ts'
import type { DemoTruth } from './truth.ts'

/**
 * The story of the whole company, found again with simple estimates. Thresholds are those of a plain
 * two-sided test at 95 %, not the values of this seed.
 */
interface Answer {
  readonly segment: string
  readonly region: string
  readonly pilot: string
  readonly day: string
  readonly nps: number
  readonly ratings: readonly string[]
}

let truth: DemoTruth
const answers: Answer[] = []
const addOnDays = new Map<string, number>()
const invitedBySegment: Record<string, Set<string>> = {}
const customersBySegment: Record<string, number> = {}
/** CSAT after contacts about an order, before and in the two months after the breakdown. */
const orderCsat = { before: [] as number[], during: [] as number[] }
/** Broadband customers there after the breakdown: whether their order was lost. */
const lostOrder = new Map<string, boolean>()

function cell(file: DemoFile, row: DemoRow, column: string): string {
  return row[(DEMO_HEADERS[file] as readonly string[]).indexOf(column)] ?? ''
}

function takeResponse(row: DemoRow, customer: DemoRow): void {
  const read = (column: string) => cell('responses', row, column)
  const segment = cell('customers', customer, 'segment')
  const invited = (invitedBySegment[segment] ??= new Set())
  invited.add(read('customer_id'))
  const day = read('answered_at').slice(0, 10)
  if (read('csat') !== '' && read('touchpoint') === 'Ordering') {
    if (day >= '2026-03-10' && day < '2026-05-10') orderCsat.during.push(Number(read('csat')))
    if (day < '2026-03-10') orderCsat.before.push(Number(read('csat')))
  }
  if (read('nps') === '') return
  answers.push({
    segment,
    region: cell('customers', customer, 'region'),
    pilot: cell('customers', customer, 'portal_pilot'),
    day,
    nps: Number(read('nps')),
    ratings: RATINGS.map(({ header }) => read(header)),
  })
}

function takeExposure(customer: DemoRow, batch: DemoBatch): void {
  if (cell('customers', customer, 'segment') !== 'Consumer broadband') return
  const ends = batch.subscriptions.map((row) => cell('subscriptions', row, 'end'))
  const isThere = ends.some((end) => end === '' || end > '2026-03-18')
  if (!isThere || cell('customers', customer, 'since') >= '2026-03-10') return
  const reasons = batch.interactions.map((row) => cell('interactions', row, 'reason'))
  const id = cell('customers', customer, 'customer_id')
  lostOrder.set(id, reasons.includes('Order lost in breakdown'))
}

beforeAll(() => {
  const batches = generateDemo()
  for (;;) {
    const step = batches.next()
    if (step.done === true) {
      truth = step.value
      return
    }
    const [customer] = step.value.customers
    if (customer === undefined) continue
    const segment = cell('customers', customer, 'segment')
    customersBySegment[segment] = (customersBySegment[segment] ?? 0) + 1
    for (const row of step.value.responses) takeResponse(row, customer)
    takeExposure(customer, step.value)
    for (const row of step.value.orders) {
      if (cell('orders', row, 'order_type') !== 'add-on') continue
      const day = cell('orders', row, 'ordered_at').slice(0, 10)
      addOnDays.set(day, (addOnDays.get(day) ?? 0) + 1)
    }
  }
})

function toBand(answer: Answer): number {
  return answer.nps >= 9 ? 100 : answer.nps <= 6 ? -100 : 0
}

function describeMean(values: readonly number[]) {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const spread = values.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  return { mean, variance: spread / values.length / (values.length - 1), n: values.length }
}

function compareMeans(now: readonly number[], before: readonly number[]) {
  const [a, b] = [describeMean(now), describeMean(before)]
  const change = a.mean - b.mean
  return { change, z: change / Math.sqrt(a.variance + b.variance) }
}

function compare(now: readonly Answer[], before: readonly Answer[]) {
  return compareMeans(now.map(toBand), before.map(toBand))
}

const inQuarter = (from: string, to: string) => (answer: Answer) =>
  answer.day >= from && answer.day < to
const isQ2 = inQuarter('2026-04-01', '2026-07-01')
const isQ3 = inQuarter('2026-07-01', '2026-10-01')

function compareQuarters(segment: string) {
  const own = answers.filter((answer) => answer.segment === segment)
  return compare(own.filter(isQ3), own.filter(isQ2))
}

describe('the latest quarter', () => {
  it('stands near +30 overall', () => {
    const { mean, n } = describeMean(answers.filter(isQ3).map(toBand))
    expect(n).toBeGreaterThan(2500)
    expect(Math.abs(mean - 30)).toBeLessThan(4)
  })

  it('falls for real in broadband and rises for real among partners, also among five at once', () => {
    // Bonferroni over the five segments: |z| above 2.576.
    const broadband = compareQuarters('Consumer broadband')
    expect(broadband.z).toBeLessThan(-2.576)
    expect(broadband.change).toBeLessThan(-7)
    expect(compareQuarters('Partners and resellers').z).toBeGreaterThan(2.576)
  })

  it.each(['Mobile only', 'Small business', 'Enterprise'])('holds in %s', (segment) => {
    expect(Math.abs(compareQuarters(segment).z)).toBeLessThan(1.96)
  })

  it('leaves Valley with too few answers', () => {
    expect(answers.filter((answer) => answer.region === 'Valley').filter(isQ3).length).toBeLessThan(
      30,
    )
  })
})

describe('the breakdown', () => {
  it('takes about nine points from broadband, as the truth counts it', () => {
    const effect = truth.effects.find((each) => each.id === 'ordering-breakdown')
    const points = effect?.reachedBySegment['Consumer broadband']?.npsPoints ?? 0
    expect(Math.abs(points + 9)).toBeLessThan(2)
  })

  it('is seen in the scores: the two months after against the two before', () => {
    const own = answers.filter((answer) => answer.segment === 'Consumer broadband')
    const before = own.filter(inQuarter('2025-12-10', '2026-03-10'))
    expect(compare(own.filter(inQuarter('2026-03-10', '2026-05-10')), before).z).toBeLessThan(-1.96)
  })

  it('stops all add-on orders for nine days and hurts those who called about an order', () => {
    const days = [...addOnDays.keys()]
    expect(days.filter((day) => day >= '2026-03-10' && day < '2026-03-19')).toEqual([])
    expect(compareMeans(orderCsat.during, orderCsat.before).z).toBeLessThan(-1.96)
  })

  it('drives those away whose order was lost, at the true log hazard ratio', () => {
    const left = new Set(
      truth.churned.flatMap(([id, day]) => (day > '2026-03-18' && day < '2026-08-01' ? [id] : [])),
    )
    const count = (isExposed: boolean) => {
      const ids = [...lostOrder].flatMap(([id, isLost]) => (isLost === isExposed ? [id] : []))
      const gone = ids.filter((id) => left.has(id)).length
      return { gone, cumulativeHazard: -Math.log(1 - gone / ids.length) }
    }
    const [exposed, others] = [count(true), count(false)]
    const logRatio = Math.log(exposed.cumulativeHazard / others.cumulativeHazard)
    const standardError = Math.sqrt(1 / exposed.gone + 1 / others.gone)
    expect(Math.abs(logRatio - truth.model.hazard.breakdownExposed)).toBeLessThan(
      1.96 * standardError,
    )
    expect(logRatio / standardError).toBeGreaterThan(1.96)
  })
})

describe('initiatives', () => {
  it('portal: the opened half scores higher than the control half, near the true eleven', () => {
    const since = answers.filter(inQuarter('2026-07-06', '2026-10-01'))
    const opened = since.filter((answer) => answer.pilot === 'opened')
    const control = since.filter((answer) => answer.pilot === 'control')
    const effect = truth.effects.find((each) => each.id === 'partner-portal')
    const points = effect?.reached.npsPoints ?? 0
    expect(Math.abs(points - 11)).toBeLessThan(2)
    const { change, z } = compare(opened, control)
    const standardError = change / z
    expect(Math.abs(change - points)).toBeLessThan(1.96 * standardError)
  })

  it('order validation: Midlands gains on the other regions', () => {
    const own = answers.filter((each) => each.segment !== 'Partners and resellers')
    const midlands = own.filter((each) => each.region === 'Midlands')
    const others = own.filter((each) => each.region !== 'Midlands')
    const year = inQuarter('2025-05-04', '2026-05-04')
    const since = inQuarter('2026-05-04', '2026-10-01')
    const gain = compare(midlands.filter(since), midlands.filter(year)).change
    expect(gain).toBeGreaterThan(compare(others.filter(since), others.filter(year)).change)
  })
})

describe('customers and value', () => {
  it('keeps about 84 % of customers over twelve months', () => {
    const { kept, activeAtFrom } = truth.retention12Months
    expect(Math.abs(kept / activeAtFrom - 0.84)).toBeLessThan(0.015)
  })

  it('earns about 70 % of profit from a fifth, and loses on about 15 %', () => {
    const { negative, customers, topFifthShare } = truth.profit.last12Months
    expect(Math.abs(topFifthShare - 0.7)).toBeLessThan(0.04)
    expect(Math.abs(negative / customers - 0.15)).toBeLessThan(0.03)
  })

  it('hides partners: a far smaller share of them was ever asked', () => {
    const share = (segment: string) =>
      (invitedBySegment[segment]?.size ?? 0) / (customersBySegment[segment] ?? 1)
    expect(share('Partners and resellers')).toBeLessThan(0.65)
    for (const segment of ['Consumer broadband', 'Mobile only', 'Small business', 'Enterprise']) {
      expect(share(segment)).toBeGreaterThan(0.9)
    }
  })

  it('stays small enough to import at the first start', () => {
    const rows = Object.values(truth.rows).reduce((sum, n) => sum + n, 0)
    expect(rows).toBeLessThan(1_200_000)
    expect(
      Math.abs(Object.values(customersBySegment).reduce((a, b) => a + b, 0) - 24_000),
    ).toBeLessThan(500)
  })
})

/** Solves a small linear system by Gaussian elimination with partial pivoting. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const rows = matrix.map((row, i) => [...row, right[i] ?? 0])
  const size = rows.length
  for (let k = 0; k < size; k++) {
    const pivot = rows.slice(k).reduce((best, row, i) => {
      return Math.abs(row[k] ?? 0) > Math.abs(rows[best]?.[k] ?? 0) ? k + i : best
    }, k)
    ;[rows[k], rows[pivot]] = [rows[pivot]!, rows[k]!]
    for (let i = 0; i < size; i++) {
      if (i === k) continue
      const factor = rows[i]![k]! / rows[k]![k]!
      for (let j = k; j <= size; j++) rows[i]![j]! -= factor * rows[k]![j]!
    }
  }
  return rows.map((row, i) => row[size]! / row[i]!)
}

describe('drivers', () => {
  it('are found by least squares in their true order and near their true weights', () => {
    const complete = answers.filter((answer) => !answer.ratings.includes(''))
    const design = complete.map((answer) => [1, ...answer.ratings.map(Number)])
    const size = RATINGS.length + 1
    const normal = Array.from({ length: size }, (_, i) =>
      Array.from({ length: size }, (_unused, j) =>
        design.reduce((sum, row) => sum + row[i]! * row[j]!, 0),
      ),
    )
    const right = Array.from({ length: size }, (_, i) =>
      design.reduce((sum, row, at) => sum + row[i]! * complete[at]!.nps, 0),
    )
    const [, ...weights] = solve(normal, right)
    // The scale ends at 10, which holds the fitted weights below the true ones by up to a third.
    RATINGS.forEach(({ weight }, i) => {
      const ratio = weights[i]! / weight
      expect(ratio).toBeGreaterThan(0.66)
      expect(ratio).toBeLessThan(1.02)
    })
    expect(weights[0]).toBe(Math.max(...weights))
    expect(weights[3]).toBe(Math.min(...weights))
  })
})
