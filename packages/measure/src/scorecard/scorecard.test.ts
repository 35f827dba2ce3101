import { addDays, addMonths } from '@fealty/core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cohortsOperation } from '../cohorts/operation.ts'
import { metricPageOperation } from '../metric-page/operation.ts'
import { measureCatalogueOperation, measureQueryOperation } from '../query/operation.ts'
import {
  segmentsListOperation,
  segmentsRemoveOperation,
  segmentsSaveOperation,
} from '../segments/operation.ts'
import { settingsChangeOperation, settingsGetOperation } from '../settings/operation.ts'
import { openTestWorkspace, type TestFact, type TestWorkspace } from '../test/open-workspace.ts'
import type { Scorecard } from './contract.ts'
import { scorecardOperation } from './operation.ts'
import type { MetricPage } from '../metric-page/contract.ts'

// Subscriptions of 300 customers: business grows, consumers of one region leave in spring 2026.
const ids = Array.from({ length: 300 }, (_, index) => `s${index}`)
const segmentOf = (index: number): string => (index % 3 === 0 ? 'business' : 'consumer')

const subscriptions: TestFact[] = ids.flatMap((id, index) => {
  const start = addDays('2023-11-01', (index * 7) % 500)
  const leaves = index % 10 === 1 ? addMonths('2026-04-10', index % 3) : null
  const change = addMonths(start, 8)
  return [
    { subscription_id: `${id}-a`, customer_id: id, start, day: start, end: change, mrr: '20.00' },
    {
      subscription_id: `${id}-b`,
      customer_id: id,
      start: change,
      day: change,
      end: leaves,
      mrr: index % 3 === 0 ? '25.50' : '19.90',
    },
  ]
})

const answerTo = (quarter: number, index: number): number =>
  segmentOf(index) === 'consumer' && quarter === 3
    ? (index * 3) % 8
    : 4 + ((index * 5 + quarter) % 7)

const responses: TestFact[] = [2, 3].flatMap((quarter) =>
  ids.map((id, index) => {
    const day = addDays(quarter === 2 ? '2026-01-05' : '2026-04-05', index % 80)
    return {
      response_id: `${id}-${quarter}`,
      customer_id: id,
      day,
      at: `${day} 12:00:00`,
      nps: String(answerTo(quarter, index)),
    }
  }),
)

const orders: TestFact[] = ids.map((id, index) => {
  const day = addDays('2026-02-01', index % 120)
  return {
    order_id: id,
    customer_id: id,
    day,
    at: `${day} 09:00:00`,
    amount: String(50 + index),
    cost: index % 9 === 0 ? '400' : '20',
  }
})

let workspace: TestWorkspace

beforeAll(async () => {
  workspace = await openTestWorkspace('2026-07-04')
  await workspace.load(
    'customers',
    ids.map((id, index) => ({ customer_id: id, segment: segmentOf(index) })),
  )
  await workspace.load('subscriptions', subscriptions)
  await workspace.load('responses', responses)
  await workspace.load('orders', orders)
  await workspace.load('happenings', [
    { day: '2026-04-02', at: '2026-04-02 00:00:00', kind: 'incident', name: 'Ordering breakdown' },
  ])
})

afterAll(() => workspace.close())

describe('scorecard', () => {
  let card: Scorecard

  beforeAll(async () => {
    card = await workspace.run(scorecardOperation, { asOf: '2026-06-30' })
  })

  test('shows the last quarter that is over, against the one before', () => {
    expect(card.period.label).toBe('Q2 FY26')
    expect(card.previous.label).toBe('Q1 FY26')
    expect(card.lastYear.label).toBe('Q2 FY25')
    expect(card.tiles.map(({ metric }) => metric.id)).toContain('nrr')
  })

  test('finds that consumers became less loyal, and says so first', () => {
    const consumer = card.segments.rows.find(({ segment }) => segment === 'consumer')!
    expect(consumer.cells.nps!.change.verdict).toBe('real')
    expect(consumer.cells.nps!.change.difference).toBeLessThan(0)
    expect(card.headline).toMatch(/^Consumer customers are less loyal than in Q1 FY26/)
    expect(card.meanwhile).toContain('Ordering breakdown')
    const first = card.movements.find(({ segment }) => segment === 'consumer')
    expect(first).toMatchObject({ metric: 'nps' })
    const [before, now] = [first!.before, first!.now].map((one) =>
      one.kind === 'estimate' ? one.value : 0,
    )
    expect(now! - before!).toBeCloseTo(first!.change.difference!, 9)
  })

  test('customers and value shares of the rows add up', () => {
    const rows = card.segments.rows
    expect(rows.reduce((sum, { customers }) => sum + customers, 0)).toBe(300)
    expect(rows.reduce((sum, { valueShare }) => sum + valueShare!, 0)).toBeCloseTo(1, 9)
    expect(card.whale!.belowZeroShare).toBeGreaterThan(0)
    expect(card.whale!.points.at(-1)).toEqual({ customersShare: 1, profitShare: 1 })
  })

  test('gives the same bytes again, from the kept answer and anew', async () => {
    const again: Scorecard = await workspace.run(scorecardOperation, { asOf: '2026-06-30' })
    expect(JSON.stringify(again)).toBe(JSON.stringify(card))
  })

  test('an NPS tile equals the same question asked alone', async () => {
    const { rows } = (await workspace.run(measureQueryOperation, {
      metric: 'nps',
      every: 'quarter',
      asOf: '2026-06-30',
    })) as { rows: { measured: unknown; period: { label: string } }[] }
    const tile = card.tiles.find(({ metric }) => metric.id === 'nps')!
    expect(rows.find(({ period }) => period.label === 'Q2 FY26')!.measured).toEqual(tile.measured)
  })
})

