import { FealtyError } from '@fealty/core'
import { isMappedFile } from '../mapped-table.ts'
import type { Snapshot, SnapshotTable } from '../snapshot.ts'
import { emptySql, identifier, joinSql, literal, sql, toStatement, type Sql } from '../sql.ts'
import { duckdbDialect } from '../dialect/duckdb.ts'

/** The schema that holds a snapshot's views. */
export function schemaName(snapshot: Snapshot): string {
  return `s_${snapshot.workspaceId}_${snapshot.id}`
}

/** `create view` texts that show the snapshot's Parquet segments as tables of their kind. */
export function viewTexts(snapshot: Snapshot): string[] {
  const schema = schemaName(snapshot)
  return Object.entries(snapshot.tables)
    .filter(([, { files }]) => !files.some(isMappedFile))
    .map(
      ([name, table]) =>
        toStatement(sql`create or replace view ${identifier(schema, name)} as ${viewBody(table)}`)
          .text,
    )
}

/** @throws FealtyError `engine.embedded` for a statement about a table that only a cluster reaches */
export function refuseMapped(snapshot: Snapshot, statement: Sql): void {
  const text = statement.texts.join(' ')
  for (const [name, { files }] of Object.entries(snapshot.tables)) {
    if (!files.some(isMappedFile) || !new RegExp(`\\b${name}\\b`).test(text)) continue
    throw new FealtyError('engine.embedded', { what: `A mapped table of ${name}` })
  }
}

function viewBody(table: SnapshotTable): Sql {
  const columns = table.columns.map(
    (column) =>
      sql`cast(${identifier(column.name)} as ${duckdbDialect.typeName(column.type)}) as ${identifier(column.name)}`,
  )
  if (table.files.length === 0) {
    const nulls = table.columns.map(
      (column) =>
        sql`cast(null as ${duckdbDialect.typeName(column.type)}) as ${identifier(column.name)}`,
    )
    return sql`select ${joinSql(nulls, ', ')} where false`
  }
  const latest =
    table.latestBy === undefined
      ? emptySql
      : sql` qualify row_number() over (partition by ${identifier(table.latestBy)} order by import_seq desc) = 1`
  // The first select names every column, so that segments that lack one still give a typed null.
  return sql`select ${joinSql(columns, ', ')} from (${emptyRow(table)} union all by name select * from ${source(table)})${latest}`
}

/** The files as a table: Parquet segments, or a table that was lent as text (see `SnapshotTable.files`). */
function source({ files, columns }: SnapshotTable): Sql {
  const [first = ''] = files
  if (!first.endsWith('.csv')) {
    return sql`read_parquet([${joinSql(files.map(literal), ', ')}], union_by_name = true)`
  }
  const types = columns.map(
    ({ name, type }) =>
      sql`${identifier(name)}: ${literal(toStatement(duckdbDialect.typeName(type)).text)}`,
  )
  return sql`read_csv(${literal(first)}, header = true, auto_detect = false, delim = '|', columns = {${joinSql(types, ', ')}})`
}

/** No row, but all columns: `union all by name` then fills in what the segments lack. */
function emptyRow(table: SnapshotTable): Sql {
  const nulls = table.columns.map(
    (column) =>
      sql`cast(null as ${duckdbDialect.typeName(column.type)}) as ${identifier(column.name)}`,
  )
  return sql`select ${joinSql(nulls, ', ')} where false`
}
