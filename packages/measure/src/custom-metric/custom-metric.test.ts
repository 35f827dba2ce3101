import { FealtyError, type Call, type Period } from '@fealty/core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openContext } from '../query/measure-context.ts'
import { measureMetric } from '../query/measure-metric.ts'
import type { MeasureServices } from '../services.ts'
import { openTestWorkspace, type TestWorkspace } from '../test/open-workspace.ts'
import { factExpressionSchema, type FactExpression } from './contract.ts'
import { customMetric } from './custom-metric.ts'

let workspace: TestWorkspace
beforeAll(async () => {
  workspace = await openTestWorkspace('2026-03-01')
  // Twelve customers with 1 to 4 contacts each; every third contact is open.
  const contacts = Array.from({ length: 12 }, (_, customer) =>
    Array.from({ length: (customer % 4) + 1 }, (_, at) => ({
      interaction_id: `i${customer}-${at}`,
      customer_id: `c${customer}`,
      at: '2026-01-10T10:00:00Z',
      day: '2026-01-10',
      outcome: (customer + at) % 3 === 0 ? 'open' : 'solved',
      minutes: String(10 + at),
      unit: customer < 6 ? 'North' : 'South',
    })),
  ).flat()
  await workspace.load('interactions', contacts)
  await workspace.load('orders', [
    ...orderRows('Bundle', 6, '30.5'),
    ...orderRows('Mobile', 6, '10'),
  ])
})
afterAll(() => workspace.close())

const orderRows = (line: string, customers: number, amount: string) =>
  Array.from({ length: customers }, (_, at) => ({
    order_id: `o-${line}-${at}`,
    customer_id: `c${at}`,
    at: '2026-01-20T10:00:00Z',
    day: '2026-01-20',
    amount,
    product_line: line,
  }))

const january: Period = {
  grain: 'month',
  start: '2026-01-01',
  end: '2026-02-01',
  label: 'Jan 2026',
}

async function measure(input: object, where: string[] = []) {
  const expression: FactExpression = factExpressionSchema.parse(input)
  const call: Call<MeasureServices> = {
    actor: { kind: 'person', id: 'p', workspaceId: 'w1', role: 'owner', units: [] },
    workspaceId: 'w1',
    services: workspace.services,
    today: '2026-03-01',
    signal: new AbortController().signal,
    progress: () => undefined,
  }
  const context = await openContext(call, { where, level: 0.95, asOf: '2026-02-28' })
  const words = {
    id: 'custom',
    title: 'Custom',
    better: 'higher' as const,
    version: 1,
    summary: '',
    formula: '',
    denominator: '',
    source: '',
  }
  const metric = customMetric(expression, words, context.snapshot)
  const { cells } = await measureMetric(context, metric, { periods: [january], groups: [] })
  return { unit: metric.info.unit, measured: cells[0]!.measured }
}

const solved = { column: 'outcome', operator: 'is', values: ['solved'] }

test('a share counts rows, with an interval that knows that rows of one customer go together', async () => {
  const { measured, unit } = await measure({ facts: 'interactions', kind: 'share', hit: [solved] })
  // By hand: customers 0 to 11 with (k mod 4) + 1 contacts, open where (k + at) mod 3 is 0.
  let rows = 0
  let hits = 0
  for (let customer = 0; customer < 12; customer += 1) {
    for (let at = 0; at <= customer % 4; at += 1) {
      rows += 1
      if ((customer + at) % 3 !== 0) hits += 1
    }
  }
  expect(unit).toBe('share')
  expect(measured).toMatchObject({ kind: 'estimate', n: rows })
  if (measured.kind !== 'estimate') return
  expect(measured.value).toBeCloseTo(hits / rows, 12)
  expect(measured.low).toBeGreaterThan(0)
  expect(measured.high).toBeLessThan(1)
})

test('a filter on a dimension of the facts themselves holds', async () => {
  const { measured } = await measure({ facts: 'interactions', kind: 'count' }, ['unit=North'])
  expect(measured).toMatchObject({ kind: 'estimate', value: 13, complete: true })
})

test('a share of customers counts each customer once', async () => {
  const { measured } = await measure({
    facts: 'interactions',
    kind: 'customer-share',
    hit: [{ column: 'minutes', operator: 'at-least', values: ['13'] }],
  })
  expect(measured).toMatchObject({ value: 0.25, n: 12 })
})

test('mean, sum and ratio take columns of numbers and money', async () => {
  const mean = await measure({ facts: 'interactions', kind: 'mean', column: 'minutes' })
  // Σ minutes = 3 × (10 + 21 + 33 + 46), 30 contacts.
  expect(mean.measured).toMatchObject({ value: 11 })
  const bundle = { column: 'product_line', operator: 'is', values: ['Bundle'] }
  const sum = await measure({ facts: 'orders', kind: 'sum', column: 'amount', hit: [bundle] })
  expect(sum).toMatchObject({ unit: 'money', measured: { value: 183, exact: '183.0000' } })
  const ratio = await measure({
    facts: 'orders',
    kind: 'ratio',
    column: 'amount',
    under: 'amount',
    hit: [bundle],
  })
  expect(ratio.measured).toMatchObject({ kind: 'estimate', n: 6 })
  if (ratio.measured.kind === 'estimate') expect(ratio.measured.value).toBeCloseTo(183 / 243, 12)
})

test('too few rows are too few, and a column that there is not is refused', async () => {
  const rare = [{ column: 'outcome', operator: 'is', values: ['lost'] }]
  const { measured } = await measure({
    facts: 'interactions',
    kind: 'share',
    among: rare,
    hit: [solved],
  })
  expect(measured).toMatchObject({ kind: 'insufficient', n: 0 })
  const unknown = measure({ facts: 'orders', kind: 'mean', column: 'amount; drop table orders' })
  await expect(unknown).rejects.toThrow(FealtyError)
  expect(factExpressionSchema.safeParse({ facts: 'orders', kind: 'mean' }).success).toBe(false)
})
