import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AnyOperation } from '@fealty/core'
import { readEngineSettings, sql } from '@fealty/engine'
import { cohortsOperation } from '../cohorts/operation.ts'
import { customersOperations } from '../customers/operation.ts'
import { dataQualityOperation } from '../data-quality/operation.ts'
import { loadSnapshot } from '../facts/snapshot.ts'
import { tidyWorkspace } from '../lake-care/tidy-workspace.ts'
import { landFacts, mergeLandings } from '../landing/land-facts.ts'
import { isLanding } from '../landing/landing-key.ts'
import { metricIds } from '../metric/contract.ts'
import { measureQueryOperation } from '../query/operation.ts'
import { openTestWorkspace, type TestFact, type TestWorkspace } from '../test/open-workspace.ts'
import type { MeasureServices } from '../services.ts'
import { valueOperations } from '../value/operation.ts'
import { listImports, undoImport } from '@fealty/store'

const today = '2026-01-31'
const customers = 120

/** A made-up company, the same each time; the words are chosen to be hard to write into SQL. */
function makeFacts(): Record<'customers' | 'orders' | 'subscriptions' | 'responses', TestFact[]> {
  let state = 7
  const draw = (below: number): number => {
    state = (state * 48_271) % 2_147_483_647
    return state % below
  }
  const day = (start: number): string =>
    new Date(Date.UTC(2024, 0, 1 + start)).toISOString().slice(0, 10)
  const ids = Array.from({ length: customers }, (_, index) => `c'${String(index).padStart(4, '0')}`)
  return {
    customers: ids.map((customer_id, index) => ({
      customer_id,
      segment: index % 3 === 0 ? 'Business "A"' : index % 3 === 1 ? 'Größe' : null,
      acquired_by: index % 5 === 0 ? 'Referral' : 'search',
      'attr:Contract Type': index % 2 === 0 ? 'fixed' : 'open',
    })),
    orders: ids.flatMap((customer_id) =>
      Array.from({ length: 1 + draw(7) }, () => ({
        customer_id,
        order_id: draw(9) === 0 ? null : `o${draw(5_000)}`,
        day: day(draw(730)),
        amount: `${draw(90) - 8}.${String(draw(100)).padStart(2, '0')}`,
        cost: draw(3) === 0 ? null : `${draw(20)}.5`,
      })),
    ),
    subscriptions: ids.slice(0, 90).flatMap((customer_id) => {
      const start = draw(500)
      return [
        {
          customer_id,
          day: day(start),
          start: day(start),
          mrr: `${10 + draw(60)}.99`,
          end: draw(2) === 0 ? day(start + 30 + draw(200)) : null,
        },
      ]
    }),
    responses: ids.flatMap((customer_id, index) => [
      {
        customer_id,
        response_id: `r${index}`,
        day: day(draw(730)),
        nps: String(draw(11)),
        csat: String(1 + draw(5)),
        ces: String(1 + draw(7)),
        comment: draw(2) === 0 ? `it's "fine"` : null,
        'rating:Price': String(1 + draw(5)),
        'rating:Service': String(1 + draw(5)),
      },
    ]),
  }
}

let embedded: TestWorkspace
let cluster: TestWorkspace

beforeAll(async () => {
  const settings = readEngineSettings(process.env)
  // A schema of this run alone: the workspaces of tests all have the same id.
  const url = settings.url!.replace(/[^/]+$/, `t_${randomUUID().replaceAll('-', '')}`)
  embedded = await openTestWorkspace(today)
  cluster = await openTestWorkspace(today, { ...settings, url })
  for (const workspace of [embedded, cluster]) {
    for (const [kind, facts] of Object.entries(makeFacts())) {
      await workspace.load(kind as 'orders', facts)
    }
  }
})

afterAll(async () => {
  await embedded.close()
  await cluster.close()
})

/** Both answers as text, without the SQL and without ids, which come from those of the imports. */
async function bothAnswers(
  operation: AnyOperation<MeasureServices>,
  input: object,
): Promise<[string, string]> {
  const ask = async (workspace: TestWorkspace): Promise<string> => {
    const answer: object = await workspace.run(operation, input)
    return JSON.stringify({ ...answer, sql: '', snapshotId: '', modelId: '' })
  }
  return [await ask(embedded), await ask(cluster)]
}

async function expectSame(operation: AnyOperation<MeasureServices>, input: object): Promise<void> {
  const [one, other] = await bothAnswers(operation, input)
  expect(other).toBe(one)
  expect(one.length).toBeGreaterThan(50)
}

