import { closeSync, openSync, writeSync } from 'node:fs'

/**
 * Bytes between cells and in place of a line break inside a cell, in the files the readers write for
 * the engine. A row of data that holds one of them is rejected, so they always mean what they say.
 */
export const cellSeparator = 0x1f
export const innerLineBreak = 0x1d

/** Where rows go: one growing buffer that is written to a file (or kept, for the head of a file). */
export class RowSink {
  bytes = Buffer.allocUnsafe(1 << 20)
  /** How much of `bytes` is in use. */
  length = 0
  private readonly file: number | undefined

  constructor(path?: string) {
    this.file = path === undefined ? undefined : openSync(path, 'wx', 0o600)
  }

  /** Makes room for so many more bytes. */
  ensure(more: number): void {
    if (this.length + more <= this.bytes.length) return
    const grown = Buffer.allocUnsafe(Math.max(this.bytes.length * 2, this.length + more))
    this.bytes.copy(grown, 0, 0, this.length)
    this.bytes = grown
  }

  /** Writes out everything before `upTo`, which are whole rows. Answers how far the rest moved. */
  flush(upTo: number): number {
    if (this.file === undefined || upTo === 0) return 0
    writeFully(this.file, this.bytes, upTo)
    this.bytes.copyWithin(0, upTo, this.length)
    this.length -= upTo
    return upTo
  }

  /** Adds a row of cells. */
  addRow(line: number, cells: readonly string[]): void {
    const text = cells.map((cell) => cell.replace(/\r\n?|\n/g, '\u001d')).join('\u001f')
    const row = Buffer.from(`${line}\u001f${text}\n`)
    this.ensure(row.length)
    row.copy(this.bytes, this.length)
    this.length += row.length
    if (this.length > 1 << 19) this.flush(this.length)
  }

  close(): void {
    if (this.file === undefined) return
    this.flush(this.length)
    closeSync(this.file)
  }
}

function writeFully(file: number, bytes: Uint8Array, length: number): void {
  for (let done = 0; done < length;) done += writeSync(file, bytes, done, length - done)
}

/** True when a text holds a character that the readers keep for themselves, or a zero. */
export function holdsReserved(text: string): boolean {
  // eslint-disable-next-line no-control-regex -- exactly these control characters are meant
  return /[\u0000\u001c-\u001f]/.test(text)
}

/** The text with such characters as blanks. */
export function withoutReserved(text: string): string {
  // eslint-disable-next-line no-control-regex -- exactly these control characters are meant
  return text.replace(/[\u0000\u001c-\u001f]/g, ' ')
}
