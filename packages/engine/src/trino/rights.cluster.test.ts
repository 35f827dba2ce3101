import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Engine } from '../engine.ts'
import { openEngine, readEngineSettings } from '../open-engine.ts'
import type { Snapshot } from '../snapshot.ts'
import { identifier, sql } from '../sql.ts'

/** Accounts of `scripts/cluster/accounts.mjs`; a cluster that was started by hand has none of them. */
const isGiven = process.env.TEST_ACCOUNTS !== undefined
const settings = readEngineSettings(process.env)
const schema = `t_${randomUUID().replaceAll('-', '')}`
const workspaceId = `w_${schema}`
const none: Snapshot = { id: 'none', workspaceId, tables: {} }
const refused = {
  code: 'engine.not-allowed',
  message: expect.stringMatching(
    /Access Denied.*query \d{8}_\d{6}_\d+_\w+.*Give the account/,
  ) as string,
}

describe.skipIf(!isGiven)('an account with few rights', () => {
  let folder: string
  let snapshot: Snapshot
  const opened: Engine[] = []

  const openAs = (user: string): Engine => {
    const url = settings.url!.replace(/\/\/\w+@/, `//${user}@`).replace(/[^/]+$/, schema)
    const engine = openEngine({ dataFolder: folder, memory: '300MB' }, { ...settings, url })
    opened.push(engine)
    return engine
  }

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'fealty-rights-'))
    await mkdir(join(folder, 'facts'))
    const table = {
      files: [join(folder, 'facts', 'a.parquet')],
      columns: [{ name: 'one', type: 'whole' as const }],
    }
    const { local } = openAs('fealty')
    await local.writeParquet(none, sql`select cast(7 as bigint) as one`, table.files[0]!)
    snapshot = { id: 's1', workspaceId, tables: { happenings: table } }
  })
  afterAll(async () => {
    await opened[0]!.query(none, sql`drop schema if exists ${identifier(schema)} cascade`)
    for (const engine of opened) await engine.close()
    await rm(folder, { recursive: true, force: true })
  })

  const question = sql`select one from happenings`

  test('that may write nowhere is refused by name, and nothing is half done', async () => {
    const guest = openAs('guest')
    const path = join(folder, `guest${guest.tableSuffix}`)
    await expect(guest.query(snapshot, question)).rejects.toMatchObject(refused)
    await expect(guest.writeTable(none, sql`select 1 as one`, path)).rejects.toMatchObject(refused)
    expect(existsSync(path)).toBe(false)
    const named = sql`select schema_name from information_schema.schemata where schema_name = ${schema}`
    expect(await guest.query(none, named)).toEqual([])
  })

  test('that has what the guide lists, and no more, can do all there is to do', async () => {
    const least = openAs('least')
    expect(await least.query(snapshot, question)).toEqual([{ one: 7 }])
    const path = join(folder, `least${least.tableSuffix}`)
    expect(await least.writeTable(snapshot, question, path)).toBe(1)
    expect(await least.publish!(snapshot, question, 'for_others')).toBe(1)
    const segments = { happenings: [...snapshot.tables.happenings!.files] }
    const work = { workspaceId, segments, derived: [path], atOnce: true }
    expect(await least.tidy(work)).toMatchObject({ segments: 0 })
    await least.dropTable(path)
    expect(await least.describe()).toMatchObject({ engine: 'Trino' })
    expect(await least.query(snapshot, question)).toEqual([{ one: 7 }])
  })

  test('is let into no schema but its own', async () => {
    const least = openAs('least')
    const elsewhere = sql`create schema ${identifier(`other_${schema}`)}`
    await expect(least.query(none, elsewhere)).rejects.toMatchObject(refused)
  })
})
