import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  addTestWorkspace,
  ask,
  codeOf,
  openTestServer,
  send,
  upload,
  tokenOf,
  type TestServer,
  type TestWorkspace,
} from '../test/test-server.ts'

// The access cases that other tests do not hold already: sessions, keys, first owner, timing and
// foreign ids stand in access.test.ts and every-operation.test.ts, cross-site calls in doors.test.ts.

describe('access that somebody tries to widen', () => {
  let server: TestServer
  let ours: TestWorkspace
  beforeAll(async () => {
    server = await openTestServer()
    ours = await addTestWorkspace(server)
    const { cookie } = ours.people.owner
    const rows = ['North', 'South'].flatMap((unit) =>
      Array.from({ length: 30 }, (_, n) => `${unit}-${n},${unit},2026-01-15,${(n * 7) % 11}`),
    )
    const file = await upload(
      server,
      'responses.csv',
      `customer_id,unit,at,nps\n${rows.join('\n')}\n`,
      cookie,
    )
    const input = { kind: 'responses', uploads: [file] }
    const answer = await send(server, '/api/import/run', input, cookie)
    expect(answer.status, await answer.clone().text()).toBe(200)
  })
  afterAll(() => server.close())

  test('a role or a workspace that the client adds to its input is refused (103)', async () => {
    const invited = await send(
      server,
      '/api/people/invite',
      { email: 'new@example.org', role: 'viewer' },
      ours.people.owner.cookie,
    )
    const token = tokenOf(((await invited.json()) as { path: string }).path)
    const accept = { token, name: 'New', password: 'a long enough password' }
    for (const more of [{ role: 'owner' }, { workspaceId: 'other' }, { units: ['North'] }]) {
      const answer = await send(server, '/api/access/accept-invitation', { ...accept, ...more })
      expect(answer.status).toBe(400)
      expect(await codeOf(answer)).toBe('input.invalid')
    }
    expect((await send(server, '/api/access/accept-invitation', accept)).status).toBe(200)
    const people = await ask(server, '/api/people/list', ours.people.owner.cookie)
    const list = (await people.json()) as { people: { email: string; role: string }[] }
    expect(list.people.find(({ email }) => email === 'new@example.org')?.role).toBe('viewer')
  })

  test('a page that another person has opened before shows a manager the own units only (105)', async () => {
    const count = async (path: string, cookie: string): Promise<number[]> => {
      const answer = await ask(server, path, cookie)
      expect(answer.headers.get('cache-control')).toBe('no-store')
      const { rows } = (await answer.json()) as { rows: { measured: { n: number } }[] }
      return rows.map(({ measured }) => measured.n)
    }
    const path = '/api/measure/query?metric=nps&every=year'
    expect(await count(path, ours.people.owner.cookie)).toEqual([60])
    expect(await count(path, ours.people.manager.cookie)).toEqual([30])
    expect(await count(path, ours.people.owner.cookie)).toEqual([60])
    const theirs = await addTestWorkspace(server)
    expect(await count(path, theirs.people.owner.cookie)).toEqual([0])
  })

  test('a pattern that makes regular expressions hang is a plain text here (109)', async () => {
    const pattern = encodeURIComponent(`(a+)+$${'a'.repeat(60)}!`)
    const { cookie } = ours.people.owner
    for (const path of [
      `/api/customers/list?search=${pattern}`,
      `/api/measure/query?metric=nps&every=year&where=unit=${pattern}`,
      `/api/measure/query?metric=nps&every=year&by=${pattern}`,
    ]) {
      const began = performance.now()
      const { status } = await ask(server, path, cookie)
      expect(status).toBeLessThan(500)
      // Far above what it takes, far below what a pattern that backtracks would.
      expect(performance.now() - began).toBeLessThan(10_000)
    }
  })
})
