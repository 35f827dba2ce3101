import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openEngine, readEngineSettings, sql, toStatement, type Engine } from '@fealty/engine'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ensureRollups } from './ensure-rollups.ts'
import { writeFacts } from './test/write-facts.ts'

let dataFolder: string
let engine: Engine
let written: string[]

beforeAll(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'fealty-changed-'))
  const settings = readEngineSettings(process.env)
  const url = settings.url!.replace(/[^/]+$/, `t_${randomUUID().replaceAll('-', '')}`)
  const inner = openEngine({ dataFolder }, { ...settings, url })
  engine = {
    ...inner,
    writeTable(snapshot, statement, ...rest) {
      written.push(toStatement(statement).text)
      return inner.writeTable(snapshot, statement, ...rest)
    },
  }
})

afterAll(async () => {
  for (const workspaceId of ['w', 'anew']) await engine.leave?.(workspaceId, [])
  await engine.close()
  await rm(dataFolder, { recursive: true, force: true })
})

const line = (customer: string, day: string, amount: string) => ({
  ...{ customer_id: customer, day, order_id: `${customer} ${day}`, amount },
})

async function readAll(id: string, workspaceId: string, files: readonly string[]) {
  const { tables } = await writeFacts(engine, dataFolder, 'empty', {})
  const orders = { ...tables.orders!, files }
  const snapshot = { id, workspaceId, tables: { ...tables, orders } }
  const rolled = await ensureRollups({ engine, dataFolder }, snapshot)
  return Promise.all(
    [
      sql`select * from purchases order by customer_id, day`,
      sql`select * from spells order by customer_id, basis, start_day`,
      sql`select * from customer_months order by customer_id, month`,
    ].map((statement) => engine.query(rolled, statement)),
  )
}

test('on a cluster too, refreshed by the days that changed the tables are those made anew', async () => {
  const lines = {
    one: [line('a', '2024-01-31', '10'), line('b', '2024-03-05', '-2.5')],
    two: [line('a', '2024-01-31', '5'), line('c', '2024-02-01', '7')],
  }
  const files: string[] = []
  for (const [id, orders] of Object.entries(lines))
    files.push((await writeFacts(engine, dataFolder, id, { orders })).tables.orders!.files[0]!)
  written = []
  await readAll('before', 'w', files.slice(0, 1))
  expect(written.join()).not.toContain('_before')
  written = []
  const refreshed = await readAll('after', 'w', files)
  expect(written).toHaveLength(3)
  expect(written[0]).toContain(`day >= date '2024-01-31' and day <= date '2024-02-01'`)
  expect(refreshed).toEqual(await readAll('after', 'anew', files))
  expect(refreshed[0]).toHaveLength(3)
})
