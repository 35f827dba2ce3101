import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { landEnded } from '@fealty/listen'
import { addEvents, listImports, readWorkspace } from '@fealty/store'
import { ask } from '../test/test-server.ts'
import {
  customersFile,
  openInvitedCompany,
  publishSurvey,
  type InvitedCompany,
} from '../test/invited-company.ts'

interface Rehearsed {
  headline: string
  plans: {
    id: string
    sent: number
    reminders: number
    days: { day: string; sent: number; reminders: number }[]
    strata: { stratum: string; sent: number }[]
    rules: { rule: string; decision: string; customers: number }[]
  }[]
}

const rows = (company: InvitedCompany) =>
  company.server.services.store.db.selectFrom('invitations').selectAll().execute()
const mails = (company: InvitedCompany) =>
  company.server.services.store.db.selectFrom('caughtMails').selectAll().execute()
const contacts = (company: InvitedCompany) =>
  company.server.services.store.db.selectFrom('contactsMade').selectAll().execute()

describe('a month of two plans', () => {
  let company: InvitedCompany
  let rehearsed: Rehearsed
  beforeAll(async () => {
    company = await openInvitedCompany(customersFile(120))
    const pulse = await publishSurvey(company.call, 'Onboarding')
    const relationship = {
      name: 'Relationship',
      surveyId: company.surveyId,
      state: 'on',
      mode: { kind: 'always-on', every: 'month' },
      cut: 'segment',
      wanted: 5,
      assumedRate: 0.25,
      priority: 1,
      reserve: true,
      remindAfterDays: [3, 8],
      expireAfterDays: 20,
    }
    const monthly = {
      name: 'Pulse',
      surveyId: pulse,
      state: 'on',
      mode: { kind: 'scheduled', every: 'month' },
      mostPerDay: 10,
      priority: 5,
    }
    await company.call('invitations.save', { plan: relationship })
    await company.call('invitations.save', { plan: monthly })
    const policy = {
      rules: [
        { scope: 'person', most: 1, days: 30, reminders: false },
        { scope: 'account', most: 2, days: 30, reminders: false },
        { scope: 'workspace', most: 9, days: 1, reminders: true },
      ],
      hours: { from: '09:00', until: '17:00' },
      weekdays: [1, 2, 3, 4, 5],
      holidays: ['2026-12-25'],
      consent: 'unless-stopped',
    }
    await company.call('budget.save', { version: 0, policy })
    company.setClock('2026-11-30T22:00:00Z')
    rehearsed = await company.call<Rehearsed>('budget.rehearse', { days: 31 })
    for (let day = 1; day <= 31; day += 1) {
      for (const hour of ['08', '09', '10', '12', '16', '18']) {
        company.setClock(`2026-12-${String(day).padStart(2, '0')}T${hour}:00:30Z`)
        await company.work()
      }
    }
  }, 240_000)
  afterAll(() => company.close())

  test('what was rehearsed is what was then sent, day by day and class by class', async () => {
    const invitations = await rows(company)
    const made = await contacts(company)
    expect(rehearsed.plans.reduce((sum, { sent }) => sum + sent, 0)).toBeGreaterThan(60)
    for (const plan of rehearsed.plans) {
      const own = invitations.filter(({ planId, sentAt }) => planId === plan.id && sentAt !== null)
      for (const { day, sent } of plan.days) {
        expect([day, own.filter(({ sentAt }) => sentAt!.startsWith(day)).length]).toEqual([
          day,
          sent,
        ])
      }
      for (const { stratum, sent } of plan.strata) {
        expect(own.filter((one) => one.stratum === stratum)).toHaveLength(sent)
      }
      expect(own).toHaveLength(plan.sent)
    }
    const reminders = rehearsed.plans.reduce((sum, plan) => sum + plan.reminders, 0)
    expect(made.filter(({ reminder }) => reminder === 1)).toHaveLength(reminders)
    expect(reminders).toBeGreaterThan(10)
  })

  test('no window of the budget was exceeded, and nothing left at night, on a weekend or a holiday', async () => {
    const made = await contacts(company)
    const over = (
      key: (one: (typeof made)[number]) => string | null,
      most: number,
      days: number,
      reminders: boolean,
    ) => {
      const counted = made.filter(({ reminder }) => reminders || reminder === 0)
      return counted.some((one) => {
        const start = Date.parse(one.at)
        const within = counted.filter(
          (other) =>
            key(other) === key(one) &&
            Date.parse(other.at) >= start &&
            Date.parse(other.at) < start + days * 86_400_000,
        )
        return within.length > most
      })
    }
    expect(over(({ customerId }) => customerId, 1, 30, false)).toBe(false)
    expect(over(({ accountId }) => accountId, 2, 30, false)).toBe(false)
    expect(over(() => 'all', 9, 1, true)).toBe(false)
    for (const { at } of made) {
      const moment = new Date(at)
      expect([1, 2, 3, 4, 5]).toContain(moment.getUTCDay())
      expect(moment.getUTCHours()).toBeGreaterThanOrEqual(9)
      expect(moment.getUTCHours()).toBeLessThan(17)
      expect(at.startsWith('2026-12-25')).toBe(false)
    }
  })

  test('the small class is heard as surely as the large one, and evenly through the month', async () => {
    const { plans } = await company.call<{ plans: { id: string; name: string }[] }>(
      'invitations.plans',
    )
    const relationship = plans.find(({ name }) => name === 'Relationship')!
    const own = (await rows(company)).filter(
      ({ planId, sentAt }) => planId === relationship.id && sentAt !== null,
    )
    // Five answers at a quarter each are twenty invitations in both classes, although one of them is
    // three times as large; one or two who were refused on the last days have no day left.
    for (const stratum of ['Small', 'Big']) {
      const asked = own.filter((one) => one.stratum === stratum).length
      expect(asked).toBeGreaterThanOrEqual(17)
      expect(asked).toBeLessThanOrEqual(20)
    }
    const days = new Set(own.map(({ sentAt }) => sentAt!.slice(0, 10)))
    expect(days.size).toBeGreaterThan(15)
  })

  test('every customer who was drawn has its reason in one call', async () => {
    const invitations = await rows(company)
    const refused = invitations.find(({ state }) => state === 'refused')!
    const why = await company.call<{
      headline: string
      decisions: { rule: string; reason: string }[]
    }>('contacts.why', { customerId: refused.customerId })
    expect(why.decisions.length).toBeGreaterThan(0)
    expect(why.headline).toMatch(/^(Not asked|Asked|Cannot)/)
    for (const { customerId } of invitations) {
      const found = await company.server.services.store.db
        .selectFrom('contactDecisions')
        .select('rule')
        .where('customerId', '=', customerId)
        .execute()
      expect(found.length).toBeGreaterThan(0)
    }
  })

  test('the mails hold no address and no id, and as many left as were sent', async () => {
    const caught = await mails(company)
    const made = await contacts(company)
    expect(caught).toHaveLength(made.length)
    for (const { recipient, html, text, headers } of caught) {
      const whole = html + text + headers
      expect(whole).not.toContain(recipient)
      expect(whole).not.toMatch(/c\d{3}\b/)
      expect(JSON.parse(headers)).toMatchObject({
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      })
    }
  })
})

