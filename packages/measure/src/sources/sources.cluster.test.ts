import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AnyOperation } from '@fealty/core'
import { identifier, joinSql, literal, readEngineSettings, sql, type Sql } from '@fealty/engine'
import { dataQualityOperation } from '../data-quality/operation.ts'
import { loadSnapshot } from '../facts/snapshot.ts'
import { measureQueryOperation } from '../query/operation.ts'
import { openTestWorkspace, type TestFact, type TestWorkspace } from '../test/open-workspace.ts'
import { valueOperations } from '../value/operation.ts'
import type { ListedSource, sourceListOutput } from './contract.ts'
import { sourceOperations } from './operation.ts'
import type { SourceServices } from './source-records.ts'
import type { z } from 'zod'

const today = '2026-01-31'
const [add, change, list, check, remove] = sourceOperations as [
  AnyOperation<SourceServices>,
  AnyOperation<SourceServices>,
  AnyOperation<SourceServices>,
  AnyOperation<SourceServices>,
  AnyOperation<SourceServices>,
]
const none = { id: 'none', workspaceId: 'none', tables: {} }
/** Tables of this run alone: the cluster may have been there before. */
const run = randomUUID().replaceAll('-', '').slice(0, 12)
const nameOf = (table: string): string => `company.public.${table}_${run}`

let imported: TestWorkspace
let mapped: TestWorkspace

const onCluster = () => {
  const settings = readEngineSettings(process.env)
  const schema = `t_${randomUUID().replaceAll('-', '')}`
  return openTestWorkspace(today, { ...settings, url: settings.url!.replace(/[^/]+$/, schema) })
}

const tell = (statement: Sql) => mapped.services.engine.query(none, statement)
const tableOf = (table: string): Sql => identifier('company', 'public', `${table}_${run}`)

/** Facts of a year and a half, the same each time. */
function makeOrders(): (TestFact & Record<'customer_id' | 'day' | 'amount', string>)[] {
  let state = 11
  const draw = (below: number): number => {
    state = (state * 48_271) % 2_147_483_647
    return state % below
  }
  return Array.from({ length: 400 }, (_, index) => ({
    customer_id: `c${draw(60)}`,
    order_id: `o${index}`,
    day: new Date(Date.UTC(2024, 5, 1 + draw(500))).toISOString().slice(0, 10),
    amount: `${1 + draw(90)}.${String(draw(100)).padStart(2, '0')}`,
    product_line: draw(2) === 0 ? 'phones' : 'lines',
  }))
}

const makeCustomers = (): TestFact[] =>
  Array.from({ length: 60 }, (_, index) => ({
    customer_id: `c${index}`,
    segment: index % 3 === 0 ? 'Business' : 'Home',
  }))

async function fillCompanyTable(): Promise<void> {
  await tell(
    sql`create table ${tableOf('orders')} (order_no varchar, buyer varchar, placed date, gross decimal(12, 2), vat decimal(12, 2), family varchar)`,
  )
  const rows = makeOrders().map(
    ({ order_id, customer_id, day, amount, product_line }) =>
      sql`(${literal(order_id!)}, ${literal(customer_id)}, date ${literal(day)}, cast(${literal(amount)} as decimal(12, 2)) + 1.00, 1.00, ${literal(product_line!)})`,
  )
  await tell(sql`insert into ${tableOf('orders')} values ${joinSql(rows, ', ')}`)
}

const ordersSource = {
  name: 'Shop',
  kind: 'orders',
  table: nameOf('orders'),
  mapping: {
    order_id: 'order_no',
    customer_id: 'buyer',
    at: 'placed',
    amount: 'gross - vat',
    product_line: 'family',
  },
}

beforeAll(async () => {
  imported = await onCluster()
  mapped = await onCluster()
  for (const workspace of [imported, mapped]) await workspace.load('customers', makeCustomers())
  await imported.load(
    'orders',
    makeOrders().map((order) => ({ ...order, at: order.day })),
  )
  await fillCompanyTable()
})

afterAll(async () => {
  for (const table of ['orders', 'texts', 'odd', 'moved'])
    await tell(sql`drop table if exists ${tableOf(table)}`)
  await imported.close()
  await mapped.close()
})

