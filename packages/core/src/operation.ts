import type { z } from 'zod'
import type { Access, Actor } from './access.ts'
import type { ErrorCode } from './errors.ts'

/** What an operation is given beside its input. `S` names the services it needs. */
export interface Call<S> {
  actor: Actor
  workspaceId: string
  services: S
  /** The day of the clock, given by the door: below the server there is no clock. */
  today: string
  /** Ends the work when the caller has gone. */
  signal: AbortSignal
  /** Tells the caller how far the work is; share in [0, 1] or absent when it is not known. */
  progress: (step: { text: string; share?: number }) => void
}

/** One thing the product can do. It has four doors: HTTP (with its OpenAPI entry), MCP, CLI, and jobs. */
export interface Operation<S, I extends z.ZodType, O extends z.ZodType> {
  /** `verb.name`, e.g. `measure.query`; the HTTP path is `/api/verb/name`. */
  id: `${string}.${string}`
  summary: string
  /** A query changes nothing (HTTP GET); a command may (HTTP POST). */
  kind: 'query' | 'command'
  input: I
  output: O
  /** Errors a caller should expect, beside those of the door. */
  errors: readonly ErrorCode[]
  access: Access
  run: (call: Call<S>, input: z.output<I>) => Promise<z.input<O>>
}

/** Any operation whose services are part of `S`. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- the list of operations forgets the schemas; each door validates with them again
export type AnyOperation<S> = Operation<S, any, any>

/** Names an operation and ties its parts together by type. Access has no default. */
export function defineOperation<S, I extends z.ZodType, O extends z.ZodType>(
  operation: Operation<S, I, O>,
): Operation<S, I, O> {
  return operation
}
