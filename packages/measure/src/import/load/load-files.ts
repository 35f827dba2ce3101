import { statSync } from 'node:fs'
import { FealtyError } from '@fealty/core'
import {
  duckdbDialect,
  identifier,
  joinSql,
  literal,
  sql,
  wholeNumber,
  type Sql,
} from '@fealty/engine'
import type { Scratch } from '@fealty/engine/scratch'
import { emptyWords } from '../evidence/column-format.ts'
import { rawNode } from '../expression/node.ts'
import type { ImportJob } from '../job.ts'
import type { ColumnSample } from '../mapping/guess.ts'
import { columnNames } from '../read/header.ts'
import type { MappedRows } from './field-plan.ts'
import { readFile, type FileReading, type ReadTable } from '../read/read-file.ts'

/** Rows of a file are numbered by line below its own number, so one number orders all files. */
const fileStep = 2 ** 40
const sampleRows = 2_000

/** The files as one table `raw(pos, c0, c1 …)` of trimmed text in the scratch engine. */
export interface LoadedFiles {
  readings: FileReading[]
  /** Headers of all files together; column number i is `c{i}` of the table. */
  columns: string[]
  rowCount: number
  raggedCount: number
}

export type OnProgress = (text: string, share?: number) => void

export interface LoadOptions {
  /** Give every row the hash of its cells as they came, so that equal rows can be told. */
  hashRows: boolean
  /** Stop after so many rows of each file. */
  rowLimit?: number
  onProgress: OnProgress
}

/** Reads the files and loads them. @throws FealtyError `file.*` */
export async function loadFiles(
  scratch: Scratch,
  job: Pick<ImportJob, 'folder' | 'files' | 'sheet'>,
  options: LoadOptions,
): Promise<LoadedFiles> {
  const tables = await readTables(scratch, job, options)
  const columns = [...new Set(tables.flatMap((table) => table.columns))]
  columnNames(columns, { path: '', name: job.files.map(({ name }) => name).join(', ') })
  const definitions = columns.map((_, index) => sql`${rawColumn(index)} varchar`)
  const own = [sql`pos bigint`, sql`hash uhugeint`]
  await scratch.run(sql`create table raw (${joinSql([...own, ...definitions], ', ')})`)
  await scratch.run(sql`create table ragged (pos bigint, reason varchar, content varchar)`)
  for (const [index, table] of tables.entries()) {
    options.onProgress(`Loading ${table.reading.name}`)
    await loadTable(scratch, table, index, columns, options)
  }
  const [counts] = await scratch.rows(
    sql`select (select count(*) from raw) as rows, (select count(*) from ragged) as ragged`,
  )
  return {
    readings: tables.map(({ reading }) => reading),
    columns,
    rowCount: Number(counts?.rows),
    raggedCount: Number(counts?.ragged),
  }
}

/** Column `c{index}` of the raw table. */
export function rawColumn(index: number): Sql {
  return identifier(`c${index}`)
}

/** A column's text as the mapping sees it: null for what means “empty”. */
export function cleanColumn(index: number): Sql {
  return emptyWordsAsNull(rawColumn(index))
}

export function emptyWordsAsNull(text: Sql): Sql {
  const words = joinSql(emptyWords.map(literal), ', ')
  return sql`case when ${text} in (${words}) then null else ${text} end`
}

/** The loaded rows as a mapping sees them. */
export function fileRows(scratch: Scratch, columns: readonly string[]): MappedRows {
  return {
    ask: (statement) => scratch.rows(statement),
    dialect: duckdbDialect,
    source: sql`raw`,
    column: (name) => rawNode(name, cleanColumn(columns.indexOf(name))),
  }
}

/** Values of every column from the first rows. */
export async function sampleColumns(
  scratch: Scratch,
  columns: readonly string[],
): Promise<ColumnSample[]> {
  const rows = await scratch.rows(
    sql`select * exclude (pos, hash) from raw order by pos limit ${sampleRows}`,
  )
  return columns.map((name, index) => ({
    name,
    values: rows.map((row) => String(row[`c${index}`] ?? '')),
  }))
}

async function readTables(
  scratch: Scratch,
  job: Pick<ImportJob, 'folder' | 'files' | 'sheet'>,
  { onProgress, rowLimit }: LoadOptions,
): Promise<ReadTable[]> {
  const tables: ReadTable[] = []
  for (const [index, file] of job.files.entries()) {
    let told = 0
    const table = await readFile(file, {
      folder: job.folder,
      index,
      ...(job.sheet === undefined ? {} : { sheet: job.sheet }),
      ...(rowLimit === undefined ? {} : { rowLimit }),
      onProgress(bytes) {
        if (bytes < told) return
        told = bytes + (1 << 22)
        const share = bytes / Math.max(1, statSync(file.path).size)
        onProgress(`Reading ${file.name}`, Math.min(1, share) * 0.5)
      },
    })
    tables.push(table.isParquet ? await describeParquet(scratch, table) : table)
  }
  return tables
}

