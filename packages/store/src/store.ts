import { chmodSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Kysely } from 'kysely'
import { postgresDialect, sqliteDialect, type StoreDialect } from './dialect.ts'
import { migrate } from './migrations/migrate.ts'
import { openPostgres } from './postgres.ts'
import { openSqlite } from './sqlite.ts'
import type { Tables } from './tables.ts'

/** The application records. Repositories take it as their first argument, inside a transaction or not. */
export interface Store {
  db: Kysely<Tables>
  dialect: StoreDialect
}

/** A store that was opened here and is closed here. */
export interface OpenStore extends Store {
  close(): Promise<void>
}

/** Where the records are kept: a data folder (SQLite in `fealty.db`) or a PostgreSQL address. */
export type StoreLocation = { folder: string } | { databaseUrl: string }

/**
 * Opens the store and brings its tables up to date.
 * @throws FealtyError `data.newer` when a newer version of the program has written the records.
 */
export async function openStore(location: StoreLocation): Promise<OpenStore> {
  const store = 'folder' in location ? openFolder(location.folder) : openUrl(location.databaseUrl)
  try {
    await migrate(store)
  } catch (error) {
    await store.db.destroy()
    throw error
  }
  return { ...store, close: () => store.db.destroy() }
}

function openFolder(folder: string): Store {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const path = join(folder, 'fealty.db')
  const db = openSqlite(path)
  chmodSync(path, 0o600)
  return { db, dialect: sqliteDialect }
}

function openUrl(url: string): Store {
  return { db: openPostgres(url), dialect: postgresDialect }
}

/** Runs the work in one transaction: all of it is kept, or none. */
export function inTransaction<T>(store: Store, work: (store: Store) => Promise<T>): Promise<T> {
  if (store.db.isTransaction) return work(store)
  return store.db.transaction().execute((db) => work({ db, dialect: store.dialect }))
}
