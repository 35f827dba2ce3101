import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Actor, AnyOperation, Call, FactKindName } from '@fealty/core'
import { identifier, joinSql, openEngine, sql, type EngineSettings } from '@fealty/engine'
import {
  addWorkspace,
  openStore,
  recordImport,
  type NewImport,
  type OpenStore,
} from '@fealty/store'
import type { z } from 'zod'
import { factColumns } from '../facts/columns.ts'
import type { MeasureServices } from '../services.ts'
import type { SourceServices } from '../sources/source-records.ts'

/** A fact of a test: fields as text, left out means empty. `attr:` and `rating:` columns too. */
export type TestFact = Record<string, string | null>

/** A workspace with the real store and the real engine, for tests of the measures. */
export interface TestWorkspace {
  services: SourceServices
  load: (kind: FactKindName, facts: readonly TestFact[]) => Promise<void>
  run: (operation: AnyOperation<SourceServices>, input: object, actor?: Actor) => Promise<never>
  close: () => Promise<void>
}

const owner: Actor = { kind: 'person', id: 'p1', workspaceId: 'w1', role: 'owner', units: [] }

/** Opens an empty workspace in a folder of its own; on a cluster where the settings name one. */
export async function openTestWorkspace(
  today: string,
  settings?: EngineSettings,
): Promise<TestWorkspace> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'fealty-measure-'))
  const engine = openEngine({ dataFolder }, settings)
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
  const services = { engine, store, dataFolder, now: () => new Date(`${today}T12:00:00Z`) }
  return {
    services,
    load: (kind, facts) => loadFacts(services, store, kind, facts),
    run: async (operation, input, actor = owner) => {
      const call: Call<SourceServices> = {
        actor,
        workspaceId: 'w1',
        services,
        today,
        signal: new AbortController().signal,
        progress: () => undefined,
      }
      const answer: unknown = await operation.run(call, (operation.input as z.ZodType).parse(input))
      return (operation.output as z.ZodType).parse(answer) as never
    },
    close: async () => {
      await engine.close()
      await store.close()
      await rm(dataFolder, { recursive: true, force: true })
    },
  }
}

let importNumber = 0

async function loadFacts(
  services: MeasureServices,
  store: OpenStore,
  kind: FactKindName,
  facts: readonly TestFact[],
): Promise<void> {
  const id = `import-${importNumber++}`
  const standard = factColumns(kind)
  const free = [...new Set(facts.flatMap((fact) => Object.keys(fact)))]
    .filter((name) => /^(attr|rating):/.test(name))
    .map((name) => ({
      name,
      type: name.startsWith('rating:') ? ('number' as const) : ('text' as const),
    }))
  const columns = [...standard, ...free]
  const rows = facts.map((fact) => {
    const cells = columns.map(({ name, type }) => {
      const value = name === 'import_seq' ? String(importNumber) : (fact[name] ?? null)
      return sql`cast(${value} as ${services.engine.local.dialect.typeName(type)}) as ${identifier(name)}`
    })
    return sql`select ${joinSql(cells, ', ')}`
  })
  const folder = join(services.dataFolder, 'facts')
  await mkdir(folder, { recursive: true })
  const none = { id: 'none', workspaceId: 'none', tables: {} }
  await services.engine.local.writeParquet(
    none,
    joinSql(rows, ' union all '),
    join(folder, `${id}.parquet`),
  )
  await recordImport(store, {
    ...testImport(id, kind, facts),
    mapping: Object.fromEntries(
      [...new Set(facts.flatMap((fact) => Object.keys(fact)))]
        .filter((name) => standard.some((column) => column.name === name))
        .map((name) => [name, name]),
    ),
    columns: free,
  })
}

/** What a ledger row says of an import that took everything. */
function testImport(
  id: string,
  kind: FactKindName,
  facts: readonly TestFact[],
): Omit<NewImport, 'mapping' | 'columns'> {
  const days = facts.flatMap((fact) => (fact.day ? [fact.day] : [])).sort()
  return {
    id,
    workspaceId: 'w1',
    kind,
    files: [],
    cleaning: [],
    rowsIn: facts.length,
    kept: facts.length,
    rejected: 0,
    dropped: {},
    firstDay: days[0] ?? null,
    lastDay: days.at(-1) ?? null,
    segmentPath: `facts/${id}.parquet`,
    rejectsPath: null,
    contentKey: id,
    importedAt: '2026-01-01T00:00:00.000Z',
  }
}
