import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addEvents, saveResults } from '@fealty/store'
import { sql } from '@fealty/engine'
import { loadSnapshot, metricIds } from '@fealty/measure'
import { openTestWorkspace, type TestWorkspace } from '../test/open-workspace.ts'

const canary = 'canary-customer-77341'
const words = 'Canary words: zebra quagga okapi'
let workspace: TestWorkspace

const id = (index: number) => (index === 7 ? canary : `c${index}`)

beforeAll(async () => {
  workspace = await openTestWorkspace('2026-07-01')
  await workspace.load(
    'customers',
    Array.from({ length: 60 }, (_, index) => ({
      customer_id: id(index),
      name: index === 7 ? 'Canary Name Unlimited' : `Customer ${index}`,
      segment: index % 2 === 0 ? 'Big' : 'Small',
      nickname: index === 7 ? 'canary-nick' : 'plain',
      since: '2025-01-01',
    })),
  )
  await workspace.load(
    'responses',
    Array.from({ length: 240 }, (_, index) => ({
      response_id: `answer-${id(index % 60)}-${index}`,
      customer_id: id(index % 60),
      at: index < 120 ? '2026-02-10' : '2026-05-10',
      survey: 'Relationship',
      nps: (index * 7) % 11,
      comment: index % 60 === 7 ? words : index % 3 === 0 ? 'Fine' : null,
    })),
  )
  await workspace.load(
    'orders',
    Array.from({ length: 300 }, (_, index) => ({
      order_id: `o-${id(index % 60)}-${index}`,
      customer_id: id(index % 60),
      at: `2026-0${1 + (index % 6)}-15`,
      amount: 10 + (index % 13),
    })),
  )
})
afterAll(() => workspace.close())

/** Every measure, whole and by segment, as text. */
async function measureAll(): Promise<string> {
  const answers: unknown[] = []
  for (const metric of metricIds) {
    for (const by of [[], ['segment']]) {
      const answer = await workspace
        .run<{ rows: unknown[] }>('measure.query', { metric, by, every: 'quarter' })
        .then(({ rows }) => rows)
        .catch((error: unknown) => (error as { code?: string }).code)
      answers.push([metric, by, answer])
    }
  }
  return JSON.stringify(answers)
}

/** Every file of the data folder that holds the text, also inside its raw bytes. */
async function filesWith(text: string): Promise<string[]> {
  const found: string[] = []
  for (const entry of await readdir(workspace.folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    if ((await readFile(path)).includes(text)) found.push(path)
  }
  return found
}

/** Parquet is packed: what the facts hold is asked of the engine. */
async function exported(): Promise<unknown> {
  return workspace.run('privacy.export', { customerId: canary })
}

test('the export holds what was seeded; another id holds nothing', async () => {
  const text = JSON.stringify(await exported())
  for (const seeded of [words, 'Canary Name Unlimited', 'canary-nick', 'answer-canary', 'o-canary'])
    expect(text).toContain(seeded)
  await expect(workspace.run('privacy.export', { customerId: 'nobody' })).rejects.toMatchObject({
    code: 'record.not-found',
  })
})

test('after an erasure every measure gives the same bytes, and the person is nowhere', async () => {
  const { store } = workspace.services
  await addEvents(store, [
    {
      workspaceId: 'w1',
      topic: 'x.y',
      payload: { customerId: canary },
      at: '2026-06-01T00:00:00.000Z',
    },
  ])
  await saveResults(store, [
    { workspaceId: 'w1', snapshotId: 's', key: 'k', body: { canary }, createdAt: '2026-06-01' },
  ])
  await workspace.run('themes.save', { name: 'List', terms: { any: [canary] } })
  const before = await measureAll()
  expect(await filesWith(canary)).not.toEqual([])
  const done = await workspace.run<{ facts: number }>('privacy.erase', {
    customerId: canary,
    reason: `Asked by letter by ${canary}`,
  })
  expect(done.facts).toBe(1 + 4 + 5)
  expect(await measureAll()).toBe(before)
  await expect(exported()).rejects.toMatchObject({ code: 'record.not-found' })
  expect(await filesWith(canary)).toEqual([])
  expect(await filesWith('zebra')).toEqual([])
  const page = await workspace.run<{ total: number }>('verbatims.search', { text: 'zebra' })
  expect(page.total).toBe(0)
})

test('neither a segment that was written anew nor an id of a single thing leads back', async () => {
  const { engine, dataFolder } = workspace.services
  const files = (await readdir(join(dataFolder, 'facts'), { recursive: true })).filter((name) =>
    name.endsWith('.parquet'),
  )
  expect(files).toHaveLength(3)
  const snapshot = await loadSnapshot(workspace.services, 'w1')
  const [row] = await engine.query(
    snapshot,
    sql`select count(*) filter (where order_id like '%canary%' or customer_id like '%canary%') as found,
count(distinct order_id) as orders, count(distinct customer_id) as customers from orders`,
  )
  expect(row).toEqual({ found: 0, orders: 300, customers: 60 })
})