describe('one customer', () => {
  let company: InvitedCompany
  beforeAll(async () => {
    company = await openInvitedCompany(customersFile(1))
    const plan = {
      name: 'All',
      surveyId: company.surveyId,
      state: 'on',
      mode: { kind: 'scheduled', every: 'month' },
      remindAfterDays: [3],
    }
    await company.call('invitations.save', { plan })
    company.setClock('2026-12-01T10:00:00Z')
    await company.work()
  }, 60_000)
  afterAll(() => company.close())

  test('is reminded after three days, but not once it has answered', async () => {
    const [invitation] = await rows(company)
    expect(invitation).toMatchObject({ state: 'sent', nextReminderAt: '2026-12-04T10:00:00.000Z' })
    await addEvents(company.server.services.store, [
      {
        workspaceId: company.workspace.id,
        topic: 'response.accepted',
        at: '2026-12-02T10:00:00.000Z',
        payload: {
          responseId: '6b0fd4a4-7a70-4f3a-9b39-8d6a3b8f2c11',
          surveyId: company.surveyId,
          surveyVersion: 1,
          series: 'relationship',
          touchpoint: null,
          customerId: 'c000',
          accountId: null,
          unit: null,
          channel: 'mail',
          language: 'en',
          invitationId: invitation!.id,
          scores: { nps: 9 },
          hasComment: false,
          day: '2026-12-02',
          at: '2026-12-02T10:00:00.000Z',
        },
      },
    ])
    company.setClock('2026-12-02T10:00:01Z')
    await company.dispatch()
    company.setClock('2026-12-04T12:00:00Z')
    await company.work()
    expect(await rows(company)).toMatchObject([{ state: 'answered', reminders: 0 }])
    expect(await mails(company)).toHaveLength(1)
  })

  test('is asked no more once it pressed the link; opening the link changes nothing', async () => {
    const [mail] = await mails(company)
    const link = /<(http[^>]+)>/.exec(
      (JSON.parse(mail!.headers) as Record<string, string>)['List-Unsubscribe']!,
    )![1]!
    const path = new URL(link).pathname
    const stopped = () =>
      company.server.services.store.db.selectFrom('contactPurposes').selectAll().execute()
    for (const method of ['GET', 'HEAD']) {
      const answer = await company.server.app.request(path, {
        method,
        headers: { host: 'localhost' },
      })
      expect(answer.status).toBe(200)
    }
    expect(await stopped()).toEqual([])
    const post = await company.server.app.request(path, {
      method: 'POST',
      headers: { host: 'localhost', 'content-type': 'application/x-www-form-urlencoded' },
      body: 'List-Unsubscribe=One-Click',
    })
    expect(post.status).toBe(200)
    expect(await post.text()).toContain('You will not be asked again')
    expect(await stopped()).toMatchObject([{ state: 'stopped', via: 'mail program' }])
    company.setClock('2027-01-04T12:00:00Z')
    await company.work()
    expect(await mails(company)).toHaveLength(1)
    const why = await company.call<{ headline: string }>('contacts.why', { customerId: 'c000' })
    expect(why.headline).toContain('wants nothing more for the purpose “surveys”')
    const wrong = await company.server.app.request('/s/unknown/unsubscribe', {
      method: 'POST',
      headers: { host: 'localhost' },
    })
    expect(wrong.status).toBe(404)
  })

  test('has links of the configured address only, whatever a request claims', async () => {
    const { url } = { url: company.server.services.publicUrl }
    for (const { text } of await mails(company)) {
      for (const [link] of text.matchAll(/https?:\/\/\S+/g))
        expect(link.startsWith(`${url}/s/`)).toBe(true)
    }
    const { cookie } = company.workspace.people.owner
    const forged = await ask(company.server, '/api/mails/list', cookie, {
      'x-forwarded-host': 'evil.example',
      origin: 'http://localhost:4300',
    })
    expect(await forged.text()).not.toContain('evil.example')
  })
})

