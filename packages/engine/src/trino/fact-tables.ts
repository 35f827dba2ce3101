import { randomBytes } from 'node:crypto'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { trinoDialect } from '../dialect/trino.ts'
import type { LocalEngine } from '../engine.ts'
import type { Column, SnapshotTable } from '../snapshot.ts'
import { identifier, joinSql, literal, sql, type Sql } from '../sql.ts'
import type { TrinoAddress } from './address.ts'
import {
  factTable,
  isLent,
  physical,
  physicalName,
  segmentColumn,
  segmentKey,
  shortHash,
} from './lake-names.ts'
import type { LakeStore } from './lake-store.ts'
import type { OwnSchema } from './own-schema.ts'
import type { StatementOptions, TrinoClient } from './statement.ts'

interface Options {
  address: TrinoAddress
  schema: OwnSchema
  lake: LakeStore
  local: LocalEngine
  dataFolder: string
}

/** A table of the lake as the cluster has it. */
interface LakeTable {
  name: string
  /** Where its files lie, after the lake's own location. */
  folder: string
  /** Names of its columns, as the lake writes them. */
  columns: Set<string>
  /** Segments whose rows are in it. */
  segments: Set<string>
}

/** Copying a segment and registering it may take longer than a question. */
const mirrorSeconds = 600
const fileName = 'segment.parquet'

/**
 * Facts in the lake: one Iceberg table per workspace and kind. A segment of the data folder is written
 * into it by the embedded engine as Parquet and registered in one Iceberg snapshot: all of it or
 * nothing. Each row names its segment, and a question reads those that it names: whatever is added,
 * taken out, merged into other files or expired meanwhile, the same snapshot of the ledger reads the
 * same rows.
 */
export class FactTables {
  private readonly tables = new Map<string, Promise<LakeTable>>()
  /** One change of a table after the other. */
  private readonly turns = new Map<string, Promise<unknown>>()

  constructor(
    private readonly client: TrinoClient,
    private readonly options: Options,
  ) {}

  /** What stands for the table in a statement: its rows in these segments and in no other. */
  async bodyOf(
    workspaceId: string,
    kind: string,
    table: SnapshotTable,
    options: StatementOptions,
  ): Promise<Sql> {
    const name = await this.nameOf(workspaceId, kind, table)
    return this.inTurn(name, async () => {
      try {
        return await this.mirror(name, table, { ...options, seconds: mirrorSeconds })
      } catch (error) {
        // What was asked may have been done before the answer was lost: the table is looked at anew.
        this.forget(name)
        throw error
      }
    })
  }

  /** The table of the lake. What is lent has one for each time it is lent. */
  async nameOf(workspaceId: string, kind: string, { files }: SnapshotTable): Promise<string> {
    if (!isLent(kind)) return factTable(workspaceId, kind)
    const key = await segmentKey(this.options.dataFolder, files[0] ?? '')
    return factTable(workspaceId, `${kind}_${key}`)
  }

  /** Does the work when nothing else changes the table. */
  inTurn<T>(name: string, work: () => Promise<T>): Promise<T> {
    const before = this.turns.get(name) ?? Promise.resolve()
    const turn = before.catch(() => undefined).then(work)
    this.turns.set(name, turn)
    return turn
  }

  /** Forgets what is known of a table, so that it is looked at anew. */
  forget(name: string): void {
    this.tables.delete(name)
  }

  /** Forgets a table that is nobody's any more. */
  letGo(name: string): void {
    this.forget(name)
    this.turns.delete(name)
  }

  private async mirror(
    name: string,
    table: SnapshotTable,
    options: StatementOptions,
  ): Promise<Sql> {
    const lakeTable = await this.open(name, table.columns, options)
    await this.addColumns(lakeTable, table.columns, options)
    const segments: string[] = []
    for (const file of table.files)
      segments.push(await this.addSegment(lakeTable, table, file, options))
    return factBody(name, table, segments)
  }

  private open(
    name: string,
    columns: readonly Column[],
    options: StatementOptions,
  ): Promise<LakeTable> {
    const known = this.tables.get(name)
    if (known) return known
    const opening = this.load(name, columns, options)
    this.tables.set(name, opening)
    opening.catch(() => this.tables.delete(name))
    return opening
  }

