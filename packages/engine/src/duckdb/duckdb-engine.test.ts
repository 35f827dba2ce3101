import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sql, type Engine, type Snapshot } from '../index.ts'
import { openDuckdbEngine } from './duckdb-engine.ts'

let folder: string
let engine: Engine
const none: Snapshot = { id: 'none', workspaceId: 'w', tables: {} }

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fealty-engine-'))
  engine = openDuckdbEngine({ dataFolder: folder, memory: '300MB', threads: 1 })
})

afterAll(async () => {
  await engine.close()
  await rm(folder, { recursive: true, force: true })
})

describe('the engine child', () => {
  test('gives exact cells: decimals and great whole numbers as text, days as days', async () => {
    const [row] = await engine.query(
      none,
      sql`select cast(1.1 as decimal(18, 4)) as money, 9007199254740993 as great, 7 as small,
        date '2024-02-29' as day, timestamp '2024-02-29 10:00:00' as moment, null as nothing, ${'it’s'} as bound`,
    )
    expect(row).toEqual({
      money: '1.1000',
      great: '9007199254740993',
      small: 7,
      day: '2024-02-29',
      moment: '2024-02-29 10:00:00',
      nothing: null,
      bound: 'it’s',
    })
  })

  test('writes Parquet whole or not at all, and shows it as a table with its columns', async () => {
    const path = join(folder, 'a.parquet')
    expect(
      await engine.local.writeParquet(none, sql`select 'c1' as customer_id, 3 as n`, path),
    ).toBe(1)
    const snapshot: Snapshot = {
      id: 'one',
      workspaceId: 'w',
      tables: {
        facts: {
          files: [path],
          columns: [
            { name: 'customer_id', type: 'text' },
            { name: 'n', type: 'whole' },
            { name: 'later', type: 'money' },
          ],
        },
      },
    }
    expect(await engine.query(snapshot, sql`select * from facts`)).toEqual([
      { customer_id: 'c1', n: 3, later: null },
    ])
    const numbers = await engine.queryNumbers(snapshot, sql`select n from facts`)
    expect(numbers.n).toEqual(Float64Array.of(3))
  })

  test('reads and writes nothing outside its folder, and no setting can be changed', async () => {
    await expect(engine.query(none, sql`select * from read_text('/etc/passwd')`)).rejects.toThrow(
      /engine could not answer/,
    )
    await expect(engine.query(none, sql`set memory_limit = '8GB'`)).rejects.toThrow()
    await expect(
      engine.local.writeParquet(none, sql`select 1 as one`, '/outside.parquet'),
    ).rejects.toThrow()
  })

  test('an error names no value of a row', async () => {
    const failed = engine.query(
      none,
      sql`select cast(x as integer) from (values ('secret@example.com')) t(x)`,
    )
    await expect(failed).rejects.toThrow(/engine could not answer/)
    await expect(failed).rejects.not.toThrow(/secret/)
  })

  test('a question that takes too long is ended, and the next one is answered', async () => {
    const endless = sql`select count(*) as n from range(1000000000) a, range(1000000) b where (a.range * b.range) % 7 = 1`
    await expect(engine.query(none, endless, { seconds: 0.5 })).rejects.toMatchObject({
      code: 'engine.time',
    })
    expect(await engine.query(none, sql`select 1 as one`)).toEqual([{ one: 1 }])
  })

  test('a question that needs too much memory fails by name, and the engine goes on', async () => {
    const greedy = sql`select list(range) as l from range(100000000)`
    await expect(engine.query(none, greedy)).rejects.toMatchObject({ code: 'engine.memory' })
    expect(await engine.query(none, sql`select 1 as one`)).toEqual([{ one: 1 }])
  })

  test('a caller that leaves ends its question', async () => {
    const leaving = new AbortController()
    const asked = engine.query(
      none,
      sql`select count(*) as n from range(1000000000) a, range(1000000) b where a.range > b.range`,
      {
        signal: leaving.signal,
      },
    )
    setTimeout(() => leaving.abort(), 200)
    await expect(asked).rejects.toMatchObject({ code: 'engine.unavailable' })
  })

  test('a question lost because the child was killed is asked again by itself', async () => {
    const before = await engine.describe()
    const asked = engine.query(
      none,
      sql`select count(*) as n from range(3000000) a where hash(a.range) % 7 = 1`,
    )
    const pids = await childPids()
    for (const pid of pids) process.kill(pid, 'SIGKILL')
    expect((await asked)[0]!.n).toBeGreaterThan(0)
    expect(await engine.describe()).toEqual(before)
  })
})

/** Engine children of this process, as the system lists them. */
async function childPids(): Promise<number[]> {
  const { readFile } = await import('node:fs/promises')
  const text = await readFile(`/proc/${process.pid}/task/${process.pid}/children`, 'utf8').catch(
    () => '',
  )
  return text.split(' ').filter(Boolean).map(Number)
}
