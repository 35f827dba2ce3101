import type { Dialect } from './dialect/dialect.ts'
import type { Snapshot } from './snapshot.ts'
import type { Sql } from './sql.ts'

/** A cell: decimals, and whole numbers beyond 2^53, come as text so that nothing is rounded. */
export type Cell = string | number | boolean | null
export type Row = Record<string, Cell>

export interface QueryOptions {
  /** Ends the query when the caller has gone. */
  signal?: AbortSignal
  /** Time limit; the default is the engine's. */
  seconds?: number
}

/** An SQL engine over the facts. Its failures come from the error catalogue. */
export interface Engine {
  readonly dialect: Dialect
  /** Rows of a query. Meant for sufficient statistics and pages of a list, not for whole tables. */
  query: (snapshot: Snapshot, statement: Sql, options?: QueryOptions) => Promise<Row[]>
  /** The same by column: numbers as Float64Array, for groups that a kernel fits. */
  queryNumbers: (
    snapshot: Snapshot,
    statement: Sql,
    options?: QueryOptions,
  ) => Promise<Record<string, Float64Array>>
  /** How the file of a derived table ends, so that tables of two engines never take each other's place. */
  readonly tableSuffix: string
  /**
   * Keeps the rows of a query as a derived table, whole or not at all, and returns how many. The file
   * at the path stands for the table: the embedded engine's holds the rows, a cluster's the name of
   * the table in the lake. A snapshot that names the file has the table; who removes the file gives
   * the table up.
   */
  writeTable: (
    snapshot: Snapshot,
    statement: Sql,
    path: string,
    options?: QueryOptions,
  ) => Promise<number>
  /** Gives a derived table up: its file, and what that stands for. Nothing happens where there is none. */
  dropTable: (path: string) => Promise<void>
  /**
   * Keeps in order what the engine holds outside of the data folder. The embedded engine holds nothing
   * there; a cluster's lake loses the rows of segments that nobody may ask for, tables that nobody
   * names, old versions, and many small files for few large ones. Answers stay as they are.
   */
  tidy: (work: TidyWork) => Promise<TidyReport>
  /**
   * Brings the segments of a snapshot to where questions are answered, so that none of them waits for
   * it. Undefined where that is the data folder itself. A question does it too.
   */
  readonly mirror?: ((snapshot: Snapshot, options?: QueryOptions) => Promise<void>) | undefined
  /**
   * Keeps the rows of a query under a name that others may read, in the place of what was there. Only
   * where others can: undefined for the embedded engine. Returns how many rows.
   */
  readonly publish?:
    | ((
        snapshot: Snapshot,
        statement: Sql,
        name: string,
        options?: QueryOptions,
      ) => Promise<number>)
    | undefined
  /**
   * Drops every table that it keeps of a workspace: facts, derived ones, and those for others, whose
   * names are given. Returns how many. Undefined for the embedded engine, which keeps none.
   */
  readonly leave?:
    | ((
        workspaceId: string,
        published: readonly string[],
        options?: QueryOptions,
      ) => Promise<number>)
    | undefined
  /** The same engine, on whose console questions bear the name of the operation that asks. */
  askedBy: (operation: string) => Engine
  /** The embedded engine, which alone reads and writes the files of the data folder. */
  readonly local: LocalEngine
  /** Tables outside of the lake that the engine reaches; the embedded one reaches none. */
  readonly outside?: OutsideTables | undefined
  /**
   * Looks whether who answers questions is there, without asking one.
   * @throws FealtyError for which `isEngineAway` holds
   */
  reach: () => Promise<void>
  /** What the engine is, for the data page and `fealty engine check`. */
  describe: () => Promise<EngineDescription>
  close: () => Promise<void>
}

export interface TidyWork {
  workspaceId: string
  /** Absolute paths of all segments that a snapshot may name, by kind. */
  segments: Readonly<Record<string, readonly string[]>>
  /** Files of all derived tables that are in use. */
  derived: readonly string[]
  /** Tables that were published and are to go as well. */
  drop?: readonly string[]
  /** Removes the files of what is gone now, because a person was erased, and not after a week. */
  atOnce: boolean
  signal?: AbortSignal
}

/** What was done: segments taken out, tables dropped, tables whose files were merged. */
export interface TidyReport {
  segments: number
  tables: number
  merged: number
}

/** What works on files of the data folder, whichever engine answers questions. */
export interface LocalEngine extends Pick<Engine, 'dialect' | 'query'> {
  /** Writes the rows of a query as one Parquet file, whole or not at all. Returns how many. */
  writeParquet: Engine['writeTable']
}

/** A table or view of any catalogue of a cluster. */
export interface OutsideTable {
  catalog: string
  schema: string
  table: string
}

/** What a column of such a table holds, in the few ways that a mapping tells apart. */
export type OutsideContent =
  | { kind: 'text' | 'day' | 'moment' | 'flag' }
  | { kind: 'decimal'; scale: number; isExact: boolean }

export interface OutsideColumn {
  name: string
  /** What the cluster calls its type. */
  type: string
  content: OutsideContent
  /** The column as that content. */
  sql: Sql
}

export interface OutsideTables {
  /**
   * The columns that can be read; the others come by name with their type.
   * @param zone  the time zone in which moments with an offset are shown
   * @throws FealtyError `engine.missing`, `engine.not-allowed`
   */
  describe: (
    table: OutsideTable,
    zone: string,
    options?: QueryOptions,
  ) => Promise<{ columns: OutsideColumn[]; others: { name: string; type: string }[] }>
  /** The version of its rows, where the table has versions that can be read later. */
  version: (table: OutsideTable, options?: QueryOptions) => Promise<string | undefined>
  /** The table in a statement, at a version where it has one. */
  name: (table: OutsideTable, version: string | undefined) => Sql
  /** An aggregate over rows: a text that is the same while their values are, in whatever order. */
  fingerprint: (cells: readonly Sql[]) => Sql
  /** What the account lacks, and what it may do beyond need; asked without doing any of it. */
  rights: (table: OutsideTable, options?: QueryOptions) => Promise<OutsideRights>
}

export interface OutsideRights {
  missing: string[]
  excess: string[]
}

export interface EngineDescription {
  engine: 'DuckDB' | 'Trino'
  version: string
  /** Processes that work on a question: 1 for the embedded engine. */
  nodes: number
}
