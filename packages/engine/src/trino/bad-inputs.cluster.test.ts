import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Engine } from '../engine.ts'
import { openEngine, readEngineSettings, type EngineSettings } from '../open-engine.ts'
import type { Snapshot } from '../snapshot.ts'
import { identifier, sql } from '../sql.ts'
import { readTrinoAddress } from './address.ts'
import { TrinoClient } from './statement.ts'

/** Each of them must be a sentence of the catalogue with the id of its query, and leave nothing behind. */
const settings = readEngineSettings(process.env)
const schema = `t_${randomUUID().replaceAll('-', '')}`
const url = settings.url!.replace(/[^/]+$/, schema)
const nothing = { id: 'none', workspaceId: 'none', tables: {} }
const withId = expect.stringMatching(/query \d{8}_\d{6}_\d+_\w+/) as string

let folder: string
let engine: Engine

const open = (more: Partial<EngineSettings> = {}, seconds?: number): Engine =>
  openEngine(
    { dataFolder: folder, memory: '300MB', ...(seconds === undefined ? {} : { seconds }) },
    { ...settings, url, ...more },
  )

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fealty-bad-'))
  engine = open()
  await engine.query(nothing, sql`create schema if not exists ${identifier(schema)}`)
})
afterAll(async () => {
  await engine.query(nothing, sql`drop schema if exists ${identifier(schema)} cascade`)
  await engine.close()
  await rm(folder, { recursive: true, force: true })
})

const alive = async (): Promise<void> => {
  expect(await engine.query(nothing, sql`select 1 as one`)).toEqual([{ one: 1 }])
}

/** Questions with this word that the cluster still works on. */
async function countRunning(marker: string): Promise<unknown> {
  const [row] = await engine.query(
    nothing,
    sql`select count(*) as n from system.runtime.queries where state not in ('FINISHED', 'FAILED') and query like ${`%as ${marker}%`} and query not like '%system.runtime%'`,
  )
  return row?.n
}

/** So many times ten thousand rows. */
const rowsSql = (times: number, name = 'x'): string =>
  `select x as ${name}, y from unnest(sequence(1, 10000)) as a(x) cross join unnest(sequence(1, ${times})) as b(y)`

