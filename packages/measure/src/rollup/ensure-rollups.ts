import { existsSync } from 'node:fs'
import { mkdir, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Column, Engine, Snapshot, Sql } from '@fealty/engine'
import { customerMonthColumns, customerMonthsSql } from './customer-months.ts'
import { purchaseColumns, purchasesSql } from './purchases.ts'
import { spellColumns, spellsSql } from './spells.ts'

/** Raised when a definition below changes: files of an older definition are then not read again. */
const definitionsVersion = 5

/** A snapshot and the one before it stay, so that questions still running keep their files. */
const keptSnapshots = 2

/** Building may read every line of every order. */
const buildSeconds = 600

interface Services {
  engine: Engine
  dataFolder: string
}

interface Rollup {
  name: string
  columns: readonly Column[]
  select: Sql
}

/** Builds under way, so that questions that come together build once. */
const building = new Map<string, Promise<Snapshot>>()

/**
 * The snapshot with the derived tables `purchases`, `spells` and `customer_months`, which are built on first need and
 * kept as Parquet beside the facts. They hold nothing that the facts do not give again, so their
 * folder may be deleted at any time. The returned snapshot has its own id, because its tables differ.
 */
export async function ensureRollups(services: Services, snapshot: Snapshot): Promise<Snapshot> {
  const folder = rollupFolder(services.dataFolder, snapshot)
  const running = building.get(folder)
  if (running) return running
  const work = buildMissing(services, snapshot, folder)
  building.set(folder, work)
  try {
    return await work
  } finally {
    building.delete(folder)
  }
}

/** Where a snapshot's derived tables lie. */
export function rollupFolder(dataFolder: string, snapshot: Snapshot): string {
  return join(dataFolder, 'rollups', snapshot.workspaceId, snapshot.id)
}

/** The snapshot seen with one more table; its id says so, because views are made once per id. */
export function withTable(
  snapshot: Snapshot,
  id: string,
  name: string,
  table: { files: readonly string[]; columns: readonly Column[] },
): Snapshot {
  return { ...snapshot, id, tables: { ...snapshot.tables, [name]: table } }
}

async function buildMissing(
  services: Services,
  snapshot: Snapshot,
  folder: string,
): Promise<Snapshot> {
  const isNew = !existsSync(folder)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const { dialect } = services.engine
  const rollups: readonly Rollup[] = [
    { name: 'purchases', columns: purchaseColumns, select: purchasesSql(dialect) },
    { name: 'spells', columns: spellColumns, select: spellsSql(dialect) },
    { name: 'customer_months', columns: customerMonthColumns, select: customerMonthsSql(dialect) },
  ]
  let extended = snapshot
  for (const { name, columns, select } of rollups) {
    const path = join(folder, `${name}-${definitionsVersion}.parquet`)
    if (!existsSync(path)) {
      await services.engine.writeParquet(extended, select, path, { seconds: buildSeconds })
    }
    extended = withTable(extended, `${extended.id}_${name}${definitionsVersion}`, name, {
      files: [path],
      columns,
    })
  }
  if (isNew) await sweepRollups(services.dataFolder, snapshot)
  return extended
}

/** Deletes the derived tables of snapshots that are gone, and what a killed build left behind. */
async function sweepRollups(dataFolder: string, snapshot: Snapshot): Promise<void> {
  const parent = join(dataFolder, 'rollups', snapshot.workspaceId)
  const others = (await readdir(parent)).filter((name) => name !== snapshot.id)
  const aged = await Promise.all(
    others.map(async (name) => ({ name, time: (await stat(join(parent, name))).mtimeMs })),
  )
  aged.sort((a, b) => b.time - a.time || (a.name < b.name ? -1 : 1))
  const gone = aged.slice(keptSnapshots - 1)
  await Promise.all(
    gone.map(({ name }) => rm(join(parent, name), { recursive: true, force: true })),
  )
}
