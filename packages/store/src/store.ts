import type { Kysely } from 'kysely'
import type { StoreDialect } from './dialect.ts'
import type { Tables } from './tables.ts'

/** The application records. Repositories take it as their first argument, inside a transaction or not. */
export interface Store {
  db: Kysely<Tables>
  dialect: StoreDialect
}

/** Runs the work in one transaction: all of it is kept, or none. */
export function inTransaction<T>(store: Store, work: (store: Store) => Promise<T>): Promise<T> {
  if (store.db.isTransaction) return work(store)
  return store.db.transaction().execute((db) => work({ db, dialect: store.dialect }))
}