test('a measure’s page has trend, breakdown against the others, bands and SQL', async () => {
  const page: MetricPage = await workspace.run(metricPageOperation, {
    metric: 'nps',
    every: 'quarter',
    periods: 4,
    asOf: '2026-06-30',
  })
  expect(page.trend.map(({ period }) => period.label)).toEqual([
    'Q3 FY25',
    'Q4 FY25',
    'Q1 FY26',
    'Q2 FY26',
  ])
  expect(page.headline).toMatch(/Net promoter score fell in Q2 FY26/)
  expect(page.breakdown.rows.map(({ segment }) => segment).sort()).toEqual(['business', 'consumer'])
  expect(page.breakdown.rows.every(({ against }) => against.verdict === 'real')).toBe(true)
  expect(page.bands).toHaveLength(2)
  expect(page.happenings).toEqual([
    { day: '2026-04-02', kind: 'incident', name: 'Ordering breakdown' },
  ])
  expect(page.sql).toContain('from responses')
})

test('the triangle’s last cells add up to the active customers', async () => {
  const triangle = (await workspace.run(cohortsOperation, { asOf: '2026-06-30' })) as {
    cohorts: { size: number; cells: { measured: { value: number } }[] }[]
  }
  expect(triangle.cohorts.reduce((sum, { size }) => sum + size, 0)).toBe(300)
  const active = (await workspace.run(measureQueryOperation, {
    metric: 'active',
    every: 'quarter',
    asOf: '2026-06-30',
  })) as { rows: { measured: { value: number } }[] }
  const still = triangle.cohorts.map(({ size, cells }) =>
    Math.round(cells.at(-1)!.measured.value * size),
  )
  expect(still.reduce((a, b) => a + b, 0)).toBe(active.rows.at(-1)!.measured.value)
})

test('a saved segment is a condition, a cut, and can be removed', async () => {
  const saved = (await workspace.run(segmentsSaveOperation, {
    name: 'Firms',
    conditions: [{ dimension: 'Segment', operator: 'in', values: ['business'] }],
  })) as { id: string; conditions: { dimension: string }[] }
  expect(saved.conditions[0]!.dimension).toBe('segment')
  const ask = async (input: object): Promise<{ segment: object; measured: { n: number } }[]> =>
    (
      (await workspace.run(measureQueryOperation, { metric: 'nps', ...input })) as {
        rows: { segment: object; measured: { n: number } }[]
      }
    ).rows
  expect((await ask({ where: ['segment=Firms'] }))[0]!.measured.n).toBe(200)
  expect(await ask({ by: ['saved-segment'] })).toMatchObject([
    { segment: { 'saved-segment': 'Firms' }, measured: { n: 200 } },
  ])
  await workspace.run(segmentsRemoveOperation, { id: saved.id })
  expect(await workspace.run(segmentsListOperation, {})).toEqual({ segments: [] })
})

test('the catalogue says which metrics the data can give and which facts are missing', async () => {
  const { metrics, dimensions } = (await workspace.run(measureCatalogueOperation, {})) as {
    metrics: { id: string; available: boolean; missing: string[] }[]
    dimensions: { name: string }[]
  }
  expect(metrics.find(({ id }) => id === 'nps')).toMatchObject({ available: true, missing: [] })
  expect(metrics.find(({ id }) => id === 'cost-to-serve')).toMatchObject({
    available: false,
    missing: ['interactions or costs'],
  })
  expect(dimensions.map(({ name }) => name)).toContain('segment')
})

test('the time zone is fixed once facts are loaded; the fiscal year is not', async () => {
  await expect(
    workspace.run(settingsChangeOperation, { timeZone: 'Europe/Berlin' }),
  ).rejects.toThrow(/time zone cannot change/)
  await workspace.run(settingsChangeOperation, { fiscalYearStartMonth: 4 })
  expect(await workspace.run(settingsGetOperation, {})).toMatchObject({
    fiscalYearStartMonth: 4,
    timeZoneLocked: true,
  })
  const card: Scorecard = await workspace.run(scorecardOperation, { asOf: '2026-06-30' })
  expect(card.period.label).toBe('Q1 FY27')
  await workspace.run(settingsChangeOperation, { fiscalYearStartMonth: 1 })
})