  private async load(
    name: string,
    columns: readonly Column[],
    options: StatementOptions,
  ): Promise<LakeTable> {
    const { schema } = this.options.address
    const { location } = this.options.lake
    await this.options.schema.ensure(options)
    const definitions = [
      ...columns.map((column) => sql`${physical(column)} ${trinoDialect.typeName(column.type)}`),
      sql`${identifier(segmentColumn)} varchar`,
    ]
    // A place of its own: what a lost catalogue left at another one is in nobody's way.
    const place = literal(`${location}${schema}/${name}-${randomBytes(4).toString('hex')}`)
    await this.client.rows(
      sql`create table if not exists ${identifier(name)} (${joinSql(definitions, ', ')}) with (location = ${place})`,
      options,
    )
    const [log] = await this.client.rows(
      sql`select max(file) from ${identifier(`${name}$metadata_log_entries`)}`,
      options,
    )
    const present = await this.client.rows(
      sql`select column_name from information_schema.columns where table_schema = ${schema} and table_name = ${name}`,
      options,
    )
    return {
      name,
      folder: String(log?.[0])
        .replace(location, '')
        .replace(/\/metadata\/[^/]+$/, ''),
      columns: new Set(present.map(([column]) => String(column))),
      segments: await this.readSegments(name, options),
    }
  }

  /**
   * The segments whose rows the table has. As long as its files are those that were registered, their
   * names say it; once files were merged or rows taken out, the rows do.
   */
  async readSegments(name: string, options: StatementOptions): Promise<Set<string>> {
    const files = await this.client.rows(
      sql`select file_path, content from ${identifier(`${name}$files`)}`,
      options,
    )
    const keys = files.map(([path, content]) =>
      Number(content) === 0 ? keyOfPath(String(path)) : undefined,
    )
    if (keys.every((key) => key !== undefined)) return new Set(keys)
    const rows = await this.client.rows(
      sql`select distinct ${identifier(segmentColumn)} from ${identifier(name)}`,
      options,
    )
    return new Set(rows.map(([key]) => String(key)))
  }

  private async addColumns(
    table: LakeTable,
    columns: readonly Column[],
    options: StatementOptions,
  ): Promise<void> {
    for (const column of columns) {
      const name = physicalName(column.name)
      if (table.columns.has(name)) continue
      const type = trinoDialect.typeName(column.type)
      await this.client.rows(
        sql`alter table ${identifier(table.name)} add column if not exists ${physical(column)} ${type}`,
        options,
      )
      table.columns.add(name)
    }
  }

  /** Registers one segment, unless it is there. Returns what it is called in the lake. */
  private async addSegment(
    lakeTable: LakeTable,
    table: SnapshotTable,
    file: string,
    options: StatementOptions,
  ): Promise<string> {
    const { dataFolder, lake, local } = this.options
    const key = await segmentKey(dataFolder, file)
    if (lakeTable.segments.has(key)) return key
    const staging = join(dataFolder, 'staging')
    await mkdir(staging, { recursive: true, mode: 0o700 })
    const written = join(staging, `lake-${process.pid}-${key}.parquet`)
    try {
      await local.writeParquet(...segmentSelect(table, file, key), written, options)
      const folder = `${lakeTable.folder}/data/${key}`
      const location = await lake.put(written, folder, fileName, options.signal)
      await this.client.rows(
        sql`alter table ${identifier(lakeTable.name)} execute add_files(location => ${literal(location)}, format => 'PARQUET')`,
        options,
      )
    } finally {
      await rm(written, { force: true })
    }
    lakeTable.segments.add(key)
    return key
  }
}

/** The segment that a file was registered for; undefined for a file that the cluster wrote. */
function keyOfPath(path: string): string | undefined {
  return /\/([0-9a-f]{16})\/segment\.parquet$/.exec(path)?.[1]
}

/** The question that gives a segment as the lake has it: all columns, typed, under their plain names. */
function segmentSelect(table: SnapshotTable, file: string, key: string) {
  const { columns } = table
  const cells = [
    ...columns.map((column) => sql`${identifier(column.name)} as ${physical(column)}`),
    sql`${literal(key)} as ${identifier(segmentColumn)}`,
  ]
  const snapshot = {
    id: `lake_${shortHash(JSON.stringify([file, columns]))}`,
    workspaceId: 'lake',
    tables: { segment: { files: [file], columns } },
  }
  return [snapshot, sql`select ${joinSql(cells, ', ')} from segment`] as const
}

function factBody(name: string, table: SnapshotTable, segments: readonly string[]): Sql {
  const cells = table.columns.map(
    (column) => sql`${physical(column)} as ${identifier(column.name)}`,
  )
  const within = sql`${identifier(segmentColumn)} in (${joinSql(segments.map(literal), ', ')})`
  const rows = sql`select ${joinSql(cells, ', ')} from ${identifier(name)} where ${within}`
  return latestRows(table, rows)
}

/** Of rows with the same key the one that came last, where the table says so. */
export function latestRows(table: SnapshotTable, rows: Sql): Sql {
  if (table.latestBy === undefined) return rows
  const names = joinSql(
    table.columns.map((column) => identifier(column.name)),
    ', ',
  )
  return sql`select ${names} from (select *, row_number() over (partition by ${identifier(table.latestBy)} order by import_seq desc) as place from (${rows}) r) r where place = 1`
}
