import { FealtyError } from '@fealty/core'
import type { Context } from 'hono'
import { readJson } from './query-parameters.ts'

/** Largest command, in bytes. Files come by upload. */
const bodyLimit = 1_000_000
const bodySeconds = 20

/** `application/json`, at most with its charset; any other spelling is refused, not guessed. */
const jsonType = /^application\/json(; ?charset=utf-8)?$/i

/** @throws FealtyError `request.media-type` */
export function requireType(context: Context, pattern: RegExp, expected: string): void {
  const type = context.req.header('content-type') ?? ''
  const encoding = context.req.header('content-encoding') ?? 'identity'
  if (!pattern.test(type) || encoding !== 'identity') {
    throw new FealtyError('request.media-type', { expected })
  }
}

/** What a body may be at most. */
export interface BodyLimits {
  bytes: number
  /** The limit as a person reads it. */
  said: string
  seconds: number
}

const usualLimits: BodyLimits = { bytes: bodyLimit, said: '1 MB', seconds: bodySeconds }

/** Reads a JSON body. @throws FealtyError `request.media-type`, `request.too-large`, `input.invalid` */
export async function readJsonBody(
  context: Context,
  limits: BodyLimits = usualLimits,
): Promise<unknown> {
  requireType(context, jsonType, 'application/json')
  const text = await readTextBody(context, limits)
  return readJson(text, 'the body')
}

/** Reads a body of text. @throws FealtyError `request.too-large`, `input.invalid` */
export async function readTextBody(context: Context, limits: BodyLimits): Promise<string> {
  const { body } = context.req.raw
  if (!body) return ''
  const bytes = await readBytes(body.getReader(), limits)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new FealtyError('input.invalid', { problem: 'the body is not UTF-8' })
  }
}

/** A body that stops half way is ended by the clock, not by its next byte. */
async function readBytes(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  { bytes, said, seconds }: BodyLimits,
): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  let size = 0
  const late = new AbortController()
  const timer = setTimeout(() => {
    late.abort()
    void reader.cancel().catch(() => undefined)
  }, seconds * 1000)
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (late.signal.aborted)
        throw new FealtyError('input.invalid', { problem: 'the body comes too slowly' })
      if (done) return Buffer.concat(chunks)
      size += value.byteLength
      if (size > bytes) throw new FealtyError('request.too-large', { limit: said })
      chunks.push(value)
    }
  } finally {
    clearTimeout(timer)
  }
}
