import { existsSync } from 'node:fs'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { randomUUID } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { z } from 'zod'
import {
  allJobs,
  allOperations,
  ensureWorkspace,
  openServices,
  readEngineSettings,
  runOperation,
  terminalCall,
  type OpenServices,
} from '@fealty/server'
import { identifier, sql, type Sql } from '@fealty/engine'
import { dropStaleResults, listCases } from '@fealty/store'
import { fillDemo } from './demo/fill-demo.ts'

/**
 * What the product answers about a company is the same, bytes and all, whichever engine answers: the
 * same data folder is asked embedded and on the cluster, through the operations behind every door.
 */

const shared =
  process.env.FEALTY_SHARED ?? fileURLToPath(new URL('../../../../shared', import.meta.url))
const metricIds = (
  (allOperations.find(({ id }) => id === 'measure.query')!.input as z.ZodObject).shape
    .metric as z.ZodEnum<Record<string, string>>
).options
const now = () => new Date('2026-11-20T10:00:00Z')

interface Pair {
  workspaceId: string
  embedded: OpenServices
  cluster: OpenServices
  ask: (id: string, input?: object) => Promise<[unknown, unknown]>
  close: () => Promise<void>
}

async function fillFolder(
  folder: string,
  fill: (services: OpenServices, workspaceId: string) => Promise<void>,
): Promise<string> {
  const services = { ...(await openServices({ dataFolder: folder })), now }
  const { id } = await ensureWorkspace(services.store, now())
  await fill(services, id)
  // What was computed while filling must not stand for an answer of either engine.
  await dropStaleResults(services.store, id, ['none'])
  await services.close()
  await rm(join(folder, 'rollups'), { recursive: true, force: true })
  return id
}

