import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Actor, AnyOperation, Call } from '@fealty/core'
import { openDuckdbEngine } from '@fealty/engine'
import { measureOperations } from '@fealty/measure'
import { addWorkspace, openStore } from '@fealty/store'
import type { z } from 'zod'
import { explainOperations } from '../index.ts'
import type { ExplainServices } from '../services.ts'

/** A workspace with the real store, the real engine and the real import. */
export interface TestWorkspace {
  services: ExplainServices
  folder: string
  call: (actor?: Actor) => Call<ExplainServices>
  /** Imports rows as a CSV file; the header is that of the first row. */
  load: (kind: string, rows: readonly Record<string, string | number | null>[]) => Promise<void>
  run: <T>(id: string, input: object, actor?: Actor) => Promise<T>
  close: () => Promise<void>
}

const owner: Actor = {
  kind: 'person',
  id: 'p1',
  workspaceId: 'w1',
  role: 'owner',
  units: [],
}
export const viewer: Actor = { ...owner, id: 'p2', role: 'viewer' }

const operations: readonly AnyOperation<ExplainServices>[] = [
  ...measureOperations,
  ...explainOperations,
]

const quote = (cell: string | number | null): string =>
  cell === null ? '' : `"${String(cell).replaceAll('"', '""')}"`

const testWorkspace = {
  id: 'w1',
  name: 'Test',
  timeZone: 'UTC',
  currency: 'EUR',
  fiscalYearStartMonth: 1,
  settings: {},
}

/** Opens an empty workspace in a folder of its own; `today` is the day of the clock. */
export async function openTestWorkspace(today: string): Promise<TestWorkspace> {
  const folder = await mkdtemp(join(tmpdir(), 'fealty-explain-'))
  const engine = openDuckdbEngine({ dataFolder: folder })
  const store = await openStore({ folder })
  const now = () => new Date(`${today}T12:00:00Z`)
  await addWorkspace(store, { ...testWorkspace, createdAt: now().toISOString() })
  const services: ExplainServices = { engine, store, dataFolder: folder, now }
  const call = (actor: Actor = owner): Call<ExplainServices> => ({
    actor,
    workspaceId: 'w1',
    services,
    today,
    signal: new AbortController().signal,
    progress: () => undefined,
  })
  const run = async <T>(id: string, input: object, actor?: Actor): Promise<T> => {
    const operation = operations.find((one) => one.id === id)
    if (!operation) throw new Error(`no operation ${id}`)
    const answer: unknown = await operation.run(
      call(actor),
      (operation.input as z.ZodType).parse(input),
    )
    return (operation.output as z.ZodType).parse(answer) as T
  }
  let files = 0
  return {
    services,
    folder,
    call,
    run,
    async load(kind, rows) {
      const names = Object.keys(rows[0]!)
      const lines = rows.map((row) => names.map((name) => quote(row[name] ?? null)).join(','))
      const path = join(folder, `upload-${(files += 1)}.csv`)
      await writeFile(path, [names.join(','), ...lines].join('\n'))
      await run('import.run', { kind, paths: [path] }, { ...owner, kind: 'terminal' } as Actor)
      await rm(path)
    },
    async close() {
      await engine.close()
      await store.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
