import { actErrors } from './errors/act-errors.ts'
import { baseErrors } from './errors/base-errors.ts'
import { engineErrors } from './errors/engine-errors.ts'
import { explainErrors } from './errors/explain-errors.ts'
import { listenErrors } from './errors/listen-errors.ts'
import { proveErrors } from './errors/prove-errors.ts'
import { steerErrors } from './errors/steer-errors.ts'

/**
 * The catalogue of errors. Each says what happened, where, and what to do; none carries a value of a
 * customer. `docs/reference/errors.md` lists the same codes, and a test holds both to each other.
 * Each room has its part in `errors/`.
 *
 * Text in braces is filled from the details; a detail is a name, a line, a column or a count.
 */
export const errorCatalogue = {
  ...baseErrors,
  ...listenErrors,
  ...engineErrors,
  ...explainErrors,
  ...proveErrors,
  ...actErrors,
  ...steerErrors,
} as const

export type ErrorCode = keyof typeof errorCatalogue
export type ErrorDetails = Readonly<Record<string, string | number>>

/** An error a person may read. @see errorCatalogue */
export class FealtyError extends Error {
  readonly code: ErrorCode
  readonly details: ErrorDetails

  constructor(code: ErrorCode, details: ErrorDetails = {}, options?: { cause?: unknown }) {
    super(describeError(code, details), options)
    this.name = 'FealtyError'
    this.code = code
    this.details = details
  }

  /** The HTTP status that says the same. */
  get status(): number {
    return errorCatalogue[this.code].status
  }

  /** What the API answers. */
  toJSON(): { code: ErrorCode; message: string; details: ErrorDetails } {
    return { code: this.code, message: this.message, details: this.details }
  }
}

const awayCodes: ReadonlySet<string> = new Set([
  'engine.unreachable',
  'engine.unavailable',
  'engine.worker-lost',
] satisfies ErrorCode[])

/** True for an error that says that the engine was not there, and nothing about the question. */
export function isEngineAway(error: unknown): error is FealtyError {
  return error instanceof FealtyError && awayCodes.has(error.code)
}

/** Fills the catalogue's sentence. A brace without a detail stays, so a test can find it. */
export function describeError(code: ErrorCode, details: ErrorDetails): string {
  return errorCatalogue[code].message.replace(/\{(\w+)\}/g, (whole, name: string) =>
    name in details ? String(details[name]) : whole,
  )
}
