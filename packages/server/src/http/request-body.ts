import { IncomingMessage } from 'node:http'
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
  const chunks = openBody(context)
  if (!chunks) return ''
  const bytes = await readBytes(chunks, limits)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new FealtyError('input.invalid', { problem: 'the body is not UTF-8' })
  }
}

/**
 * The body as it comes from the socket. Hono's `Request` holds the same bytes, and making one costs as
 * much as all the rest of a short request. Called without a socket there is only the `Request`.
 */
function openBody(context: Context): AsyncIterator<Uint8Array> | undefined {
  const { incoming } = (context.env ?? {}) as { incoming?: unknown }
  // Its end is the end of the reading, not of the connection, on which the answer is still to go.
  if (incoming instanceof IncomingMessage) return incoming.iterator({ destroyOnReturn: false })
  return context.req.raw.body?.[Symbol.asyncIterator]()
}

/** A body that stops half way is ended by the clock, not by its next byte. */
async function readBytes(
  source: AsyncIterator<Uint8Array>,
  { bytes, said, seconds }: BodyLimits,
): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  let size = 0
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new FealtyError('input.invalid', { problem: 'the body comes too slowly' }))
    }, seconds * 1000)
  })
  try {
    for (;;) {
      const next = await Promise.race([source.next(), late])
      if (next.done === true) return Buffer.concat(chunks)
      size += next.value.byteLength
      if (size > bytes) throw new FealtyError('request.too-large', { limit: said })
      chunks.push(next.value)
    }
  } finally {
    clearTimeout(timer)
  }
}
