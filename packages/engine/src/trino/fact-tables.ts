import { createHash } from 'node:crypto'
import { mkdir, rm, stat } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { trinoDialect } from '../dialect/trino.ts'
import type { LocalEngine } from '../engine.ts'
import type { Column, SnapshotTable } from '../snapshot.ts'
import { emptySql, identifier, joinSql, literal, sql, wholeNumber, type Sql } from '../sql.ts'
import type { TrinoAddress } from './address.ts'
import type { LakeStore } from './lake-store.ts'
import type { StatementOptions, TrinoClient } from './statement.ts'
import { toTrinoText } from './values.ts'

interface Options {
  address: TrinoAddress
  lake: LakeStore
  local: LocalEngine
  dataFolder: string
}

/** A table of the lake as the cluster has it. */
interface LakeTable {
  name: string
  /** Names of its columns, as the lake writes them. */
  columns: Set<string>
  /** Folders of the files that are registered in it. */
  folders: Set<string>
}

/** Copying a segment and registering it may take longer than a question. */
const mirrorSeconds = 600

/**
 * Facts in the lake: one Iceberg table per workspace and kind. A segment of the data folder is written
 * into it by the embedded engine as Parquet, in a folder of its own, and registered in one Iceberg
 * snapshot: all of it or nothing. What was registered is told by its folder, so the same segment is
 * never taken twice. What the ledger does not name any more is in no snapshot that is read.
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
    const name = tableName(workspaceId, kind)
    const before = this.turns.get(name) ?? Promise.resolve()
    const turn = before
      .catch(() => undefined)
      .then(() => this.mirror(name, table, { ...options, seconds: mirrorSeconds }))
    this.turns.set(name, turn)
    return turn
  }

  private async mirror(
    name: string,
    table: SnapshotTable,
    options: StatementOptions,
  ): Promise<Sql> {
    const lakeTable = await this.open(name, table.columns, options)
    await this.addColumns(lakeTable, table.columns, options)
    const folders: string[] = []
    for (const file of table.files)
      folders.push(await this.addSegment(lakeTable, table, file, options))
    const version = await this.versionOf(name, options)
    const others = [...lakeTable.folders].some((folder) => !folders.includes(folder))
    return factBody(
      name,
      table,
      version,
      others ? folders.map((one) => this.pathOf(one)) : undefined,
    )
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
    const { catalog, schema } = this.options.address
    await this.run(sql`create schema if not exists ${identifier(catalog, schema)}`, options)
    const definitions = columns.map(
      (column) => sql`${physical(column)} ${trinoDialect.typeName(column.type)}`,
    )
    await this.run(
      sql`create table if not exists ${identifier(name)} (${joinSql(definitions, ', ')})`,
      options,
    )
    const present = await this.run(
      sql`select column_name from information_schema.columns where table_schema = ${schema} and table_name = ${name}`,
      options,
    )
    const files = await this.run(sql`select file_path from ${identifier(`${name}$files`)}`, options)
    return {
      name,
      columns: new Set(present.map(([column]) => String(column))),
      folders: new Set(files.map(([path]) => this.folderOf(String(path)))),
    }
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
      await this.run(
        sql`alter table ${identifier(table.name)} add column if not exists ${physical(column)} ${type}`,
        options,
      )
      table.columns.add(name)
    }
  }

  /** Registers one segment, unless it is there. Returns its folder in the lake. */
  private async addSegment(
    lakeTable: LakeTable,
    table: SnapshotTable,
    file: string,
    options: StatementOptions,
  ): Promise<string> {
    const { address, dataFolder, lake, local } = this.options
    const folder = `${address.schema}/${lakeTable.name}/${await segmentKey(dataFolder, file)}`
    if (lakeTable.folders.has(folder)) return folder
    const staging = join(dataFolder, 'staging')
    await mkdir(staging, { recursive: true, mode: 0o700 })
    const written = join(staging, `lake-${process.pid}-${folder.slice(-16)}.parquet`)
    try {
      await local.writeParquet(...segmentSelect(table, file), written, options)
      const location = await lake.put(written, folder, fileName, options.signal)
      await this.run(
        sql`alter table ${identifier(lakeTable.name)} execute add_files(location => ${literal(location)}, format => 'PARQUET')`,
        options,
      )
    } finally {
      await rm(written, { force: true })
    }
    lakeTable.folders.add(folder)
    return folder
  }

  /** The Iceberg snapshot that the table is at; undefined while it never held a row. */
  private async versionOf(name: string, options: StatementOptions): Promise<string | undefined> {
    const [row] = await this.run(
      sql`select cast(snapshot_id as varchar) from ${identifier(`${name}$refs`)} where name = 'main'`,
      options,
    )
    return row === undefined ? undefined : String(row[0])
  }

  private pathOf(folder: string): string {
    return `${this.options.lake.location}${folder}/${fileName}`
  }

  private folderOf(path: string): string {
    const { location } = this.options.lake
    const inner = path.startsWith(location) ? path.slice(location.length) : path
    return inner.slice(0, inner.lastIndexOf('/'))
  }

  private async run(statement: Sql, options: StatementOptions): Promise<unknown[][]> {
    const all: unknown[][] = []
    for await (const { rows } of this.client.run(toTrinoText(statement), options))
      for (const row of rows) all.push([...row])
    return all
  }
}