test('a plan that waits for events asks once about each, after its days', async () => {
  const company = await openInvitedCompany(customersFile(8))
  try {
    const plan = {
      name: 'After a contact',
      surveyId: company.surveyId,
      state: 'on',
      mode: { kind: 'event', event: 'interaction-closed', touchpoint: 'Shop', days: 1 },
    }
    await company.call('invitations.save', { plan })
    company.setClock('2026-12-01T10:00:00Z')
    await company.work()
    const contacts = [
      'i1,c001,2026-12-01T08:00:00Z,Shop',
      'i2,c002,2026-12-01T08:00:00Z,Phone',
      'i3,c003,2026-10-01T08:00:00Z,Shop',
    ]
    await company.upload(
      'interactions',
      `interaction_id,customer_id,at,touchpoint\n${contacts.join('\n')}\n`,
    )
    for (const day of ['01', '02', '03']) {
      company.setClock(`2026-12-${day}T12:00:00Z`)
      await company.work()
      await company.work()
    }
    expect(await rows(company)).toMatchObject([
      { customerId: 'c001', state: 'sent', sentAt: '2026-12-02T12:00:00.000Z', touchpoint: 'Shop' },
    ])
  } finally {
    await company.close()
  }
}, 60_000)

test('an invitation that ends without an answer becomes a fact, once', async () => {
  const company = await openInvitedCompany(customersFile(40))
  try {
    const mode = { kind: 'once', day: '2026-12-01' }
    const plan = { name: 'All', surveyId: company.surveyId, state: 'on', mode, expireAfterDays: 5 }
    const open = { most: 100, days: 1, reminders: true }
    const policy = {
      rules: [{ scope: 'workspace', ...open }],
      hours: { from: '08:00', until: '19:00' },
      weekdays: [1, 2, 3, 4, 5],
      holidays: [],
      consent: 'unless-stopped',
    }
    await company.call('budget.save', { version: 0, policy })
    await company.call('invitations.save', { plan })
    company.setClock('2026-12-01T10:00:00Z')
    await company.work()
    company.setClock('2026-12-07T10:00:00Z')
    await company.work()
    const { services } = company.server
    const workspace = await readWorkspace(services.store, company.workspace.id)
    // Four of forty have no address.
    expect(await landEnded({ services }, workspace)).toBe(36)
    expect(await landEnded({ services }, workspace)).toBe(0)
    const imports = await listImports(services.store, workspace.id)
    expect(imports.filter(({ kind }) => kind === 'responses')).toMatchObject([
      { kept: 36, firstDay: '2026-12-01', lastDay: '2026-12-01' },
    ])
  } finally {
    await company.close()
  }
}, 60_000)
