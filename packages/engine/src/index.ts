export { childPath } from './child-path.ts'
export type { Dialect } from './dialect/dialect.ts'
export { checkConformance, type Conformance } from './dialect/check-conformance.ts'
export { duckdbDialect } from './dialect/duckdb.ts'
export { openDuckdbEngine, type DuckdbOptions } from './duckdb/duckdb-engine.ts'
export type {
  Cell,
  Engine,
  EngineDescription,
  LocalEngine,
  OutsideColumn,
  OutsideRights,
  OutsideTable,
  OutsideTables,
  QueryOptions,
  Row,
  TidyReport,
  TidyWork,
} from './engine.ts'
export { isMappedFile, mappedFileName, writeMappedTable } from './mapped-table.ts'
export { openCluster, openEngine, readEngineSettings, type EngineSettings } from './open-engine.ts'
export { nameCluster } from './trino/address.ts'
export type { Column, ColumnType, Snapshot, SnapshotTable } from './snapshot.ts'
export {
  constantRows,
  emptySql,
  identifier,
  joinSql,
  literal,
  showSql,
  sql,
  toStatement,
  wholeNumber,
  type Sql,
  type SqlValue,
} from './sql.ts'
