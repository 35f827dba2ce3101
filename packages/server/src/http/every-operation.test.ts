import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { mayCall, roles } from '@fealty/core'
import { z } from 'zod'
import { allOperations } from '../operations.ts'
import type { ServerOperation } from '../services.ts'
import {
  addTestWorkspace,
  ask,
  openTestServer,
  send,
  type TestServer,
  type TestWorkspace,
} from '../test/test-server.ts'
import { pathOf } from './operation-routes.ts'

/**
 * A valid input for every operation that names a record, with the record of another workspace in it.
 * An operation with an id in its input that is missing here fails the test below.
 */
const foreignInputs: Record<string, (foreign: ForeignRecords) => Record<string, unknown>> = {
  'people.change': ({ personId }) => ({ personId, role: 'viewer', units: [] }),
  'people.deactivate': ({ personId }) => ({ personId }),
  'people.restore': ({ personId }) => ({ personId }),
  'people.new-password-link': ({ personId }) => ({ personId }),
  'keys.revoke': ({ keyId }) => ({ keyId }),
}

interface ForeignRecords {
  personId: string
  keyId: string
}

function call(server: TestServer, operation: ServerOperation, cookie: string, input: object = {}) {
  const path = pathOf(operation)
  if (operation.kind === 'command') return send(server, path, input, cookie)
  const search = new URLSearchParams(
    Object.entries(input).map(([name, value]) => [name, String(value)]),
  ).toString()
  return ask(server, search === '' ? path : `${path}?${search}`, cookie)
}

/** Names of the inputs that name a record. */
function idsIn(operation: ServerOperation): string[] {
  const { properties = {} } = z.toJSONSchema(operation.input as z.ZodType, {
    io: 'input',
    unrepresentable: 'any',
  }) as { properties?: Record<string, unknown> }
  return Object.keys(properties).filter((name) => name === 'id' || name.endsWith('Id'))
}

describe('every operation', () => {
  let server: TestServer
  let ours: TestWorkspace
  let foreign: ForeignRecords
  beforeAll(async () => {
    server = await openTestServer()
    ours = await addTestWorkspace(server)
    const theirs = await addTestWorkspace(server)
    const key = { name: 'theirs', role: 'viewer' }
    const made = await send(server, '/api/keys/create', key, theirs.people.owner.cookie)
    const { keyId } = (await made.json()) as { keyId: string }
    foreign = { personId: theirs.people.viewer.id, keyId }
  })
  afterAll(() => server.close())

  test('has an id of its own and an answer at its path', () => {
    const paths = allOperations.map((operation) => pathOf(operation))
    expect(new Set(paths).size).toBe(paths.length)
    for (const path of paths) expect(path).toMatch(/^\/api\/[a-z-]+\/[a-z-]+$/)
  })

  for (const operation of allOperations) {
    test(`${operation.id} lets in whom its access names, and nobody else`, async () => {
      const nobody = await call(server, operation, '')
      if (operation.access === 'public') expect(nobody.status).not.toBe(403)
      else expect(nobody.status).toBe(401)
      // Signing out would end the sessions that the next operations need.
      if (operation.id === 'access.sign-out') return
      for (const role of roles) {
        const { cookie, id } = ours.people[role]
        const actor = { kind: 'person', id, workspaceId: ours.id, role, units: [] } as const
        const { status } = await call(server, operation, cookie)
        if (mayCall(operation.access, actor)) expect([401, 403], role).not.toContain(status)
        else expect(status, role).toBe(403)
        expect(status, role).not.toBe(500)
      }
    })

    const ids = idsIn(operation)
    if (ids.length === 0) continue
    test(`${operation.id} does not know the records of another workspace`, async () => {
      const input = foreignInputs[operation.id]?.(foreign)
      expect(Object.keys(input ?? {}), 'add it to foreignInputs').toEqual(
        expect.arrayContaining(ids),
      )
      const answer = await call(server, operation, ours.people.owner.cookie, input)
      expect(answer.status).toBe(404)
    })
  }
})