describe('orders in a table of PostgreSQL, customers in the lake', () => {
  test('mapping it counts every row, and says what the account may do there', async () => {
    const source: ListedSource = await mapped.run(add, ordersSource)
    expect(source.check).toMatchObject({
      rowsIn: 400,
      kept: 400,
      rejected: 0,
      identity: 'content',
      problem: null,
      mapping: ordersSource.mapping,
    })
    expect(source.check?.rights.missing).toEqual([])
    expect(source.check?.rights.excess).toContain(`to insert into ${nameOf('orders')}`)
  })

  test.each([
    ['revenue', { every: 'month', by: ['segment'] }],
    ['revenue', { every: 'year', by: ['product_line'] }],
    ['active', { every: 'quarter', by: ['segment'] }],
    ['retention', { every: 'quarter', where: ['segment=Home'] }],
    ['aov', { every: 'quarter' }],
    ['repeat-purchase', { every: 'year' }],
  ])('%s %j is the same, bytes and all, as with both imported', async (metric, input) => {
    const ask = async (workspace: TestWorkspace): Promise<string> => {
      const answer: object = await workspace.run(measureQueryOperation, { metric, ...input })
      return JSON.stringify({ ...answer, sql: '', snapshotId: '' })
    }
    const one = await ask(imported)
    expect(await ask(mapped)).toBe(one)
    expect(one.length).toBeGreaterThan(100)
  })

  test.each([
    ['the whale curve', valueOperations[2], {}],
    ['the quality of the data', dataQualityOperation, {}],
  ])('%s: the same', async (_, operation, input) => {
    const ask = async (workspace: TestWorkspace): Promise<object> => {
      const answer: object = await workspace.run(operation, input)
      return { ...answer, sql: '', snapshotId: '' }
    }
    expect(await ask(mapped)).toEqual(await ask(imported))
  })

  test('a look at a table that is as it was changes nothing; new rows change the facts', async () => {
    const before = await loadSnapshot(mapped.services, 'w1')
    await mapped.run(check, {})
    expect((await loadSnapshot(mapped.services, 'w1')).id).toBe(before.id)
    await tell(
      sql`insert into ${tableOf('orders')} values ('new', 'c1', date '2026-01-02', 11.00, 1.00, 'lines')`,
    )
    await mapped.run(check, { name: 'shop' })
    const after = await loadSnapshot(mapped.services, 'w1')
    expect(after.id).not.toBe(before.id)
    const [row] = await mapped.services.engine.query(
      after,
      sql`select count(*) as n, max(day) as last from orders`,
    )
    expect(row).toEqual({ n: 401, last: '2026-01-02' })
  })
})

describe('texts in a table', () => {
  test('rows that do not fit are counted by rule and are in no answer', async () => {
    await tell(
      sql`create table ${tableOf('texts')} (id varchar, who varchar, at varchar, price varchar, qty integer, flag boolean, note varchar)`,
    )
    await tell(sql`insert into ${tableOf('texts')} values
      ('1', 'c1', '31.12.2024 23:30', '1.234,50 €', 2, true, ' hello '),
      ('2', 'c2', '01.01.2025 08:00', '10,00', 1, false, 'n/a'),
      ('3', 'c3', 'yesterday', '5,00', 1, true, null),
      ('4', 'c4', '02.01.2025 10:00', 'free', 1, true, null),
      ('5', null, '03.01.2025 10:00', '7,00', 1, true, null),
      ('6', 'NA', '04.01.2025 10:00', '7,00', 1, true, null)`)
    const source: ListedSource = await mapped.run(add, {
      name: 'Texts',
      kind: 'orders',
      table: nameOf('texts'),
      mapping: {
        customer_id: 'who',
        at: 'at',
        amount: "if(flag, number(price, ',') * qty, number(price, ','))",
        order_id: "concat('T-', id)",
      },
      cleaning: ['no-customer'],
    })
    expect(source.check).toMatchObject({
      rowsIn: 6,
      kept: 2,
      rejected: 2,
      dropped: { 'no-customer': 2 },
      reasons: [
        { column: 'at', reason: 'it is no day or time', count: 1 },
        { column: 'price', reason: 'it is no number', count: 1 },
      ],
      firstDay: '2024-12-31',
      lastDay: '2025-01-01',
    })
    expect(source.check?.warnings.join()).toContain(
      'orders also come from elsewhere (imports or tables: 1)',
    )
    const snapshot = await loadSnapshot(mapped.services, 'w1')
    const rows = await mapped.services.engine.query(
      snapshot,
      sql`select order_id, day, amount, "attr:note" as note from orders where order_id like 'T-%' order by 1`,
    )
    expect(rows).toEqual([
      { order_id: 'T-1', day: '2024-12-31', amount: '2469.0000', note: 'hello' },
      { order_id: 'T-2', day: '2025-01-01', amount: '10.0000', note: null },
    ])
    expect(await mapped.run(remove, { name: 'Texts' })).toEqual({ removed: true })
    expect((await loadSnapshot(mapped.services, 'w1')).id).not.toBe(snapshot.id)
  })

  test('a table in which no row fits is no source', async () => {
    await expect(
      mapped.run(add, {
        ...ordersSource,
        name: 'Wrong',
        mapping: { ...ordersSource.mapping, amount: 'family' },
      }),
    ).rejects.toMatchObject({
      code: 'file.mapping',
      message: expect.stringMatching(/none of/) as string,
    })
    const { sources }: z.output<typeof sourceListOutput> = await mapped.run(list, {})
    expect(sources.map(({ name }) => name)).toEqual(['Shop'])
  })
})

