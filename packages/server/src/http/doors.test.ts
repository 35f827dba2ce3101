import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { defineOperation, FealtyError, type Call } from '@fealty/core'
import { allOperations } from '../operations.ts'
import type { CallServices, ServerOperation } from '../services.ts'
import {
  addTestWorkspace,
  ask,
  codeOf,
  openTestServer,
  send,
  type TestServer,
  type TestWorkspace,
} from '../test/test-server.ts'

type AnyCall = Call<CallServices>

/** Operations of the test's own, to see what the doors do with them. */
const echo = defineOperation({
  id: 'test.echo',
  summary: 'Gives back what it was given',
  kind: 'query',
  input: z.object({
    text: z.string().default(''),
    count: z.number().int().optional(),
    flag: z.boolean().optional(),
    where: z.array(z.string()).default([]),
    map: z.record(z.string(), z.string()).optional(),
    maybe: z.number().nullable().optional(),
  }),
  output: z.object({ given: z.unknown() }),
  errors: [],
  access: 'member',
  run: (_call: AnyCall, given) => Promise.resolve({ given, secret: 'not in the contract' }),
})
const fail = defineOperation({
  id: 'test.fail',
  summary: 'Fails with a text that quotes a customer',
  kind: 'command',
  input: z.object({ how: z.enum(['unexpected', 'known']) }),
  output: z.object({}),
  errors: ['engine.unavailable'],
  access: 'member',
  run: (_call: AnyCall, { how }) =>
    Promise.reject(
      how === 'known'
        ? new FealtyError('engine.unavailable')
        : new TypeError('cannot cast anna@example.org to number'),
    ),
})
const slow = defineOperation({
  id: 'test.slow',
  summary: 'Tells how far it is',
  kind: 'command',
  input: z.object({ steps: z.number().int() }),
  output: z.object({ done: z.number() }),
  errors: [],
  access: 'member',
  async run({ progress }: AnyCall, { steps }) {
    for (let step = 1; step <= steps; step += 1) {
      progress({ text: 'at work', share: step / steps })
      await wait(1)
    }
    return { done: steps }
  },
})
const importRun = defineOperation({
  id: 'import.run',
  summary: 'Stands for the import, whose access the upload follows',
  kind: 'command',
  input: z.object({}),
  output: z.object({}),
  errors: [],
  access: ['owner', 'analyst'],
  run: () => Promise.resolve({}),
})

const script = 'console.log("a script")\n'.repeat(200)
const webFolder = mkdtempSync(join(tmpdir(), 'fealty-web-'))
mkdirSync(join(webFolder, 'assets'))
writeFileSync(join(webFolder, 'index.html'), '<!doctype html><title>Fealty</title>')
writeFileSync(join(webFolder, 'assets', 'app-1a2b.js'), script)
writeFileSync(join(webFolder, 'assets', 'app-1a2b.js.br'), 'pretend this is brotli')

