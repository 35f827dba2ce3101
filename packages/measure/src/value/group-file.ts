import { createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Snapshot } from '@fealty/engine'
import { withTable } from '../rollup/ensure-rollups.ts'

/** Columns of numbers, all of one length. */
export type NumberColumns = Record<string, Float64Array | readonly number[]>

const rowsPerChunk = 5_000

/** Where the numbers lie, and the name that they have as a table. */
export interface LentTable {
  snapshot: Snapshot
  name: string
  /** A file `.csv` in the data folder; what it is called tells the lent tables of a snapshot apart. */
  path: string
}

/**
 * Lends columns of numbers to the engine as a table of the snapshot for the time of one piece of
 * work: they are written to a file in the data folder, which the engine may read, and removed
 * afterwards. Doubles are written with all their digits.
 */
export async function withNumbers<T>(
  { snapshot, name, path }: LentTable,
  columns: NumberColumns,
  work: (lent: Snapshot) => Promise<T>,
): Promise<T> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  try {
    await pipeline(Readable.from(csvChunks(columns)), createWriteStream(path, { mode: 0o600 }))
    const lent = {
      files: [path],
      columns: Object.keys(columns).map((column) => ({ name: column, type: 'number' as const })),
    }
    return await work(withTable(snapshot, `lent_${basename(path, '.csv')}`, name, lent))
  } finally {
    await rm(path, { force: true })
  }
}

function* csvChunks(columns: NumberColumns): Generator<string> {
  const names = Object.keys(columns)
  yield `${names.join('|')}\n`
  const values = Object.values(columns)
  const rows = values[0]?.length ?? 0
  for (let start = 0; start < rows; start += rowsPerChunk) {
    let text = ''
    for (let row = start; row < Math.min(rows, start + rowsPerChunk); row += 1) {
      for (let column = 0; column < values.length; column += 1)
        text += `${column === 0 ? '' : '|'}${values[column]![row]!}`
      text += '\n'
    }
    yield text
  }
}
