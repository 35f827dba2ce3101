import type { Kysely } from 'kysely'
import type { StoreDialect } from './dialect.ts'
import type { Tables } from './tables.ts'
import type { Urgency } from './turns.ts'

/** The application records. Repositories take it as their first argument, inside a transaction or not. */
export interface Store {
  db: Kysely<Tables>
  dialect: StoreDialect
  /** Where the store lives in threads of its own and no transaction is open: runs a program there. */
  runProgram?: RunProgram
}

/** Runs a program in the thread that has the connection. Gives what the program gives. */
export type RunProgram = (name: string, input: unknown, urgency: Urgency) => Promise<unknown>

/**
 * A transaction that asks nobody else on its way. Statement by statement, each would wait for the calling
 * thread while the write lock is held; as a program it goes over in one message and comes back in one.
 * Without threads, or within a transaction that is open, it runs where it is called.
 */
export interface Program<Input, Output> {
  (store: Store, input: Input): Promise<Output>
  programName: string
}

/**
 * @param work gets its input as JSON, so it must be nothing but data
 * @param urgency `now` goes before all others that wait to write
 */
export function defineProgram<Input, Output>(
  programName: string,
  work: (store: Store, input: Input) => Promise<Output>,
  urgency: Urgency = 'in-turn',
): Program<Input, Output> {
  const run = (store: Store, input: Input) =>
    store.runProgram
      ? (store.runProgram(programName, input, urgency) as Promise<Output>)
      : inTransaction(store, (transaction) => work(transaction, input))
  return Object.assign(run, { programName })
}

/** Runs the work in one transaction: all of it is kept, or none. */
export function inTransaction<T>(store: Store, work: (store: Store) => Promise<T>): Promise<T> {
  if (store.db.isTransaction) return work(store)
  return store.db.transaction().execute((db) => work({ db, dialect: store.dialect }))
}
