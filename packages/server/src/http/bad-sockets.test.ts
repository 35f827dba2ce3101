import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addMembership, addPerson } from '@fealty/store'
import { startSession } from '../access/sessions.ts'
import { ensureWorkspace } from '../access/setup.ts'
import { openServices, type OpenServices } from '../services.ts'
import { startServer, type RunningServer } from '../start-server.ts'
import { talk } from '../test/talk.ts'
import { openTestSurvey, type TestSurvey } from '../test/test-survey.ts'

// Bad inputs that only show on a socket: numbers are those of the list of bad inputs, sections A and D.

const folder = mkdtempSync(join(tmpdir(), 'fealty-sockets-'))
let services: OpenServices
let server: RunningServer
let workspaceId: string
let survey: TestSurvey
let cookie: string

beforeAll(async () => {
  services = await openServices({ dataFolder: folder })
  workspaceId = (await ensureWorkspace(services.store, services.now())).id
  const id = randomUUID()
  const createdAt = services.now().toISOString()
  const person = { id, email: 'owner@example.org', name: 'owner', passwordHash: null }
  await addPerson(services.store, { ...person, createdAt, deactivatedAt: null })
  const membership = { personId: id, workspaceId, role: 'owner' as const, units: [], createdAt }
  await addMembership(services.store, membership)
  cookie = `fealty-session=${await startSession(services.store, id, workspaceId, services.now())}`
  survey = await openTestSurvey(services, workspaceId)
  const log = pino({ level: 'silent' })
  server = await startServer({ services, port: 0, log, version: 'test' })
})
afterAll(async () => {
  await server.close()
  await services.close()
  rmSync(folder, { recursive: true, force: true })
})

const sheet = () => JSON.stringify({ responseId: randomUUID(), answers: { recommend: 9 } })
const host = () => `Host: localhost:${server.port}`