describe.each(metricIds)('%s', (metric) => {
  test('is the same, bytes and all, by segment and quarter', async () => {
    await expectSame(measureQueryOperation, {
      metric,
      by: metric === 'rating' ? ['question'] : ['segment'],
      every: 'quarter',
      asOf: '2025-12-30',
    })
  })

  test('is the same with a condition, by purchase', async () => {
    await expectSame(measureQueryOperation, {
      metric,
      where: ['Contract Type=fixed'],
      every: 'year',
      basis: 'purchase',
    })
  })
})

describe('what is more than a metric', () => {
  const [fit, score, whale, page] = valueOperations
  const [list] = customersOperations

  test.each([
    ['the whale curve', whale, {}],
    ['the fit of purchases', fit, { model: 'bg-nbd' }],
    ['the scores of contracts', score, {}],
    ['the page of value', page, {}],
    ['the scores of purchases', score, { model: 'mbg-nbd' }],
    ['the list of customers', list, { search: `c'00`, page: 2, pageSize: 20 }],
    ['the cohorts', cohortsOperation, { every: 'quarter' }],
    ['the quality of the data', dataQualityOperation, {}],
  ])('%s: the same', async (_, operation, input) => {
    await expectSame(operation, input)
  })

  test('facts that came later are seen, and those of before stay as they were', async () => {
    const before = await loadSnapshot(cluster.services, 'w1')
    const count = sql`select count(*) as n from orders`
    const [first] = await cluster.services.engine.query(before, count)
    await cluster.load('orders', [{ customer_id: `c'0000`, day: '2025-12-31', amount: '1' }])
    const after = await loadSnapshot(cluster.services, 'w1')
    const [second] = await cluster.services.engine.query(after, count)
    expect(Number(second!.n)).toBe(Number(first!.n) + 1)
    expect(await cluster.services.engine.query(before, count)).toEqual([first])
  })

  test('answers that land, are landed anew and are merged are there once each', async () => {
    const { services } = cluster
    const rows = (first: number, comment: string) =>
      Array.from({ length: 20 }, (_, at) => ({
        response_id: `landed-${first + at}`,
        day: '2026-01-02',
        nps: 9,
        comment,
      }))
    const landing = {
      ...{ workspaceId: 'w1', kind: 'responses' as const, name: 'Answers taken here' },
      at: new Date('2026-01-02T10:00:00Z'),
    }
    const count = async () => {
      const [row] = await services.engine.query(
        await loadSnapshot(services, 'w1'),
        sql`select count(*) as n, count(distinct response_id) as once, max(comment) as comment
          from responses where response_id like 'landed-%'`,
      )
      return row
    }
    const first = await landFacts(services, { ...landing, rows: rows(0, 'before') })
    await landFacts(services, { ...landing, rows: rows(20, 'before') })
    expect(await count()).toEqual({ n: 40, once: 40, comment: 'before' })
    await landFacts(services, { ...landing, rows: rows(0, 'later'), replaces: [first!] })
    expect(await count()).toEqual({ n: 40, once: 40, comment: 'later' })
    const parts = (await listImports(services.store, 'w1')).filter(isLanding)
    expect(await mergeLandings(services, landing, parts)).not.toBeNull()
    expect(await count()).toEqual({ n: 40, once: 40, comment: 'later' })
    const signal = new AbortController().signal
    const now = new Date('2026-06-01T10:00:00Z')
    const care = { workspaceId: 'w1', now, atOnce: false, signal }
    // Long after: the parts leave the lake, the whole stays.
    expect((await tidyWorkspace(services, care)).segments).toBeGreaterThanOrEqual(3)
    expect(await count()).toEqual({ n: 40, once: 40, comment: 'later' })
    for (const { id } of (await listImports(services.store, 'w1')).filter(isLanding))
      await undoImport(services.store, 'w1', id, now.toISOString())
  })

  test('an import that was undone is read as of a moment when it was there, and not now', async () => {
    await embedded.load('orders', [{ customer_id: `c'0000`, day: '2025-12-31', amount: '1' }])
    const totals = []
    for (const { services } of [embedded, cluster]) {
      const last = (await listImports(services.store, 'w1')).at(-1)!
      await undoImport(services.store, 'w1', last.id, '2026-01-20T00:00:00.000Z')
    }
    for (const asOf of ['2026-01-10T00:00:00Z', '2026-01-25T00:00:00Z', '2026-01-10T00:00:00Z']) {
      const [one, other] = await bothAnswers(measureQueryOperation, { metric: 'revenue', asOf })
      expect(other).toBe(one)
      totals.push(one)
    }
    expect(totals[0]).not.toBe(totals[1])
    expect(totals[2]).toBe(totals[0])
  })
})
