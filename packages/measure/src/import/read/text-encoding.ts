import { isUtf8 } from 'node:buffer'
import { FealtyError } from '@fealty/core'
import type { SourceFile } from './byte-source.ts'

/**
 * Encodings this program reads. `utf-8-damaged` is UTF-8 in which some bytes are broken: it is read,
 * and the rows that hold the broken places are rejected.
 */
export type TextEncoding = 'utf-8' | 'utf-8-damaged' | 'utf-16le' | 'utf-16be' | 'windows-1252'

/** Thrown while reading when a file taken for UTF-8 proves not to be; it is then read again. */
export class NotUtf8 extends Error {
  constructor(readonly instead: 'utf-8-damaged' | 'windows-1252') {
    super('not UTF-8')
  }
}

/** The encoding that the first bytes speak for. @throws FealtyError `file.format` for binary data. */
export function guessEncoding(head: Uint8Array, file: SourceFile): TextEncoding {
  const [first, second] = head
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  let zerosAtEven = 0
  let zerosAtOdd = 0
  head.forEach((byte, index) => {
    if (byte !== 0) return
    if (index % 2 === 0) zerosAtEven += 1
    else zerosAtOdd += 1
  })
  const half = head.length / 2
  if (zerosAtOdd > half * 0.4 && zerosAtEven < half * 0.05) return 'utf-16le'
  if (zerosAtEven > half * 0.4 && zerosAtOdd < half * 0.05) return 'utf-16be'
  if (zerosAtEven + zerosAtOdd > 0) {
    throw new FealtyError('file.format', { file: file.name, problem: 'it holds binary data' })
  }
  if (isUtf8(head.subarray(0, completeLength(head)))) return 'utf-8'
  return judgeBroken(head)
}

/** The text as UTF-8 bytes without byte order mark. @throws NotUtf8 */
export async function* toUtf8(
  chunks: AsyncIterable<Uint8Array>,
  encoding: TextEncoding,
): AsyncGenerator<Uint8Array> {
  if (encoding === 'utf-8') {
    yield* checkUtf8(chunks)
    return
  }
  const label = encoding === 'utf-8-damaged' ? 'utf-8' : encoding
  const decoder = new TextDecoder(label)
  const encoder = new TextEncoder()
  for await (const chunk of chunks) {
    yield encoder.encode(decoder.decode(chunk, { stream: true }))
  }
  yield encoder.encode(decoder.decode())
}

async function* checkUtf8(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let rest = new Uint8Array(0)
  let isFirst = true
  for await (const chunk of chunks) {
    let bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk
    if (isFirst && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) {
      bytes = bytes.subarray(3)
    }
    isFirst = false
    const complete = completeLength(bytes)
    const whole = bytes.subarray(0, complete)
    if (!isUtf8(whole)) throw new NotUtf8(judgeBroken(whole))
    rest = Uint8Array.from(bytes.subarray(complete))
    yield whole
  }
  if (rest.length > 0) throw new NotUtf8(judgeBroken(rest))
}

/** Length without a character that is cut off at the end. */
function completeLength(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0
    if (byte < 0x80) return bytes.length
    if (byte >= 0xc0) {
      const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2
      return length > back ? bytes.length - back : bytes.length
    }
  }
  return bytes.length
}

/** More whole characters beyond ASCII than broken ones: UTF-8 with damage; else an older encoding. */
function judgeBroken(bytes: Uint8Array): 'utf-8-damaged' | 'windows-1252' {
  let whole = 0
  let broken = 0
  for (const character of new TextDecoder('utf-8').decode(bytes)) {
    if (character === '\ufffd') broken += 1
    else if (character > '\u007f') whole += 1
  }
  return whole > broken ? 'utf-8-damaged' : 'windows-1252'
}
