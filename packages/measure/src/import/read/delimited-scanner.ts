import { FealtyError } from '@fealty/core'
import { limits } from '../limits.ts'
import type { SourceFile } from './byte-source.ts'
import { cellSeparator, innerLineBreak, type RowSink } from './row-sink.ts'

export interface ScanOptions {
  file: SourceFile
  /** The byte between cells. */
  delimiter: number
  /** Cells a row must have; undefined while the shape of the file is still being found. */
  columns?: number
  /** Records before the first row: the header, a `sep=` line. */
  skip: number
  /** Reject rows that hold a replacement character, because the file's encoding is damaged. */
  rejectDamaged?: boolean
  rows: RowSink
  rejects: RowSink
}

const quote = 0x22
const lineFeed = 0x0a
const carriageReturn = 0x0d
const replacement = Buffer.from('\ufffd')

/** States of the automaton. */
const cellStart = 0
const plain = 1
const quoted = 2
const afterQuote = 3

/**
 * Cuts delimited text into rows, byte by byte: RFC 4180 quoting, any line ending, exact numbers of
 * lines. Whole rows go to `rows` in the form the engine reads without doubt; what is no row of the
 * table goes to `rejects` with its line and reason. Memory is one chunk and one row.
 *
 * Why this and no package, with figures: docs/decisions/0006-our-own-scanner-for-delimited-text.md.
 */
export class DelimitedScanner {
  rowCount = 0
  rejectCount = 0
  hasInnerLineBreaks = false
  private state = cellStart
  private line = 1
  private recordLine = 1
  private recordStart = 0
  private contentStart = 0
  private cells = 1
  private hasContent = false
  private afterReturn = false
  private problem = ''
  private skipped = 0

  constructor(private readonly options: ScanOptions) {
    this.openRecord()
  }

  /** Takes the next bytes (UTF-8). @throws FealtyError `file.unreadable`, `file.limit` */
  push(chunk: Uint8Array): void {
    const { rows } = this.options
    // The shortest row, one character and a line feed, becomes 14 bytes at most.
    rows.ensure(chunk.length * 8 + 64)
    this.scan(chunk)
    if (rows.length - this.recordStart > limits.rowBytes) this.refuseLongRow()
    const moved = rows.flush(this.recordStart)
    this.contentStart -= moved
    this.recordStart -= moved
  }

  /** The text is at its end. @throws FealtyError `file.unreadable` for a quote that stays open. */
  end(): void {
    if (this.state === quoted) this.refuseLongRow()
    const { rows } = this.options
    rows.ensure(64)
    rows.length = this.closeRecord(rows.length)
    rows.length = this.recordStart
  }

  /** Forgets a row that is not at its end: the caller has seen enough. */
  stop(): void {
    this.options.rows.length = this.recordStart
  }

  private scan(chunk: Uint8Array): void {
    const { delimiter, rows } = this.options
    const out = rows.bytes
    let at = rows.length
    let state = this.state
    for (const byte of chunk) {
      if (state === quoted) {
        if (byte === quote) state = afterQuote
        else at = this.putQuoted(out, at, byte)
        continue
      }
      if (state === afterQuote) {
        if (byte === quote) {
          out[at++] = quote
          state = quoted
          continue
        }
        if (byte !== delimiter && byte !== lineFeed && byte !== carriageReturn) {
          if (byte === 0x20) continue
          // A quote inside a quoted cell that is not doubled: the row is rejected, the cell goes on.
          this.problem = 'a quote inside a quoted cell is not doubled'
          out[at++] = quote
          out[at++] = byte
          state = quoted
          continue
        }
        state = plain
      }
      if (byte === delimiter) {
        out[at++] = cellSeparator
        this.cells += 1
        state = cellStart
      } else if (byte === lineFeed || byte === carriageReturn) {
        at = this.endLine(byte, at)
        state = cellStart
      } else if (byte === quote && state === cellStart) {
        this.hasContent = true
        this.afterReturn = false
        state = quoted
      } else {
        if (byte < 0x20 && isReserved(byte)) this.problem = 'it holds a control character'
        else out[at++] = byte
        if (byte !== 0x20) this.hasContent = true
        state = plain
      }
    }
    this.state = state
    rows.length = at
  }

  private putQuoted(out: Uint8Array, at: number, byte: number): number {
    if (byte === lineFeed) {
      this.line += 1
      this.hasInnerLineBreaks = true
      out[at] = innerLineBreak
    } else if (byte === carriageReturn) return at
    else if (byte < 0x20 && isReserved(byte)) {
      this.problem = 'it holds a control character'
      return at
    } else out[at] = byte
    return at + 1
  }

  private endLine(byte: number, at: number): number {
    if (byte === lineFeed && this.afterReturn && at === this.contentStart && this.cells === 1) {
      this.afterReturn = false
      return at
    }
    const next = this.closeRecord(at)
    this.afterReturn = byte === carriageReturn
    return next
  }

  /** Ends the record: keeps it, rejects it, or forgets it (blank lines are no rows). */
  private closeRecord(at: number): number {
    const { rows, columns, skip } = this.options
    let end = this.recordStart
    if (this.hasContent) {
      const problem = this.problem || this.shapeProblem(rows.bytes, at, columns)
      if (this.skipped < skip) this.skipped += 1
      else if (problem) this.reject(problem, rows.bytes.subarray(this.contentStart, at))
      else {
        rows.bytes[at] = lineFeed
        end = at + 1
        this.rowCount += 1
      }
    }
    this.line += 1
    this.recordStart = end
    rows.length = end
    this.openRecord()
    return rows.length
  }

  private shapeProblem(bytes: Buffer, at: number, columns: number | undefined): string {
    if (columns !== undefined && this.cells !== columns) {
      return `it has ${this.cells} cells and the header has ${columns}`
    }
    const damaged =
      this.options.rejectDamaged === true &&
      bytes.subarray(this.contentStart, at).includes(replacement)
    return damaged ? 'its text is damaged (no valid UTF-8)' : ''
  }

  private openRecord(): void {
    const { rows } = this.options
    this.recordLine = this.line
    this.cells = 1
    this.hasContent = false
    this.problem = ''
    rows.length += rows.bytes.write(String(this.recordLine), rows.length, 'latin1')
    rows.bytes[rows.length++] = cellSeparator
    this.contentStart = rows.length
  }

  private reject(problem: string, content: Buffer): void {
    const shown = String.fromCharCode(this.options.delimiter)
    const text = content.toString('utf8').replaceAll('\u001f', shown)
    this.options.rejects.addRow(this.recordLine, [problem, text.replaceAll('\u001d', '\n')])
    this.rejectCount += 1
  }

  private refuseLongRow(): never {
    const { name } = this.options.file
    if (this.state === quoted) {
      throw new FealtyError('file.unreadable', {
        file: name,
        problem: `a quote that opens in line ${this.recordLine} is never closed; double the quote or close it`,
      })
    }
    throw new FealtyError('file.limit', {
      file: name,
      problem: `the row in line ${this.recordLine} is longer than ${limits.rowBytes} bytes`,
    })
  }
}

function isReserved(byte: number): boolean {
  return byte === 0 || byte >= 0x1c
}
