import { randomUUID } from 'node:crypto'
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Engine, TidyWork } from '../engine.ts'
import { openEngine, readEngineSettings } from '../open-engine.ts'
import type { Column, Snapshot } from '../snapshot.ts'
import { identifier, sql, wholeNumber } from '../sql.ts'
import { factTable } from './lake-names.ts'

const columns: readonly Column[] = [
  { name: 'customer_id', type: 'text' },
  { name: 'amount', type: 'money' },
]
const parts = 18
const ordersTable = factTable('w', 'orders')
const schema = `t_${randomUUID().replaceAll('-', '')}`
const { LAKE_URL = '' } = process.env
const lakeFolder = LAKE_URL.startsWith('file:') ? fileURLToPath(LAKE_URL) : undefined
let engine: Engine
let dataFolder: string
let files: string[]

const none: Snapshot = { id: 'none', workspaceId: 'w', tables: {} }
const of = (id: string, some: readonly string[]): Snapshot => ({
  id,
  workspaceId: 'w',
  tables: { orders: { files: some, columns } },
})
const ask = (snapshot: Snapshot) =>
  engine.query(
    snapshot,
    sql`select count(*) as n, sum(amount) as total, max(customer_id) as last from orders`,
  )
const tidy = (work: Partial<TidyWork>) =>
  engine.tidy({
    workspaceId: 'w',
    segments: { orders: files },
    derived: [],
    atOnce: false,
    ...work,
  })
/** How many rows the cluster has about the table of orders, e.g. in `$files`. */
const countOf = async (suffix: string) => {
  const table = identifier(`${ordersTable}${suffix}`)
  const [row] = await engine.query(none, sql`select count(*) as n from ${table}`)
  return Number(row!.n)
}

beforeAll(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'fealty-care-'))
  const settings = readEngineSettings(process.env)
  const url = settings.url!.replace(/[^/]+$/, schema)
  engine = openEngine({ dataFolder }, { ...settings, url })
  await mkdir(join(dataFolder, 'facts'))
  files = Array.from({ length: parts }, (_, part) => join(dataFolder, 'facts', `${part}.parquet`))
  for (const [part, file] of files.entries()) {
    const rows = sql`select 'c' || lpad(cast(range as varchar), 3, '0') as customer_id, cast(range as decimal(18,4)) as amount from range(${wholeNumber(part * 10)}, ${wholeNumber(part * 10 + 10)})`
    await engine.local.writeParquet(none, rows, file)
  }
})

afterAll(async () => {
  await engine.close()
  await rm(dataFolder, { recursive: true, force: true })
})

test('many small files become few, and every list of segments reads the same rows as before', async () => {
  const [all, some] = [of('all', files), of('some', files.slice(3, 7))]
  const before = [await ask(all), await ask(some)]
  expect(before[0]).toMatchObject([{ n: 180, last: 'c179' }])
  expect(await countOf('$files')).toBe(parts)

  expect(await tidy({})).toEqual({ segments: 0, tables: 0, merged: 1 })
  expect(await countOf('$files')).toBeLessThan(parts)
  expect([await ask(all), await ask(some)]).toEqual(before)
  // Lists that were never asked for, after the files know segments no more.
  expect(await ask(of('other', [files[1]!, files[17]!]))).toMatchObject([{ n: 20, last: 'c179' }])
  expect(await countOf('')).toBe(180)

  expect(await tidy({})).toEqual({ segments: 0, tables: 0, merged: 0 })
})

test('a segment that nobody may name leaves nothing behind when a person was erased', async () => {
  const kept = files.slice(0, -1)
  const before = await ask(of('kept', kept))
  expect(await tidy({ segments: { orders: kept }, atOnce: true })).toMatchObject({ segments: 1 })
  expect(await countOf('')).toBe(170)
  expect(await countOf('$snapshots')).toBe(1)
  const [gone] = await engine.query(
    none,
    sql`select count(*) as n from ${identifier(ordersTable)} where customer_id >= 'c170'`,
  )
  expect(gone).toEqual({ n: 0 })
  // In the place itself there is no file but those of the table as it is.
  if (lakeFolder !== undefined) {
    const names = await readdir(lakeFolder, { recursive: true })
    const data = names.filter(
      (name) => name.includes(`${schema}/orders`) && name.endsWith('.parquet'),
    )
    expect(data).toHaveLength(await countOf('$files'))
  }
  expect(await ask(of('kept', kept))).toEqual(before)

  // The same segment again, as after the undoing of an undo, is taken once more.
  expect(await ask(of('again', files))).toMatchObject([{ n: 180 }])
  expect(await countOf('')).toBe(180)
})

test('derived tables that no file stands for are dropped, those in use stay', async () => {
  const named = join(dataFolder, `named${engine.tableSuffix}`)
  const lost = join(dataFolder, `lost${engine.tableSuffix}`)
  for (const path of [named, lost])
    await engine.writeTable(of('all', files), sql`select count(*) as n from orders`, path)
  await rm(lost)
  // It may be in the making: an ordinary round leaves it for a day.
  expect(await tidy({ derived: [named] })).toMatchObject({ tables: 0 })
  expect(await tidy({ derived: [named], atOnce: true })).toMatchObject({ tables: 1 })
  const derived = {
    id: 'derived',
    workspaceId: 'w',
    tables: { totals: { files: [named], columns: [{ name: 'n', type: 'whole' as const }] } },
  }
  expect(await engine.query(derived, sql`select n from totals`)).toEqual([{ n: 180 }])
})

test('a table for others is replaced as a whole, under its name', async () => {
  for (const n of [1, 2]) {
    const some = of(`of${n}`, files.slice(0, n))
    expect(await engine.publish!(some, sql`select customer_id from orders`, 'for_others')).toBe(
      n * 10,
    )
    const [row] = await engine.query(none, sql`select count(*) as n from for_others`)
    expect(row).toEqual({ n: n * 10 })
  }
})
