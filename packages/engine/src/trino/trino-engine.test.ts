import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { openEngine } from '../open-engine.ts'
import { sql } from '../sql.ts'

const seen: (string | string[] | undefined)[] = []
const server = createServer((request, response) => {
  seen.push(request.headers['x-trino-client-tags'])
  request.resume()
  const page = { id: 'q1', columns: [{ name: 'one', type: 'integer' }], data: [[1]] }
  response.end(JSON.stringify(page))
})

afterEach(() => {
  server.close()
})

test('a question bears its workspace, and its operation where one asks', async () => {
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const engine = openEngine(
    { dataFolder: '/nowhere' },
    { url: `trino://ada@127.0.0.1:${port}/lake/fealty`, lakeUrl: 'file:///nowhere' },
  )
  const snapshot = { id: 's', workspaceId: 'w1', tables: {} }
  const asked = engine.askedBy('measure.query')
  expect(await asked.query(snapshot, sql`select 1 as one`)).toEqual([{ one: 1 }])
  await engine.query(snapshot, sql`select 1 as one`)
  expect(seen).toEqual(['workspace=w1,operation=measure.query', 'workspace=w1'])
})
