import { randomUUID } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readBacklog } from '@fealty/store'
import { codeOf, openTestServer, send, type TestServer } from '../test/test-server.ts'
import { addTestWorkspace, type TestWorkspace } from '../test/test-server.ts'
import { openTestSurvey, type TestSurvey } from '../test/test-survey.ts'

let server: TestServer
let workspace: TestWorkspace
let survey: TestSurvey

beforeAll(async () => {
  server = await openTestServer()
  workspace = await addTestWorkspace(server)
  survey = await openTestSurvey(server.services, workspace.id)
})
afterAll(() => server.close())

interface Sent {
  body?: BodyInit
  token?: string
  headers?: Record<string, string>
  method?: string
}

async function post({ body, token, headers = {}, method = 'POST' }: Sent): Promise<Response> {
  return server.app.request(`/s/${token ?? (await survey.link())}/answers`, {
    method,
    headers: { host: 'localhost', 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body, duplex: 'half' }),
  })
}

const sheet = (answers: unknown = { recommend: 9 }, more: object = {}) =>
  JSON.stringify({ responseId: randomUUID(), answers, ...more })
const read = (responseId: string) =>
  server.services.store.db
    .selectFrom('responses')
    .selectAll()
    .where('responseId', '=', responseId)
    .executeTakeFirst()

describe('a sheet by a link', () => {
  test('201 says that it is kept, with what the link knows and nothing the client says', async () => {
    const token = await survey.link({ customerId: 'c1', context: { unit: 'North' } })
    const responseId = randomUUID()
    const response = await post({
      token,
      body: JSON.stringify({ responseId, answers: { recommend: 9 } }),
    })
    expect(response.status).toBe(201)
    expect(response.headers.get('set-cookie')).toBeNull()
    expect(await read(responseId)).toMatchObject({
      workspaceId: workspace.id,
      customerId: 'c1',
      unit: 'North',
      nps: 9,
      complete: 1,
    })
    for (const name of ['customerId', 'workspaceId', 'invitationId', 'bearer']) {
      expect((await post({ body: sheet(undefined, { [name]: 'c2' }) })).status).toBe(400)
    }
  })

  test('sent ten times it counts once, with one event', async () => {
    const before = (await readBacklog(server.services.store)).waiting
    const token = await survey.link()
    const body = sheet()
    const statuses = []
    for (let turn = 0; turn < 10; turn += 1) statuses.push((await post({ token, body })).status)
    expect(statuses).toEqual([201, ...Array<number>(9).fill(200)])
    expect((await readBacklog(server.services.store)).waiting).toBe(before + 1)
  })

  test('an address that does not work says nothing more', async () => {
    const ended = await survey.link({ expiresAt: new Date(0) })
    for (const token of ['x', 'A'.repeat(32), ended, '..%2f..']) {
      const response = await post({ token, body: sheet() })
      expect(response.status, token).toBe(404)
    }
  })

  test('an anonymous survey keeps no customer, no bearer and no moment', async () => {
    const anonymous = await openTestSurvey(server.services, workspace.id, { anonymous: true })
    const token = await anonymous.link({
      customerId: 'their-customer',
      invitationId: 'their-invitation',
      accountId: 'their-account',
    })
    const responseId = randomUUID()
    const body = JSON.stringify({ responseId, answers: { recommend: 2 } })
    expect((await post({ token, body })).status).toBe(201)
    const row = await read(responseId)
    expect(row).toMatchObject({
      customerId: null,
      accountId: null,
      invitationId: null,
      bearer: null,
    })
    expect(row?.acceptedAt).toMatch(/T00:00:00\.000Z$/)
    expect(JSON.stringify(row)).not.toMatch(/their-/)
  })

  test('any site may send, and is told so', async () => {
    const asked = await post({ method: 'OPTIONS' })
    expect(asked.status).toBe(204)
    expect(asked.headers.get('access-control-allow-origin')).toBe('*')
    expect(asked.headers.get('access-control-allow-credentials')).toBeNull()
  })
})

