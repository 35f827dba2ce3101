import { randomUUID } from 'node:crypto'
import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { FealtyError } from '@fealty/core'
import type { Logger } from 'pino'

/**
 * The error a caller may read. Anything that is not from the catalogue goes to the log under a
 * reference: its kind, its code and where it happened, but not its message, which may quote a value.
 */
export function toKnownError(error: unknown, log: Logger, operation: string): FealtyError {
  if (error instanceof FealtyError) return error
  const reference = randomUUID().slice(0, 8)
  log.error({ reference, operation, ...describe(error) }, 'unexpected error')
  return new FealtyError('internal.unexpected', { reference })
}

function describe(error: unknown): { name: string; code?: string; at: string[] } {
  if (!(error instanceof Error)) return { name: typeof error, at: [] }
  const at = (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .map((line) => line.trim())
    .slice(0, 8)
  const code = 'code' in error ? { code: String(error.code) } : {}
  return { name: error.name, ...code, at }
}

/** Answers with the error. */
export function answerError(context: Context, error: FealtyError): Response {
  const { status } = error
  const seconds = error.details.seconds
  if (status === 429 || status === 503) {
    const wait = status === 429 && typeof seconds === 'number' ? seconds : 2
    context.header('Retry-After', String(wait))
  }
  context.header('Cache-Control', 'no-store')
  return context.json(error.toJSON(), status as ContentfulStatusCode)
}
