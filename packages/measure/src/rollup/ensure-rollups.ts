import { existsSync } from 'node:fs'
import { mkdir, readdir, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { isEngineAway } from '@fealty/core'
import { sql, type Column, type Engine, type Snapshot, type Sql } from '@fealty/engine'
import {
  findChangedDays,
  noteOrigin,
  refreshed,
  wholeMonths,
  type ChangedDays,
} from './changed-days.ts'
import { customerMonthColumns, customerMonthsSql } from './customer-months.ts'
import { purchaseColumns, purchasesSql } from './purchases.ts'
import { spellColumns, spellsSql } from './spells.ts'

/** Raised when a definition below changes: files of an older definition are then not read again. */
const definitionsVersion = 5

/** A snapshot and the one before it stay, so that questions still running keep their files. */
const keptSnapshots = 2

/** Building may read every line of every order, and a hundred million take a small machine minutes. */
const buildSeconds = 3_600

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
const building = new Map<string, Promise<void>>()

/**
 * The snapshot with the derived tables `purchases`, `spells` and `customer_months`, which are built on
 * first need and kept as Parquet beside the facts. They hold nothing that the facts do not give again,
 * so their folder may be deleted at any time. None of them reads answers, so answers that come in leave
 * them as they are. The returned snapshot has its own id, because its tables differ.
 */
export async function ensureRollups(services: Services, snapshot: Snapshot): Promise<Snapshot> {
  const { engine } = services
  const folder = rollupFolder(services.dataFolder, snapshot)
  const key = folder + engine.tableSuffix
  const work = building.get(key) ?? buildMissing(services, snapshot, folder)
  building.set(key, work)
  try {
    await work
  } finally {
    building.delete(key)
  }
  return rollups(engine).reduce(
    (extended, rollup) => withRollup(extended, rollup, folder, engine),
    snapshot,
  )
}

/** Where a snapshot's derived tables lie: one folder for all that differ in answers only. */
export function rollupFolder(dataFolder: string, snapshot: Snapshot): string {
  return join(dataFolder, 'rollups', snapshot.workspaceId, snapshot.baseId ?? snapshot.id)
}

/** The snapshot seen with one more table; its ids say so, because views are made once per id. */
export function withTable(
  snapshot: Snapshot,
  suffix: string,
  name: string,
  table: { files: readonly string[]; columns: readonly Column[] },
): Snapshot {
  const { id, baseId = id, tables } = snapshot
  const ids = { id: `${id}_${suffix}`, baseId: `${baseId}_${suffix}` }
  return { ...snapshot, ...ids, tables: { ...tables, [name]: table } }
}

function rollups(engine: Engine, changed?: ChangedDays): readonly Rollup[] {
  const { dialect } = engine
  return [
    {
      name: 'purchases',
      columns: purchaseColumns,
      select: changed ? refreshedPurchases(engine, changed) : purchasesSql(dialect),
    },
    // Who was active when follows from all days of a customer, so it is made from all of them.
    { name: 'spells', columns: spellColumns, select: spellsSql(dialect) },
    {
      name: 'customer_months',
      columns: customerMonthColumns,
      select: changed ? refreshedMonths(engine, changed) : customerMonthsSql(dialect),
    },
  ]
}

/** What depends on the lines of single days, and is taken over for the days that are as before. */
const byDay: Readonly<Record<string, readonly Column[]>> = {
  purchases: purchaseColumns,
  customer_months: customerMonthColumns,
}

/** A table as an earlier snapshot has it. */
const asBefore = (name: string): string => `${name}_before`

function refreshedPurchases(engine: Engine, { span }: ChangedDays): Sql {
  const columns = { day: sql`day`, order: sql`customer_id, day` }
  return refreshed(engine, { before: sql`purchases_before`, span, ...columns }, (within) =>
    purchasesSql(engine.dialect, within(sql`day`)),
  )
}

function refreshedMonths(engine: Engine, { span }: ChangedDays): Sql {
  const columns = { day: sql`month`, order: sql`customer_id, month` }
  const months = { before: sql`customer_months_before`, span: wholeMonths(span), ...columns }
  return refreshed(engine, months, (within) => customerMonthsSql(engine.dialect, within(sql`day`)))
}

/** The snapshot with the tables of an earlier one beside its own. */
function withBefore(snapshot: Snapshot, engine: Engine, { before }: ChangedDays): Snapshot {
  return Object.entries(byDay).reduce((extended, [name, columns]) => {
    const files = [fileOf(engine, before, name)]
    return withTable(extended, `from${basename(before)}`, asBefore(name), { files, columns })
  }, snapshot)
}

const fileOf = ({ tableSuffix }: Engine, folder: string, name: string): string =>
  join(folder, `${name}-${definitionsVersion}${tableSuffix}`)

function withRollup(
  snapshot: Snapshot,
  { name, columns }: Rollup,
  folder: string,
  engine: Engine,
): Snapshot {
  const files = [fileOf(engine, folder, name)]
  return withTable(snapshot, `${name}${definitionsVersion}`, name, { files, columns })
}

async function buildMissing(
  { engine, dataFolder }: Services,
  snapshot: Snapshot,
  folder: string,
): Promise<void> {
  const isNew = !existsSync(folder)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const isThere = ({ name }: Rollup) => existsSync(fileOf(engine, folder, name))
  if (!rollups(engine).every(isThere) && !(await refresh(engine, snapshot, folder)))
    await build(engine, snapshot, folder)
  if (isNew) await sweepRollups(engine, dataFolder, snapshot)
}

/** Makes what is missing from an earlier snapshot's tables, where there are some, and says whether. */
async function refresh(engine: Engine, snapshot: Snapshot, folder: string): Promise<boolean> {
  const names = Object.keys(byDay).map((name) => basename(fileOf(engine, folder, name)))
  try {
    const changed = await findChangedDays(engine, snapshot, folder, names)
    if (changed !== undefined) await build(engine, snapshot, folder, changed)
    return changed !== undefined
  } catch (error) {
    // The earlier tables may go while they are read; the facts themselves stay.
    if (isEngineAway(error)) throw error
    return false
  }
}

/** Makes what is missing: all of it, or what depends on single days from those that changed. */
async function build(
  engine: Engine,
  snapshot: Snapshot,
  folder: string,
  changed?: ChangedDays,
): Promise<void> {
  let extended = changed ? withBefore(snapshot, engine, changed) : snapshot
  for (const rollup of rollups(engine, changed)) {
    const path = fileOf(engine, folder, rollup.name)
    if (!existsSync(path)) {
      await engine.writeTable(extended, rollup.select, path, { seconds: buildSeconds })
      if (rollup.name in byDay) await noteOrigin(path, snapshot)
    }
    extended = withRollup(extended, rollup, folder, engine)
  }
}

/** Deletes the derived tables of snapshots that are gone, and what a killed build left behind. */
async function sweepRollups(engine: Engine, dataFolder: string, snapshot: Snapshot): Promise<void> {
  const folder = rollupFolder(dataFolder, snapshot)
  const [parent, own] = [dirname(folder), basename(folder)]
  const others = (await readdir(parent)).filter((name) => name !== own)
  const aged = await Promise.all(
    others.map(async (name) => ({ name, time: (await stat(join(parent, name))).mtimeMs })),
  )
  aged.sort((a, b) => b.time - a.time || (a.name < b.name ? -1 : 1))
  const gone = aged.slice(keptSnapshots - 1)
  await Promise.all(gone.map(({ name }) => dropFolder(engine, join(parent, name))))
}

async function dropFolder(engine: Engine, folder: string): Promise<void> {
  const tables = (await readdir(folder)).filter((name) => name.endsWith(engine.tableSuffix))
  await Promise.all(tables.map((name) => engine.dropTable(join(folder, name))))
  await rm(folder, { recursive: true, force: true })
}
