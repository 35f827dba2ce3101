import { createReadStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { createGunzip } from 'node:zlib'
import { FealtyError } from '@fealty/core'
import { limits } from '../limits.ts'

/** A file from outside and how it is called to people. */
export interface SourceFile {
  path: string
  name: string
}

/** Told how many bytes of the file (as it lies on disk) have been read. */
export type ReadProgress = (bytesRead: number) => void

/** What the first bytes say the file is; names lie. */
export type FileShape = 'gzip' | 'zip' | 'parquet' | 'text'

const foreignShapes: readonly (readonly [string, string])[] = [
  ['d0cf11e0', 'it is an old Excel file (.xls); save it as .xlsx'],
  ['25504446', 'it is a PDF'],
  ['89504e47', 'it is a picture'],
  ['ffd8ff', 'it is a picture'],
  ['53514c69', 'it is an SQLite database'],
  ['28b52ffd', 'it is packed with zstd; unpack it first'],
  ['377abcaf', 'it is a 7z archive; unpack it first'],
  ['425a68', 'it is packed with bzip2; unpack it first'],
]

/** The shape by magic bytes. @throws FealtyError `file.format` for a known kind that is no table. */
export function shapeOf(head: Uint8Array, name: string): FileShape {
  const hex = Buffer.from(head.subarray(0, 8)).toString('hex')
  if (hex.startsWith('1f8b')) return 'gzip'
  if (hex.startsWith('504b0304') || hex.startsWith('504b0506')) return 'zip'
  if (hex.startsWith('50415231')) return 'parquet'
  for (const [magic, problem] of foreignShapes) {
    if (hex.startsWith(magic)) throw new FealtyError('file.format', { file: name, problem })
  }
  return 'text'
}

/** The first bytes of the file on disk. @throws FealtyError `file.unreadable` */
export async function readHead(file: SourceFile, length: number): Promise<Uint8Array> {
  try {
    const info = await stat(file.path)
    if (!info.isFile()) throw unreadable(file, 'it is no file')
    const handle = await open(file.path, 'r')
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, 0)
      if (bytesRead === 0) throw unreadable(file, 'it is empty')
      return buffer.subarray(0, bytesRead)
    } finally {
      await handle.close()
    }
  } catch (error) {
    throw toReadError(file, error)
  }
}

/** The bytes of the file, unpacked when it is gzip. */
export async function* readBytes(
  file: SourceFile,
  packed: boolean,
  onProgress: ReadProgress = () => undefined,
): AsyncGenerator<Uint8Array> {
  let packedBytes = 0
  let bytes = 0
  const stream = createReadStream(file.path, { highWaterMark: 1 << 18 })
  stream.on('data', (chunk) => {
    packedBytes += chunk.length
    onProgress(packedBytes)
  })
  const source = packed ? stream.pipe(createGunzip({ chunkSize: 1 << 18 })) : stream
  stream.on('error', (error) => source.destroy(error))
  try {
    for await (const chunk of source as AsyncIterable<Uint8Array>) {
      bytes += chunk.length
      if (packed) refuseBomb(file, packedBytes, bytes)
      yield chunk
    }
  } catch (error) {
    throw toReadError(file, error)
  } finally {
    stream.destroy()
    source.destroy()
  }
}

/** Refuses what unpacks to far more than data does. @throws FealtyError `file.limit` */
export function refuseBomb(file: SourceFile, packedBytes: number, bytes: number): void {
  const bomb = bytes > limits.bombBytes && bytes > packedBytes * limits.packRatio
  if (bomb || bytes > limits.unpackedBytes) {
    throw new FealtyError('file.limit', {
      file: file.name,
      problem: 'it unpacks to far more than a file of data does',
    })
  }
}

export function unreadable(file: SourceFile, problem: string): FealtyError {
  return new FealtyError('file.unreadable', { file: file.name, problem })
}

const systemProblems: Record<string, string> = {
  ENOENT: 'there is no such file',
  EACCES: 'this program may not read it',
  EISDIR: 'it is a folder',
  Z_BUF_ERROR: 'its packed data ends too early; copy it again',
  Z_DATA_ERROR: 'its packed data is damaged; copy it again',
}

function toReadError(file: SourceFile, error: unknown): Error {
  if (error instanceof FealtyError) return error
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return unreadable(file, systemProblems[code] ?? `reading it failed (${code || 'unknown'})`)
}
