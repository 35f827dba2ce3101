import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { mayCall, roles } from '@fealty/core'
import { allOperations } from '../operations.ts'
import {
  addTestWorkspace,
  ask,
  openTestServer,
  send,
  upload,
  type TestServer,
  type TestWorkspace,
} from '../test/test-server.ts'

let server: TestServer
let ours: TestWorkspace
let importId: string

async function importOrders(cookie: string, rows: string): Promise<string> {
  const csv = `customer_id,at,amount\n${rows}`
  const uploads = [await upload(server, 'orders.csv', csv, cookie)]
  const answer = await send(server, '/api/import/run', { kind: 'orders', uploads }, cookie)
  const report = (await answer.json()) as { importId: string }
  return report.importId
}

const pathOf = (id: string): string => `/api/import/rejects?importId=${id}`

beforeAll(async () => {
  server = await openTestServer()
  ours = await addTestWorkspace(server)
  importId = await importOrders(
    ours.people.owner.cookie,
    'c1,2025-01-01,10.50\nc2,2025-02-31,20\nc3,2025-03-01,much\n',
  )
})

afterAll(() => server.close())

test('gives the rejected rows with line and reason, as a file to save', async () => {
  const answer = await ask(server, pathOf(importId), ours.people.analyst.cookie)
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8')
  expect(answer.headers.get('content-disposition')).toBe(
    `attachment; filename="rejects-${importId}.csv"`,
  )
  const text = await answer.text()
  expect(Number(answer.headers.get('content-length'))).toBe(Buffer.byteLength(text))
  const lines = text.trim().split('\n')
  expect(lines).toHaveLength(3)
  expect(lines[1]).toMatch(/^orders\.csv,3,at,/)
  expect(lines[2]).toMatch(/^orders\.csv,4,amount,.*much/)
})

test('lets in who may import, and nobody else', async () => {
  const { access } = allOperations.find(({ id }) => id === 'import.run')!
  expect((await ask(server, pathOf(importId))).status).toBe(401)
  for (const role of roles) {
    const { id, cookie } = ours.people[role]
    const actor = { kind: 'person', id, workspaceId: ours.id, role, units: [] } as const
    const { status } = await ask(server, pathOf(importId), cookie)
    expect(status, role).toBe(mayCall(access, actor) ? 200 : 403)
  }
})

test('does not know the imports of another workspace, nor a path for an id', async () => {
  const theirs = await addTestWorkspace(server)
  const { cookie } = theirs.people.owner
  expect((await ask(server, pathOf(importId), cookie)).status).toBe(404)
  expect((await ask(server, pathOf('../fealty.db'), cookie)).status).toBe(404)
  expect((await ask(server, '/api/import/rejects', cookie)).status).toBe(404)
})

test('says so where nothing was rejected, or the file is gone', async () => {
  const { cookie } = ours.people.owner
  const clean = await importOrders(cookie, 'c9,2025-04-01,10.50\n')
  expect((await ask(server, pathOf(clean), cookie)).status).toBe(404)
  rmSync(join(server.services.dataFolder, 'rejects', `${importId}.csv`))
  expect((await ask(server, pathOf(importId), cookie)).status).toBe(404)
})