const fileName = 'segment.parquet'

const shortHash = (text: string): string =>
  createHash('sha256').update(text).digest('hex').slice(0, 16)

function tableName(workspaceId: string, kind: string): string {
  return `${kind}_${shortHash(workspaceId).slice(0, 10)}`
}

/** Segments never change under their name; a table that is lent has a time as well. */
async function segmentKey(dataFolder: string, file: string): Promise<string> {
  const lent = file.endsWith('.csv') ? `\n${(await stat(file)).mtimeMs}` : ''
  return shortHash(`${relative(dataFolder, file)}${lent}`)
}

/**
 * The lake knows small letters only, and other programs read it: what is more than a plain word is
 * written as one, with a hash that keeps two of them apart.
 */
function physicalName(name: string): string {
  if (/^[a-z][a-z0-9_]*$/.test(name)) return name
  const plain = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .slice(0, 40)
  return `${plain}_${shortHash(name.toLowerCase()).slice(0, 6)}`
}

const physical = ({ name }: Column): Sql => identifier(physicalName(name))

/** The question that gives a segment as the lake has it: all columns, typed, under their plain names. */
function segmentSelect(table: SnapshotTable, file: string) {
  const { columns } = table
  const cells = columns.map((column) => sql`${identifier(column.name)} as ${physical(column)}`)
  const snapshot = {
    id: `lake_${shortHash(JSON.stringify([file, columns]))}`,
    workspaceId: 'lake',
    tables: { segment: { files: [file], columns } },
  }
  return [snapshot, sql`select ${joinSql(cells, ', ')} from segment`] as const
}

function factBody(
  name: string,
  table: SnapshotTable,
  version: string | undefined,
  paths: readonly string[] | undefined,
): Sql {
  const cells = table.columns.map(
    (column) => sql`${physical(column)} as ${identifier(column.name)}`,
  )
  const at =
    version === undefined ? emptySql : sql` for version as of ${wholeNumber(BigInt(version))}`
  const within =
    paths === undefined ? emptySql : sql` where "$path" in (${joinSql(paths.map(literal), ', ')})`
  const rows = sql`select ${joinSql(cells, ', ')} from ${identifier(name)}${at}${within}`
  if (table.latestBy === undefined) return rows
  const names = joinSql(
    table.columns.map((column) => identifier(column.name)),
    ', ',
  )
  return sql`select ${names} from (select *, row_number() over (partition by ${identifier(table.latestBy)} order by import_seq desc) as place from (${rows}) r) r where place = 1`
}
