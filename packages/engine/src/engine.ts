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
  /** Writes the rows of a query as one Parquet file, whole or not at all. Returns how many. */
  writeParquet: (
    snapshot: Snapshot,
    statement: Sql,
    path: string,
    options?: QueryOptions,
  ) => Promise<number>
  /** Process id and version, for the data page. */
  describe: () => Promise<{ engine: string; version: string }>
  close: () => Promise<void>
}
