import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'libsql'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { sqliteDialect } from './dialect.ts'
import { openStore, type OpenStore } from './open-store.ts'
import { findSetting, saveSetting } from './settings.ts'
import { openSqlite } from './sqlite.ts'
import { inTransaction, type Store } from './store.ts'

let folder = ''
let made: OpenStore
let store: Store

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fealty-locked-'))
  made = await openStore({ folder })
  // As the store, but it waits for a lock a moment only.
  store = { db: openSqlite(join(folder, 'fealty.db'), 50), dialect: sqliteDialect }
})
afterEach(async () => {
  await store.db.destroy()
  await made.close()
  rmSync(folder, { recursive: true, force: true })
})

test('a connection that found the database locked works again when it is free', async () => {
  const other = new Database(join(folder, 'fealty.db'))
  const write = other.prepare('insert into settings (name, value) values (?, ?)')
  for (const turn of ['one', 'two']) {
    other.exec('begin immediate')
    await expect(saveSetting(store, turn, 1)).rejects.toMatchObject({ code: 'SQLITE_BUSY' })
    await expect(inTransaction(store, (own) => saveSetting(own, turn, 1))).rejects.toMatchObject({
      code: 'SQLITE_BUSY',
    })
    other.exec('commit')
    // The other goes on: a connection with an old view of the data could not begin after this.
    write.run([`other ${turn}`, '1'])
    await inTransaction(store, (own) => saveSetting(own, turn, 2))
    expect(await findSetting(store, turn)).toBe(2)
  }
  other.close()
})
