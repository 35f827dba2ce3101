import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDuckdbEngine, type Engine } from '@fealty/engine'
import { factColumns } from '../facts/columns.ts'
import { readFactSums } from './read-fact-sums.ts'

let folder: string
let engine: Engine
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fealty-sums-'))
  engine = openDuckdbEngine({ dataFolder: folder, memory: '300MB' })
})
afterAll(async () => {
  await engine.close()
  await rm(folder, { recursive: true, force: true })
})

test('every row of every import counts, and a number is added up without a rest', async () => {
  const columns = [
    ...factColumns('customers').filter(({ name }) => ['customer_id', 'import_seq'].includes(name)),
    { name: 'attr:fee', type: 'number' as const },
  ]
  const path = join(folder, 'customers.csv')
  const names = columns.map(({ name }) => name)
  const rows = [
    { customer_id: 'a', import_seq: 1, 'attr:fee': '0.1' },
    { customer_id: 'b', import_seq: 1, 'attr:fee': '0.2' },
    { customer_id: 'a', import_seq: 2, 'attr:fee': '' },
  ]
  const lines = rows.map((row) => names.map((name) => row[name as keyof typeof row]).join('|'))
  await writeFile(path, `${[names.join('|'), ...lines].join('\n')}\n`)
  const table = { files: [path], columns, latestBy: 'customer_id' }
  const snapshot = { id: 's', workspaceId: 'w', tables: { customers: table } }
  const sums = await readFactSums(engine, snapshot, 'customers', new AbortController().signal)
  expect(sums).toEqual([
    {
      seq: 1,
      rows: 2,
      cells: { customer_id: { filled: 2, sum: null }, 'attr:fee': { filled: 2, sum: '0.3' } },
    },
    {
      seq: 2,
      rows: 1,
      cells: { customer_id: { filled: 1, sum: null }, 'attr:fee': { filled: 0, sum: null } },
    },
  ])
  expect(await readFactSums(engine, snapshot, 'orders', new AbortController().signal)).toEqual([])
})