describe('an address', () => {
  test('at which nobody answers', async () => {
    const away = open({ url: url.replace(/:\d+\//, ':9/') })
    await expect(away.query(nothing, sql`select 1`)).rejects.toMatchObject({
      code: 'engine.unreachable',
    })
    await away.close()
  })

  test('with a password that the cluster does not take', async () => {
    const address = url.replace(/\/\/(\w+)@/, '//$1:not-the-password@')
    const refused = open({ url: address })
    const error: unknown = await refused.query(nothing, sql`select 1`).catch((e: unknown) => e)
    expect(error).toMatchObject({ code: 'engine.sign-in' })
    expect(String(error)).not.toContain('not-the-password')
    expect(JSON.stringify(error)).not.toContain('not-the-password')
    await refused.close()
  })
})

describe('a question', () => {
  test('about a table that was dropped', async () => {
    await engine.query(nothing, sql`create table gone as select 1 as one`)
    await engine.query(nothing, sql`drop table gone`)
    await expect(engine.query(nothing, sql`select one from gone`)).rejects.toMatchObject({
      code: 'engine.missing',
      message: withId,
    })
    await alive()
  })

  test('about a column whose type has changed', async () => {
    await engine.query(nothing, sql`create table changed as select 'secret text' as one`)
    const error: unknown = await engine
      .query(nothing, sql`select sum(cast(one as bigint)) as s from changed`)
      .catch((e: unknown) => e)
    expect(error).toMatchObject({ code: 'engine.type', message: withId })
    expect(String(error)).not.toContain('secret text')
    await alive()
  })

  test('beyond the memory of a query: ended and named, on the cluster too', async () => {
    const numbers = sql`unnest(sequence(1, 10000)) as a(x) cross join unnest(sequence(1, 5000)) as b(y)`
    await expect(
      engine.query(
        nothing,
        sql`select count(*) as n from (select x * 100000 + y as k, array_agg(cast(x as varchar) || cast(y as varchar) || 'filling the memory of the node') as texts from ${numbers} group by 1) g where cardinality(texts) > 0`,
        { seconds: 100 },
      ),
    ).rejects.toMatchObject({ code: 'engine.cluster-limit', message: withId })
    await alive()
  })

  test('beyond its time: ended by the cluster itself, which has no query of ours left', async () => {
    const limited = open({}, 2)
    const marker = `marker_${randomUUID().slice(0, 8)}`
    const long = sql`select count(*) as ${identifier(marker)} from unnest(sequence(1, 10000)) as a(x) cross join unnest(sequence(1, 10000)) as b(y) cross join unnest(sequence(1, 10000)) as c(z) where x * y + z = 7`
    await expect(limited.query(nothing, long)).rejects.toMatchObject({
      code: 'engine.cluster-time',
      message: withId,
      details: { seconds: 2 },
    })
    expect(await countRunning(marker)).toBe(0)
    await limited.close()
  })

  test('with more rows than the program holds is refused, and the query is ended', async () => {
    const many = sql`select x, y from unnest(sequence(1, 10000)) as a(x) cross join unnest(sequence(1, 5000)) as b(y)`
    await expect(engine.query(nothing, many)).rejects.toMatchObject({
      code: 'engine.too-many-rows',
    })
    await alive()
  })

  test('with five million rows is streamed to its end by a process with a heap of 64 MB (the long run does 50)', async () => {
    const child = join(process.env.FEALTY_CHILDREN!, 'stream-rows.mjs')
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['--max-old-space-size=64', child, rowsSql(500)],
      { env: { ENGINE_URL: url } },
    )
    const streamed = JSON.parse(stdout) as { rows: number; peakMegabytes: number }
    expect(streamed.rows).toBe(5_000_000)
    expect(streamed.peakMegabytes).toBeLessThan(400)
  })

  test('with 50 million rows that is cancelled in the middle ends on the cluster too', async () => {
    const caller = new AbortController()
    const client = new TrinoClient(readTrinoAddress(url))
    const marker = `marker_${randomUUID().slice(0, 8)}`
    let rows = 0
    const read = async (): Promise<void> => {
      for await (const page of client.run(rowsSql(5_000, marker), {
        seconds: 200,
        signal: caller.signal,
      })) {
        rows += page.rows.length
        if (rows > 1_000_000) caller.abort()
      }
    }
    await expect(read()).rejects.toMatchObject({ code: 'engine.ended', message: withId })
    expect(rows).toBeLessThan(2_000_000)
    expect(await countRunning(marker)).toBe(0)
    await alive()
  })
})

describe('a lake', () => {
  const data = () => join(folder, 'data')
  const snapshot = { id: 's1', workspaceId: `w_${schema}`, tables: {} as Snapshot['tables'] }
  const ask = async (more: Partial<EngineSettings>) => {
    const asked = openEngine({ dataFolder: data() }, { ...settings, url, ...more })
    try {
      return await asked.query(snapshot, sql`select one from happenings`)
    } finally {
      await asked.close()
    }
  }
  const isBucket = settings.lakeUrl!.startsWith('s3:')

  beforeAll(async () => {
    await mkdir(join(data(), 'facts'), { recursive: true })
    const table = {
      files: [join(data(), 'facts', 'a.parquet')],
      columns: [{ name: 'one', type: 'whole' as const }],
    }
    const writer = openEngine({ dataFolder: data(), memory: '300MB' })
    await writer.local.writeParquet(nothing, sql`select cast(7 as bigint) as one`, table.files[0]!)
    await writer.close()
    snapshot.tables = { happenings: table }
  })

  test('that is not where the catalogue keeps its files: said, nothing half done', async () => {
    const other = join(folder, 'another-lake')
    await mkdir(other)
    await expect(ask({ lakeUrl: `file://${other}` })).rejects.toMatchObject({
      code: 'engine.lake-elsewhere',
    })
    await alive()
  })

  test('into which nothing can be written: nothing half done, and right once it can', async () => {
    // A file stands where the folder of the lake should be, or there is no such bucket.
    const blocked = join(folder, 'blocked')
    await writeFile(blocked, '')
    const lakeUrl = isBucket ? 's3://not-there' : `file://${blocked}`
    await expect(ask({ lakeUrl })).rejects.toMatchObject({ code: 'engine.lake' })
    expect(await ask({})).toEqual([{ one: 7 }])
  })
})
