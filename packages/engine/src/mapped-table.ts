import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Column } from './snapshot.ts'
import { ownSql, toStatement, type Sql } from './sql.ts'

/** Rows that lie in a table of the company's own, which the cluster reaches: nothing is copied. */
export interface MappedTable {
  /** The question that gives the rows, without a bound value. */
  select: Sql
  columns: readonly Column[]
}

const suffix = '.mapped.json'

/** Whether a file of a snapshot's table stands for a mapped table, and not for rows of its own. */
export function isMappedFile(path: string): boolean {
  return path.endsWith(suffix)
}

/** The name of the file that stands for a mapped table. */
export function mappedFileName(id: string): string {
  return `${id}${suffix}`
}

/** Writes the file that stands for a mapped table, whole or not at all. */
export async function writeMappedTable(path: string, table: MappedTable): Promise<void> {
  const { text, values } = toStatement(table.select)
  if (values.length > 0) throw new RangeError('a mapped table has no bound values')
  const unfinished = `${path}.unfinished-${process.pid}`
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const body = JSON.stringify({ select: text, columns: table.columns })
  await writeFile(unfinished, body, { mode: 0o600, flush: true })
  await rename(unfinished, path)
}

export async function readMappedTable(path: string): Promise<MappedTable> {
  const { select, columns } = JSON.parse(await readFile(path, 'utf8')) as {
    select: string
    columns: Column[]
  }
  return { select: ownSql(select), columns }
}