describe('what is wrong with a table is said, and nothing is half done', () => {
  test.each([
    ['two parts', { table: 'public.orders' }, 'source.table'],
    ['no such table', { table: 'company.public.nowhere' }, 'engine.missing'],
    ['no such catalogue', { table: 'nowhere.public.orders' }, 'engine.missing'],
    ['no such column', { mapping: { amount: 'grossest' } }, 'file.expression'],
    ['no such field', { mapping: { amounts: 'gross' } }, 'file.mapping'],
    ['an expression that is none', { mapping: { amount: 'gross -' } }, 'file.expression'],
    ['a name that is taken', {}, 'record.exists'],
  ])('%s', async (_, wrong, code) => {
    const before = await loadSnapshot(mapped.services, 'w1')
    await expect(mapped.run(add, { ...ordersSource, ...wrong })).rejects.toMatchObject({ code })
    expect((await loadSnapshot(mapped.services, 'w1')).id).toBe(before.id)
  })

  test('another type of a column, then a dropped table: named, since when, and over when it is back', async () => {
    const read = async (): Promise<ListedSource> => {
      const { sources }: z.output<typeof sourceListOutput> = await mapped.run(list, {})
      return sources[0]!
    }
    await tell(
      sql`alter table ${tableOf('orders')} rename to ${identifier('company', 'public', `moved_${run}`)}`,
    )
    await expect(mapped.run(check, { name: 'Shop' })).rejects.toMatchObject({
      code: 'engine.missing',
    })
    expect(await read()).toMatchObject({
      check: { kept: 401, problemSince: '2026-01-31T12:00:00.000Z' },
    })
    await tell(
      sql`create table ${tableOf('orders')} (order_no varchar, buyer varchar, placed boolean, gross decimal(12, 2), vat decimal(12, 2), family varchar)`,
    )
    await tell(sql`insert into ${tableOf('orders')} values ('1', 'c1', true, 2.00, 1.00, 'lines')`)
    await expect(mapped.run(check, { name: 'Shop' })).rejects.toMatchObject({
      code: 'file.mapping',
    })
    const snapshot = await loadSnapshot(mapped.services, 'w1')
    await expect(
      mapped.services.engine.query(snapshot, sql`select max(day) as d from orders`),
    ).rejects.toMatchObject({
      code: 'engine.type',
      message: expect.stringMatching(/query \d{8}_/) as string,
    })
    await tell(sql`drop table ${tableOf('orders')}`)
    await tell(
      sql`alter table ${identifier('company', 'public', `moved_${run}`)} rename to ${tableOf('orders')}`,
    )
    await mapped.run(check, { name: 'Shop' })
    expect(await read()).toMatchObject({ check: { kept: 401, problem: null, problemSince: null } })
  })

  test('a change is made on the version that was seen', async () => {
    const { sources }: z.output<typeof sourceListOutput> = await mapped.run(list, {})
    const { id, version } = sources[0]!
    const changed: ListedSource = await mapped.run(change, {
      ...{ ...ordersSource, id, expected: version },
      mapping: { ...ordersSource.mapping, amount: 'gross' },
    })
    expect(changed.version).toBe(version + 1)
    await expect(
      mapped.run(change, { ...ordersSource, id, expected: version }),
    ).rejects.toMatchObject({ code: 'record.changed' })
  })
})

test('a table of Iceberg is read at its snapshot, so the same facts stay the same rows', async () => {
  const other = await onCluster()
  const schema = identifier('lake', `own_${run}`)
  const table = identifier('lake', `own_${run}`, 'people')
  try {
    await tell(sql`create schema if not exists ${schema}`)
    await tell(sql`create table ${table} as select 'c1' as customer_id, 'Home' as segment`)
    const source: ListedSource = await other.run(add, {
      ...{ name: 'People', kind: 'customers', table: `lake.own_${run}.people` },
    })
    expect(source.check).toMatchObject({ kept: 1, identity: 'version' })
    const before = await loadSnapshot(other.services, 'w1')
    await tell(sql`insert into ${table} values ('c2', 'Home'), ('c1', 'Business')`)
    const count = sql`select count(*) as n, max(segment) as s from customers`
    expect(await other.services.engine.query(before, count)).toEqual([{ n: 1, s: 'Home' }])
    await other.run(check, {})
    const after = await loadSnapshot(other.services, 'w1')
    expect(after.id).not.toBe(before.id)
    expect(await other.services.engine.query(after, count)).toEqual([{ n: 2, s: 'Home' }])
    expect(await other.services.engine.query(before, count)).toEqual([{ n: 1, s: 'Home' }])
  } finally {
    await tell(sql`drop table if exists ${table}`)
    await tell(sql`drop schema if exists ${schema}`)
    await other.close()
  }
})
