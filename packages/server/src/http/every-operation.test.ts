import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { mayCall, roles } from '@fealty/core'
import { z } from 'zod'
import { allOperations } from '../operations.ts'
import type { ServerOperation } from '../services.ts'
import {
  addTestWorkspace,
  ask,
  bodyOf,
  openTestServer,
  send,
  upload,
  type TestServer,
  type TestWorkspace,
} from '../test/test-server.ts'
import { initiativeForeignInputs } from '../test/initiative-foreign-inputs.ts'
import { proveForeignInputs } from '../test/prove-foreign-inputs.ts'
import { steerForeignInputs } from '../test/steer-foreign-inputs.ts'
import { reviewForeignInputs } from '../test/review-foreign-inputs.ts'
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
  'segments.save': ({ segmentId }) => ({ ...segment, id: segmentId }),
  'segments.remove': ({ segmentId }) => ({ id: segmentId }),
  'units.save': ({ segmentId, personId }) => ({
    id: segmentId,
    name: 'Theirs',
    parentId: segmentId,
    ownerPersonId: personId,
    expected: 1,
  }),
  'units.remove': ({ segmentId }) => ({ id: segmentId }),
  'import.undo': ({ importId }) => ({ importId }),
  'source.change': () => ({
    id: 'theirs',
    name: 'Theirs',
    kind: 'orders',
    table: 'a.b.c',
    expected: 1,
  }),
  'outbox.revive': () => ({ eventId: 'theirs' }),
  'webhooks.save': () => ({
    id: 'theirs',
    url: 'https://hooks.example.com',
    topics: ['case.opened'],
  }),
  'webhooks.remove': () => ({ id: 'theirs' }),
  'webhooks.replay': () => ({ deliveryId: 'theirs' }),
  'listen.release': () => ({ responseId: 'theirs', reason: 'asked' }),
  'listen.put-back': () => ({ responseId: 'theirs', reason: 'asked' }),
  'surveys.one': ({ surveyId }) => ({ surveyId }),
  'surveys.save': ({ surveyId }) => ({ surveyId, body: survey }),
  'surveys.publish': ({ surveyId }) => ({ surveyId, note: 'first' }),
  'surveys.close': ({ surveyId }) => ({ surveyId, reason: 'over' }),
  'surveys.reopen': ({ surveyId }) => ({ surveyId, reason: 'again' }),
  'surveys.links': ({ surveyId }) => ({ surveyId, label: 'poster' }),
  'surveys.revoke-link': ({ surveyId }) => ({ surveyId, linkId: 'theirs' }),
  ...steerForeignInputs,
  ...reviewForeignInputs,
  'themes.save': ({ segmentId }) => ({
    id: segmentId,
    name: 'Theirs',
    terms: {},
    parentId: segmentId,
  }),
  'themes.remove': ({ segmentId }) => ({ id: segmentId }),
  'benchmarks.save': () => ({
    id: 'theirs',
    benchmark: {
      ...{ name: 'B', score: 'nps', series: 'relationship', value: 10, kind: 'industry' },
      ...{ method: 'Panel', source: 'Trade body', date: '2026-01-15' },
    },
  }),
  'benchmarks.remove': () => ({ id: 'theirs' }),
  'invitations.link': ({ surveyId }) => ({ surveyId, customerId: 'theirs' }),
  'invitations.plan': () => ({ id: 'theirs' }),
  'invitations.save': () => ({
    id: 'theirs',
    plan: { name: 'P', surveyId: 's', mode: { kind: 'always-on', every: 'month' } },
  }),
  'invitations.remove': () => ({ id: 'theirs' }),
  'contacts.why': () => ({ customerId: 'theirs' }),
  'contacts.change': () => ({ customerId: 'theirs' }),
  'mails.one': () => ({ mailId: 'theirs' }),
  'privacy.export': () => ({ customerId: 'theirs' }),
  'privacy.erase': () => ({ customerId: 'theirs', reason: 'asked' }),
  'customers.one': () => ({ customerId: 'theirs' }),
  'cases.one': () => ({ caseId: 'theirs' }),
  'cases.open': () => ({ customerId: 'theirs', note: 'x' }),
  'cases.contact': () => ({ ...theirCase, channel: 'phone', outcome: 'reached' }),
  'cases.resolve': () => ({ ...theirCase, rootCause: 'x', action: 'x' }),
  'cases.close': () => theirCase,
  'cases.reopen': () => ({ ...theirCase, reason: 'x' }),
  'cases.dismiss': () => ({ ...theirCase, reason: 'x' }),
  'cases.assign': ({ personId }) => ({ ...theirCase, ownerPersonId: personId }),
  'cases.reschedule': () => ({ ...theirCase, dueAt: '2026-01-01T00:00:00Z', reason: 'x' }),
  'cases.note': () => ({ caseId: 'theirs', note: 'x' }),
  'cases.ask-now': () => theirCase,
  'cases.cancel-reask': () => ({ ...theirCase, reason: 'x' }),
  'case-rules.save': () => ({ id: 'theirs', name: 'x', conditions: {}, hoursToDue: 8 }),
  'improvements.save': () => ({ id: 'theirs', title: 'x' }),
  'case-rules.remove': () => ({ id: 'theirs' }),
  'case-rules.apply': () => ({ id: 'theirs', from: '2026-01-01', to: '2026-01-02' }),
  'listen.answers': () => ({
    surveyId: 'theirs',
    responseId: '8c6a3f0e-57f1-4f0e-9d1f-6f2b8f0a1c11',
    customerId: 'theirs',
    accountId: 'theirs',
    answers: { recommend: 9 },
  }),
  ...proveForeignInputs,
  ...initiativeForeignInputs,
}

