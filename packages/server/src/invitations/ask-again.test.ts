import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { actHandlers } from '@fealty/act'
import { listenHandlers } from '@fealty/listen'
import { pino } from 'pino'
import { dispatchEvents } from '../background/dispatch-events.ts'
import { customersFile, openInvitedCompany, type InvitedCompany } from '../test/invited-company.ts'

interface Moved {
  caseId: string
  version: number
}
interface One {
  case: {
    reask: string
    version: number
    heldQuestion: { decision: string; reason: string } | null
  }
  log: { kind: string; note: string | null }[]
}

let company: InvitedCompany
const mailsTo = async (customerId: string) =>
  (await company.server.services.store.db.selectFrom('caughtMails').selectAll().execute()).filter(
    (mail) => mail.customerId === customerId,
  )
const decisions = () =>
  company.server.services.store.db
    .selectFrom('contactDecisions')
    .selectAll()
    .where('planId', '=', 'follow-up')
    .execute()

/** One round of the plans, of what cases have told, and of all that leaves. */
async function work(moment: string): Promise<void> {
  company.setClock(moment)
  const { services } = company.server
  const handlers = [...actHandlers, ...listenHandlers]
  const { signal } = new AbortController()
  const log = pino({ level: 'silent' })
  while ((await dispatchEvents({ services, handlers, log, signal })) > 0);
  await company.work()
}

/** Works a case of the customer to its end, and asks again at once. */
async function closeAndAsk(customerId: string): Promise<string> {
  const opened = await company.call<Moved>('cases.open', {
    customerId,
    note: 'Called us.',
    reaskAfterDays: 30,
  })
  const { caseId } = opened
  let { version } = opened
  const { causes } = await company.call<{ causes: string[] }>('cases.one', { caseId })
  const steps: [string, object][] = [
    ['cases.contact', { channel: 'phone', outcome: 'reached' }],
    ['cases.resolve', { rootCause: causes[0], action: 'Mended it.' }],
    ['cases.close', {}],
    ['cases.ask-now', {}],
  ]
  for (const [id, input] of steps) {
    ;({ version } = await company.call<Moved>(id, { caseId, version, ...input }))
  }
  return caseId
}

beforeAll(async () => {
  company = await openInvitedCompany(customersFile(9))
  await company.call('budget.save', {
    version: 0,
    policy: {
      rules: [{ scope: 'person', most: 1, days: 7, reminders: false }],
      hours: { from: '09:00', until: '17:00' },
      weekdays: [1, 2, 3, 4, 5],
      holidays: [],
      consent: 'unless-stopped',
    },
  })
}, 120_000)
afterAll(() => company.close())

describe('a customer whose case was closed', () => {
  test('is not asked where no survey is there to ask with, and the case says why', async () => {
    company.setClock('2026-11-27T10:00:00Z')
    const caseId = await closeAndAsk('c001')
    await work('2026-11-27T10:01:00Z')
    const one = await company.call<One>('cases.one', { caseId })
    expect(one.case.reask).toBe('cancelled')
    expect(one.log.at(-1)).toMatchObject({
      kind: 'question cancelled',
      note: 'No open survey was left to ask with.',
    })
    expect(await mailsTo('c001')).toEqual([])
  })

  test('waits for the contact budget and is then asked once, with every decision kept', async () => {
    const { surveyId } = company
    const mode = { kind: 'once', day: '2026-11-30' }
    await company.call('invitations.save', {
      plan: { name: 'All', surveyId, state: 'on', mode, priority: 5 },
    })
    await work('2026-11-30T10:00:00Z')
    expect(await mailsTo('c000')).toHaveLength(1)
    const caseId = await closeAndAsk('c000')
    await work('2026-11-30T10:05:00Z')
    expect(await mailsTo('c000')).toHaveLength(1)
    expect(await decisions()).toMatchObject([
      { customerId: 'c000', decision: 'hold', rule: 'person', until: '2026-12-07T10:00:00.000Z' },
    ])
    const held = () => company.call<One>('cases.one', { caseId })
    expect((await held()).case.heldQuestion).toMatchObject({
      decision: 'hold',
      until: '2026-12-07T10:00:00.000Z',
    })
    await work('2026-12-07T10:00:30Z')
    await work('2026-12-07T11:00:00Z')
    expect(await mailsTo('c000')).toHaveLength(2)
    expect((await held()).case.heldQuestion).toBeNull()
    expect((await decisions()).map(({ decision }) => decision).sort()).toEqual(['hold', 'send'])
    const why = await company.call<{ decisions: { plan: string }[] }>('contacts.why', {
      customerId: 'c000',
    })
    expect(why.decisions.map(({ plan }) => plan)).toContain('Asked again after a case')
  })
})
