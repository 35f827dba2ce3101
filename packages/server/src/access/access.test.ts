import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listMembers } from '@fealty/store'
import {
  addTestPerson,
  addTestWorkspace,
  ask,
  codeOf,
  cookieOf,
  openTestServer,
  send,
  tokenOf,
  type TestServer,
  type TestWorkspace,
} from '../test/test-server.ts'
import { makeLink } from './links.ts'
import { hashPassword } from './passwords.ts'
import { ensureWorkspace, makeSetupLink } from './setup.ts'

const password = 'correct horse battery'

async function me(server: TestServer, cookie: string) {
  return (await (await ask(server, '/api/access/me', cookie)).json()) as {
    setupNeeded: boolean
    signedIn: { role: string; units: string[]; email: string } | null
  }
}

describe('the first owner', () => {
  test('is made once by the link, also when twenty try at once, and then there is nothing', async () => {
    const server = await openTestServer()
    const { store, now } = server.services
    const old = await makeSetupLink(store, now())
    const link = await makeSetupLink(store, now())
    const owner = { email: 'Owner@Example.org', name: 'Owner', password }
    const wrong = await send(server, '/api/access/setup', { ...owner, token: 'a'.repeat(43) })
    expect(wrong.status).toBe(401)
    const stale = await send(server, '/api/access/setup', { ...owner, token: tokenOf(old.path) })
    expect(await codeOf(stale)).toBe('access.token-invalid')
    expect((await me(server, '')).setupNeeded).toBe(true)

    const token = tokenOf(link.path)
    const race = Array.from({ length: 20 }, (_, n) =>
      send(server, '/api/access/setup', { ...owner, email: `o${n}@example.org`, token }),
    )
    const answers = await Promise.all(race)
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    for (const { status } of answers) expect([200, 401, 404]).toContain(status)
    const workspace = await ensureWorkspace(store, now())
    expect(await listMembers(store, workspace.id)).toHaveLength(1)

    const cookie = cookieOf(answers.find(({ status }) => status === 200)!)
    expect((await me(server, cookie)).signedIn?.role).toBe('owner')
    const again = await makeSetupLink(store, now())
    for (const late of [token, tokenOf(again.path), 'x']) {
      const answer = await send(server, '/api/access/setup', { ...owner, token: late })
      expect(answer.status).toBe(404)
    }
    await server.close()
  })
})