const theirCase = { caseId: 'theirs', version: 1 }
const segment = {
  name: 'Big',
  conditions: [{ dimension: 'segment', operator: 'in', values: ['Big'] }],
}

const survey = {
  name: 'Relationship',
  series: 'relationship',
  languages: ['en'],
  questions: [{ id: 'why', kind: 'text', text: { en: 'Why?' } }],
}

interface ForeignRecords {
  surveyId: string
  personId: string
  keyId: string
  segmentId: string
  importId: string
}

/** Imports one customer through the upload and import doors. */
async function importCustomer(server: TestServer, cookie: string, customerId: string) {
  const csv = `customer_id,name,segment\n${customerId},A customer,Big\n`
  const uploaded = await upload(server, 'customers.csv', csv, cookie)
  const input = { kind: 'customers', uploads: [uploaded] }
  const { importId } = await bodyOf<{ importId: string }>(
    send(server, '/api/import/run', input, cookie),
  )
  return { importId, upload: uploaded }
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
    const { cookie } = theirs.people.owner
    const key = { name: 'theirs', role: 'viewer' }
    const { keyId } = await bodyOf<{ keyId: string }>(send(server, '/api/keys/create', key, cookie))
    const { importId } = await importCustomer(server, cookie, 'theirs')
    await importCustomer(server, ours.people.owner.cookie, 'ours')
    await bodyOf(send(server, '/api/segments/save', segment, cookie))
    const { segments } = await bodyOf<{ segments: { id: string }[] }>(
      ask(server, '/api/segments/list', cookie),
    )
    const segmentId = segments[0]?.id ?? ''
    const saved = await bodyOf<{ surveyId: string }>(
      send(server, '/api/surveys/save', { body: survey }, cookie),
    )
    const { surveyId } = saved
    await bodyOf(send(server, '/api/surveys/publish', { surveyId, note: 'first' }, cookie))
    foreign = {
      personId: theirs.people.viewer.id,
      keyId,
      segmentId,
      importId,
      surveyId,
    }
  })
  afterAll(() => server.close())

  test('has an id of its own and an answer at its path', () => {
    const paths = allOperations.map((operation) => pathOf(operation))
    expect(new Set(paths).size).toBe(paths.length)
    for (const path of paths) expect(path).toMatch(/^\/api\/[a-z-]+\/[a-z-]+$/)
  })

  test('what is loaded in one workspace is not seen from another', async () => {
    const { cookie } = ours.people.owner
    const list = await bodyOf<{ total: number }>(ask(server, '/api/customers/list', cookie))
    expect(list.total).toBe(1)
    const own = await ask(server, '/api/customers/one?customerId=ours', cookie)
    expect(own.status).toBe(200)
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