async function describeParquet(scratch: Scratch, table: ReadTable): Promise<ReadTable> {
  const rows = await guardParquet(table, () =>
    scratch.rows(sql`describe select * from read_parquet([${literal(table.rowsPath)}])`),
  )
  return { ...table, columns: rows.map((row) => String(row.column_name)) }
}

async function loadTable(
  scratch: Scratch,
  table: ReadTable,
  index: number,
  columns: readonly string[],
  options: LoadOptions,
): Promise<void> {
  const base = wholeNumber(index * fileStep)
  if (table.isParquet) {
    await guardParquet(table, () => scratch.run(parquetInsert(table, base, columns, options)))
    return
  }
  const cells = table.columns.map((_, position) => {
    const cell = identifier(`f${position}`)
    return table.hasInnerLineBreaks ? sql`replace(${cell}, chr(29), chr(10))` : cell
  })
  if (table.columns.length > 0 && statSync(table.rowsPath).size > 0) {
    await scratch.run(sql`
      insert into raw (${targets(table, columns)})
      select ${rowValues(table, sql`${base} + cast(line as bigint)`, cells, options)}
      from ${readCells(table.rowsPath, table.columns.length)}`)
  }
  if (statSync(table.rejectsPath).size > 0) {
    await scratch.run(sql`
      insert into ragged
      select ${base} + cast(line as bigint), f0, replace(f1, chr(29), chr(10))
      from ${readCells(table.rejectsPath, 2)}`)
  }
}

/** Reads what a row sink wrote: no quotes, no escapes, one row a line, so nothing can be misread. */
function readCells(path: string, width: number): Sql {
  const names = ['line', ...Array.from({ length: width }, (_, index) => `f${index}`)]
  const types = joinSql(
    names.map((name) => sql`${literal(name)}: 'varchar'`),
    ', ',
  )
  return sql`read_csv(${literal(path)}, delim = ${literal('\u001f')}, quote = '', escape = '', comment = '', header = false, auto_detect = false, null_padding = true, nullstr = '', max_line_size = 4194304, buffer_size = 16777216, columns = {${types}})`
}

function parquetInsert(
  table: ReadTable,
  base: Sql,
  columns: readonly string[],
  options: LoadOptions,
): Sql {
  const cells = table.columns.map((name) => sql`cast(${identifier(name)} as varchar)`)
  const limit = options.rowLimit === undefined ? sql`` : sql`limit ${wholeNumber(options.rowLimit)}`
  return sql`
    insert into raw (${targets(table, columns)})
    select ${rowValues(table, sql`${base} + file_row_number + 1`, cells, options)}
    from read_parquet([${literal(table.rowsPath)}], file_row_number = true) ${limit}`
}

function targets(table: ReadTable, columns: readonly string[]): Sql {
  const cells = table.columns.map((name) => rawColumn(columns.indexOf(name)))
  return joinSql([sql`pos`, sql`hash`, ...cells], ', ')
}

function rowValues(
  table: ReadTable,
  position: Sql,
  cells: readonly Sql[],
  { hashRows }: LoadOptions,
): Sql {
  const hash = hashRows ? rowHash(table.columns, cells) : sql`null`
  return joinSql([position, hash, ...cells.map((cell) => sql`nullif(trim(${cell}), '')`)], ', ')
}

/**
 * 128 bits of what makes rows equal: every given cell as it came, with its header; so the
 * order of columns is no matter, and a file without some column equals one where it is empty.
 */
function rowHash(names: readonly string[], cells: readonly Sql[]): Sql {
  const parts = names
    .map((name, index) => ({ name, cell: cells[index]! }))
    .sort((left, right) => (left.name < right.name ? -1 : 1))
    .map(({ name, cell }) => sql`${literal(`${name}=`)} || ${sameNumber(cell)}`)
  return sql`md5_number(concat_ws(chr(31), ${joinSql(parts, ', ')}))`
}

/** 4.0 and 4 are one number, however an export wrote it. */
function sameNumber(cell: Sql): Sql {
  return sql`case when contains(${cell}, '.') and try_cast(${cell} as double) is not null then rtrim(rtrim(${cell}, '0'), '.') else ${cell} end`
}

async function guardParquet<T>(table: ReadTable, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof FealtyError) throw error
    throw new FealtyError(
      'file.unreadable',
      { file: table.reading.name, problem: 'the Parquet file is damaged; write or copy it again' },
      { cause: error },
    )
  }
}
