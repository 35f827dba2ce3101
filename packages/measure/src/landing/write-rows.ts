import { randomUUID } from 'node:crypto'
import { open, rm } from 'node:fs/promises'
import { setImmediate } from 'node:timers/promises'
import { identifier, joinSql, sql, wholeNumber, type Column, type Sql } from '@fealty/engine'
import { stagingPath } from '../import/staging.ts'
import type { MeasureServices } from '../services.ts'

/** A fact as text by column: fields of its kind, `day`, `attr:NAME` and `rating:NAME`. */
export type LandingRow = Readonly<Record<string, string | number | null>>

/** Rows that come one after the other, as they are read. */
export type LandingRows = Iterable<LandingRow> | AsyncIterable<LandingRow>

/** So many rows are written between two breaths, so that other work comes between. */
const rowsPerBreath = 250

/** Rows of the program itself in a file, on their way to become a table. */
export interface StagedRows {
  /** The columns that any row has, in no particular order. */
  names: readonly string[]
  count: number
  firstDay: string | null
  lastDay: string | null
  /** Writes them as one Parquet file, whole or not at all. Gives how many. */
  writeParquet: (file: {
    columns: readonly Column[]
    /** What `import_seq` says in each row. */
    seq: number
    path: string
    signal?: AbortSignal
    seconds?: number
  }) => Promise<number>
  /** Removes the file. */
  end: () => Promise<void>
}

/**
 * Puts rows into a file of lines, a piece at a time. So there are never more than a few of them in
 * memory, and the engine reads them itself: one text of them all would stop the server for as long as it
 * takes to join and to send. Whoever calls it calls `end`.
 */
export async function stageRows(
  { engine, dataFolder }: Pick<MeasureServices, 'engine' | 'dataFolder'>,
  rows: LandingRows,
): Promise<StagedRows> {
  const lines = await stagingPath(dataFolder, 'rows', `${randomUUID()}.ndjson`)
  const end = () => rm(lines, { force: true })
  try {
    const { positions, ...found } = await writeLines(lines, rows)
    return {
      ...found,
      names: [...positions.keys()],
      end,
      writeParquet({ columns, seq, path, ...options }) {
        const statement = linesSql(engine.local.dialect.typeName, {
          columns,
          positions,
          seq,
          lines,
        })
        return engine.local.writeParquet(nothing, statement, path, options)
      },
    }
  } catch (error) {
    await end()
    throw error
  }
}

/** The same with rows whose columns are known beforehand: a Parquet file of them, whole or not at all. */
export async function writeRows(
  services: Pick<MeasureServices, 'engine' | 'dataFolder'>,
  rows: LandingRows,
  file: Parameters<StagedRows['writeParquet']>[0],
): Promise<number> {
  const staged = await stageRows(services, rows)
  try {
    return await staged.writeParquet(file)
  } finally {
    await staged.end()
  }
}

const nothing = { id: 'rows', workspaceId: '', tables: {} }

/** The number of an import as a column. */
export const importSeq = (seq: number): Sql =>
  sql`cast(${wholeNumber(seq)} as integer) as import_seq`

interface Lines {
  columns: readonly Column[]
  positions: ReadonlyMap<string, number>
  seq: number
  lines: string
}

function linesSql(
  typeName: (type: Column['type']) => Sql,
  { columns, positions, seq, lines }: Lines,
): Sql {
  const cells = columns.map(({ name, type }) => {
    if (name === 'import_seq') return importSeq(seq)
    const position = positions.get(name)
    const text = position === undefined ? sql`null` : sql`cells[${wholeNumber(position + 1)}]`
    return sql`cast(${text} as ${typeName(type)}) as ${identifier(name)}`
  })
  return sql`select ${joinSql(cells, ', ')} from (select from_json(json, '["VARCHAR"]') as cells from read_ndjson_objects(${lines}))`
}

/** A column gets its position when a row first has it; lines before that one are shorter. */
async function writeLines(path: string, rows: LandingRows) {
  const positions = new Map<string, number>()
  let count = 0
  let firstDay: string | null = null
  let lastDay: string | null = null
  let waiting: string[] = []
  const file = await open(path, 'wx', 0o600)
  const write = async () => {
    if (waiting.length > 0) await file.write(`${waiting.join('\n')}\n`)
    waiting = []
    await setImmediate()
  }
  try {
    for await (const row of rows) {
      waiting.push(toLine(row, positions))
      count += 1
      const { day } = row
      if (typeof day === 'string') {
        if (firstDay === null || day < firstDay) firstDay = day
        if (lastDay === null || day > lastDay) lastDay = day
      }
      if (waiting.length === rowsPerBreath) await write()
    }
    await write()
  } finally {
    await file.close()
  }
  return { positions, count, firstDay, lastDay }
}

function toLine(row: LandingRow, positions: Map<string, number>): string {
  const cells: (string | null)[] = []
  for (const [name, value] of Object.entries(row)) {
    if (!positions.has(name)) positions.set(name, positions.size)
    cells[positions.get(name)!] = value === null ? null : String(value)
  }
  // A hole in an array is written as null.
  return JSON.stringify(cells)
}
