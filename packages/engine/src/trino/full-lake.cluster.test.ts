import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, open, rm, statfs } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Engine } from '../engine.ts'
import { openEngine, readEngineSettings } from '../open-engine.ts'
import type { Snapshot } from '../snapshot.ts'
import { identifier, sql } from '../sql.ts'

/** A lake on a disk of some megabytes, a folder or a bucket; not every machine can have one. */
const given = process.env.TEST_SMALL_LAKE
const { disk, environment } = JSON.parse(given ?? '{"environment":{}}') as {
  disk: string
  environment: Record<string, string>
}
const schema = `t_${randomUUID().replaceAll('-', '')}`
const workspaceId = `w_${schema}`
const none: Snapshot = { id: 'none', workspaceId, tables: {} }

describe.skipIf(given === undefined)('a lake whose disk is full', () => {
  let folder: string
  let engine: Engine
  let snapshot: Snapshot
  const filler = join(disk, 'filler')

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'fealty-full-'))
    await mkdir(join(folder, 'facts'))
    const settings = readEngineSettings(environment)
    const url = settings.url!.replace(/[^/]+$/, schema)
    engine = openEngine({ dataFolder: folder, memory: '300MB' }, { ...settings, url })
    const table = {
      files: [join(folder, 'facts', 'a.parquet')],
      columns: [{ name: 'one', type: 'text' as const }],
    }
    const rows = sql`select md5(cast(x as varchar)) as one from generate_series(1, 100000) as t(x)`
    await engine.local.writeParquet(none, rows, table.files[0]!)
    snapshot = { id: 's1', workspaceId, tables: { happenings: table } }
  })
  afterAll(async () => {
    await engine.query(none, sql`drop schema if exists ${identifier(schema)} cascade`)
    await engine.close()
    await rm(folder, { recursive: true, force: true })
  })

  /** Leaves less free than a segment takes. */
  async function fill(): Promise<void> {
    const { bavail, bsize } = await statfs(disk)
    const file = await open(filler, 'w')
    await file.write(Buffer.alloc(bavail * bsize - 512 * 1_024))
    await file.close()
  }
  const count = () =>
    engine
      .query(snapshot, sql`select count(distinct one) as n from happenings`)
      .then(([row]) => row!.n)
  const large = sql`select to_hex(md5(to_utf8(cast(x * 1000 + y as varchar)))) as one from unnest(sequence(1, 2000)) as a(x) cross join unnest(sequence(1, 1000)) as b(y)`
  const tables = () =>
    engine
      .query(
        none,
        sql`select table_name from information_schema.tables where table_schema = ${schema}`,
      )
      .then((rows) => rows.map(({ table_name: name }) => String(name)))

  test('takes no segment: said, nothing half done, and right once there is room', async () => {
    await fill()
    const error: unknown = await count().catch((e: unknown) => e)
    expect(error).toMatchObject({
      code: 'engine.lake',
      message: expect.stringMatching(/ENOSPC|StorageFull/) as string,
    })
    await rm(filler)
    expect(await count()).toBe(100_000)
  })

  test('takes no table of the cluster: said with the query, no half table, and right once there is room', async () => {
    const before = await tables()
    await fill()
    const path = join(folder, `derived${engine.tableSuffix}`)
    await expect(engine.writeTable(none, large, path)).rejects.toMatchObject({
      code: 'engine.lake',
      message: expect.stringMatching(/query \d{8}_\d{6}_\d+_\w+/) as string,
    })
    expect(existsSync(path)).toBe(false)
    expect(await tables()).toEqual(before)
    // What is there already is still read.
    expect(await count()).toBe(100_000)
    await rm(filler)
    const small = sql`select 1 as one`
    expect(await engine.writeTable(none, small, path)).toBe(1)
    await engine.dropTable(path)
  })
})
