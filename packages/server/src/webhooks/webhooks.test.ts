import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { listenHandlers, verifyMessage } from '@fealty/listen'
import { addEvents, listDeliveries, listDeadEvents } from '@fealty/store'
import { pino } from 'pino'
import { dispatchEvents } from '../background/dispatch-events.ts'
import { openEgress } from '../egress/egress.ts'
import {
  addTestWorkspace,
  ask,
  codeOf,
  openTestServer,
  send,
  type TestServer,
  type TestWorkspace,
} from '../test/test-server.ts'

interface Received {
  path: string
  headers: Record<string, string>
  body: string
}

let server: TestServer
let workspace: TestWorkspace
let receiver: Server
let port = 0
let received: Received[] = []
/** What the receiver answers by path; 200 where nothing is said. */
let statuses: Record<string, number> = {}

beforeEach(async () => {
  server = await openTestServer()
  server.services.egress = openEgress({ allowedHosts: ['127.0.0.1'], milliseconds: 300 })
  workspace = await addTestWorkspace(server)
  received = []
  statuses = {}
  receiver = createServer((request, response) => {
    let body = ''
    request.on('data', (part: Buffer) => (body += part.toString()))
    request.on('end', () => {
      const path = request.url ?? ''
      received.push({ path, headers: request.headers as Record<string, string>, body })
      if (path === '/silent') return
      response.writeHead(statuses[path] ?? 200).end()
    })
  })
  await new Promise<void>((resolve) => void receiver.listen(0, '127.0.0.1', resolve))
  port = (receiver.address() as AddressInfo).port
})
afterEach(async () => {
  receiver.close()
  receiver.closeAllConnections()
  await server.close()
})

const owner = () => workspace.people.owner.cookie
async function addWebhook(path: string, topics = ['case.opened']) {
  const url = `http://127.0.0.1:${port}${path}`
  const answer = await send(server, '/api/webhooks/save', { url, topics }, owner())
  expect(answer.status).toBe(200)
  return (await answer.json()) as { id: string; secret: string; version: number }
}
const happen = (...payloads: unknown[]) =>
  addEvents(
    server.services.store,
    payloads.map((payload) => ({
      workspaceId: workspace.id,
      topic: 'case.opened',
      payload,
      at: server.services.now().toISOString(),
    })),
  )
/** Lets the outbox work until nothing is due. */
async function work(): Promise<void> {
  const { signal } = new AbortController()
  const log = pino({ level: 'silent' })
  const options = { services: server.services, handlers: listenHandlers, log, signal }
  while ((await dispatchEvents(options)) > 0);
}
const deliveries = () => listDeliveries(server.services.store, workspace.id, { limit: 50 })

test('an event reaches each webhook that wants it once, signed, and only those', async () => {
  const first = await addWebhook('/one')
  await addWebhook('/two', ['case.closed'])
  await happen({ caseId: 'k1' })
  await work()
  await work()
  expect(received.map(({ path }) => path)).toEqual(['/one'])
  const { headers, body } = received[0]!
  expect(JSON.parse(body)).toMatchObject({ type: 'case.opened', data: { caseId: 'k1' } })
  const verdict = await verifyMessage(first.secret, { headers, body }, server.services.now(), () =>
    Promise.resolve(true),
  )
  expect(verdict).toBe('good')
  expect(await deliveries()).toMatchObject([{ state: 'delivered', status: 200, attempts: 1 }])
})

test('a receiver that fails is tried again by itself with the same id, and dies after eight tries', async () => {
  await addWebhook('/good')
  await addWebhook('/bad')
  statuses = { '/bad': 500 }
  await happen(1, 2)
  for (let round = 0; round < 9; round += 1) {
    await work()
    server.moveClock(25 * 3_600_000)
  }
  const of = (path: string) => received.filter((one) => one.path === path)
  expect(of('/good')).toHaveLength(2)
  // In each round the first failure holds the second back: eight calls, not sixteen.
  expect(of('/bad').length).toBeGreaterThanOrEqual(8)
  expect(new Set(of('/bad').map(({ headers }) => headers['webhook-id'])).size).toBeLessThanOrEqual(
    2,
  )
  const states = (await deliveries()).map(({ state }) => state).sort()
  expect(states).toEqual(['dead', 'dead', 'delivered', 'delivered'])
  expect(await listDeadEvents(server.services.store, workspace.id, 9)).toHaveLength(2)
})

test('one delivery is replayed with the same id and the same bytes', async () => {
  await addWebhook('/bad')
  statuses = { '/bad': 404 }
  await happen({ caseId: 'k1' })
  await work()
  statuses = {}
  const [failed] = await deliveries()
  expect(failed).toMatchObject({ state: 'failing', status: 404 })
  const input = { deliveryId: failed!.id }
  expect((await send(server, '/api/webhooks/replay', input, owner())).status).toBe(200)
  await work()
  expect(await deliveries()).toMatchObject([{ state: 'delivered', attempts: 2 }])
  const [before, after] = received
  expect(after!.headers['webhook-id']).toBe(before!.headers['webhook-id'])
  expect(after!.body).toBe(before!.body)
  // The event that still waited from the first failure finds it done.
  server.moveClock(60_000)
  await work()
  expect(received).toHaveLength(2)
})

test('a receiver that never answers holds up no other, and one that is gone is turned off', async () => {
  await addWebhook('/silent')
  await addWebhook('/gone')
  await addWebhook('/good')
  statuses = { '/gone': 410 }
  await happen(1, 2, 3)
  const began = performance.now()
  await work()
  expect(performance.now() - began).toBeLessThan(3_000)
  const paths = received.map(({ path }) => path)
  expect(paths.filter((path) => path === '/good')).toHaveLength(3)
  expect(paths.filter((path) => path === '/gone')).toHaveLength(1)
  expect(paths.filter((path) => path === '/silent')).toHaveLength(1)
  const list = await ask(server, '/api/webhooks/list', owner())
  const { webhooks } = (await list.json()) as { webhooks: { url: string; state: string }[] }
  expect(webhooks.find(({ url }) => url.endsWith('/gone'))?.state).toBe('off')
})

test('a secret is shown when it is made and never again, and an inward address is refused', async () => {
  const { id, secret, version } = await addWebhook('/one')
  expect(secret).toMatch(/^whsec_/)
  const url = `http://127.0.0.1:${port}/two`
  const changed = { id, version, url, topics: ['case.closed'] }
  const answer = await send(server, '/api/webhooks/save', changed, owner())
  expect(await answer.json()).toMatchObject({ id, secret: null })
  for (const path of ['/api/webhooks/list', '/api/webhooks/deliveries']) {
    const text = await (await ask(server, path, owner())).text()
    expect(text).not.toContain(secret)
  }
  const bad = { url: 'http://169.254.169.254/', topics: ['case.closed'] }
  const refused = await send(server, '/api/webhooks/save', bad, owner())
  expect(await codeOf(refused)).toBe('egress.refused')
})
