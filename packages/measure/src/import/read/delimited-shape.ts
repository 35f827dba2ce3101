import { FealtyError } from '@fealty/core'
import type { SourceFile } from './byte-source.ts'
import { DelimitedScanner } from './delimited-scanner.ts'
import { columnNames, looksLikeData, numberedNames } from './header.ts'
import { findLayeredHeader } from './layered-header.ts'
import { RowSink } from './row-sink.ts'

/** How a delimited text is built. */
export interface DelimitedShape {
  /** `blank`: cells stand apart by runs of blanks, as in reports of old systems. */
  delimiter: ',' | ';' | '\t' | '|' | 'blank'
  hasHeader: boolean
  columns: string[]
  /** Records before the first row of data. */
  skip: number
}

interface Candidate {
  delimiter: DelimitedShape['delimiter']
  records: string[][]
  width: number
  /** Share of records that have the width. */
  agreement: number
}

const delimiters = [',', ';', '\t', '|', 'blank'] as const
const hintPattern = /^(?:\ufeff)?"?sep=([,;|\t])"?\r?\n/i

/**
 * Finds the delimiter and the header from the head of a text: the delimiter is the one that cuts
 * most rows into the same number of cells, at least two.
 * @throws FealtyError `file.format` when the text is HTML, JSON or no table.
 */
export function findShape(head: Uint8Array, isWhole: boolean, file: SourceFile): DelimitedShape {
  refuseOtherText(head, file)
  const hint = hintPattern.exec(Buffer.from(head.subarray(0, 16)).toString('utf8'))
  const hinted = hint?.[1] as DelimitedShape['delimiter'] | undefined
  const tried = hinted === undefined ? delimiters : [hinted]
  const best = tried
    .map((delimiter) => tryDelimiter(head, isWhole, delimiter, hint ? 1 : 0, file))
    .reduce((left, right) => (isBetter(right, left) ? right : left))
  const [first] = best.records
  if (first === undefined) {
    throw new FealtyError('file.unreadable', { file: file.name, problem: 'it holds no rows' })
  }
  const layered = findLayeredHeader(best.records)
  if (layered) {
    const { cells, rows } = layered
    const columns = columnNames(cells, file)
    return { delimiter: best.delimiter, hasHeader: true, columns, skip: rows + (hint ? 1 : 0) }
  }
  const hasHeader = !looksLikeData(first)
  return {
    delimiter: best.delimiter,
    hasHeader,
    columns: hasHeader ? columnNames(first, file) : numberedNames(best.width, file),
    skip: (hasHeader ? 1 : 0) + (hint ? 1 : 0),
  }
}

/** The byte a scanner looks for. */
export function delimiterByte(delimiter: DelimitedShape['delimiter']): number {
  return delimiter === 'blank' ? 0x09 : delimiter.charCodeAt(0)
}

/** Runs of blanks as one tab each; blanks around a line are gone. */
export async function* collapseBlanks(
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  const collapse = blankCollapser()
  for await (const chunk of chunks) yield collapse(chunk)
}

function blankCollapser(): (chunk: Uint8Array) => Uint8Array {
  let pending = false
  let atLineStart = true
  return (chunk) => {
    const out = Buffer.allocUnsafe(chunk.length + 1)
    let at = 0
    for (const byte of chunk) {
      if (byte === 0x20 || byte === 0x09) {
        pending = !atLineStart
        continue
      }
      const isLineEnd = byte === 0x0a || byte === 0x0d
      if (pending && !isLineEnd) out[at++] = 0x09
      pending = false
      atLineStart = isLineEnd
      out[at++] = byte
    }
    return out.subarray(0, at)
  }
}

function tryDelimiter(
  head: Uint8Array,
  isWhole: boolean,
  delimiter: DelimitedShape['delimiter'],
  skip: number,
  file: SourceFile,
): Candidate {
  const rows = new RowSink()
  const scanner = new DelimitedScanner({
    file,
    delimiter: delimiterByte(delimiter),
    skip,
    rows,
    rejects: new RowSink(),
  })
  scanner.push(delimiter === 'blank' ? blankCollapser()(head) : head)
  if (isWhole) endQuietly(scanner)
  const text = rows.bytes.subarray(0, rows.length).toString('utf8')
  const lines = text.split('\n').slice(0, -1).slice(0, 2_000)
  const records = lines.map((line) => line.split('\u001f').slice(1))
  const width = mostCommon(records.map((record) => record.length))
  const agreeing = records.filter((record) => record.length === width).length
  return { delimiter, records, width, agreement: agreeing / Math.max(1, records.length) }
}

/** A wrong delimiter may leave a quote open; the right one says so again when the file is read. */
function endQuietly(scanner: DelimitedScanner): void {
  try {
    scanner.end()
  } catch (error) {
    if (!(error instanceof FealtyError)) throw error
  }
}

function isBetter(candidate: Candidate, best: Candidate): boolean {
  const quality = score(candidate)
  const bestQuality = score(best)
  return quality > bestQuality || (quality === bestQuality && candidate.width > best.width)
}

/** Blanks cut any prose into words, so they count only when nothing else and nearly all rows agree. */
function score({ delimiter, width, agreement, records }: Candidate): number {
  if (width < 2) return 0.01
  if (delimiter === 'blank') return agreement >= 0.95 && records.length > 1 ? 0.2 : 0
  const headerAgrees = records[0]?.length === width ? 1 : 0.5
  return agreement * headerAgrees + (agreement > 0.3 ? 0.2 : 0)
}

function mostCommon(numbers: readonly number[]): number {
  const counts = new Map<number, number>()
  for (const number of numbers) counts.set(number, (counts.get(number) ?? 0) + 1)
  return [...counts].reduce((best, entry) => (entry[1] > best[1] ? entry : best), [0, 0])[0]
}

function refuseOtherText(head: Uint8Array, file: SourceFile): void {
  const start = Buffer.from(head.subarray(0, 512)).toString('utf8').trimStart().toLowerCase()
  const problem =
    start.startsWith('<!doctype') || start.startsWith('<html')
      ? 'it is a web page; perhaps a sign-in page was saved instead of the export'
      : start.startsWith('<')
        ? 'it is XML or HTML'
        : start.startsWith('[')
          ? 'it is a JSON list; write one object a line'
          : undefined
  if (problem !== undefined) throw new FealtyError('file.format', { file: file.name, problem })
}
