import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { identifier, sql, type Sql } from '@fealty/engine'
import { landFacts, metricIds } from '@fealty/measure'
import { listImports } from '@fealty/store'
import {
  allJobs,
  allOperations,
  ensureWorkspace,
  openServices,
  runOperation,
  terminalCall,
  type OpenServices,
} from '@fealty/server'
import { ownSchema, writeCompany } from './test/moved-company.ts'

interface MoveReport {
  switched: boolean
  rows: number
  answers: number
  differences: { what: string }[]
}

/** A workspace is taken to a real cluster and back while the program runs. */

let folder: string
let files: string
let services: OpenServices
let workspaceId: string
const { url, environment } = ownSchema()

async function open(): Promise<void> {
  services = await openServices({ dataFolder: folder, engine: environment })
}

type Progress = (step: { text: string }) => void

function run(id: string, input: object = {}, progress: Progress = () => undefined) {
  const operation = allOperations.find((one) => one.id === id)!
  return runOperation(operation, input, terminalCall(workspaceId, { progress }), services)
}

const moveTo = (to: string, progress?: Progress): Promise<MoveReport> =>
  run('engine.move', { to }, progress) as Promise<MoveReport>

/** Every metric as the terminal prints it, without the SQL. */
async function readAnswers(): Promise<string> {
  const answers: unknown[] = []
  for (const metric of metricIds)
    answers.push(await run('measure.query', { metric, every: 'year' }))
  return JSON.stringify(answers, (key, value: unknown) => (key === 'sql' ? undefined : value))
}

/** A question of another program, which knows the tables and not their meaning. */
const askLake = (statement: Sql) =>
  services.engineInUse
    .open({ kind: 'cluster', url, lake: {} })
    .query({ id: 'none', workspaceId, tables: {} }, statement)

async function lakeTables(): Promise<string[]> {
  const schema = url.split('/').at(-1)!
  const rows = await askLake(
    sql`select table_name as name from information_schema.tables where table_schema = ${schema}`,
  )
  return rows.map(({ name }) => String(name)).sort()
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fealty-move-'))
  files = await mkdtemp(join(tmpdir(), 'fealty-move-files-'))
  await open()
  workspaceId = (await ensureWorkspace(services.store, services.now())).id
  for (const { kind, path } of await writeCompany(files))
    await run('import.run', { kind, paths: [path] })
  await run('value.score')
})
afterAll(async () => {
  await run('engine.clear').catch(() => undefined)
  await services.close()
  for (const each of [folder, files]) await rm(each, { recursive: true, force: true })
})

test('a password is not taken into the store, and a wrong address changes nothing', async () => {
  const withPassword = `trino+https://${['ada', 'hidden'].join(':')}@127.0.0.1:1/lake/x`
  await expect(moveTo(withPassword)).rejects.toMatchObject({ code: 'engine.move-secret' })
  await expect(moveTo('trino://ada@127.0.0.1:1/lake/x')).rejects.toMatchObject({
    code: 'engine.unreachable',
  })
  expect(await run('engine.standing')).toMatchObject({ engine: 'embedded', move: null })
})

test('there, with answers and a file that come in meanwhile, and the program started again', async () => {
  const before = JSON.parse(await readAnswers()) as unknown[]
  const late = join(files, 'late.csv')
  await writeFile(late, 'order_id,customer_id,at,amount,cost\n2026-1,C1,2026-01-05,12.50,3.10\n')
  const steps: string[] = []
  let during: Promise<unknown> | undefined
  const report = await moveTo(url, ({ text }) => {
    steps.push(text)
    if (text.startsWith('Compared revenue') && during === undefined)
      during = run('import.run', { kind: 'orders', paths: [late] })
    // After it, so that only the answers of the last round come late.
    if (text.startsWith('Compared nps (1 ') && steps.filter((one) => one === text).length === 2)
      during = during?.then(() =>
        landFacts(services, {
          workspaceId,
          kind: 'responses',
          name: 'An answer that came late',
          rows: [
            { response_id: 'late', customer_id: 'C3', at: '2025-12-01', day: '2025-12-01', nps: 9 },
          ],
          at: services.now(),
        }),
      )
  })
  await during
  expect(report.differences).toEqual([])
  expect(report).toMatchObject({ switched: true, from: 'embedded', to: url })
  expect(steps).toContain('Facts have come or gone meanwhile; once more')
  expect(steps.filter((one) => one.startsWith('Compared')).length).toBeGreaterThan(report.answers)
  const live = await listImports(services.store, workspaceId)
  expect(live.length).toBe(9)
  const asked = await readAnswers()
  expect(JSON.parse(asked)).not.toEqual(before)

  await services.close()
  await open()
  expect(await run('engine.standing')).toMatchObject({
    engine: url,
    saidBy: 'move',
    disagreement: null,
    isMoving: false,
    move: { phase: 'switched', attempts: 1, from: 'embedded', to: url },
  })
  expect(await run('engine.check')).toMatchObject({ engine: 'Trino', cases: { failed: 0 } })
  expect(await readAnswers()).toBe(asked)
  expect(await moveTo(url)).toMatchObject({ switched: false, differences: [] })
})

