import { chmodSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { postgresDialect, sqliteDialect } from './dialect.ts'
import { migrate } from './migrations/migrate.ts'
import { openPostgres } from './postgres.ts'
import { openSqlite } from './sqlite.ts'
import type { Store } from './store.ts'

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
