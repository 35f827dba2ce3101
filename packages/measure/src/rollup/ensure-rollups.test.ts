import { mkdtemp, readdir, rm, utimes } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDuckdbEngine, sql, type Engine, type Row, type Snapshot } from '@fealty/engine'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { writeFacts, type FactRows } from './test/write-facts.ts'
import { ensureRollups } from './ensure-rollups.ts'

let dataFolder: string
let engine: Engine

beforeAll(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'fealty-rollup-'))
  engine = openDuckdbEngine({ dataFolder, memory: '500MB' })
})

afterAll(async () => {
  await engine.close()
  await rm(dataFolder, { recursive: true, force: true })
})

async function roll(id: string, facts: FactRows): Promise<Snapshot> {
  return ensureRollups({ engine, dataFolder }, await writeFacts(engine, dataFolder, id, facts))
}

async function read(snapshot: Snapshot, table: 'purchases' | 'spells'): Promise<Row[]> {
  return engine.query(
    snapshot,
    table === 'purchases'
      ? sql`select * from purchases order by customer_id, day`
      : sql`select * from spells order by customer_id, basis, start_day`,
  )
}

describe('purchases', () => {
  it('sums the lines of a customer and day, and counts orders with a positive line', async () => {
    const snapshot = await roll('p1', {
      orders: [
        { customer_id: 'a', day: '2024-01-01', order_id: '1', amount: '10.10', cost: '4' },
        { customer_id: 'a', day: '2024-01-01', order_id: '1', amount: '0.20' },
        { customer_id: 'a', day: '2024-01-01', order_id: 'C1', amount: '-3.05' },
        { customer_id: 'a', day: '2024-01-02', amount: '5' },
        { customer_id: 'a', day: '2024-01-02', amount: '6' },
        { customer_id: 'b', day: '2024-01-01', order_id: '2', amount: '-1' },
      ],
    })
    expect(await read(snapshot, 'purchases')).toEqual([
      {
        customer_id: 'a',
        day: '2024-01-01',
        is_purchase: true,
        spend: '10.3000',
        net: '7.2500',
        cost: '4.0000',
        margin: '6.1000',
        orders: 1,
        lines: 3,
      },
      {
        customer_id: 'a',
        day: '2024-01-02',
        is_purchase: true,
        spend: '11.0000',
        net: '11.0000',
        cost: null,
        margin: null,
        orders: 2,
        lines: 2,
      },
      {
        customer_id: 'b',
        day: '2024-01-01',
        is_purchase: false,
        spend: '0.0000',
        net: '-1.0000',
        cost: null,
        margin: null,
        orders: 0,
        lines: 1,
      },
    ])
  })

  it('adds up to the months of a customer', async () => {
    const snapshot = await roll('m1', {
      orders: [
        { customer_id: 'a', day: '2024-01-01', order_id: '1', amount: '10', cost: '4' },
        { customer_id: 'a', day: '2024-01-31', order_id: '2', amount: '-2' },
        { customer_id: 'a', day: '2024-02-01', order_id: '3', amount: '5' },
      ],
    })
    const months = await engine.query(
      snapshot,
      sql`select month, net, margin, orders, days from customer_months order by month`,
    )
    expect(months).toEqual([
      { month: '2024-01-01', net: '8.0000', margin: '6.0000', orders: 1, days: 1 },
      { month: '2024-02-01', net: '5.0000', margin: null, orders: 1, days: 1 },
    ])
  })
})

describe('spells', () => {
  it('takes equal subscriptions as one spell, however many and of however many customers', async () => {
    const customers = Array.from({ length: 200 }, (_, index) => `c${index}`)
    const snapshot = await roll('s0', {
      subscriptions: customers.flatMap((customer_id) =>
        Array.from({ length: 4 }, () => ({ customer_id, day: '2024-01-01', end: null })),
      ),
    })
    const rows = await read(snapshot, 'spells')
    expect(rows).toHaveLength(customers.length)
  })

  it('merges subscriptions that overlap or touch and leaves gaps open', async () => {
    const snapshot = await roll('s1', {
      subscriptions: [
        { customer_id: 'a', day: '2024-01-01', end: '2024-12-31' },
        { customer_id: 'a', day: '2024-02-01', end: '2024-03-01' },
        { customer_id: 'a', day: '2024-12-31', end: '2025-01-31' },
        { customer_id: 'a', day: '2025-02-01', end: null },
        { customer_id: 'b', day: '2024-05-05', end: '2024-05-05' },
      ],
    })
    expect(await read(snapshot, 'spells')).toEqual([
      { customer_id: 'a', basis: 'subscription', start_day: '2024-01-01', end_day: '2025-01-31' },
      { customer_id: 'a', basis: 'subscription', start_day: '2025-02-01', end_day: '9999-12-31' },
    ])
  })

  it('keeps a buyer active for 365 days from each purchase', async () => {
    const snapshot = await roll('s2', {
      orders: [
        { customer_id: 'a', day: '2021-01-01', amount: '1' },
        { customer_id: 'a', day: '2022-01-01', amount: '1' },
        { customer_id: 'a', day: '2022-06-01', amount: '-1' },
        { customer_id: 'a', day: '2023-01-02', amount: '1' },
      ],
    })
    expect(await read(snapshot, 'spells')).toEqual([
      { customer_id: 'a', basis: 'purchase', start_day: '2021-01-01', end_day: '2023-01-01' },
      { customer_id: 'a', basis: 'purchase', start_day: '2023-01-02', end_day: '2024-01-02' },
    ])
  })
})

describe('the folder of derived tables', () => {
  it('is built once, shared by questions that come together, and swept when its snapshot is gone', async () => {
    const facts = await writeFacts(engine, dataFolder, 'first', { orders: [] })
    const services = { engine, dataFolder }
    const [one, two] = await Promise.all([
      ensureRollups(services, facts),
      ensureRollups(services, facts),
    ])
    expect(one).toEqual(two)
    const parent = join(dataFolder, 'rollups', 'w')
    await utimes(join(parent, 'first'), 1, 1)
    await roll('second', { orders: [] })
    await roll('third', { orders: [] })
    expect((await readdir(parent)).sort()).toEqual(['second', 'third'])
  })
})
