import { createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { identifier, joinSql, literal, sql, type Sql } from '@fealty/engine'

/** Columns of numbers, all of one length. */
export type NumberColumns = Record<string, Float64Array | readonly number[]>

const rowsPerChunk = 5_000

/**
 * Lends columns of numbers to the engine as a table for the time of one piece of work: they are
 * written to a file in the data folder, which the engine may read, and removed afterwards. Doubles
 * are written with all their digits.
 */
export async function withNumbers<T>(
  path: string,
  columns: NumberColumns,
  work: (table: Sql) => Promise<T>,
): Promise<T> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  try {
    await pipeline(Readable.from(csvChunks(columns)), createWriteStream(path, { mode: 0o600 }))
    const types = joinSql(
      Object.keys(columns).map((name) => sql`${identifier(name)}: 'double'`),
      ', ',
    )
    return await work(
      sql`read_csv(${literal(path)}, header = true, auto_detect = false, columns = {${types}})`,
    )
  } finally {
    await rm(path, { force: true })
  }
}

function* csvChunks(columns: NumberColumns): Generator<string> {
  const names = Object.keys(columns)
  yield `${names.join(',')}\n`
  const values = Object.values(columns)
  const rows = values[0]?.length ?? 0
  for (let start = 0; start < rows; start += rowsPerChunk) {
    let text = ''
    for (let row = start; row < Math.min(rows, start + rowsPerChunk); row += 1) {
      for (let column = 0; column < values.length; column += 1)
        text += `${column === 0 ? '' : ','}${values[column]![row]!}`
      text += '\n'
    }
    yield text
  }
}