/** One whole answer over a new connection, and how long it took. */
async function answerWell(): Promise<{ status: number | undefined; milliseconds: number }> {
  const body = sheet()
  const { statuses, milliseconds } = await talk(
    server.port,
    `POST /s/${await survey.link()}/answers HTTP/1.1\r\n${host()}\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
    { patience: 10_000 },
  )
  return { status: statuses[0], milliseconds }
}

async function countAnswers(): Promise<number> {
  const rows = await services.store.db.selectFrom('responses').select('responseId').execute()
  return rows.length
}

describe('clients that are slow on purpose (23)', () => {
  test('are ended by the clock, while others are answered within a second', async () => {
    const token = await survey.link()
    const head = `POST /s/${token}/answers HTTP/1.1\r\n${host()}\r\nContent-Type: application/json\r\n`
    const form = `POST /s/${token} HTTP/1.1\r\n${host()}\r\nContent-Type: application/x-www-form-urlencoded\r\n`
    const patience = 20_000
    const slow = (bytes: string, drip: string, times: number) =>
      Array.from({ length: times }, () => talk(server.port, bytes, { drip, patience }))
    const kinds = {
      headers: slow(`GET /s/${token} HTTP/1.1\r\n${host()}\r\nX-`, 'a', 60),
      body: slow(`${head}Content-Length: 5000\r\n\r\n{`, ' ', 60),
      chunks: slow(`${head}Transfer-Encoding: chunked\r\n\r\n`, '1\r\n \r\n', 60),
      form: slow(`${form}Content-Length: 5000\r\n\r\nr=`, 'a', 60),
      nothing: slow('', '', 20),
    }
    const before = await countAnswers()
    const well = []
    for (let turn = 0; turn < 9; turn += 1) {
      well.push(await answerWell())
      await new Promise((resolve) => setTimeout(resolve, 1_000))
    }
    expect(well.filter(({ status }) => status !== 201)).toEqual([])
    // The middle one: a machine that is busy with something else holds up single ones.
    const times = well.map(({ milliseconds }) => milliseconds).sort((one, other) => one - other)
    expect(times[times.length >> 1]).toBeLessThan(1_000)
    for (const [kind, talks] of Object.entries(kinds)) {
      for (const { ended, statuses } of await Promise.all(talks)) {
        expect({ kind, ended }).toEqual({ kind, ended: true })
        expect(
          statuses.every((status) => status >= 400 && status < 500),
          kind,
        ).toBe(true)
      }
    }
    expect(await countAnswers()).toBe(before + well.length)
  }, 60_000)
})

describe('requests that two programs may read in two ways (24)', () => {
  const smuggled = 'GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n'
  const cases: [string, string, string][] = [
    ['a length and chunks', 'Content-Length: 4\r\nTransfer-Encoding: chunked', `0\r\n\r\n`],
    ['chunks and a length', 'Transfer-Encoding: chunked\r\nContent-Length: 4', `0\r\n\r\n`],
    ['two lengths', 'Content-Length: 2\r\nContent-Length: 30', '{}'],
    ['a length twice in one', 'Content-Length: 2, 30', '{}'],
    ['a negative length', 'Content-Length: -1', '{}'],
    ['a length with a sign', 'Content-Length: +2', '{}'],
    ['a length of 1e2', 'Content-Length: 1e2', '{}'],
    ['an unknown coding', 'Transfer-Encoding: xchunked', `0\r\n\r\n`],
    ['chunks that are not last', 'Transfer-Encoding: chunked, identity', `0\r\n\r\n`],
    ['a space before the colon', 'Transfer-Encoding : chunked', `0\r\n\r\n`],
    ['a folded header', 'Transfer-Encoding:\r\n chunked\r\nContent-Length: 4', `0\r\n\r\n`],
    ['a chunk of no number', 'Transfer-Encoding: chunked', 'zz\r\n{}\r\n0\r\n\r\n'],
    ['a chunk with a sign', 'Transfer-Encoding: chunked', '+2\r\n{}\r\n0\r\n\r\n'],
    ['NUL in a header', 'X-A: a\0b\r\nContent-Length: 2', '{}'],
  ]
  test.each(cases)('%s', async (_name, headers, body) => {
    const token = await survey.link()
    const heard = await talk(
      server.port,
      `POST /s/${token}/answers HTTP/1.1\r\n${host()}\r\nContent-Type: application/json\r\n${headers}\r\n\r\n${body}${smuggled}`,
    )
    expect(heard.ended).toBe(true)
    expect(heard.statuses.filter((status) => status < 400 || status >= 500)).toEqual([])
    // What came behind it is not read as a request of its own.
    expect(heard.statuses.length).toBeLessThanOrEqual(1)
    expect(heard.text).not.toContain('"status":"ok"')
    expect((await answerWell()).status).toBe(201)
  })
})

describe('moments and addresses that are made up', () => {
  test.each([
    ['Date: Sat, 01 Jan 0000 00:00:00 GMT'],
    ['Date: Fri, 31 Dec 9999 23:59:59 GMT'],
    ['If-Modified-Since: Fri, 31 Dec 9999 23:59:59 GMT'],
    ['If-Modified-Since: Sat, 01 Jan 0000 00:00:00 GMT'],
  ])('26: %s changes nothing', async (header) => {
    const body = sheet()
    const { statuses } = await talk(
      server.port,
      `POST /s/${await survey.link()}/answers HTTP/1.1\r\n${host()}\r\n${header}\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
    )
    expect(statuses).toEqual([201])
    const { responseId } = JSON.parse(body) as { responseId: string }
    const { acceptedAt } = await services.store.db
      .selectFrom('responses')
      .select('acceptedAt')
      .where('responseId', '=', responseId)
      .executeTakeFirstOrThrow()
    expect(Math.abs(Date.parse(acceptedAt) - Date.now())).toBeLessThan(10_000)
  })

  test.each([0, 9_999, -1, 99_999, 10_000_000])(
    '26: days of the year %i are refused or empty',
    async (year) => {
      const day = `${String(year).padStart(4, '0')}-01-01`
      for (const path of [`measure/scorecard?asOf=${day}`, `listen/quarantine?days=${year}`]) {
        const { statuses, milliseconds } = await talk(
          server.port,
          `GET /api/${path} HTTP/1.1\r\n${host()}\r\nConnection: close\r\nX-Fealty: 1\r\nCookie: ${cookie}\r\n\r\n`,
          { patience: 5_000 },
        )
        expect(statuses).toHaveLength(1)
        expect(statuses[0]).toBeLessThan(500)
        expect(milliseconds).toBeLessThan(1_000)
      }
    },
  )

  test('27: a forwarded address and host are not believed, and stand nowhere', async () => {
    const forged = [
      'X-Forwarded-For: 203.0.113.9',
      'Forwarded: for=203.0.113.9;host=evil.example;proto=https',
      'X-Forwarded-Host: evil.example',
      'X-Real-IP: 203.0.113.9',
    ].join('\r\n')
    const token = await survey.link({ customerId: 'c1' })
    const { statuses, text } = await talk(
      server.port,
      `GET /s/${token}?a=recommend.9 HTTP/1.1\r\n${host()}\r\n${forged}\r\nConnection: close\r\n\r\n`,
    )
    expect(statuses).toEqual([200])
    expect(text).not.toMatch(/evil\.example|203\.0\.113/)
    await new Promise((resolve) => setTimeout(resolve, 400))
    const clicks = await services.store.db.selectFrom('clicks').selectAll().execute()
    expect(clicks.length).toBeGreaterThan(0)
    expect(JSON.stringify(clicks)).not.toContain('203.0.113')
    const foreign = await talk(
      server.port,
      `GET /health HTTP/1.1\r\nHost: evil.example\r\nX-Forwarded-Host: localhost\r\nConnection: close\r\n\r\n`,
    )
    expect(foreign.statuses).toEqual([403])
  })
})

