import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AnyOperation } from '@fealty/core'
import { openEngine, readEngineSettings, sql, type Engine } from '@fealty/engine'
import { listCases } from '@fealty/store'
import type { ActServices } from '../services.ts'
import { openWorkbench, type Workbench } from '../test/open-workbench.ts'
import { caseOperations } from './operation.ts'
import { publishCasesJob } from './publish-cases.ts'

let bench: Workbench
let engine: Engine

beforeAll(async () => {
  bench = await openWorkbench('2026-11-25T09:00:00.000Z')
  const settings = readEngineSettings(process.env)
  const url = settings.url!.replace(/[^/]+$/, `t_${randomUUID().replaceAll('-', '')}`)
  engine = openEngine({ dataFolder: bench.services.dataFolder }, { ...settings, url })
})

afterAll(async () => {
  await engine.close()
  await bench.close()
})

const operations: readonly AnyOperation<ActServices>[] = caseOperations
const run = (id: string, input: object) =>
  bench.run(
    operations.find((one) => one.id === id),
    input,
  )
const publish = () =>
  publishCasesJob.run({
    services: { ...bench.services, engine },
    now: bench.now(),
    signal: new AbortController().signal,
  })
const ask = (statement: ReturnType<typeof sql>) =>
  engine.query({ id: 'none', workspaceId: 'w1', tables: {} }, statement)
const inLake = () =>
  ask(sql`select case_id, customer_id, state, opened_at from cases order by case_id`)

test('every case is in the lake once, as it stands, and nothing that was lent stays', async () => {
  await bench.load('customers', [{ customer_id: 'c1' }, { customer_id: 'c|"2' }])
  for (const customerId of ['c1', 'c|"2'])
    await run('cases.open', { customerId, note: 'Called in a temper.' })
  await publish()
  const expected = async () =>
    (await listCases(bench.services.store, 'w1'))
      .map(({ id, customerId, state }) => ({
        ...{ case_id: id, customer_id: customerId, state },
        opened_at: '2026-11-25 09:00:00',
      }))
      .toSorted((a, b) => (a.case_id < b.case_id ? -1 : 1))
  expect(await inLake()).toEqual(await expected())

  const [first] = await listCases(bench.services.store, 'w1')
  const { id: caseId, version } = first!
  await run('cases.dismiss', { caseId, version, reason: 'Was here already.' })
  await publish()
  expect(await inLake()).toEqual(await expected())
  const tables = await ask(
    sql`select table_name from information_schema.tables where table_schema = current_schema`,
  )
  expect(tables).toEqual([{ table_name: 'cases' }])
})
