/** One column of a table as the engine sees it. */
export interface Column {
  name: string
  type: ColumnType
}

/** The few column types facts have; each dialect names them in its own words. */
export type ColumnType = 'text' | 'day' | 'moment' | 'money' | 'number' | 'whole' | 'flag'

/** A table of facts: immutable Parquet segments seen as one. */
export interface SnapshotTable {
  /**
   * Absolute paths. No file: an empty table with the columns. Segments are Parquet; one file `.csv` is a
   * table that a caller lends for a piece of work: a header, cells between `|`, all of the columns in
   * their order, nothing that needs quotes. A file that `isMappedFile` tells stands for a table which only
   * a cluster reaches; any other one for a derived table of the engine.
   */
  files: readonly string[]
  columns: readonly Column[]
  /** When set, of rows with the same key only the one with the highest `import_seq` counts. */
  latestBy?: string
}

/**
 * What was loaded at one moment. Everything computed names the snapshot it was computed from, and
 * the same snapshot always gives the same bytes.
 */
export interface Snapshot {
  id: string
  /**
   * The same for all snapshots that differ in `responses` only, which come in while people look at
   * the numbers: what does not read answers is kept under it. Absent: the id.
   */
  baseId?: string
  workspaceId: string
  tables: Readonly<Record<string, SnapshotTable>>
}
