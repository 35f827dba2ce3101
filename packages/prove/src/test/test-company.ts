import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Actor, AnyOperation, Call, FactKindName } from '@fealty/core'
import { openDuckdbEngine } from '@fealty/engine'
import { measureOperations } from '@fealty/measure'
import { addWorkspace, openStore } from '@fealty/store'
import type { z } from 'zod'
import { proveOperations, type ProveServices } from '../index.ts'

/** A workspace with the real store, the real engine and facts that came through the real import. */
export interface TestCompany {
  services: ProveServices
  call: (today?: string) => Call<ProveServices>
  load: (kind: FactKindName, header: string, rows: readonly string[]) => Promise<void>
  run: <T>(id: string, input: object, today?: string) => Promise<T>
  close: () => Promise<void>
}

const owner: Actor = { kind: 'terminal', id: 'p1', workspaceId: 'w1', role: 'owner', units: [] }

/** Every operation that a test of this room calls. */
const operations: readonly AnyOperation<ProveServices>[] = [
  ...measureOperations,
  ...proveOperations,
]

export async function openTestCompany(today: string): Promise<TestCompany> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'fealty-prove-'))
  const engine = openDuckdbEngine({ dataFolder, memory: '400MB' })
  const store = await openStore({ folder: dataFolder })
  await addWorkspace(store, {
    id: 'w1',
    name: 'Test',
    timeZone: 'UTC',
    currency: 'EUR',
    fiscalYearStartMonth: 1,
    settings: {},
    createdAt: today,
  })
  const services: ProveServices = {
    engine,
    store,
    dataFolder,
    now: () => new Date(`${today}T12:00:00Z`),
  }
  const call = (day = today): Call<ProveServices> => ({
    actor: owner,
    workspaceId: 'w1',
    services,
    today: day,
    signal: new AbortController().signal,
    progress: () => undefined,
  })
  const run = async <T>(id: string, input: object, day?: string): Promise<T> => {
    const operation = operations.find((one) => one.id === id)!
    const parsed: unknown = (operation.input as z.ZodType).parse(input)
    return (operation.output as z.ZodType).parse(await operation.run(call(day), parsed)) as T
  }
  let files = 0
  return {
    services,
    call,
    run,
    async load(kind, header, rows) {
      const path = join(dataFolder, `${kind}-${(files += 1)}.csv`)
      await writeFile(path, `${header}\n${rows.join('\n')}\n`)
      await run('import.run', { kind, paths: [path] })
    },
    async close() {
      await engine.close()
      await store.close()
      await rm(dataFolder, { recursive: true, force: true })
    },
  }
}
