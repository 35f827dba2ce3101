import { afterEach, beforeEach, expect, test } from 'vitest'
import type { AnyOperation, Role } from '@fealty/core'
import { openEngine, type Engine } from '@fealty/engine'
import { listCases } from '@fealty/store'
import type { ActServices } from '../services.ts'
import { openWorkbench, type Workbench } from '../test/open-workbench.ts'
import { caseOperations } from './operation.ts'

let bench: Workbench
let cluster: Engine

beforeEach(async () => {
  bench = await openWorkbench('2026-11-25T09:00:00.000Z')
  await bench.load('customers', [{ customer_id: 'c1' }])
  const { dataFolder } = bench.services
  // Nobody listens on the port that is for throwing away.
  const url = 'trino://fealty@127.0.0.1:9/lake/fealty'
  cluster = openEngine({ dataFolder }, { url, lakeUrl: `file://${dataFolder}` })
  bench.services.engine = cluster
})
afterEach(async () => {
  await cluster.close()
  await bench.close()
})

const operations: readonly AnyOperation<ActServices>[] = caseOperations
const open = (role?: Role, units?: string[]) =>
  bench.run(
    operations.find(({ id }) => id === 'cases.open'),
    { customerId: 'c1', answer: 'r1', note: 'Called in a temper.' },
    role,
    units,
  )

test('a case is opened while the engine is away, without what the facts say', async () => {
  expect(await open()).toMatchObject({ state: 'open' })
  const [record] = await listCases(bench.services.store, 'w1')
  expect(record).toMatchObject({ customerId: 'c1', responseId: 'r1', yearlyRevenue: null })
  const list = operations.find(({ id }) => id === 'cases.list')
  expect(await bench.run(list, {})).toMatchObject({ rows: [{ customerId: 'c1' }] })
  await expect(open()).rejects.toMatchObject({ code: 'case.open-already' })
})

test('a manager is told that the engine is away: whose unit a customer is of, the facts say', async () => {
  await expect(open('manager', ['u1'])).rejects.toMatchObject({ code: 'engine.unreachable' })
  expect(await listCases(bench.services.store, 'w1')).toEqual([])
})
