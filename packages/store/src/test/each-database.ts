import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, test } from 'vitest'
import { openStore, type OpenStore, type StoreLocation } from '../open-store.ts'
import { startPostgres, whyNoPostgres, type PostgresServer } from './postgres-server.ts'

/** What a test of the store is given. */
export interface TestDatabase {
  store: OpenStore
  location: StoreLocation
}

/** Runs the same tests on SQLite, with and without threads, and on PostgreSQL where the machine has one. */
export function describeEachDatabase(name: string, tests: (database: TestDatabase) => void): void {
  describeSqlite(`${name} on SQLite`, {}, tests)
  describeSqlite(`${name} on SQLite in threads`, { threadPath: childPath() }, tests)
  const why = whyNoPostgres()
  if (why !== undefined) {
    test.skip(`${name} on PostgreSQL: skipped, ${why}`, () => undefined)
    return
  }
  describe(`${name} on PostgreSQL`, () => {
    const database = {} as TestDatabase
    let server: PostgresServer | undefined
    beforeAll(async () => {
      server = await startPostgres()
      database.location = { databaseUrl: server.url }
      database.store = await openStore(database.location)
    })
    afterAll(async () => {
      await database.store.close()
      await server?.stop()
    })
    tests(database)
  })
}

function describeSqlite(
  name: string,
  more: { threadPath?: string },
  tests: (database: TestDatabase) => void,
): void {
  describe(name, () => {
    const database = {} as TestDatabase
    let folder = ''
    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), 'fealty-store-'))
      database.location = { folder, ...more }
      database.store = await openStore(database.location)
    })
    afterAll(async () => {
      await database.store.close()
      rmSync(folder, { recursive: true, force: true })
    })
    tests(database)
  })
}

/** Where the test set-up has built the thread of the store. */
const childPath = (): string => join(process.env.FEALTY_CHILDREN ?? '', 'sqlite-thread.mjs')
