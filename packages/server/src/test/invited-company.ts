import { listenHandlers, workPlans } from '@fealty/listen'
import { readWorkspace } from '@fealty/store'
import { pino } from 'pino'
import { expect } from 'vitest'
import { startSession } from '../access/sessions.ts'
import { dispatchEvents } from '../background/dispatch-events.ts'
import { allOperations } from '../operations.ts'
import {
  addTestWorkspace,
  ask,
  openTestServer,
  send,
  upload,
  type TestServer,
  type TestWorkspace,
} from './test-server.ts'

/** A company with customers that can be written to, a published survey, and a clock that is set. */
export interface InvitedCompany {
  server: TestServer
  workspace: TestWorkspace
  surveyId: string
  /** Sets the clock. ISO 8601 in UTC. */
  setClock: (moment: string) => void
  call: <T>(id: string, input?: object) => Promise<T>
  upload: (kind: string, csv: string) => Promise<void>
  /** One round of the plans, and of all that leaves. */
  work: () => Promise<void>
  dispatch: () => Promise<void>
  close: () => Promise<void>
}

export async function openInvitedCompany(customersCsv: string): Promise<InvitedCompany> {
  const server = await openTestServer()
  const clock = { now: new Date('2026-11-27T22:00:00Z') }
  server.services.now = () => clock.now
  const workspace = await addTestWorkspace(server)
  // A session ends while the clock is moved on by weeks.
  const signIn = async () => {
    const { id } = workspace.people.owner
    return `fealty-session=${await startSession(server.services.store, id, workspace.id, clock.now)}`
  }
  const call = callAs(server, signIn)
  const load = loadAs(server, signIn, call)
  await load('customers', customersCsv)
  const ids = customersCsv
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(',')[0]!)
  const contracts = ids.map((id) => `s-${id},${id},2026-01-01,10`).join('\n')
  await load('subscriptions', `subscription_id,customer_id,start,mrr\n${contracts}\n`)
  const surveyId = await publishSurvey(call, 'Relationship')
  const { signal } = new AbortController()
  const dispatch = async () => {
    const log = pino({ level: 'silent' })
    const options = { services: server.services, handlers: listenHandlers, log, signal }
    while ((await dispatchEvents(options)) > 0);
  }
  return {
    server,
    workspace,
    surveyId,
    setClock: (moment) => (clock.now = new Date(moment)),
    call,
    upload: load,
    dispatch,
    async work() {
      const { services } = server
      const one = await readWorkspace(services.store, workspace.id)
      await workPlans({ services, now: services.now(), signal }, one)
      await dispatch()
    },
    close: () => server.close(),
  }
}

function callAs(server: TestServer, signIn: () => Promise<string>): InvitedCompany['call'] {
  return async <T>(id: string, input: object = {}): Promise<T> => {
    const cookie = await signIn()
    const path = `/api/${id.replace('.', '/')}`
    const isQuery = allOperations.find((one) => one.id === id)?.kind === 'query'
    const search = new URLSearchParams(input as Record<string, string>).toString()
    const answer = await (isQuery
      ? ask(server, search === '' ? path : `${path}?${search}`, cookie)
      : send(server, path, input, cookie))
    const text = await answer.text()
    expect(answer.status, `${id}: ${text}`).toBe(200)
    return JSON.parse(text) as T
  }
}

function loadAs(
  server: TestServer,
  signIn: () => Promise<string>,
  call: InvitedCompany['call'],
): InvitedCompany['upload'] {
  return async (kind, csv) => {
    const uploads = [await upload(server, `${kind}.csv`, csv, await signIn())]
    await call('import.run', { kind, uploads })
  }
}

/** Publishes one of the surveys to start from, by its name. */
export async function publishSurvey(call: InvitedCompany['call'], name: string): Promise<string> {
  const { templates } = await call<{ templates: { name: string; body: object }[] }>(
    'surveys.templates',
  )
  const body = templates.find((one) => one.name === name)?.body
  const { surveyId } = await call<{ surveyId: string }>('surveys.save', { body })
  await call('surveys.publish', { surveyId, note: 'first' })
  return surveyId
}

/** Customers in two classes, as a file; every tenth has no address. */
export function customersFile(number: number): string {
  const rows = Array.from({ length: number }, (_, index) => {
    const id = `c${String(index).padStart(3, '0')}`
    const segment = index % 4 === 0 ? 'Small' : 'Big'
    const email = index % 10 === 9 ? '' : `${id}@customers.example`
    return [id, segment, `a${Math.floor(index / 3)}`, email, index % 5 === 0 ? 'de' : 'en'].join(
      ',',
    )
  })
  return `customer_id,segment,account_id,email,language\n${rows.join('\n')}\n`
}
