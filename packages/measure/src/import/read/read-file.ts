import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import {
  readBytes,
  readHead,
  shapeOf,
  type FileShape,
  type ReadProgress,
  type SourceFile,
} from './byte-source.ts'
import { DelimitedScanner } from './delimited-scanner.ts'
import { collapseBlanks, delimiterByte, findShape } from './delimited-shape.ts'
import { readJsonLines } from './json-lines.ts'
import { RowSink } from './row-sink.ts'
import { guessEncoding, NotUtf8, toUtf8, type TextEncoding } from './text-encoding.ts'
import { readXlsx } from './xlsx/read-xlsx.ts'

/** How a file was read, for people to check. */
export interface FileReading {
  name: string
  format: 'delimited' | 'json-lines' | 'parquet' | 'xlsx'
  packed: boolean
  encoding?: TextEncoding
  delimiter?: string
  hasHeader?: boolean
  sheet?: string
  sheets?: string[]
}

/** A file cut into rows, ready for the engine. */
export interface ReadTable {
  reading: FileReading
  columns: string[]
  /** Separated cells (see row-sink), or a Parquet file as it came. */
  rowsPath: string
  isParquet: boolean
  hasInnerLineBreaks: boolean
  /** Rows that are no rows of the table: line, reason, text. */
  rejectsPath: string
  rejectCount: number
}

export interface ReadOptions {
  /** Folder for what the reader writes; one per import. */
  folder: string
  /** Number of the file in the import, so that names differ. */
  index: number
  sheet?: string
  /** Stop after so many rows (for a preview). */
  rowLimit?: number
  onProgress?: ReadProgress
}

const headBytes = 1 << 18

/** Cuts a file into rows. @throws FealtyError `file.unreadable`, `file.format`, `file.limit` */
export async function readFile(file: SourceFile, options: ReadOptions): Promise<ReadTable> {
  const outer = shapeOf(await readHead(file, 16), file.name)
  if (outer !== 'gzip') return readShape(file, outer, false, options)
  const head = await takeHead(readBytes(file, true), 16)
  const inner = shapeOf(head.bytes, file.name)
  if (inner === 'text') return readShape(file, 'text', true, options)
  const path = join(options.folder, `unpacked-${options.index}`)
  await pipeline(readBytes(file, true, options.onProgress), createWriteStream(path))
  const table = await readShape({ ...file, path }, inner, true, options)
  return { ...table, reading: { ...table.reading, packed: true } }
}

function readShape(
  file: SourceFile,
  shape: FileShape,
  packed: boolean,
  options: ReadOptions,
): Promise<ReadTable> {
  if (shape === 'parquet') return Promise.resolve(parquetTable(file, packed, options))
  return shape === 'zip' ? readWorkbook(file, packed, options) : readText(file, packed, options)
}

function paths({ folder, index }: ReadOptions): { rowsPath: string; rejectsPath: string } {
  return {
    rowsPath: join(folder, `rows-${index}.txt`),
    rejectsPath: join(folder, `ragged-${index}.txt`),
  }
}

/** Columns of a Parquet file are asked of the engine when it is loaded. */
function parquetTable(file: SourceFile, packed: boolean, options: ReadOptions): ReadTable {
  const { rejectsPath } = paths(options)
  new RowSink(rejectsPath).close()
  return {
    reading: { name: file.name, format: 'parquet', packed },
    columns: [],
    rowsPath: file.path,
    isParquet: true,
    hasInnerLineBreaks: false,
    rejectsPath,
    rejectCount: 0,
  }
}

async function readWorkbook(
  file: SourceFile,
  packed: boolean,
  options: ReadOptions,
): Promise<ReadTable> {
  const { rowsPath, rejectsPath } = paths(options)
  const rows = new RowSink(rowsPath)
  const rejects = new RowSink(rejectsPath)
  try {
    const result = await readXlsx(file, options.sheet, rows, rejects)
    const { sheet, sheets } = result
    return {
      reading: { name: file.name, format: 'xlsx', packed, sheet, sheets },
      columns: result.columns,
      rowsPath,
      isParquet: false,
      hasInnerLineBreaks: true,
      rejectsPath,
      rejectCount: result.rejectCount,
    }
  } finally {
    rows.close()
    rejects.close()
  }
}

