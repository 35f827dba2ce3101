import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { actHandlers, actJobs } from '@fealty/act'
import { listenHandlers, verifyMessage } from '@fealty/listen'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dispatchEvents } from '../background/dispatch-events.ts'
import { openEgress } from '../egress/egress.ts'
import { customersFile, openInvitedCompany, type InvitedCompany } from '../test/invited-company.ts'

interface Told {
  type: string
  timestamp: string
  data: Record<string, unknown>
}

let company: InvitedCompany
let receiver: Server
let secret = ''
const received: { headers: Record<string, string>; body: string }[] = []
const topics = ['case.contacted', 'case.escalated', 'case.dismissed']

beforeAll(async () => {
  company = await openInvitedCompany(customersFile(3))
  const { services } = company.server
  services.egress = openEgress({ allowedHosts: ['127.0.0.1'], milliseconds: 500 })
  receiver = createServer((request, response) => {
    let body = ''
    request.on('data', (part: Buffer) => (body += part.toString()))
    request.on('end', () => {
      received.push({ headers: request.headers as Record<string, string>, body })
      response.writeHead(200).end()
    })
  })
  await new Promise<void>((resolve) => void receiver.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`
  secret = (await company.call<{ secret: string }>('webhooks.save', { url, topics })).secret
  const week = Array.from({ length: 7 }, () => ({ opens: '00:00', closes: '24:00' }))
  await company.call('calendar.save', { week, holidays: [], expected: 0 })
  await company.call('case-rules.save', {
    name: 'Detractors',
    conditions: { scores: [{ kind: 'nps', lowest: 0, highest: 6 }] },
    hoursToDue: 1,
    owner: { kind: 'role', role: 'Care' },
    escalation: [{ afterHours: 1, toRole: 'Head of care' }],
  })
})
afterAll(async () => {
  receiver.close()
  receiver.closeAllConnections()
  await company.close()
})

/** Lets events and jobs work until nothing is due. */
async function work(): Promise<void> {
  const { services } = company.server
  const { signal } = new AbortController()
  const log = pino({ level: 'silent' })
  for (const job of actJobs) await job.run({ services, now: services.now(), signal })
  const handlers = [...listenHandlers, ...actHandlers]
  while ((await dispatchEvents({ services, handlers, log, signal })) > 0);
}

const told = (type: string): Told[] =>
  received.map(({ body }) => JSON.parse(body) as Told).filter((one) => one.type === type)

test('an escalation, a contact and a dismissal are each told once, signed, without words or names', async () => {
  const responseId = '00000000-0000-4000-8000-000000000001'
  const answers = { recommend: 2, reason: 'Nobody calls me back.' }
  await company.call('listen.answers', {
    surveyId: company.surveyId,
    customerId: 'c001',
    responseId,
    answers,
  })
  await work()
  expect(received).toEqual([])
  company.setClock('2026-11-28T02:00:00Z')
  await work()
  await work()
  expect(told('case.escalated')).toMatchObject([
    { data: { customerId: 'c001', toRole: 'Head of care', state: 'open' } },
  ])
  const { rows } = await company.call<{ rows: { id: string; version: number }[] }>('cases.list')
  const { id: caseId, version } = rows[0]!
  const note = 'Spoke with a relative.'
  const contact = { caseId, version, channel: 'phone', outcome: 'reached', note }
  const { version: next } = await company.call<{ version: number }>('cases.contact', contact)
  await work()
  expect(told('case.contacted')).toMatchObject([{ data: { caseId, state: 'contacted' } }])
  await company.call('cases.dismiss', { caseId, version: next, reason: 'A duplicate.' })
  await work()
  await work()
  expect(told('case.dismissed')).toMatchObject([{ data: { caseId, state: 'dismissed' } }])
  expect(received).toHaveLength(3)
  expect(new Set(received.map(({ headers }) => headers['webhook-id'])).size).toBe(3)
  const now = company.server.services.now()
  for (const message of received) {
    expect(await verifyMessage(secret, message, now, () => Promise.resolve(true))).toBe('good')
    expect(message.body).not.toMatch(/calls me back|relative|duplicate|example/i)
  }
})
