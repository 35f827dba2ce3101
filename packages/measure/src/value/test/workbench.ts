import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { factKindNames, type Actor, type Call, type Role } from '@fealty/core'
import { identifier, openDuckdbEngine, sql, type Snapshot } from '@fealty/engine'
import { addWorkspace, openStore, recordImport, type OpenStore } from '@fealty/store'
import { writeFacts, type FactRows } from '../../rollup/test/write-facts.ts'
import type { MeasureServices } from '../../services.ts'

/** A data folder of its own with store and engine, as the product opens them. */
export interface Workbench {
  services: MeasureServices & { store: OpenStore }
  /** A call of somebody with a role; managers see the given units. */
  call: (role?: Role, units?: string[]) => Call<MeasureServices>
  /** Makes facts known to the ledger, as an import would. */
  load: (facts: FactRows) => Promise<void>
  /** Makes Parquet segments known that are there already. */
  adopt: (snapshot: Snapshot) => Promise<void>
  close: () => Promise<void>
}

export async function openWorkbench(today = '2030-01-01'): Promise<Workbench> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'fealty-value-'))
  const engine = openDuckdbEngine({ dataFolder, memory: '1GB' })
  const store = await openStore({ folder: dataFolder })
  const services = { engine, store, dataFolder }
  await addWorkspace(store, {
    id: 'w',
    name: 'Test',
    timeZone: 'UTC',
    currency: 'GBP',
    fiscalYearStartMonth: 1,
    settings: {},
    createdAt: '2024-01-01T00:00:00.000Z',
  })
  let loads = 0
  const adopt = async (snapshot: Snapshot): Promise<void> => {
    for (const kind of factKindNames) {
      const table = snapshot.tables[kind]!
      if (table.files.length > 0) await recordSegment(services, snapshot, kind)
    }
  }
  return {
    services,
    adopt,
    load: async (facts) => {
      loads += 1
      await adopt(await writeFacts(engine, dataFolder, `load${loads}`, facts))
    },
    call: (role = 'owner', units = []) => {
      const actor: Actor = { kind: 'person', id: 'p', workspaceId: 'w', role, units }
      const signal = new AbortController().signal
      return { actor, workspaceId: 'w', services, today, signal, progress: () => undefined }
    },
    close: async () => {
      await engine.close()
      await store.close()
      await rm(dataFolder, { recursive: true, force: true })
    },
  }
}

async function recordSegment(
  services: MeasureServices,
  snapshot: Snapshot,
  kind: (typeof factKindNames)[number],
): Promise<void> {
  const table = snapshot.tables[kind]!
  const dated = table.columns.some(({ name }) => name === 'day')
  const [days] = dated
    ? await services.engine.query(
        snapshot,
        sql`select min(day) as first, max(day) as last from ${identifier(kind)}`,
      )
    : []
  await recordImport(services.store, {
    id: `${snapshot.id}-${kind}`,
    workspaceId: 'w',
    kind,
    files: [],
    mapping: Object.fromEntries(table.columns.map(({ name }) => [name, name])),
    cleaning: [],
    dropped: {},
    columns: table.columns.map(({ name, type }) => ({ name, type })),
    rowsIn: 1,
    kept: 1,
    rejected: 0,
    firstDay: (days?.first as string | undefined) ?? null,
    lastDay: (days?.last as string | undefined) ?? null,
    segmentPath: table.files[0]!,
    rejectsPath: null,
    contentKey: `${snapshot.id}-${kind}`,
    importedAt: '2024-01-01T00:00:00.000Z',
  })
}