/** Section 3 A: what comes in that should not. Each is answered within a second, below 500. */
const deep = `${'['.repeat(10_000)}${']'.repeat(10_000)}`
const many = Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`k${index}`, 1]))
const gzipped = (text: string) => new Uint8Array(gzipSync(Buffer.from(text)))
const raw = (answers: string) => `{"responseId":"${randomUUID()}","answers":${answers}}`
const badInputs: readonly [number, string, () => Sent, number | readonly number[]][] = [
  [1, 'score 11', () => ({ body: sheet({ recommend: 11 }) }), 400],
  [2, 'score -1', () => ({ body: sheet({ recommend: -1 }) }), 400],
  [3, 'score 9.5', () => ({ body: sheet({ recommend: 9.5 }) }), 400],
  [4, 'score "9"', () => ({ body: sheet({ recommend: '9' }) }), 400],
  [5, 'score 1e309', () => ({ body: raw('{"recommend":1e309}') }), 400],
  [6, 'no id', () => ({ body: '{"answers":{"recommend":9}}' }), 400],
  [10, 'a comment of 2 MB', () => ({ body: sheet({ why: 'x'.repeat(2e6) }) }), 413],
  [11, 'half a character', () => ({ body: raw('{"recommend":9,"why":"a\\ud800"}') }), 400],
  [12, 'NUL', () => ({ body: raw('{"recommend":9,"why":"a\\u0000b"}') }), 400],
  [
    13,
    'marks of direction',
    () => ({ body: sheet({ recommend: 9, why: '\u202Eabc\u200B' }) }),
    201,
  ],
  [
    14,
    'combining marks',
    () => ({ body: sheet({ recommend: 9, why: `a${'\u0301'.repeat(10_000)}` }) }),
    400,
  ],
  [15, 'nested 10,000 deep', () => ({ body: raw(deep) }), 400],
  [16, '10,000 keys', () => ({ body: sheet(many) }), 400],
  [17, 'a key twice', () => ({ body: raw('{"recommend":3,"recommend":9}') }), [201, 400]],
  [18, '__proto__', () => ({ body: raw('{"recommend":9,"__proto__":{"x":1}}') }), [201, 400]],
  [18, 'constructor', () => ({ body: raw('{"recommend":9,"constructor":{"prototype":1}}') }), 400],
  [
    19,
    'cut gzip',
    () => ({ body: gzipped(sheet()).subarray(0, 20), headers: { 'content-encoding': 'gzip' } }),
    415,
  ],
  [
    20,
    'a gzip bomb',
    () => ({ body: gzipped(' '.repeat(1e6)), headers: { 'content-encoding': 'gzip' } }),
    415,
  ],
  [
    21,
    'another content type',
    () => ({ body: sheet(), headers: { 'content-type': 'application/json\ta' } }),
    415,
  ],
  [
    21,
    'a form',
    () => ({
      body: 'recommend=9',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    }),
    415,
  ],
  [22, 'GET', () => ({ method: 'GET' }), 404],
  [26, 'a moment of its own', () => ({ body: sheet(undefined, { at: '9999-01-01' }) }), 400],
  [28, 'HEAD', () => ({ method: 'HEAD' }), 404],
]

