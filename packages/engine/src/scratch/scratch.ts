import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api'
import type { Row } from '../engine.ts'
import { toCell } from '../duckdb/cells.ts'
import { joinSql, literal, sql, toStatement, type Sql } from '../sql.ts'

export interface ScratchOptions {
  /** A folder of this process alone: the scratch database and what it spills lie there. */
  folder: string
  /** Files outside the folder that may be read. */
  readable: readonly string[]
  /** e.g. `1GB`; beyond it the engine spills into the folder. */
  memory: string
  threads: number
  /** The zone in which moments without an offset are meant. */
  timeZone: string
}

/**
 * DuckDB inside the calling process, for children only: it reads files from outside, so it may crash
 * or eat memory, and must never run in the process that serves people.
 */
export class Scratch {
  private constructor(
    private readonly instance: DuckDBInstance,
    private readonly connection: DuckDBConnection,
  ) {}

  static async open(options: ScratchOptions): Promise<Scratch> {
    const instance = await DuckDBInstance.create(`${options.folder}/scratch.duckdb`, {
      memory_limit: options.memory,
      threads: String(options.threads),
      temp_directory: `${options.folder}/spill`,
    })
    const connection = await instance.connect()
    const readable = joinSql(options.readable.map(literal), ', ')
    const settings = [
      sql`set allowed_directories = [${literal(options.folder)}]`,
      sql`set allowed_paths = [${readable}]`,
      sql`set enable_external_access = false`,
      sql`set autoinstall_known_extensions = false`,
      sql`set autoload_known_extensions = false`,
      sql`set TimeZone = ${literal(options.timeZone)}`,
      // Tables here live for one import: finding the best compression costs more than it saves.
      sql`set force_compression = 'uncompressed'`,
      // Order is kept, so the same file gives the same bytes.
      sql`set preserve_insertion_order = true`,
      sql`set lock_configuration = true`,
    ]
    for (const setting of settings) await connection.run(toStatement(setting).text)
    return new Scratch(instance, connection)
  }

  /** Runs a statement; answers how many rows it wrote, where the engine says so. */
  async run(statement: Sql): Promise<number> {
    const { text, values } = toStatement(statement)
    const reader = await this.connection.runAndReadAll(text, [...values])
    const count = reader.getRows()[0]?.[0]
    return typeof count === 'bigint' || typeof count === 'number' ? Number(count) : 0
  }

  /** Rows of a query, as the engine of facts gives them. */
  async rows(statement: Sql): Promise<Row[]> {
    const { text, values } = toStatement(statement)
    const reader = await this.connection.runAndReadAll(text, [...values])
    const names = reader.columnNames()
    return reader
      .getRows()
      .map((row): Row =>
        Object.fromEntries(names.map((name, index) => [name, toCell(row[index] ?? null)])),
      )
  }

  close(): void {
    this.connection.closeSync()
    this.instance.closeSync()
  }
}
