import { FealtyError } from '@fealty/core'
import { limits } from '../limits.ts'
import type { SourceFile } from './byte-source.ts'
import { columnNames } from './header.ts'
import { holdsReserved, withoutReserved, type RowSink } from './row-sink.ts'

export interface JsonLinesResult {
  columns: string[]
  rowCount: number
  rejectCount: number
}

/**
 * Reads one JSON object a line. Nested objects become columns `outer.inner`, lists stay as JSON text.
 * Columns are met as the file goes on, so later rows may be longer than earlier ones.
 * @throws FealtyError `file.format` when the first line is no object, `file.limit`
 */
export async function readJsonLines(
  file: SourceFile,
  chunks: AsyncIterable<Uint8Array>,
  rows: RowSink,
  rejects: RowSink,
): Promise<JsonLinesResult> {
  const columns = new Map<string, number>()
  let line = 0
  let rowCount = 0
  let rejectCount = 0
  for await (const text of splitLines(file, chunks)) {
    line += 1
    if (text.trim() === '') continue
    const cells = toCells(text, columns)
    if (typeof cells === 'string') {
      if (rowCount === 0 && line === 1) {
        throw new FealtyError('file.format', { file: file.name, problem: `line 1: ${cells}` })
      }
      rejects.addRow(line, [cells, withoutReserved(text)])
      rejectCount += 1
      continue
    }
    if (columns.size > limits.columns) columnNames([...columns.keys()], file)
    rows.addRow(line, cells)
    rowCount += 1
  }
  return { columns: columnNames([...columns.keys()], file), rowCount, rejectCount }
}

/** The cells of an object in the order of the columns, or what is wrong with the line. */
function toCells(text: string, columns: Map<string, number>): string[] | string {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return 'it is no JSON'
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return 'it is no JSON object'
  }
  if (holdsReserved(text) || /\\u00(00|1[c-f])/i.test(text)) return 'it holds a control character'
  const cells: string[] = []
  const problem = putCells(value, '', 0, columns, cells)
  if (problem !== '') return problem
  return Array.from({ length: columns.size }, (_, index) => cells[index] ?? '')
}

function putCells(
  value: object,
  prefix: string,
  depth: number,
  columns: Map<string, number>,
  cells: string[],
): string {
  for (const [key, inner] of Object.entries(value) as [string, unknown][]) {
    const name = `${prefix}${key}`
    if (typeof inner === 'object' && inner !== null && !Array.isArray(inner) && depth < 4) {
      const problem = putCells(inner, `${name}.`, depth + 1, columns, cells)
      if (problem !== '') return problem
      continue
    }
    if (typeof inner === 'number' && Number.isInteger(inner) && !Number.isSafeInteger(inner)) {
      return 'a whole number is too long to be read exactly; write it as text'
    }
    const index = columns.get(name) ?? columns.size
    columns.set(name, index)
    cells[index] = toText(inner)
  }
  return ''
}

function toText(value: unknown): string {
  if (value === null || value === undefined) return ''
  return typeof value === 'string' ? value : JSON.stringify(value)
}

async function* splitLines(
  file: SourceFile,
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const chunk of chunks) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n')
    rest = lines.pop() ?? ''
    yield* lines
    if (rest.length > limits.rowBytes) {
      throw new FealtyError('file.limit', {
        file: file.name,
        problem: `a line is longer than ${limits.rowBytes} characters`,
      })
    }
  }
  if (rest !== '') yield rest
}
