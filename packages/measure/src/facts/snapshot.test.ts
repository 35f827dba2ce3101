import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDuckdbEngine, sql, type Engine } from '@fealty/engine'
import { addWorkspace, openStore, recordImport, undoImport, type OpenStore } from '@fealty/store'
import { factColumns } from './columns.ts'
import { buildSnapshot, loadSnapshot } from './snapshot.ts'

let dataFolder: string
let engine: Engine
let store: OpenStore

const createdAt = '2026-01-05T08:00:00.000Z'

beforeAll(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'fealty-facts-'))
  engine = openDuckdbEngine({ dataFolder })
  store = await openStore({ folder: dataFolder })
  await addWorkspace(store, {
    id: 'w1',
    name: 'Test',
    timeZone: 'UTC',
    currency: 'EUR',
    fiscalYearStartMonth: 1,
    settings: {},
    createdAt,
  })
})

afterAll(async () => {
  await engine.close()
  await store.close()
  await rm(dataFolder, { recursive: true, force: true })
})

async function record(
  id: string,
  kind: 'customers' | 'responses',
  columns: { name: string; type: string }[],
): Promise<void> {
  await recordImport(store, {
    id,
    workspaceId: 'w1',
    kind,
    files: [{ name: `${id}.csv`, sha256: id, bytes: 1 }],
    mapping: {},
    cleaning: [],
    rowsIn: 1,
    kept: 1,
    rejected: 0,
    dropped: {},
    firstDay: null,
    lastDay: null,
    columns,
    segmentPath: `${id}.parquet`,
    rejectsPath: null,
    contentKey: id,
    importedAt: createdAt,
  })
}

test('the standard columns of a dated kind end with day and import_seq', () => {
  const columns = factColumns('orders')
  expect(columns.slice(0, 4)).toEqual([
    { name: 'order_id', type: 'text' },
    { name: 'customer_id', type: 'text' },
    { name: 'at', type: 'moment' },
    { name: 'amount', type: 'money' },
  ])
  expect(columns.slice(-2)).toEqual([
    { name: 'day', type: 'day' },
    { name: 'import_seq', type: 'whole' },
  ])
  expect(factColumns('customers').some(({ name }) => name === 'day')).toBe(false)
})

test('an empty ledger gives every kind as an empty table with all its columns', async () => {
  const snapshot = buildSnapshot(dataFolder, 'w1', [])
  const rows = await engine.query(snapshot, sql`select * from orders`)
  expect(rows).toEqual([])
  const [count] = await engine.query(
    snapshot,
    sql`select count(*) as n, count(mrr) as mrr from subscriptions`,
  )
  expect(count).toEqual({ n: 0, mrr: 0 })
})

test('segments are seen as one table; columns unite, later master data wins, undone is gone', async () => {
  const none = buildSnapshot(dataFolder, 'w1', [])
  await engine.local.writeParquet(
    none,
    sql`select 'c1' as customer_id, 'North' as unit, 'gold' as "attr:Tier", 1 as import_seq`,
    join(dataFolder, 'a.parquet'),
  )
  await engine.local.writeParquet(
    none,
    sql`select 'c1' as customer_id, 'South' as unit, 'x' as "attr:Lead", 2 as import_seq`,
    join(dataFolder, 'b.parquet'),
  )
  await record('a', 'customers', [{ name: 'attr:Tier', type: 'text' }])
  await record('b', 'customers', [{ name: 'attr:Lead', type: 'text' }])
  const both = await loadSnapshot({ store, dataFolder }, 'w1')
  const later = sql`select customer_id, unit, "attr:Tier", "attr:Lead", name from customers`
  expect(await engine.query(both, later)).toEqual([
    { customer_id: 'c1', unit: 'South', 'attr:Tier': null, 'attr:Lead': 'x', name: null },
  ])

  await undoImport(store, 'w1', 'b', createdAt)
  const first = await loadSnapshot({ store, dataFolder }, 'w1')
  expect(first.id).not.toBe(both.id)
  expect(await engine.query(first, sql`select unit, "attr:Tier" from customers`)).toEqual([
    { unit: 'North', 'attr:Tier': 'gold' },
  ])
  expect((await loadSnapshot({ store, dataFolder }, 'w1')).id).toBe(first.id)
  expect((await loadSnapshot({ store, dataFolder }, 'w2')).tables.customers?.files).toEqual([])
})
