import { rm } from 'node:fs/promises'
import type { Cell, Engine, LocalEngine, QueryOptions, Row } from '../engine.ts'
import { duckdbDialect } from '../dialect/duckdb.ts'
import type { Snapshot } from '../snapshot.ts'
import { sql, toStatement, type Sql } from '../sql.ts'
import { EngineProcess } from './engine-process.ts'
import type { Request } from './protocol.ts'
import { refuseMapped, schemaName, viewTexts } from './views.ts'

export interface DuckdbOptions {
  /** Absolute path of the data folder: the only place the engine may read and write. */
  dataFolder: string
  /** Memory limit of the engine, e.g. `2GB`. */
  memory?: string
  threads?: number
  /** Time limit of a query in seconds. */
  seconds?: number
}

const nothing: Snapshot = { id: 'none', workspaceId: 'none', tables: {} }

/** The embedded engine: DuckDB in a child process over Parquet. */
export function openDuckdbEngine(options: DuckdbOptions): Engine {
  const process = new EngineProcess({
    dataFolder: options.dataFolder,
    memory: options.memory ?? '2GB',
    threads: options.threads ?? 2,
  })
  const defaultSeconds = options.seconds ?? 120

  async function ask(
    snapshot: Snapshot,
    statement: Sql,
    shape: Request['shape'],
    query: QueryOptions = {},
    path?: string,
  ): Promise<unknown> {
    refuseMapped(snapshot, statement)
    return process.ask(toRequest(snapshot, statement, shape, path), {
      seconds: query.seconds ?? defaultSeconds,
      ...(query.signal ? { signal: query.signal } : {}),
    })
  }

  const local: LocalEngine = {
    dialect: duckdbDialect,
    async query(snapshot, statement, query) {
      return toRows(await ask(snapshot, statement, 'rows', query))
    },
    async writeParquet(snapshot, statement, path, query) {
      return (await ask(snapshot, statement, 'count', query, path)) as number
    },
  }
  const engine: Engine = {
    dialect: local.dialect,
    query: local.query,
    async queryNumbers(snapshot, statement, query) {
      return (await ask(snapshot, statement, 'numbers', query)) as Record<string, Float64Array>
    },
    tableSuffix: '.parquet',
    writeTable: local.writeParquet,
    dropTable: (path) => rm(path, { force: true }),
    tidy: () => Promise.resolve({ segments: 0, tables: 0, merged: 0 }),
    askedBy: () => engine,
    local,
    // Its process is started by the next question.
    reach: () => Promise.resolve(),
    describe: async () => {
      await ask(nothing, sql`select 1 as one`, 'rows')
      return { engine: 'DuckDB', version: process.version, nodes: 1 }
    },
    close: () => process.close(),
  }
  return engine
}

function toRequest(
  snapshot: Snapshot,
  statement: Sql,
  shape: Request['shape'],
  path: string | undefined,
): Omit<Request, 'id'> {
  return {
    schema: schemaName(snapshot),
    views: viewTexts(snapshot),
    ...toStatement(statement),
    shape,
    ...(path === undefined ? {} : { path }),
  }
}

function toRows(answer: unknown): Row[] {
  const { names, rows } = answer as { names: string[]; rows: Cell[][] }
  return rows.map((row) =>
    Object.fromEntries(names.map((name, index) => [name, row[index] ?? null])),
  )
}
