import { trinoDialect } from '../dialect/trino.ts'
import { isMappedFile, readMappedTable, type MappedTable } from '../mapped-table.ts'
import type { Column, SnapshotTable } from '../snapshot.ts'
import { identifier, joinSql, sql, type Sql } from '../sql.ts'
import { latestRows } from './fact-tables.ts'

/**
 * What stands for a table of facts in a statement when some of its rows lie in tables of the company's
 * own: those, and beside them what was imported.
 * @param storedBody  gives what stands for the imported part
 */
export async function mappedBody(
  table: SnapshotTable,
  storedBody: (table: SnapshotTable) => Promise<Sql>,
): Promise<Sql> {
  const { columns, files, latestBy } = table
  const stored = files.filter((file) => !isMappedFile(file))
  const parts: Sql[] = []
  if (stored.length > 0) {
    const body = await storedBody({ columns, files: stored })
    parts.push(sql`select ${names(columns)} from (${body}) stored`)
  }
  for (const file of files.filter(isMappedFile)) {
    parts.push(withAllColumns(columns, await readMappedTable(file)))
  }
  return latestRows(
    { columns, files, ...(latestBy ? { latestBy } : {}) },
    joinSql(parts, ' union all '),
  )
}

const names = (columns: readonly Column[]): Sql =>
  joinSql(
    columns.map(({ name }) => identifier(name)),
    ', ',
  )

function withAllColumns(columns: readonly Column[], mapped: MappedTable): Sql {
  const known = new Set(mapped.columns.map(({ name }) => name))
  const cells = columns.map(({ name, type }) => {
    const cell = known.has(name) ? identifier(name) : sql`null`
    return sql`cast(${cell} as ${trinoDialect.typeName(type)}) as ${identifier(name)}`
  })
  return sql`select ${joinSql(cells, ', ')} from (${mapped.select}) mapped`
}
