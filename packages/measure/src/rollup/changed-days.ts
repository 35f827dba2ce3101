import { existsSync } from 'node:fs'
import { readdir, readFile, rename, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { addDays, addMonths, type Day } from '@fealty/core'
import { isMappedFile, sql, type Engine, type Snapshot, type Sql } from '@fealty/engine'

/** Days whose order lines are others than in an earlier snapshot, whose derived tables are still there. */
export interface ChangedDays {
  /** Folder of the derived tables of the earlier snapshot. */
  before: string
  /** First and last day; null when the lines are the same. */
  span: { from: Day; to: Day } | null
}

/** What a table was made from stands beside its file, and is written after it. */
const originOf = (path: string): string => `${path}.origin.json`

const orderFiles = ({ tables }: Snapshot): readonly string[] => tables.orders?.files ?? []

/** Notes from which segments of orders a table was made. */
export async function noteOrigin(path: string, snapshot: Snapshot): Promise<void> {
  const unfinished = `${originOf(path)}.unfinished-${process.pid}`
  await writeFile(unfinished, JSON.stringify(orderFiles(snapshot)), { mode: 0o600 })
  await rename(unfinished, originOf(path))
}

/**
 * Looks for the newest earlier snapshot that has the tables of these names, and for the days that differ.
 * Undefined when there is none, or when the days cannot be told: all of it is then made anew.
 */
export async function findChangedDays(
  engine: Engine,
  snapshot: Snapshot,
  folder: string,
  names: readonly string[],
): Promise<ChangedDays | undefined> {
  const now = orderFiles(snapshot)
  // A mapped table is read as it is, so days that no entry of the ledger has changed may be others too.
  if (now.some(isMappedFile)) return undefined
  for (const before of await earlierFolders(folder)) {
    const paths = names.map((name) => join(before, name))
    if (!paths.every((path) => existsSync(path) && existsSync(originOf(path)))) continue
    const then = JSON.parse(await readFile(originOf(paths[0]!), 'utf8')) as string[]
    const changed = differing(now, then)
    // A segment that is gone, and a table that is not mapped any more, cannot be asked for their days.
    if (changed.some((file) => isMappedFile(file) || !existsSync(file))) return undefined
    if (changed.length === 0) return { before, span: null }
    const span = await readSpan(engine, snapshot, changed)
    return span && { before, span }
  }
  return undefined
}

function differing(one: readonly string[], other: readonly string[]): string[] {
  const [ones, others] = [new Set(one), new Set(other)]
  return [...one.filter((file) => !others.has(file)), ...other.filter((file) => !ones.has(file))]
}

async function earlierFolders(folder: string): Promise<string[]> {
  const parent = dirname(folder)
  const folders = (await readdir(parent)).map((name) => join(parent, name))
  const aged = await Promise.all(
    folders
      .filter((path) => path !== folder)
      .map(async (path) => ({ path, time: (await stat(path)).mtimeMs })),
  )
  return aged.toSorted((a, b) => b.time - a.time).map(({ path }) => path)
}

/** The days on which the lines of some segments lie; undefined where a line has none. */
async function readSpan(
  engine: Engine,
  { id, workspaceId, tables }: Snapshot,
  files: readonly string[],
): Promise<{ from: Day; to: Day } | undefined> {
  const columns = tables.orders?.columns ?? []
  const some = { id: `${id}_changed`, workspaceId, tables: { orders: { files, columns } } }
  const [row] = await engine.query(
    some,
    sql`select min(day) as first_day, max(day) as last_day, count(*) - count(day) as undated from orders`,
  )
  if (row === undefined || row.first_day === null || Number(row.undated) > 0) return undefined
  return { from: String(row.first_day), to: String(row.last_day) }
}

/** A table as it was, but for some days that are made anew. */
export function refreshed(
  { dialect }: Pick<Engine, 'dialect'>,
  { before, day, span, order }: { before: Sql; day: Sql; span: ChangedDays['span']; order: Sql },
  make: (within: (column: Sql) => Sql) => Sql,
): Sql {
  if (span === null) return sql`select * from ${before} order by ${order}`
  const [from, to] = [dialect.day(span.from), dialect.day(span.to)]
  const anew = make((column) => sql`${column} >= ${from} and ${column} <= ${to}`)
  return sql`select * from (
    select * from ${before} where ${day} < ${from} or ${day} > ${to} or ${day} is null
    union all select * from (${anew}) as anew
  ) as refreshed order by ${order}`
}

/** The whole months around days. */
export function wholeMonths(span: ChangedDays['span']): ChangedDays['span'] {
  if (span === null) return null
  const firstOf = (day: Day): Day => `${day.slice(0, 8)}01`
  return { from: firstOf(span.from), to: addDays(addMonths(firstOf(span.to), 1), -1) }
}