describe('access', () => {
  let server: TestServer
  let workspace: TestWorkspace
  beforeAll(async () => {
    server = await openTestServer()
    workspace = await addTestWorkspace(server)
  })
  afterAll(() => server.close())

  async function signIn(email: string, given = password) {
    return send(server, '/api/access/sign-in', { email, password: given })
  }
  async function personWithPassword(role: 'owner' | 'analyst' = 'analyst') {
    return addTestPerson(server.services, workspace.id, role, await hashPassword(password))
  }

  test('signing in gives a cookie that no script reads, and signing out ends it', async () => {
    const person = await personWithPassword()
    const answer = await signIn(person.email.toUpperCase())
    expect(answer.status).toBe(200)
    const set = answer.headers.get('set-cookie') ?? ''
    expect(set).toMatch(/; HttpOnly/)
    expect(set).toMatch(/; SameSite=Lax/)
    expect(set).not.toContain('Domain')
    expect(await answer.text()).not.toContain(cookieOf(answer).split('=')[1])
    const cookie = cookieOf(answer)
    expect((await me(server, cookie)).signedIn?.email).toBe(person.email)
    await send(server, '/api/access/sign-out', {}, cookie)
    expect((await me(server, cookie)).signedIn).toBeNull()
  })

  test('only the hash of a session token is stored', async () => {
    const person = await personWithPassword()
    const token = cookieOf(await signIn(person.email)).split('=')[1]!
    const rows = await server.services.store.db.selectFrom('sessions').selectAll().execute()
    expect(JSON.stringify(rows)).not.toContain(token)
    expect(Buffer.from(token, 'base64url')).toHaveLength(32)
  })

  test('a session ends by time, a new role, a new password and the end of access', async () => {
    const person = await personWithPassword()
    const byRole = cookieOf(await signIn(person.email))
    const owner = workspace.people.owner.cookie
    const change = { personId: person.id, role: 'viewer', units: [] }
    expect((await send(server, '/api/people/change', change, owner)).status).toBe(200)
    expect((await me(server, byRole)).signedIn).toBeNull()

    const byEnd = cookieOf(await signIn(person.email))
    const one = { personId: person.id }
    expect((await send(server, '/api/people/deactivate', one, owner)).status).toBe(200)
    expect((await me(server, byEnd)).signedIn).toBeNull()
    expect(await codeOf(await signIn(person.email))).toBe('access.login-failed')
    expect((await send(server, '/api/people/restore', one, owner)).status).toBe(200)

    const byPassword = cookieOf(await signIn(person.email))
    const other = cookieOf(await signIn(person.email))
    const next = { current: password, next: 'another long password' }
    const changed = await send(server, '/api/access/change-password', next, byPassword)
    expect(changed.status).toBe(200)
    expect((await me(server, byPassword)).signedIn).toBeNull()
    expect((await me(server, other)).signedIn).toBeNull()
    const fresh = cookieOf(changed)
    expect((await me(server, fresh)).signedIn?.role).toBe('viewer')

    server.moveClock(14 * 24 * 3_600_000 + 1000)
    expect((await me(server, fresh)).signedIn).toBeNull()
    server.moveClock(-(14 * 24 * 3_600_000 + 1000))
  })

  test('unknown, deactivated and invited names answer like a wrong password, in the same time', async () => {
    const person = await personWithPassword()
    const time = async (email: string) => {
      const before = performance.now()
      const answer = await signIn(email, 'a wrong password here')
      expect(await codeOf(answer)).toBe('access.login-failed')
      return performance.now() - before
    }
    await time('warm@example.org')
    const median = (times: number[]) => times.sort((a, b) => a - b)[2]!
    const known: number[] = []
    const unknown: number[] = []
    for (let round = 0; round < 5; round += 1) {
      known.push(await time(person.email))
      unknown.push(await time(`nobody${round}@example.org`))
    }
    // One argon2 run is some 20 ms; without it an unknown name answers in under 2 ms.
    expect(median(unknown)).toBeGreaterThan(median(known) / 3)
    expect(median(unknown)).toBeLessThan(median(known) * 3)
    const invited = await addTestPerson(server.services, workspace.id, 'analyst')
    expect(await codeOf(await signIn(invited.email))).toBe('access.login-failed')
  })

  test('tries are limited for each name and address, also in parallel, and pass with time', async () => {
    const person = await personWithPassword()
    const tries = Array.from({ length: 12 }, () => signIn(person.email, 'a wrong password here'))
    const statuses = (await Promise.all(tries)).map(({ status }) => status)
    expect(statuses.filter((status) => status === 401)).toHaveLength(5)
    expect(statuses.filter((status) => status === 429)).toHaveLength(7)
    const held = await signIn(person.email)
    expect(held.status).toBe(429)
    expect(Number(held.headers.get('retry-after'))).toBeGreaterThan(60)
    server.moveClock(16 * 60_000)
    expect((await signIn(person.email)).status).toBe(200)
    server.moveClock(-16 * 60_000)
  })

  test('people behind one address do not lock each other out', async () => {
    const person = await personWithPassword()
    for (let n = 0; n < 30; n += 1) {
      await signIn(`colleague${n}@example.org`, 'a wrong password here')
    }
    expect((await signIn(person.email)).status).toBe(200)
  })

  test('a link works for its own purpose only, once, and not after its end', async () => {
    const { store, now } = server.services
    const { id: personId } = workspace.people.analyst
    const payload = { personId, workspaceId: workspace.id }
    const bodies = {
      enter: ['/api/access/enter', {}],
      invitation: ['/api/access/accept-invitation', { name: 'N', password }],
      'new-password': ['/api/access/new-password', { password }],
      setup: ['/api/access/setup', { name: 'N', email: 'n@example.org', password }],
    } as const
    const purposes = Object.keys(bodies) as (keyof typeof bodies)[]
    for (const made of purposes) {
      const token = tokenOf((await makeLink(store, made, payload, now())).path)
      for (const used of purposes.filter((purpose) => purpose !== made)) {
        const [path, body] = bodies[used]
        expect((await send(server, path, { ...body, token })).status).toBe(401)
      }
    }
    const token = tokenOf((await makeLink(store, 'enter', payload, now())).path)
    expect((await ask(server, `/api/access/enter?token=${token}`)).status).toBe(404)
    server.moveClock(24 * 3_600_000 + 1)
    expect((await send(server, '/api/access/enter', { token })).status).toBe(401)
    server.moveClock(-(24 * 3_600_000 + 1))
    const entered = await send(server, '/api/access/enter', { token })
    expect((await me(server, cookieOf(entered))).signedIn?.role).toBe('analyst')
    expect((await send(server, '/api/access/enter', { token })).status).toBe(401)
  })

  test('an invitation makes one person with the role it was made for', async () => {
    const owner = workspace.people.owner.cookie
    const invitation = { email: 'New.Manager@example.org', role: 'manager', units: ['South'] }
    const made = await send(server, '/api/people/invite', invitation, owner)
    expect(made.status).toBe(200)
    const { path } = (await made.json()) as { path: string }
    const token = tokenOf(path)
    const again = await send(server, '/api/people/invite', invitation, owner)
    expect(await codeOf(again)).toBe('record.exists')
    const accept = { token, name: 'New Manager', password }
    const short = await send(server, '/api/access/accept-invitation', { ...accept, password: 'x' })
    expect(await codeOf(short)).toBe('access.weak-password')
    const grabbing = { ...accept, role: 'owner' }
    expect((await send(server, '/api/access/accept-invitation', grabbing)).status).toBe(400)
    const accepted = await send(server, '/api/access/accept-invitation', accept)
    const { signedIn } = await me(server, cookieOf(accepted))
    expect(signedIn).toMatchObject({ role: 'manager', units: ['South'] })
    expect((await signIn('new.manager@example.org')).status).toBe(200)
    expect((await send(server, '/api/access/accept-invitation', accept)).status).toBe(401)
    const none = { ...invitation, email: 'x@example.org', units: [] }
    expect(await codeOf(await send(server, '/api/people/invite', none, owner))).toBe(
      'input.invalid',
    )
  })

  test('the last owner stays, also when two owners remove each other at once', async () => {
    const own = await addTestWorkspace(server)
    const { owner } = own.people
    const alone = { personId: owner.id, role: 'viewer', units: [] }
    const refused = await send(server, '/api/people/change', alone, owner.cookie)
    expect(await codeOf(refused)).toBe('access.last-owner')
    expect((await me(server, owner.cookie)).signedIn?.role).toBe('owner')
    const second = await addTestPerson(server.services, own.id, 'owner')
    const race = await Promise.all([
      send(server, '/api/people/deactivate', { personId: second.id }, owner.cookie),
      send(server, '/api/people/deactivate', { personId: owner.id }, second.cookie),
    ])
    const left = await listMembers(server.services.store, own.id)
    const owners = left.filter(({ role, deactivatedAt }) => role === 'owner' && !deactivatedAt)
    expect(owners).toHaveLength(1)
    expect(race.filter(({ status }) => status === 200)).toHaveLength(1)
  })

  test('an API key works until it is revoked, has its role, and makes no keys', async () => {
    const owner = workspace.people.owner.cookie
    const made = await send(server, '/api/keys/create', { name: 'CI', role: 'owner' }, owner)
    const { keyId, token } = (await made.json()) as { keyId: string; token: string }
    expect(token).toMatch(/^fk_[\w-]{43}$/)
    const authorization = { authorization: `Bearer ${token}` }
    expect((await ask(server, '/api/people/list', '', authorization)).status).toBe(200)
    const copy = { name: 'copy', role: 'owner' }
    expect((await send(server, '/api/keys/create', copy, '', authorization)).status).toBe(403)
    expect((await send(server, '/api/access/make-link', {}, '', authorization)).status).toBe(403)
    const listed = await (await ask(server, '/api/keys/list', owner)).text()
    expect(listed).not.toContain(token)
    expect((await send(server, '/api/keys/revoke', { keyId }, owner)).status).toBe(200)
    expect((await ask(server, '/api/people/list', '', authorization)).status).toBe(401)
  })

  test('the terminal token works as the owner; a wrong one is refused everywhere', async () => {
    const right = { authorization: `Bearer ${server.terminalToken}` }
    const answer = await ask(server, '/api/access/me', '', right)
    expect(await answer.json()).toMatchObject({ signedIn: { kind: 'terminal', role: 'owner' } })
    const wrong = { authorization: `Bearer ${'x'.repeat(43)}` }
    expect((await ask(server, '/api/access/me', '', wrong)).status).toBe(401)
    const made = await send(server, '/api/access/make-link', {}, '', right)
    expect(made.status).toBe(200)
  })
})