describe('a look that reaches out (72, 73, 74)', () => {
  const question = 'How likely are you to recommend Acme to a friend or colleague?'
  const bodyWith = (change: object) => ({
    name: `Look ${randomUUID()}`,
    series: 'relationship',
    languages: ['en'],
    questions: [{ id: 'nps', kind: 'nps', text: { en: question } }],
    ...change,
  })
  async function command(path: string, input: object) {
    const body = JSON.stringify(input)
    const { statuses, text } = await talk(
      server.port,
      `POST /api/${path} HTTP/1.1\r\n${host()}\r\nConnection: close\r\nX-Fealty: 1\r\nCookie: ${cookie}\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
      { patience: 5_000 },
    )
    const json = /\r\n\r\n[^{]*(\{[^]*\})/.exec(text)?.[1] ?? '{}'
    return { status: statuses[0], body: JSON.parse(json) as Record<string, unknown> }
  }
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')
  const disguised = `data:image/png;base64,${svg.toString('base64')}`

  test.each([
    'javascript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    `data:image/svg+xml;base64,${svg.toString('base64')}`,
    disguised,
    '//evil.example/logo.png',
    'https://evil.example/logo.png',
    'data:image/png;base64,iVBORw0KGgo"onerror=alert(1)',
  ])('the logo %s is never published', async (logo) => {
    const saved = await command('surveys/save', { body: bodyWith({ theme: { logo } }) })
    const { surveyId } = saved.body
    const published = await command('surveys/publish', { surveyId, note: 'first' })
    expect([saved.status, published.status]).toEqual([200, 409])
    expect(published.body.code).toBe('survey.blocked')
  })

  test.each([
    'red',
    '#234e8c;background:url(//evil.example/x)',
    'url(//evil.example/x)',
    '#23\u{1d7d2}e8c',
    "#234e8c'onload=alert(1)",
  ])('the colour %s is refused', async (accent) => {
    expect((await command('surveys/save', { body: bodyWith({ theme: { accent } }) })).status).toBe(
      400,
    )
    const path = `/survey/1/${encodeURIComponent(accent)}.css`
    const { statuses, text } = await talk(
      server.port,
      `GET ${path} HTTP/1.1\r\n${host()}\r\nConnection: close\r\n\r\n`,
    )
    expect(statuses).toEqual([404])
    expect(text).not.toContain('url(')
  })

  test.each([
    'javascript:alert(1)',
    'https://a.example/path',
    'https://a.example;script-src *',
    '*',
  ])('the site %s may frame nothing', async (origin) => {
    const saved = await command('surveys/save', { body: bodyWith({ frameOrigins: [origin] }) })
    expect(saved.status).toBe(400)
  })
})
