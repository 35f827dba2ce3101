import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startPostgres, whyNoPostgres, type PostgresServer } from '@fealty/store/test'
import {
  addTestWorkspace,
  ask,
  openTestServer,
  send,
  upload,
  type TestServer,
  type TestWorkspace,
} from '../test/test-server.ts'

const why = whyNoPostgres()
if (why !== undefined) test.skip(`The whole server on PostgreSQL: skipped, ${why}`, () => undefined)

describe.runIf(why === undefined)('the whole server on PostgreSQL', () => {
  let postgres: PostgresServer
  let first: TestServer
  let second: TestServer
  let workspace: TestWorkspace
  beforeAll(async () => {
    postgres = await startPostgres()
    first = await openTestServer({}, { databaseUrl: postgres.url })
    second = await openTestServer({}, { databaseUrl: postgres.url })
    workspace = await addTestWorkspace(first)
  })
  afterAll(async () => {
    await first.close()
    await second.close()
    await postgres.stop()
  })

  test('imports facts and measures them, the same as on the embedded store', async () => {
    const embedded = await openTestServer()
    try {
      const there = await addTestWorkspace(embedded)
      const own = await measured(first, workspace.people.owner.cookie)
      expect(own).toEqual(await measured(embedded, there.people.owner.cookie))
      expect(own.rows).toHaveLength(1)
      expect(own.rows[0]).toMatchObject({ measured: { kind: 'estimate', n: 44 } })
    } finally {
      await embedded.close()
    }
  })

  test('a second process knows the sessions and records of the first', async () => {
    const { cookie } = workspace.people.owner
    const unit = { id: 'north', name: 'North', owner: 'Head of the north' }
    expect((await send(first, '/api/units/save', unit, cookie)).status).toBe(200)
    const seen = await ask(second, '/api/units/list', cookie)
    expect(await seen.json()).toMatchObject({ units: [{ id: 'north', version: 1 }] })
    // Both change version 1 at once: one of them is kept.
    const change = { ...unit, owner: 'Somebody else', expected: 1 }
    const answers = await Promise.all(
      [first, second].map((server) => send(server, '/api/units/save', change, cookie)),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
  })
})

interface Answer {
  rows: { measured: object }[]
}

async function measured(server: TestServer, cookie: string): Promise<Answer> {
  const rows = Array.from({ length: 44 }, (_, n) => `c${n},2026-01-15,${(n * 7) % 11}`)
  const csv = `customer_id,at,nps\n${rows.join('\n')}\n`
  const input = {
    kind: 'responses',
    uploads: [await upload(server, 'answers.csv', csv, cookie)],
  }
  const imported = await send(server, '/api/import/run', input, cookie)
  expect(imported.status, await imported.clone().text()).toBe(200)
  const answer = await ask(server, '/api/measure/query?metric=nps&every=year', cookie)
  const { rows: measuredRows } = (await answer.json()) as Answer
  return { rows: measuredRows }
}