/** Questions that the cluster has been asked so far, by its own book. */
async function countQueries(): Promise<number> {
  const [row] = await askLake(
    sql`select count(*) as n from system.runtime.queries where source = 'fealty' and query not like '%system.runtime.queries%'`,
  )
  return Number(row!.n)
}

async function prepare(): Promise<void> {
  const { signal } = new AbortController()
  for (const job of allJobs.filter(({ name }) => name.endsWith('s.prepare')))
    await job.run({ services, now: services.now(), signal })
}

/** What the pages of the web app ask when they are opened from the menu. */
async function openPages(): Promise<void> {
  await run('measure.scorecard')
  await run('measure.catalogue')
  await run('segments.list')
  for (const metric of metricIds) await run('measure.page', { metric })
  await run('value.page')
  await run('measure.cohorts')
}

test('once prepared, scorecard, segments, every measure and value cost the cluster no query', async () => {
  await prepare()
  const prepared = await countQueries()
  expect(prepared).toBeGreaterThan(100)
  await openPages()
  expect((await countQueries()) - prepared).toBe(0)
  await landFacts(services, {
    workspaceId,
    kind: 'responses',
    name: 'One more answer',
    rows: [{ response_id: 'more', customer_id: 'C4', at: '2025-12-02', day: '2025-12-02', nps: 2 }],
    at: services.now(),
  })
  await prepare()
  const again = await countQueries()
  await openPages()
  expect((await countQueries()) - again).toBe(0)
  console.log(
    `An answer that lands costs ${again - prepared} queries beforehand, a page view none.`,
  )
  // The book counts: a cut that nobody has prepared is a question.
  await run('measure.query', { metric: 'revenue', every: 'week' })
  expect(await countQueries()).toBeGreaterThan(again)
})

test('back again: the same bytes, and the lake goes when it is told to', async () => {
  const asked = await readAnswers()
  const report = await moveTo('embedded')
  expect(report.differences).toEqual([])
  expect(report).toMatchObject({ switched: true, from: url, to: 'embedded', imports: 10 })
  expect(report.rows).toBe(
    (await listImports(services.store, workspaceId)).reduce((sum, { kept }) => sum + kept, 0),
  )
  expect(await run('engine.check')).toMatchObject({ engine: 'DuckDB' })
  expect(await readAnswers()).toBe(asked)
  expect((await lakeTables()).length).toBeGreaterThan(3)
  expect(await run('engine.clear')).toMatchObject({ engine: url })
  expect(await lakeTables()).toEqual([])
  expect(await readAnswers()).toBe(asked)
})

test('what differs is said, and the engine in use stays', async () => {
  expect(await moveTo(url)).toMatchObject({ switched: true, differences: [] })
  await moveTo('embedded')
  // One row of the lake goes; the files say still that its import is there.
  const orders = (await lakeTables()).find((name) => name.startsWith('orders_'))!
  await askLake(sql`delete from ${identifier(orders)} where order_id = '2024-5'`)
  const differing = await moveTo(url)
  expect(differing.switched).toBe(false)
  const whats = differing.differences.map(({ what }) => what)
  expect(whats.some((what) => /^orders, import \w+: rows$/.test(what))).toBe(true)
  expect(await run('engine.standing')).toMatchObject({
    engine: 'embedded',
    move: { phase: 'differs', to: url },
  })
  // What was brought there is taken away, and then it is brought again.
  await run('engine.clear')
  expect(await moveTo(url)).toMatchObject({ switched: true, differences: [] })
  await moveTo('embedded')
  const left = await readdir(join(folder, 'rollups', workspaceId), { recursive: true })
  expect(left.some((name) => name.endsWith('.parquet'))).toBe(true)
})

test('a segment that was lost is named', async () => {
  const [first] = await listImports(services.store, workspaceId)
  await rm(join(folder, first!.segmentPath))
  await expect(moveTo(url)).rejects.toMatchObject({
    code: 'engine.move-segment',
    details: { importId: first!.id },
  })
})
