import type { TidyReport, TidyWork } from '../engine.ts'
import { identifier, joinSql, literal, sql, wholeNumber } from '../sql.ts'
import type { TrinoAddress } from './address.ts'
import type { FactTables } from './fact-tables.ts'
import { derivedPrefix, factTable, segmentColumn, segmentKey } from './lake-names.ts'
import { readPointer } from './pointer.ts'
import type { StatementOptions, TrinoClient } from './statement.ts'

/** Files below this size are merged once there are more than `mostSmallFiles` of them in a table. */
const smallFile = { text: '32MB', bytes: 32 * 1024 ** 2 }
const mostSmallFiles = 16
/** How long Iceberg's old snapshots and files that no table names are kept. */
const keptDays = 7
/** A table that nobody names any more may still be in the making for so long. */
const graceHours = 24
const careSeconds = 3_600

interface Lake {
  client: TrinoClient
  address: TrinoAddress
  facts: FactTables
  dataFolder: string
}

/**
 * Keeps the lake small, and takes out of it what is gone: see `Engine.tidy`. Each step can be broken
 * off at any time and done again; none of them changes a row that a question may read.
 */
export async function tidyLake(lake: Lake, work: TidyWork): Promise<TidyReport> {
  const options: StatementOptions = {
    seconds: careSeconds,
    tags: [`workspace=${work.workspaceId}`, 'operation=lake.tidy'],
    session: retentionSession(lake.address.catalog),
    ...(work.signal ? { signal: work.signal } : {}),
  }
  const names = await listTables(lake, options)
  const report: TidyReport = { segments: 0, tables: 0, merged: 0 }
  for (const [kind, files] of Object.entries(work.segments)) {
    const name = factTable(work.workspaceId, kind)
    if (!names.includes(name)) continue
    await lake.facts.inTurn(name, () => tidyFacts(lake, name, files, { work, options, report }))
  }
  await dropOrphans(lake, names, { work, options, report })
  return report
}

interface Care {
  work: TidyWork
  options: StatementOptions
  report: TidyReport
}

/** A cluster has a least retention of its own, which a session may go below. */
function retentionSession(catalog: string): Record<string, string> {
  return {
    [`${catalog}.expire_snapshots_min_retention`]: '0s',
    [`${catalog}.remove_orphan_files_min_retention`]: '0s',
  }
}

/** Lets go of every version of a table but the one that is there. */
export async function expireAll(
  client: TrinoClient,
  catalog: string,
  name: string,
  options: StatementOptions,
): Promise<void> {
  await client.rows(
    sql`alter table ${identifier(name)} execute expire_snapshots(retention_threshold => '0s')`,
    { ...options, session: retentionSession(catalog) },
  )
}

/** Drops every table of a workspace, and those for others; gives their names. */
export async function dropWorkspace(
  client: TrinoClient,
  address: TrinoAddress,
  workspaceId: string,
  { published, options }: { published: readonly string[]; options: StatementOptions },
): Promise<string[]> {
  const names = (await listTables({ client, address }, options)).filter(
    (name) =>
      name.endsWith(factTable(workspaceId, '')) ||
      name.startsWith(derivedPrefix(workspaceId)) ||
      published.includes(name),
  )
  for (const name of names)
    await client.rows(sql`drop table if exists ${identifier(name)}`, options)
  return names
}

async function listTables(
  { client, address }: Pick<Lake, 'client' | 'address'>,
  options: StatementOptions,
): Promise<string[]> {
  const rows = await client.rows(
    sql`select table_name from information_schema.tables where table_schema = ${address.schema}`,
    options,
  )
  return rows.map(([name]) => String(name))
}

/** Takes out the rows of segments that nobody may ask for, merges small files, lets old ones go. */
async function tidyFacts(
  { client, facts, dataFolder }: Lake,
  name: string,
  files: readonly string[],
  { work, options, report }: Care,
): Promise<void> {
  const table = identifier(name)
  const kept = new Set(await Promise.all(files.map((file) => segmentKey(dataFolder, file))))
  const gone = [...(await facts.readSegments(name, options))].filter((key) => !kept.has(key))
  if (gone.length > 0) {
    const keys = joinSql(gone.map(literal), ', ')
    await client.rows(
      sql`delete from ${table} where ${identifier(segmentColumn)} in (${keys})`,
      options,
    )
    report.segments += gone.length
  }
  if (gone.length > 0 || (await countSmall(client, name, options)) > mostSmallFiles) {
    await client.rows(
      sql`alter table ${table} execute optimize(file_size_threshold => ${literal(smallFile.text)})`,
      options,
    )
    report.merged += 1
  }
  // Segments go because they were undone long ago, or because a person was erased from them.
  const retention = literal(work.atOnce || gone.length > 0 ? '0s' : `${keptDays}d`)
  for (const step of ['expire_snapshots', 'remove_orphan_files']) {
    await client.rows(
      sql`alter table ${table} execute ${identifier(step)}(retention_threshold => ${retention})`,
      options,
    )
  }
  facts.forget(name)
}

/** Data files that are small, and files of rows that were taken out. */
async function countSmall(
  client: TrinoClient,
  name: string,
  options: StatementOptions,
): Promise<number> {
  const [row] = await client.rows(
    sql`select count(*) from ${identifier(`${name}$files`)} where file_size_in_bytes < ${smallFile.bytes}`,
    options,
  )
  return Number(row?.[0])
}

/** Drops derived tables whose file is gone, tables that were lent, and those that are to go. */
async function dropOrphans(
  lake: Lake,
  names: readonly string[],
  { work, options, report }: Care,
): Promise<void> {
  const pointers = await Promise.all(work.derived.map(readPointer))
  const named = new Set(pointers.map((pointer) => pointer?.table))
  const derived = derivedPrefix(work.workspaceId)
  const lent = new RegExp(`^${factTable(work.workspaceId, 'lent_\\w+')}$`)
  const dropped = new Set(work.drop)
  for (const name of names) {
    if (dropped.has(name)) {
      await lake.client.rows(sql`drop table if exists ${identifier(name)}`, options)
      report.tables += 1
      continue
    }
    const isLent = lent.test(name)
    if (!isLent && (!name.startsWith(derived) || named.has(name))) continue
    if (!work.atOnce && (await isYoung(lake.client, name, options))) continue
    await lake.facts.inTurn(name, async () => {
      await lake.client.rows(sql`drop table if exists ${identifier(name)}`, options)
      lake.facts.forget(name)
    })
    report.tables += 1
  }
}

async function isYoung(
  client: TrinoClient,
  name: string,
  options: StatementOptions,
): Promise<boolean> {
  const [row] = await client.rows(
    sql`select coalesce(max(committed_at) > current_timestamp - interval '${wholeNumber(graceHours)}' hour, true) from ${identifier(`${name}$snapshots`)}`,
    options,
  )
  return row?.[0] === true
}
