import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { factKind, factKindNames, type FactKindName } from '@fealty/core'
import {
  identifier,
  joinSql,
  sql,
  type Column,
  type Engine,
  type Snapshot,
  type Sql,
} from '@fealty/engine'
import { factColumns } from '../../facts/columns.ts'

/** Facts of a test, as text; a field left out is null. `day` dates the row. */
export type FactRows = Partial<Record<FactKindName, Record<string, string | null>[]>>

/** Writes facts as an import would and returns the snapshot that shows them; for tests only. */
export async function writeFacts(
  engine: Engine,
  dataFolder: string,
  id: string,
  facts: FactRows,
): Promise<Snapshot> {
  const folder = join(dataFolder, 'facts', 'w', id)
  await mkdir(folder, { recursive: true })
  const none: Snapshot = { id: 'none', workspaceId: 'w', tables: {} }
  const tables: Record<string, { files: string[]; columns: Column[]; latestBy?: string }> = {}
  for (const kind of factKindNames) {
    const columns = factColumns(kind)
    const rows = facts[kind] ?? []
    const path = join(folder, `${kind}.parquet`)
    if (rows.length > 0) await engine.local.writeParquet(none, rowsSql(engine, columns, rows), path)
    const latestBy = factKind(kind).replacesBy
    tables[kind] = {
      files: rows.length > 0 ? [path] : [],
      columns,
      ...(latestBy === undefined ? {} : { latestBy }),
    }
  }
  return { id, workspaceId: 'w', tables }
}

function rowsSql(engine: Engine, columns: Column[], rows: Record<string, string | null>[]): Sql {
  return joinSql(
    rows.map((row) => {
      const cells = columns.map(({ name, type }) => {
        const value = name === 'import_seq' ? '1' : (row[name] ?? null)
        return sql`cast(${value} as ${engine.dialect.typeName(type)}) as ${identifier(name)}`
      })
      return sql`select ${joinSql(cells, ', ')}`
    }),
    ' union all ',
  )
}
