import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openEngine, type Engine } from '@fealty/engine'
import { dropResults } from '@fealty/store'
import { openTestWorkspace, type TestWorkspace } from '../test/open-workspace.ts'
import { measureQueryOperation } from './operation.ts'
import { scorecardOperation } from '../scorecard/operation.ts'

let workspace: TestWorkspace
let embedded: Engine
let cluster: Engine

beforeEach(async () => {
  workspace = await openTestWorkspace('2026-06-30')
  embedded = asCluster(workspace.services.engine)
  workspace.services.engine = embedded
  const { dataFolder } = workspace.services
  const url = `trino://fealty@127.0.0.1:${await closedPort()}/lake/fealty`
  cluster = openEngine({ dataFolder }, { url, lakeUrl: `file://${dataFolder}` })
})
afterEach(async () => {
  await cluster.close()
  await workspace.close()
})

/** An engine that can be away, as far as those know who ask it. */
function asCluster(engine: Engine): Engine {
  return { ...engine, mirror: () => Promise.resolve(), askedBy: () => asCluster(engine) }
}

/** A port on which nobody listens. */
async function closedPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

const answer = (day: string, nps: string, index: number) => ({
  customer_id: `c${index}`,
  response_id: `${day} ${index}`,
  day,
  nps,
})
const answersOf = (day: string, count: number) =>
  Array.from({ length: count }, (_, index) => answer(day, String(index % 11), index))

/** From now on a cluster answers, at which nobody is. */
const goAway = () => {
  workspace.services.engine = cluster
}
const ask = (input: object): Promise<{ asOf: string; rows: unknown[] }> =>
  workspace.run(measureQueryOperation, input)

test('while the engine is away the last answer serves, whatever came in since', async () => {
  await workspace.load('responses', answersOf('2026-03-02', 40))
  const before = await ask({ metric: 'nps', every: 'month' })
  const card = await workspace.run(scorecardOperation, {})
  goAway()
  expect(await ask({ metric: 'nps', every: 'month' })).toEqual(before)
  // Answers of a later day make the facts others, and known up to another day.
  await workspace.load('responses', answersOf('2026-06-02', 40))
  expect(await ask({ metric: 'nps', every: 'month' })).toEqual(before)
  expect(await workspace.run(scorecardOperation, {})).toEqual(card)
  // An import of another kind takes the derived tables away as well.
  await workspace.load('orders', [{ customer_id: 'c1', day: '2026-05-01', amount: '5' }])
  expect(await ask({ metric: 'nps', every: 'month' })).toEqual(before)

  workspace.services.engine = embedded
  const after = await ask({ metric: 'nps', every: 'month' })
  expect(after.asOf).toBe('2026-06-02')
  expect(after.rows).not.toEqual(before.rows)
})

test('new facts do not take the last answers of other questions away', async () => {
  await workspace.load('responses', answersOf('2026-03-02', 40))
  const before = await ask({ metric: 'nps', every: 'month' })
  await workspace.load('responses', answersOf('2026-06-02', 40))
  await ask({ metric: 'nps' })
  goAway()
  expect(await ask({ metric: 'nps', every: 'month' })).toEqual(before)
})

test('what was never asked is refused as away, and so is the question of another day', async () => {
  await workspace.load('responses', answersOf('2026-03-02', 40))
  await ask({ metric: 'nps' })
  goAway()
  for (const input of [
    { metric: 'nps', every: 'quarter' },
    { metric: 'nps', asOf: '2026-03-01' },
  ])
    await expect(ask(input)).rejects.toMatchObject({ code: 'engine.unreachable' })
})

test('an answer during which a person was erased is given and not kept', async () => {
  await workspace.load('responses', answersOf('2026-03-02', 40))
  const { store } = workspace.services
  /** Kept answers to whole questions; the counts of cells, which show nobody, are not among them. */
  const listKept = async () => {
    const rows = await store.db.selectFrom('results').select(['snapshotId', 'key']).execute()
    return rows.filter(({ key }) => !key.startsWith('rows-'))
  }
  const erasing: Engine = {
    ...embedded,
    askedBy: () => erasing,
    query: async (...question) => {
      const rows = await embedded.query(...question)
      await dropResults(store, 'w1')
      return rows
    },
  }
  workspace.services.engine = erasing
  const during = await ask({ metric: 'nps' })
  expect(await listKept()).toEqual([])
  workspace.services.engine = embedded
  expect(await ask({ metric: 'nps' })).toEqual(during)
  expect((await listKept()).map(({ snapshotId }) => snapshotId)).toContain('last')
})
