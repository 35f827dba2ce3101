import { chmodSync, closeSync, mkdirSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { postgresDialect, sqliteDialect } from './dialect.ts'
import { migrate } from './migrations/migrate.ts'
import { openPostgres } from './postgres.ts'
import { openSqlitePool } from './sqlite-pool.ts'
import { openSqlite } from './sqlite.ts'
import type { Store } from './store.ts'

/** A store that was opened here and is closed here. */
export interface OpenStore extends Store {
  close(): Promise<void>
}

/**
 * Where the records are kept: a data folder (SQLite in `fealty.db`) or a PostgreSQL address. A server
 * names the bundled `sqlite-thread.ts` too, so that it never waits for the disk itself.
 */
export type StoreLocation = { folder: string; threadPath?: string } | { databaseUrl: string }

/**
 * Opens the store and brings its tables up to date.
 * @throws FealtyError `data.newer` when a newer version of the program has written the records.
 */
export async function openStore(location: StoreLocation): Promise<OpenStore> {
  const store = 'folder' in location ? openFolder(location) : openUrl(location.databaseUrl)
  try {
    await migrate(store)
  } catch (error) {
    await store.db.destroy()
    throw error
  }
  return { ...store, close: () => store.db.destroy() }
}

function openFolder({ folder, threadPath }: { folder: string; threadPath?: string }): Store {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const path = join(folder, 'fealty.db')
  createPrivately(path)
  return threadPath === undefined
    ? { db: openSqlite(path), dialect: sqliteDialect }
    : { ...openSqlitePool(path, threadPath), dialect: sqliteDialect }
}

/** Nobody else on the machine may read it, not even before the first write. */
function createPrivately(path: string): void {
  closeSync(openSync(path, 'a', 0o600))
  chmodSync(path, 0o600)
}

function openUrl(url: string): Store {
  return { db: openPostgres(url), dialect: postgresDialect }
}
