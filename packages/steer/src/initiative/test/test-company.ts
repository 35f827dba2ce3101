import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AnyOperation, Call } from '@fealty/core'
import { openDuckdbEngine } from '@fealty/engine'
import { measureOperations } from '@fealty/measure'
import { proveOperations } from '@fealty/prove'
import { createRandomSource, drawNormal } from '@fealty/stats'
import { addWorkspace, openStore } from '@fealty/store'
import type { z } from 'zod'
import { allocationOperations } from '../../allocation/operation.ts'
import type { SteerServices } from '../../services.ts'
import { initiativeOperations } from '../operation.ts'

/** A company of a seed: customers with orders from January to June 2026, nothing ever done to them. */
export interface TestCompany {
  call: Call<SteerServices>
  run: <T>(id: string, input: object) => Promise<T>
  /** More orders, as the next refresh brings them. */
  loadOrders: (name: string, rows: readonly string[]) => Promise<void>
  close: () => Promise<void>
}

const months = ['2026-01', '2026-02', '2026-03', '2026-04', '2026-05', '2026-06']
export const customerId = (index: number): string => `C${String(index).padStart(5, '0')}`

export async function openTestCompany({
  seed,
  customers,
  lift = () => 0,
}: {
  seed: number
  customers: number
  /** What treatment adds to a customer's order of a month, from April on. */
  lift?: (id: string) => number
}): Promise<TestCompany> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'fealty-steer-'))
  const engine = openDuckdbEngine({ dataFolder, memory: '400MB' })
  const store = await openStore({ folder: dataFolder })
  const createdAt = '2026-07-01T12:00:00.000Z'
  const name = 'Test'
  const place = { timeZone: 'UTC', currency: 'EUR', fiscalYearStartMonth: 1 }
  await addWorkspace(store, { id: 'w1', name, ...place, settings: {}, createdAt })
  const call = testCall({ engine, store, dataFolder, now: () => new Date(createdAt) })
  const run = async <T>(id: string, input: object): Promise<T> => {
    const operation = operations.find((one) => one.id === id)!
    const parsed: unknown = (operation.input as z.ZodType).parse(input)
    return (operation.output as z.ZodType).parse(await operation.run(call, parsed)) as T
  }
  const load = async (kind: string, file: string, lines: readonly string[]) => {
    const path = join(dataFolder, file)
    await writeFile(path, `${lines.join('\n')}\n`)
    await run('import.run', { kind, paths: [path] })
  }
  const ids = Array.from({ length: customers }, (_, index) => customerId(index))
  await load('customers', 'customers.csv', [
    'customer_id,region',
    ...ids.map((id) => `${id},North`),
  ])
  const header = 'order_id,customer_id,ordered_at,amount'
  await load('orders', 'orders.csv', [header, ...makeOrders(seed, ids, lift)])
  return {
    call,
    run,
    loadOrders: (file, rows) => load('orders', file, [header, ...rows]),
    async close() {
      await engine.close()
      await store.close()
      await rm(dataFolder, { recursive: true, force: true })
    },
  }
}

const operations: readonly AnyOperation<SteerServices>[] = [
  ...measureOperations,
  ...proveOperations,
  ...initiativeOperations,
  ...allocationOperations,
]

function testCall(services: SteerServices): Call<SteerServices> {
  return {
    actor: { kind: 'terminal', id: 'p1', workspaceId: 'w1', role: 'owner', units: [] },
    workspaceId: 'w1',
    services,
    today: '2026-07-01',
    signal: new AbortController().signal,
    progress: () => undefined,
  }
}

function makeOrders(seed: number, ids: readonly string[], lift: (id: string) => number): string[] {
  const random = createRandomSource(seed)
  return ids.flatMap((id, index) => {
    const lasting = 60 + 15 * drawNormal(random)
    return months.map((month, turn) => {
      const more = turn >= 3 ? lift(id) : 0
      const amount = Math.max(1, lasting + turn + more + 8 * drawNormal(random))
      return `O${index}-${turn},${id},${month}-10 10:00:00,${amount.toFixed(2)}`
    })
  })
}
