import { mkdir, open, writeFile, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { generateDemo, type DemoOptions } from './generate.ts'
import { DEMO_HEADERS, type DemoFile, type DemoRow } from './rows.ts'
import type { DemoTruth } from './truth.ts'

/** Bytes held back per file before they are written. */
const CHUNK_BYTES = 1 << 18

function formatCell(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}

/** One line as in RFC 4180, but ended by a bare line feed. */
function formatLine(cells: DemoRow): string {
  let line = ''
  for (let i = 0; i < cells.length; i++) line += (i === 0 ? '' : ',') + formatCell(cells[i] ?? '')
  return line + '\n'
}

/** One CSV file being written, in chunks of bytes: text kept waiting would cost more collection. */
class CsvFile {
  private chunk = Buffer.allocUnsafe(2 * CHUNK_BYTES)
  private used = 0

  private constructor(
    private readonly handle: FileHandle,
    header: DemoRow,
  ) {
    this.add([header])
  }

  static async create(path: string, header: DemoRow): Promise<CsvFile> {
    return new CsvFile(await open(path, 'w'), header)
  }

  add(rows: readonly DemoRow[]): void {
    for (const row of rows) {
      const line = formatLine(row)
      // UTF-8 takes at most three bytes for each unit of a string.
      if (this.used + 3 * line.length > this.chunk.length) {
        this.chunk = Buffer.concat([this.chunk], 2 * (this.chunk.length + 3 * line.length))
      }
      this.used += this.chunk.write(line, this.used)
    }
  }

  get isFull(): boolean {
    return this.used >= CHUNK_BYTES
  }

  async flush(): Promise<void> {
    await this.handle.writeFile(this.chunk.subarray(0, this.used))
    this.used = 0
  }

  async close(): Promise<void> {
    await this.handle.close()
  }
}

export interface WrittenDemo {
  /** Path and number of data rows (without the header) of each export, in the order to import them. */
  readonly files: readonly {
    readonly kind: DemoFile
    readonly path: string
    readonly rows: number
  }[]
  /** Path of `truth.json`: not an export, the answers to check analyses against. */
  readonly truthFile: string
}

const FILES = Object.keys(DEMO_HEADERS) as DemoFile[]

async function writeBatches(
  options: DemoOptions,
  exports: readonly { kind: DemoFile; file: CsvFile }[],
): Promise<DemoTruth> {
  const batches = generateDemo(options)
  let step = batches.next()
  while (step.done !== true) {
    for (const { kind, file } of exports) {
      file.add(step.value[kind])
      if (file.isFull) await file.flush()
    }
    step = batches.next()
  }
  for (const { file } of exports) await file.flush()
  return step.value
}

/**
 * Writes the demo company's exports (`<kind>.csv`, UTF-8) and `truth.json` into a folder, which is
 * made if need be; files of the same name are replaced. Memory stays flat: rows are written as they
 * come. The same seed and scale give the same bytes.
 *
 * @throws RangeError as `generateDemo`; file system errors as they are
 */
export async function writeDemo(folder: string, options: DemoOptions = {}): Promise<WrittenDemo> {
  await mkdir(folder, { recursive: true })
  const exports: { kind: DemoFile; path: string; file: CsvFile }[] = []
  try {
    for (const kind of FILES) {
      const path = join(folder, `${kind}.csv`)
      exports.push({ kind, path, file: await CsvFile.create(path, DEMO_HEADERS[kind]) })
    }
    const truth = await writeBatches(options, exports)
    const truthFile = join(folder, 'truth.json')
    await writeFile(truthFile, JSON.stringify(truth, null, 1) + '\n')
    const files = exports.map(({ kind, path }) => ({ kind, path, rows: truth.rows[kind] ?? 0 }))
    return { files, truthFile }
  } finally {
    for (const { file } of exports) await file.close()
  }
}
