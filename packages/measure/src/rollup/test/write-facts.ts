import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { factKinds, type FactKindName, type FieldType } from '@fealty/core'
import {
  identifier,
  joinSql,
  sql,
  type Column,
  type ColumnType,
  type Engine,
  type Snapshot,
  type Sql,
} from '@fealty/engine'

/** Facts of a test, as text; a field left out is null. `day` dates the row. */
export type FactRows = Partial<Record<FactKindName, Record<string, string | null>[]>>

const columnTypes: Record<FieldType, ColumnType> = {
  key: 'text',
  text: 'text',
  day: 'day',
  moment: 'moment',
  money: 'money',
  number: 'number',
  score: 'number',
}

/** The columns every import writes for a kind: its fields, the day that dates it, the import. */
export function factColumns(kind: FactKindName): Column[] {
  return [
    ...Object.entries(factKinds[kind].fields).map(([name, field]) => ({
      name,
      type: columnTypes[field.type],
    })),
    { name: 'day', type: 'day' },
    { name: 'import_seq', type: 'whole' },
  ]
}

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
  for (const kind of Object.keys(factKinds) as FactKindName[]) {
    const columns = factColumns(kind)
    const rows = facts[kind] ?? []
    const path = join(folder, `${kind}.parquet`)
    if (rows.length > 0) await engine.writeParquet(none, rowsSql(engine, columns, rows), path)
    const definition = factKinds[kind]
    tables[kind] = {
      files: rows.length > 0 ? [path] : [],
      columns,
      ...('replacesBy' in definition ? { latestBy: definition.replacesBy } : {}),
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