async function openPair(fill: Parameters<typeof fillFolder>[1]): Promise<Pair> {
  const folder = await mkdtemp(join(tmpdir(), 'fealty-same-'))
  const [one, other] = [join(folder, 'embedded'), join(folder, 'cluster')]
  const workspaceId = await fillFolder(one, fill)
  await cp(one, other, { recursive: true })
  const settings = readEngineSettings(process.env)
  const url = settings.url!.replace(/[^/]+$/, `t_${randomUUID().replaceAll('-', '')}`)
  const both = [
    { ...(await openServices({ dataFolder: one })), now },
    { ...(await openServices({ dataFolder: other, engine: { ...settings, url } })), now },
  ] as const
  return {
    workspaceId,
    embedded: both[0],
    cluster: both[1],
    async ask(id, input = {}) {
      const [first, second] = [
        await run(both[0], workspaceId, id, input),
        await run(both[1], workspaceId, id, input),
      ]
      return [first, second]
    },
    async close() {
      for (const services of both) await services.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

function run(services: OpenServices, workspaceId: string, id: string, input: object) {
  const operation = allOperations.find((one) => one.id === id)!
  return runOperation(operation, input, terminalCall(workspaceId), services)
}

async function workJobs({ cluster }: Pair, ...names: string[]): Promise<void> {
  for (const name of names) {
    const job = allJobs.find((one) => one.name === name)!
    await job.run({ services: cluster, now: now(), signal: new AbortController().signal })
  }
}

/** A question of another program, which knows the tables and not their meaning. */
const askCluster = ({ cluster, workspaceId }: Pair, statement: Sql) =>
  cluster.engine.query({ id: 'none', workspaceId, tables: {} }, statement)

/** As the terminal prints it with `--json`, without the SQL, which each engine has in its own words. */
const toText = (answer: unknown): string =>
  JSON.stringify(answer, (key, value: unknown) => (key === 'sql' ? undefined : value), 1)

async function expectSame(pair: Pair, id: string, input: object = {}): Promise<void> {
  const [one, other] = await pair.ask(id, input)
  expect(toText(other)).toBe(toText(one))
  expect(toText(one).length).toBeGreaterThan(1)
}

/** Fitted numbers are sums of doubles in an order that is free on a cluster. */
function expectClose(other: unknown, one: unknown): void {
  if (typeof one !== 'object' || one === null) {
    if (typeof one === 'number' && typeof other === 'number' && one !== other)
      expect(Math.abs(other - one) / Math.abs(one)).toBeLessThan(1e-9)
    else expect(other).toEqual(one)
    return
  }
  expect(Object.keys(other as object)).toEqual(Object.keys(one))
  for (const [key, value] of Object.entries(one))
    if (!/Id$|sql/.test(key)) expectClose((other as Record<string, unknown>)[key], value)
}

async function expectSameFits(pair: Pair, models: readonly string[]): Promise<void> {
  for (const model of models) {
    const [one, other] = await pair.ask('value.fit', { model })
    expectClose(other, one)
  }
}

function describeMetrics(pairOf: () => Pair, metrics: readonly string[]): void {
  test.each(metrics)('%s: the whole, and by month and year', async (metric) => {
    for (const input of [{}, { every: 'month' }, { every: 'year', basis: 'purchase' }])
      await expectSame(pairOf(), 'measure.query', { metric, ...input })
  })
}

describe('the demo company', () => {
  let pair: Pair
  beforeAll(async () => {
    pair = await openPair((services) => fillDemo(services))
  }, 600_000)
  afterAll(() => pair.close())

  describeMetrics(() => pair, metricIds)

  test.each(metricIds)('%s: by segment and quarter, and by value band', async (metric) => {
    const by = metric === 'rating' ? ['question'] : ['segment']
    await expectSame(pair, 'measure.query', { metric, by, every: 'quarter', asOf: '2026-06-30' })
    await expectSame(pair, 'measure.query', { metric, by: ['value_band'], every: 'year' })
  })

  /**
   * Operations that answer without being asked for anything in particular. Whether tables can be mapped is
   * a matter of the engine, and in no answer about facts.
   */
  const questions = allOperations.filter(
    ({ id, kind, input }) =>
      kind === 'query' &&
      (input as z.ZodType).safeParse({}).success &&
      !/^(access|people|keys|outbox|mails|webhooks|engine|source)\./.test(id),
  )
  test.each(questions.map(({ id }) => id))('%s', async (id) => {
    await expectSame(pair, id)
  })

  test('each experiment, case, initiative and customer by itself', async () => {
    for (const [list, one, name, key] of [
      ['experiments.list', 'experiments.one', 'experimentId', 'id'],
      ['initiatives.list', 'initiatives.one', 'initiativeId', 'id'],
      ['cases.list', 'cases.one', 'caseId', 'id'],
      ['customers.list', 'customers.one', 'customerId', 'customerId'],
    ] as const) {
      const [answer] = await pair.ask(list)
      const rows = Object.values(answer as Record<string, unknown>).find(Array.isArray) as
        Record<string, unknown>[] | undefined
      expect(rows?.length).toBeGreaterThan(0)
      for (const row of rows!.slice(0, 5)) await expectSame(pair, one, { [name]: row[key] })
    }
  })

  test('the fitted models, to 1e-9', () =>
    expectSameFits(pair, ['bg-nbd', 'mbg-nbd', 'gamma-gamma', 'sbg']))

  test('scores and saved segments are tables that others may query', async () => {
    const [active] = await pair.ask('measure.query', { metric: 'active', by: ['segment'] })
    const { segment = '' } = (active as { rows: { segment: Record<string, string> }[] }).rows[0]!
      .segment
    const conditions = [{ dimension: 'segment', operator: 'in', values: [segment] }]
    const saved = { name: 'One of ours', conditions }
    await run(pair.cluster, pair.workspaceId, 'segments.save', saved)
    await workJobs(pair, 'lake.mirror', 'lake.publish')
    const [scored] = await askCluster(pair, sql`select count(*) as n from customer_value`)
    const [list] = await pair.ask('customers.list', { pageSize: 1 })
    expect(Number(scored!.n)).toBeGreaterThan(0)
    expect(Number(scored!.n)).toBeLessThanOrEqual((list as { total: number }).total)
    const [members] = await askCluster(
      pair,
      sql`select count(*) as n, count(distinct customer_id) as once from segment_membership where segment = 'One of ours'`,
    )
    expect(Number(members!.n)).toBeGreaterThan(0)
    expect(members!.once).toBe(members!.n)
  })

  test('where each case stands is a table that others may query, each case once', async () => {
    await workJobs(pair, 'cases.publish')
    const rows = await askCluster(pair, sql`select case_id, state from cases order by case_id`)
    const records = await listCases(pair.cluster.store, pair.workspaceId)
    const expected = records.map(({ id, state }) => ({ case_id: id, state }))
    expect(rows.length).toBeGreaterThan(0)
    expect(rows).toEqual(expected.toSorted((a, b) => (a.case_id < b.case_id ? -1 : 1)))
  })
})

const sets = [
  {
    name: 'online-retail-ii',
    files: ['online_retail_2009_2010.csv.gz', 'online_retail_2010_2011.csv.gz'],
    mapping: { amount: 'Quantity * Price' },
    cleaning: ['exact-duplicates', 'no-customer'],
  },
  { name: 'cdnow', files: ['CDNOW_master.txt'], mapping: {}, cleaning: [] },
]

describe.each(sets)('$name', ({ name, files, mapping, cleaning }) => {
  const paths = files.map((file) => join(shared, 'data', name, file))
  const isThere = paths.every((path) => existsSync(path))
  if (!isThere) {
    console.warn(`skipped: the data set ${name} is not there (set FEALTY_SHARED)`)
    test.skip('is not there', () => undefined)
    return
  }
  let pair: Pair
  beforeAll(async () => {
    pair = await openPair(async (services, workspaceId) => {
      await run(services, workspaceId, 'import.run', { kind: 'orders', paths, mapping, cleaning })
      await run(services, workspaceId, 'value.score', {})
    })
  }, 600_000)
  afterAll(() => pair.close())

  describeMetrics(() => pair, metricIds)

  test.each([
    ['value.whale', {}],
    ['value.page', {}],
    ['customers.list', { pageSize: 100 }],
    ['customers.list', { page: 7, pageSize: 100 }],
    ['measure.cohorts', { every: 'quarter' }],
    ['measure.scorecard', {}],
    ['data.quality', {}],
  ])('%s %j', (id, input) => expectSame(pair, id, input))

  test('the fitted models, to 1e-9', () =>
    expectSameFits(pair, ['bg-nbd', 'mbg-nbd', 'gamma-gamma']))

  test('a person who is erased is in no table of the lake, and no measure changes', async () => {
    const { cluster, workspaceId } = pair
    await workJobs(pair, 'lake.publish')
    const [scored] = await askCluster(
      pair,
      sql`select count(*) as n, min(customer_id) as one from customer_value`,
    )
    const customerId = String(scored!.one)
    const input = { customerId, reason: 'The customer asked for it.' }
    for (const services of [pair.embedded, cluster])
      await run(services, workspaceId, 'privacy.erase', input)
    const tables = await askCluster(
      pair,
      sql`select table_name from information_schema.columns where table_schema = current_schema and column_name = 'customer_id'`,
    )
    expect(tables.length).toBeGreaterThan(0)
    for (const { table_name: name } of tables) {
      const left = sql`select count(*) as n from ${identifier(String(name))} where customer_id = ${customerId}`
      const versions = sql`select count(*) as n from ${identifier(`${String(name)}$snapshots`)}`
      expect([name, ...(await askCluster(pair, left))]).toEqual([name, { n: 0 }])
      expect(Number((await askCluster(pair, versions))[0]!.n)).toBeLessThanOrEqual(1)
    }
    await workJobs(pair, 'lake.publish')
    const [again] = await askCluster(pair, sql`select count(*) as n from customer_value`)
    expect(again!.n).toBe(scored!.n)
    for (const metric of ['revenue', 'active', 'repeat-purchase']) {
      const [one, other] = await pair.ask('measure.query', { metric, every: 'year' })
      const numbers = (answer: unknown) => toText((answer as { rows: unknown }).rows)
      expect(numbers(other)).toBe(numbers(one))
    }
  })
})
