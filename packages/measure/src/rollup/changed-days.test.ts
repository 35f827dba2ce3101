import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { openDuckdbEngine, sql, toStatement, type Engine, type Snapshot } from '@fealty/engine'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { wholeMonths } from './changed-days.ts'
import { ensureRollups } from './ensure-rollups.ts'
import { writeFacts } from './test/write-facts.ts'

let dataFolder: string
let engine: Engine
/** Texts of the statements that made derived tables. */
let written: string[]

beforeAll(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'fealty-changed-'))
  const inner = openDuckdbEngine({ dataFolder, memory: '500MB' })
  engine = {
    ...inner,
    writeTable(snapshot, statement, ...rest) {
      written.push(toStatement(statement).text)
      return inner.writeTable(snapshot, statement, ...rest)
    },
  }
})

afterAll(async () => {
  await engine.close()
  await rm(dataFolder, { recursive: true, force: true })
})

type Line = { customer_id: string; day: string; order_id: string | null; amount: string }

/** Segments of orders are written once; a snapshot is a choice of them. */
const segments = new Map<string, string>()

async function segmentOf(lines: readonly Line[]): Promise<string> {
  const key = JSON.stringify(lines)
  const known = segments.get(key)
  if (known !== undefined) return known
  const facts = await writeFacts(engine, dataFolder, `g${segments.size}`, { orders: [...lines] })
  const file = facts.tables.orders!.files[0]!
  segments.set(key, file)
  return file
}

let snapshots = 0

async function snapshotOf(imports: readonly (readonly Line[])[], workspaceId: string) {
  const empty = await writeFacts(engine, dataFolder, 'empty', {})
  const files: string[] = []
  for (const lines of imports) files.push(await segmentOf(lines))
  const orders = { ...empty.tables.orders!, files }
  snapshots += 1
  return { id: `n${snapshots}`, workspaceId, tables: { ...empty.tables, orders } }
}

const tables = ['purchases', 'spells', 'customer_months'] as const

async function readTables(snapshot: Snapshot): Promise<unknown> {
  const rolled = await ensureRollups({ engine, dataFolder }, snapshot)
  return Promise.all(
    [
      sql`select * from purchases order by customer_id, day`,
      sql`select * from spells order by customer_id, basis, start_day`,
      sql`select * from customer_months order by customer_id, month`,
    ].map((statement) => engine.query(rolled, statement)),
  )
}

const lineArbitrary = fc.record({
  customer_id: fc.constantFrom('a', 'b', 'c'),
  day: fc
    .integer({ min: 0, max: 120 })
    .map((days) => new Date(Date.UTC(2024, 0, 20 + days)).toISOString().slice(0, 10)),
  order_id: fc.constantFrom('1', '2', null),
  amount: fc.constantFrom('10', '0', '-3.5'),
})
const importArbitrary = fc.array(lineArbitrary, { minLength: 1, maxLength: 6 })

test('refreshed by the days that changed, the tables are those that are made anew', async () => {
  let refreshes = 0
  await fc.assert(
    fc.asyncProperty(
      fc.array(importArbitrary, { minLength: 1, maxLength: 3 }),
      fc.array(importArbitrary, { maxLength: 2 }),
      fc.nat({ max: 2 }),
      async (before, added, undone) => {
        written = []
        const workspaceId = `w${snapshots}`
        const after = [...before.filter((_, place) => place !== undone), ...added]
        await readTables(await snapshotOf(before, workspaceId))
        expect(written.join()).not.toContain('_before')
        written = []
        const refreshed = await readTables(await snapshotOf(after, workspaceId))
        if (written.join().includes('purchases_before')) refreshes += 1
        // Another workspace has no earlier snapshot.
        const anew = await readTables(await snapshotOf(after, `${workspaceId}anew`))
        expect(refreshed).toEqual(anew)
      },
    ),
    { numRuns: 10 },
  )
  expect(refreshes).toBeGreaterThan(5)
}, 180_000)

const line = (day: string): Line => ({ customer_id: 'a', day, order_id: null, amount: '1' })

test('only the lines of the days that changed are read again', async () => {
  const [march, april] = [[line('2024-03-05'), line('2024-03-09')], [line('2024-04-02')]]
  await readTables(await snapshotOf([march], 'only'))
  written = []
  await readTables(await snapshotOf([march, april], 'only'))
  expect(written[0]).toContain(`day >= date '2024-04-02' and day <= date '2024-04-02'`)
  expect(written[2]).toContain(`day >= date '2024-04-01' and day <= date '2024-04-30'`)
  // An undo of what was added takes the days over that are left.
  written = []
  await readTables(await snapshotOf([march], 'only'))
  expect(written[0]).toContain(`date '2024-04-02'`)
  // Where no line of an order has changed, no order is read.
  written = []
  await readTables(await snapshotOf([march], 'only'))
  expect(written[0]).toBe('select * from purchases_before order by customer_id, day')
  expect(tables.length).toBe(written.length)
})

test('without the files of the earlier tables all of it is made anew', async () => {
  const march = [line('2024-03-05')]
  await readTables(await snapshotOf([march], 'lost'))
  const parent = join(dataFolder, 'rollups', 'lost')
  for (const name of await readdir(parent, { recursive: true }))
    if (name.endsWith('.origin.json')) await rm(join(parent, name))
  written = []
  await readTables(await snapshotOf([march, [line('2024-04-02')]], 'lost'))
  expect(written.join()).not.toContain('_before')
})

test('months are taken whole', () => {
  expect(wholeMonths({ from: '2024-01-31', to: '2024-02-10' })).toEqual({
    from: '2024-01-01',
    to: '2024-02-29',
  })
  expect(wholeMonths(null)).toBeNull()
})