describe('the doors', () => {
  let server: TestServer
  let workspace: TestWorkspace
  let cookie: string
  beforeAll(async () => {
    const operations = [
      ...allOperations.filter(({ id }) => id !== 'import.run'),
      echo,
      fail,
      slow,
      importRun,
    ] as ServerOperation[]
    server = await openTestServer({ operations, webFolder })
    workspace = await addTestWorkspace(server)
    cookie = workspace.people.analyst.cookie
  })
  afterAll(async () => {
    await server.close()
    rmSync(webFolder, { recursive: true, force: true })
  })

  describe('queries', () => {
    async function given(search: string) {
      const answer = await ask(server, `/api/test/echo${search}`, cookie)
      return ((await answer.json()) as { given?: unknown; code?: string }).given
    }

    test('read flat parameters by the type of each input', async () => {
      const search = '?text=7&count=7&flag=false&where=a&where=b&map={"x":"y"}&maybe=2.5'
      expect(await given(search)).toEqual({
        text: '7',
        count: 7,
        flag: false,
        where: ['a', 'b'],
        map: { x: 'y' },
        maybe: 2.5,
      })
      expect(await given('')).toEqual({ text: '', where: [] })
    })

    test('give what the contract names and nothing else', async () => {
      expect(await (await ask(server, '/api/test/echo', cookie)).text()).not.toContain('secret')
    })

    test.each([
      '?unknown=1',
      '?count=seven',
      '?count=1e309',
      '?count=0x10',
      '?count=',
      '?count=1.5',
      '?count=1&count=2',
      '?flag=yes',
      '?map={',
      '?map=[]',
      '?text=%00',
      '?__proto__=1',
    ])('refuse %s', async (search) => {
      const answer = await ask(server, `/api/test/echo${search}`, cookie)
      expect(answer.status).toBe(400)
      expect(await codeOf(answer)).toBe('input.invalid')
    })

    test('braces and templates come back as they are', async () => {
      expect(await given('?text=' + encodeURIComponent('{{7*7}} ${7*7} <b>'))).toMatchObject({
        text: '{{7*7}} ${7*7} <b>',
      })
    })
  })

  describe('commands', () => {
    test.each([
      'application/json\ta',
      'application/json;a',
      'application/json, text/plain',
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
      'application/octet-stream',
      'application/json; charset=utf-16',
      '',
    ])('refuse the content type “%s”', async (type) => {
      const headers = { 'content-type': type }
      const answer = await send(server, '/api/test/slow', { steps: 1 }, cookie, headers)
      expect(answer.status).toBe(415)
    })

    test('refuse a compressed body', async () => {
      const headers = { 'content-encoding': 'gzip' }
      expect((await send(server, '/api/test/slow', '{}', cookie, headers)).status).toBe(415)
    })

    test.each([
      ['not JSON', '{"steps":'],
      ['nested without end', '['.repeat(10_000) + ']'.repeat(10_000)],
      ['ten thousand keys', `{${Array.from({ length: 10_000 }, (_, n) => `"k${n}":1`).join()}}`],
      ['a prototype', '{"__proto__":{"steps":1}}'],
      ['a constructor', '{"constructor":{"prototype":{"steps":1}}}'],
      ['a half character', '{"steps":1,"\\ud800":1}'],
      ['an infinite number', '{"steps":1e999}'],
      ['nothing', ''],
      ['null', 'null'],
    ])('refuse %s', async (_name, body) => {
      const answer = await send(server, '/api/test/slow', body, cookie)
      expect(answer.status).toBe(400)
    })

    test('refuse more than a megabyte', async () => {
      const answer = await send(server, '/api/test/slow', `"${'x'.repeat(1_100_000)}"`, cookie)
      expect(answer.status).toBe(413)
    })

    test('stream their progress, and then the result or the error', async () => {
      const headers = { accept: 'text/event-stream' }
      const answer = await send(server, '/api/test/slow', { steps: 3 }, cookie, headers)
      expect(answer.headers.get('content-type')).toContain('text/event-stream')
      const text = await answer.text()
      expect(text.match(/event: progress/g)).toHaveLength(3)
      expect(text.trim().split('\n\n').at(-1)).toBe('event: result\ndata: {"done":3}')
      const failed = await send(server, '/api/test/fail', { how: 'known' }, cookie, headers)
      expect(await failed.text()).toContain('event: error\ndata: {"code":"engine.unavailable"')
    })
  })

  test('an unexpected error tells a reference; the log has the place but no value', async () => {
    const answer = await send(server, '/api/test/fail', { how: 'unexpected' }, cookie)
    expect(answer.status).toBe(500)
    const body = (await answer.json()) as { code: string; details: { reference: string } }
    expect(body.code).toBe('internal.unexpected')
    const line = server.log.find((entry) => entry.includes(body.details.reference)) ?? ''
    expect(line).toContain('TypeError')
    expect(line).toContain('doors.test.ts')
    expect(line).not.toContain('anna')
    expect(JSON.stringify(body)).not.toContain('anna')
  })

  test('an error that passes says when to come again', async () => {
    const answer = await send(server, '/api/test/fail', { how: 'known' }, cookie)
    expect(answer.status).toBe(503)
    expect(answer.headers.get('retry-after')).toBe('2')
  })

  describe('calls of another site', () => {
    const path = '/api/test/slow'
    test.each([
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { origin: 'http://localhost:9999' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
    ])('are refused: %o', async (headers) => {
      const answer = await send(server, path, { steps: 1 }, cookie, headers)
      expect(await codeOf(answer)).toBe('request.cross-site')
    })

    test('are refused without the own header, and taken with it', async () => {
      const bare = await server.app.request(path, {
        method: 'POST',
        headers: { host: 'localhost:4300', cookie, 'content-type': 'application/json' },
        body: '{"steps":1}',
      })
      expect(bare.status).toBe(403)
      const own = { origin: 'http://localhost:4300', 'sec-fetch-site': 'same-origin' }
      expect((await send(server, path, { steps: 1 }, cookie, own)).status).toBe(200)
    })

    test('also for queries and for sign-in', async () => {
      const cross = { 'sec-fetch-site': 'cross-site' }
      expect((await ask(server, '/api/test/echo', cookie, cross)).status).toBe(403)
      const signIn = { email: 'a@example.org', password: 'x' }
      expect((await send(server, '/api/access/sign-in', signIn, '', cross)).status).toBe(403)
    })

    test('a name that is not ours is not answered (DNS rebinding)', async () => {
      expect((await ask(server, '/health', '', { host: 'evil.example' })).status).toBe(403)
      expect((await ask(server, '/health', '', { host: 'localhost.evil.example' })).status).toBe(
        403,
      )
    })
  })

  describe('uploads', () => {
    function upload(body: string, name: string, as = cookie, type = 'application/octet-stream') {
      return server.app.request(`/api/import/upload?name=${encodeURIComponent(name)}`, {
        method: 'PUT',
        headers: { host: 'localhost', 'x-fealty': '1', 'content-type': type, cookie: as },
        body,
      })
    }
    const folder = () => join(server.services.dataFolder, 'staging', 'uploads')

    test('are kept under own names; the given name is only a word', async () => {
      const answer = await upload('a,b\n1,2\n', '../../etc/pass\r\nwd.csv')
      const { upload: id, name } = (await answer.json()) as { upload: string; name: string }
      expect(name).toBe('passwd.csv')
      expect(id).toMatch(/^[0-9a-f-]{36}$/)
      expect(readFileSync(join(folder(), id), 'utf8')).toBe('a,b\n1,2\n')
      const description: unknown = JSON.parse(readFileSync(join(folder(), `${id}.json`), 'utf8'))
      expect(description).toEqual({ name: 'passwd.csv', bytes: 8, workspaceId: workspace.id })
    })

    test('end at the limit and leave nothing behind', async () => {
      const before = readdirSync(folder())
      expect((await upload('x'.repeat(1_000_001), 'big.csv')).status).toBe(413)
      expect(readdirSync(folder())).toEqual(before)
    })

    test('need the right of the import, and bytes', async () => {
      expect((await upload('x', 'x.csv', workspace.people.viewer.cookie)).status).toBe(403)
      expect((await upload('x', 'x.csv', '')).status).toBe(401)
      expect((await upload('{"path":"/etc/passwd"}', 'x', cookie, 'application/json')).status).toBe(
        415,
      )
    })
  })

  describe('the web app', () => {
    test('is sent for any page address, and its files never expire', async () => {
      const page = await ask(server, '/measure/nps')
      expect(await page.text()).toContain('<title>Fealty</title>')
      expect(page.headers.get('cache-control')).toBe('no-cache')
      const file = await ask(server, '/assets/app-1a2b.js')
      expect(await file.text()).toBe(script)
      expect(file.headers.get('content-type')).toContain('text/javascript')
      expect(file.headers.get('cache-control')).toContain('immutable')
      const etag = file.headers.get('etag') ?? ''
      const again = await ask(server, '/assets/app-1a2b.js', '', { 'if-none-match': etag })
      expect(again.status).toBe(304)
    })

    test('comes compressed to who takes it', async () => {
      const headers = { 'accept-encoding': 'gzip, br;q=1' }
      const file = await ask(server, '/assets/app-1a2b.js', '', headers)
      expect(file.headers.get('content-encoding')).toBe('br')
      expect(file.headers.get('vary')).toContain('Accept-Encoding')
      expect(await file.text()).toBe('pretend this is brotli')
    })

    test.each([
      '/assets/nothing.js',
      '/assets/....//....//etc/passwd',
      '/assets/..%2f..%2f..%2fetc%2fpasswd',
      '/%2e%2e/%2e%2e/etc/passwd.txt',
      '/..%5c..%5cpackage.json',
      '/api/nothing/here',
      '/api',
      '/.env.json',
    ])('does not give %s', async (path) => {
      const answer = await ask(server, path, cookie)
      expect(answer.status).toBe(404)
      expect(await answer.text()).not.toContain('root:')
    })

    test('every answer carries the headers that keep other sites out', async () => {
      for (const path of ['/', '/api/test/echo', '/api/nothing', '/health']) {
        const { headers } = await ask(server, path, '')
        const policy = headers.get('content-security-policy') ?? ''
        expect(policy).toContain("default-src 'none'")
        expect(policy).toContain("frame-ancestors 'none'")
        expect(policy).not.toContain('unsafe')
        expect(headers.get('x-content-type-options')).toBe('nosniff')
        expect(headers.get('referrer-policy')).toBe('no-referrer')
      }
    })
  })

  test('the OpenAPI document names every operation with input, output and access', async () => {
    const answer = await ask(server, '/api/openapi.json')
    const document = (await answer.json()) as {
      openapi: string
      paths: Record<string, Record<string, { operationId: string; parameters?: object[] }>>
    }
    expect(document.openapi).toBe('3.1.0')
    const ids = Object.values(document.paths).flatMap((path) =>
      Object.values(path).map(({ operationId }) => operationId),
    )
    expect(ids).toEqual(expect.arrayContaining(allOperations.map(({ id }) => id)))
    expect(document.paths['/api/test/echo']?.get?.parameters).toHaveLength(6)
    expect(document.paths['/api/test/slow']?.post).toHaveProperty('requestBody')
  })

  describe('MCP', () => {
    let authorization: Record<string, string>
    beforeAll(async () => {
      const key = { name: 'model', role: 'analyst' }
      const made = await send(server, '/api/keys/create', key, workspace.people.owner.cookie)
      const { token } = (await made.json()) as { token: string }
      authorization = { authorization: `Bearer ${token}` }
    })
    async function rpc(method: string, params: object = {}) {
      const body = { jsonrpc: '2.0', id: 1, method, params }
      const answer = await send(server, '/mcp', body, '', authorization)
      return (await answer.json()) as {
        result?: Record<string, unknown>
        error?: { code: number }
      }
    }

    test('needs a key: a cookie is not enough', async () => {
      const body = { jsonrpc: '2.0', id: 1, method: 'tools/list' }
      expect((await send(server, '/mcp', body, cookie)).status).toBe(401)
      expect((await ask(server, '/mcp', cookie)).status).toBe(404)
    })

    test('introduces itself and lists the tools of the role, none of them about credentials', async () => {
      const { result } = await rpc('initialize', { protocolVersion: '2025-06-18' })
      expect(result).toMatchObject({ protocolVersion: '2025-06-18', capabilities: { tools: {} } })
      const listed = await rpc('tools/list')
      const names = (listed.result as { tools: { name: string }[] }).tools.map(({ name }) => name)
      expect(names).toEqual(expect.arrayContaining(['test_echo', 'test_slow']))
      expect(names.filter((name) => /^(access|people|keys)_/.test(name))).toEqual([])
    })

    test('calls a tool, and tells its errors as text', async () => {
      const { result } = await rpc('tools/call', { name: 'test_echo', arguments: { text: 'x' } })
      expect(result).toMatchObject({ isError: false, structuredContent: { given: { text: 'x' } } })
      const wrong = await rpc('tools/call', { name: 'test_echo', arguments: { text: 5 } })
      expect(wrong.result).toMatchObject({ isError: true })
      const hidden = await rpc('tools/call', { name: 'people_list' })
      expect(hidden.error?.code).toBe(-32_602)
      expect((await rpc('nothing')).error?.code).toBe(-32_601)
    })

    test('takes a notification without an answer', async () => {
      const body = { jsonrpc: '2.0', method: 'notifications/initialized' }
      expect((await send(server, '/mcp', body, '', authorization)).status).toBe(202)
    })
  })
})