describe('bad inputs of a sheet', () => {
  test.each(badInputs)('%i: %s', async (_number, _name, make, expected) => {
    const before = await countRows()
    const began = performance.now()
    const response = await post(make())
    expect(performance.now() - began).toBeLessThan(1_000)
    expect([expected].flat()).toContain(response.status)
    const grown = (await countRows()) - before
    expect(grown).toBe(response.status === 201 ? 1 : 0)
    expect((await post({ body: sheet() })).status).toBe(201)
  })

  test('7: an id with another body is refused, and the first one stays', async () => {
    const token = await survey.link()
    const responseId = randomUUID()
    const body = (recommend: number) => JSON.stringify({ responseId, answers: { recommend } })
    expect((await post({ token, body: body(9) })).status).toBe(201)
    const second = await post({ token, body: body(2) })
    expect(second.status).toBe(409)
    expect(await codeOf(second)).toBe('answer.conflict')
    expect(await read(responseId)).toMatchObject({ nps: 9 })
  })

  test('8: the id of another workspace’s answer is nothing special, and is not touched', async () => {
    const other = await addTestWorkspace(server)
    const theirs = await openTestSurvey(server.services, other.id)
    const body = sheet({ recommend: 1 })
    expect((await post({ token: await theirs.link(), body })).status).toBe(201)
    expect((await post({ body })).status).toBe(201)
  })

  test('9: a closed survey', async () => {
    const closed = await openTestSurvey(server.services, workspace.id)
    const token = await closed.link()
    await closed.close()
    expect((await post({ token, body: sheet() })).status).toBe(410)
  })

  test('25: a hundred copies at once make one answer', async () => {
    const token = await survey.link()
    const body = sheet()
    const before = await countRows()
    const all = await Promise.all(Array.from({ length: 50 }, () => post({ token, body })))
    expect(all.map(({ status }) => status).sort()).toEqual([...Array<number>(49).fill(200), 201])
    expect((await countRows()) - before).toBe(1)
  })

  test('27: a forwarded address changes nothing: the socket’s is held', async () => {
    const office = await openTestServer({ callerAddress: () => '198.51.100.7' })
    const still = new Date()
    office.services.now = () => still
    const own = await addTestWorkspace(office)
    const token = await (await openTestSurvey(office.services, own.id)).link()
    let refused = 0
    for (let turn = 0; turn < 2_600; turn += 1) {
      const response = await office.app.request(`/s/${token}/answers`, {
        method: 'POST',
        headers: { host: 'localhost', 'x-forwarded-for': `203.0.113.${turn % 250}` },
      })
      if (response.status === 429) {
        refused += 1
        expect(response.headers.get('retry-after')).toMatch(/^[1-9]\d*$/)
      }
    }
    expect(refused).toBeGreaterThan(0)
    await office.close()
  })

  test('31: a score changed fifty times is one unfinished answer with the last score', async () => {
    const token = await survey.link({ customerId: 'c9' })
    const responseId = randomUUID()
    for (let turn = 0; turn < 50; turn += 1) {
      const answers = { recommend: turn % 11 }
      const body = JSON.stringify({ responseId, answers, complete: false })
      expect((await post({ token, body })).status).toBeLessThan(202)
    }
    expect(await read(responseId)).toMatchObject({ nps: 49 % 11, revision: 50, complete: 0 })
  })
})

async function countRows(): Promise<number> {
  const { rows } = await server.services.store.db
    .selectFrom('responses')
    .select(({ fn }) => fn.countAll<number>().as('rows'))
    .executeTakeFirstOrThrow()
  return rows
}

describe('a sheet by an API key', () => {
  const give = (input: object, role: 'agent' | 'viewer' = 'agent') =>
    send(server, '/api/listen/answers', input, workspace.people[role].cookie)

  test('is of the customer that the program names', async () => {
    const input = {
      surveyId: survey.id,
      responseId: randomUUID(),
      answers: { recommend: 7 },
      customerId: 'c5',
    }
    expect(await (await give(input)).json()).toEqual({
      outcome: 'accepted',
      responseId: input.responseId,
    })
    expect(await (await give(input)).json()).toMatchObject({ outcome: 'repeated' })
    expect((await give({ ...input, answers: { recommend: 8 } })).status).toBe(409)
    expect((await give(input, 'viewer')).status).toBe(403)
    expect(await read(input.responseId)).toMatchObject({ customerId: 'c5', channel: 'api' })
  })
})
