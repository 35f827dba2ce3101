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

/** Reads a JSON body. @throws FealtyError `request.media-type`, `request.too-large`, `input.invalid` */
export async function readJsonBody(context: Context): Promise<unknown> {
  requireType(context, jsonType, 'application/json')
  const text = await readText(context)
  return readJson(text, 'the body')
}

async function readText(context: Context): Promise<string> {
  const { body } = context.req.raw
  if (!body) return ''
  const chunks: Uint8Array[] = []
  let size = 0
  const deadline = Date.now() + bodySeconds * 1000
  for await (const chunk of body as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength
    if (size > bodyLimit) throw new FealtyError('request.too-large', { limit: '1 MB' })
    if (Date.now() > deadline) {
      throw new FealtyError('input.invalid', { problem: 'the body comes too slowly' })
    }
    chunks.push(chunk)
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks))
  } catch {
    throw new FealtyError('input.invalid', { problem: 'the body is not UTF-8' })
  }
}