async function readText(
  file: SourceFile,
  packed: boolean,
  options: ReadOptions,
): Promise<ReadTable> {
  const { bytes } = await takeHead(readBytes(file, packed), headBytes)
  const encoding = guessEncoding(bytes, file)
  try {
    return await readTextAs(file, packed, encoding, options, 0)
  } catch (error) {
    if (!(error instanceof NotUtf8)) throw error
    return readTextAs(file, packed, error.instead, options, 1)
  }
}

async function readTextAs(
  file: SourceFile,
  packed: boolean,
  encoding: TextEncoding,
  options: ReadOptions,
  attempt: number,
): Promise<ReadTable> {
  const { rowsPath, rejectsPath } = paths(options)
  const outputs = { rowsPath: `${rowsPath}.${attempt}`, rejectsPath: `${rejectsPath}.${attempt}` }
  const rows = new RowSink(outputs.rowsPath)
  const rejects = new RowSink(outputs.rejectsPath)
  const text = (): AsyncGenerator<Uint8Array> =>
    toUtf8(readBytes(file, packed, options.onProgress), encoding)
  try {
    const head = await takeHead(text(), headBytes)
    const isJson = /^\s*\{/.test(Buffer.from(head.bytes.subarray(0, 64)).toString('utf8'))
    const result = isJson
      ? await readJson(file, text(), rows, rejects)
      : await readDelimited(file, head, text(), encoding, options, rows, rejects)
    const { reading, ...rest } = result
    const named: FileReading = { name: file.name, packed, encoding, ...reading }
    return { reading: named, isParquet: false, ...outputs, ...rest }
  } finally {
    rows.close()
    rejects.close()
  }
}

type TextResult = Pick<ReadTable, 'columns' | 'hasInnerLineBreaks' | 'rejectCount'> & {
  reading: Pick<FileReading, 'format' | 'delimiter' | 'hasHeader'>
}

async function readJson(
  file: SourceFile,
  text: AsyncIterable<Uint8Array>,
  rows: RowSink,
  rejects: RowSink,
): Promise<TextResult> {
  const { columns, rejectCount } = await readJsonLines(file, text, rows, rejects)
  return { reading: { format: 'json-lines' }, columns, hasInnerLineBreaks: true, rejectCount }
}

async function readDelimited(
  file: SourceFile,
  head: { bytes: Uint8Array; isWhole: boolean },
  text: AsyncIterable<Uint8Array>,
  encoding: TextEncoding,
  options: ReadOptions,
  rows: RowSink,
  rejects: RowSink,
): Promise<TextResult> {
  const shape = findShape(head.bytes, head.isWhole, file)
  const scanner = new DelimitedScanner({
    file,
    delimiter: delimiterByte(shape.delimiter),
    columns: shape.columns.length,
    skip: shape.skip,
    rejectDamaged: encoding === 'utf-8-damaged',
    rows,
    rejects,
  })
  const { rowLimit = Infinity } = options
  for await (const chunk of shape.delimiter === 'blank' ? collapseBlanks(text) : text) {
    scanner.push(chunk)
    if (scanner.rowCount >= rowLimit) break
  }
  if (scanner.rowCount < rowLimit) scanner.end()
  else scanner.stop()
  return {
    reading: { format: 'delimited', delimiter: shape.delimiter, hasHeader: shape.hasHeader },
    columns: shape.columns,
    hasInnerLineBreaks: scanner.hasInnerLineBreaks,
    rejectCount: scanner.rejectCount,
  }
}

/** The first bytes of a stream, and whether they are all of it. */
async function takeHead(
  source: AsyncGenerator<Uint8Array>,
  length: number,
): Promise<{ bytes: Uint8Array; isWhole: boolean }> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of source) {
    chunks.push(chunk)
    size += chunk.length
    if (size > length) {
      return { bytes: Buffer.concat(chunks).subarray(0, length), isWhole: false }
    }
  }
  return { bytes: Buffer.concat(chunks), isWhole: true }
}
