import type { SqlValue } from '../sql.ts'

/** What the parent asks of the engine child. */
export interface Request {
  id: number
  schema: string
  /** View texts of the snapshot; the child creates them once per schema. */
  views: readonly string[]
  text: string
  values: readonly SqlValue[]
  /** How the answer is wanted. */
  shape: 'rows' | 'numbers' | 'count'
  /** With `count`: the Parquet file to write. */
  path?: string
}

export type ToChild = ({ type: 'ask' } & Request) | { type: 'cancel'; id: number }

export type FailureKind = 'memory' | 'cancelled' | 'failed'

export type FromChild =
  | { type: 'ready'; version: string }
  | { type: 'answer'; id: number; answer: unknown }
  | { type: 'failure'; id: number; failure: FailureKind; problem: string }

/** Options of the engine child, given by environment because it has no other secrets. */
export interface ChildOptions {
  dataFolder: string
  memory: string
  threads: number
}
