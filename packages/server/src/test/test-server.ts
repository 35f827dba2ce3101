import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Hono } from 'hono'
import { pino } from 'pino'
import { roles, type Role } from '@fealty/core'
import { addMembership, addPerson, addWorkspace } from '@fealty/store'
import { newToken } from '../access/secrets.ts'
import { startSession } from '../access/sessions.ts'
import { createApp } from '../http/app.ts'
import type { ServerOptions } from '../http/server-options.ts'
import { allOperations } from '../operations.ts'
import { openServices, type OpenServices } from '../services.ts'

/** A server without a socket, over a real store and a real engine in a temporary folder. */
export interface TestServer {
  app: Hono
  services: OpenServices
  /** Lines of the log. */
  log: string[]
  terminalToken: string
  /** Moves the clock that the server sees. */
  moveClock: (milliseconds: number) => void
  close: () => Promise<void>
}

export async function openTestServer(
  options: Partial<ServerOptions> = {},
  {
    dataFolder = mkdtempSync(join(tmpdir(), 'fealty-server-')),
    databaseUrl,
  }: { dataFolder?: string; databaseUrl?: string } = {},
): Promise<TestServer> {
  const services = await openServices({ dataFolder, databaseUrl })
  let offset = 0
  services.now = () => new Date(Date.now() + offset)
  const lines: string[] = []
  const log = pino({}, { write: (line: string) => void lines.push(line) })
  const terminalToken = newToken()
  const app = createApp({
    operations: allOperations,
    services,
    terminalToken,
    log,
    version: '0.0.0-test',
    hosts: ['localhost'],
    uploadLimit: 1_000_000,
    callerAddress: () => '192.0.2.1',
    ...options,
  })
  return {
    app,
    services,
    log: lines,
    terminalToken,
    moveClock: (milliseconds) => (offset += milliseconds),
    async close() {
      await services.close()
      rmSync(dataFolder, { recursive: true, force: true })
    },
  }
}

export interface TestPerson {
  id: string
  email: string
  cookie: string
}
export interface TestWorkspace {
  id: string
  people: Record<Role, TestPerson>
}

/** A workspace with one signed-in person of each role; the manager is bound to one unit. */
export async function addTestWorkspace({ services }: TestServer): Promise<TestWorkspace> {
  const id = randomUUID()
  const createdAt = services.now().toISOString()
  await addWorkspace(services.store, {
    id,
    name: 'Test company',
    timeZone: 'UTC',
    currency: 'EUR',
    fiscalYearStartMonth: 1,
    settings: {},
    createdAt,
  })
  const people = {} as Record<Role, TestPerson>
  for (const role of roles) people[role] = await addTestPerson(services, id, role)
  return { id, people }
}

export async function addTestPerson(
  { store, now }: OpenServices,
  workspaceId: string,
  role: Role,
  passwordHash: string | null = null,
): Promise<TestPerson> {
  const id = randomUUID()
  const email = `${role}-${id}@example.org`
  const createdAt = now().toISOString()
  const units = role === 'manager' ? ['North'] : []
  await addPerson(store, { id, email, name: role, passwordHash, createdAt, deactivatedAt: null })
  await addMembership(store, { personId: id, workspaceId, role, units, createdAt })
  const token = await startSession(store, id, workspaceId, now())
  return { id, email, cookie: `fealty-session=${token}` }
}

/** Asks as the pages of the web app do. */
export function ask(
  { app }: Pick<TestServer, 'app'>,
  path: string,
  cookie = '',
  headers: Record<string, string> = {},
): Promise<Response> {
  return Promise.resolve(
    app.request(path, { headers: { host: 'localhost:4300', 'x-fealty': '1', cookie, ...headers } }),
  )
}

/** Sends a command as the pages of the web app do. */
export function send(
  { app }: Pick<TestServer, 'app'>,
  path: string,
  body: unknown,
  cookie = '',
  headers: Record<string, string> = {},
): Promise<Response> {
  return Promise.resolve(
    app.request(path, {
      method: 'POST',
      headers: {
        host: 'localhost:4300',
        'x-fealty': '1',
        'content-type': 'application/json',
        cookie,
        ...headers,
      },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    }),
  )
}

/** Uploads a file as the pages of the web app do; gives the name by which an import takes it. */
export async function upload(
  { app }: Pick<TestServer, 'app'>,
  name: string,
  content: string,
  cookie: string,
): Promise<string> {
  const answer = await app.request(`/api/import/upload?name=${name}`, {
    method: 'PUT',
    headers: {
      host: 'localhost',
      'x-fealty': '1',
      'content-type': 'application/octet-stream',
      cookie,
    },
    body: content,
  })
  return (await bodyOf<{ upload: string }>(answer)).upload
}

/** The body of an answer that must have gone well. */
export async function bodyOf<T>(answer: Response | Promise<Response>): Promise<T> {
  const response = await answer
  const text = await response.text()
  assert.equal(response.status, 200, text)
  return JSON.parse(text) as T
}

/** The session cookie that an answer sets, as a browser would send it back. */
export function cookieOf(response: Response): string {
  return (response.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
}

/** The code of an answered error. */
export async function codeOf(response: Response): Promise<string> {
  const body = (await response.json()) as { code?: string }
  return body.code ?? `no error, status ${response.status}`
}

/** The token at the end of a one-time link. */
export function tokenOf(path: string): string {
  return path.split('#token=')[1] ?? ''
}
