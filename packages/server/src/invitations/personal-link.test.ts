import { countEndedInvitations, countFinal } from '@fealty/store'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fieldsOf, postForm, visit } from '../test/survey-pages.ts'
import { customersFile, openInvitedCompany, type InvitedCompany } from '../test/invited-company.ts'

interface Made {
  decision: string
  rule: string
  reason: string
  until: string | null
  link: { url: string; path: string; expiresAt: string; invitationId: string | null } | null
}

let company: InvitedCompany
beforeAll(async () => {
  company = await openInvitedCompany(customersFile(20))
  // Saturday night: mail would have to wait, a link that a program hands over does not.
  company.setClock('2026-11-28T23:30:00Z')
})
afterAll(() => company.close())

const make = (customerId: string, more: object = {}) =>
  company.call<Made>('invitations.link', { surveyId: company.surveyId, customerId, ...more })
const table = (name: 'contactsMade' | 'invitations' | 'contactDecisions') =>
  company.server.services.store.db.selectFrom(name).selectAll().execute()

test('is made at any hour, also for who has no address, and answered once', async () => {
  const made = await make('c009', { occasion: 'order 1', touchpoint: 'delivery', days: 7 })
  expect(made).toMatchObject({ decision: 'send', rule: 'free' })
  expect(made.link?.expiresAt).toBe('2026-12-05T23:30:00.000Z')
  expect(made.link?.url).toMatch(/^https?:\/\/[^/]+\/s\/[\w-]{32}$/)
  const again = await make('c009', { occasion: 'order 1' })
  expect(again.link?.invitationId).toBe(made.link?.invitationId)
  expect(again.link?.path).not.toBe(made.link?.path)
  expect(again.link?.expiresAt).toBe(made.link?.expiresAt)
  expect(await table('contactsMade')).toHaveLength(1)
  const path = made.link?.path ?? ''
  const fields = fieldsOf(await (await visit(company.server, path)).text())
  const posted = await postForm(company.server, path, fields, { 'q.recommend': '9' })
  const next = fieldsOf(await posted.text())
  expect((await postForm(company.server, path, next)).status).toBe(201)
  await company.dispatch()
  expect(await table('invitations')).toMatchObject([
    { customerId: 'c009', state: 'answered', channel: 'link', touchpoint: 'delivery' },
  ])
  const [answer] = await company.server.services.store.db
    .selectFrom('responses')
    .selectAll()
    .execute()
  expect(answer).toMatchObject({ customerId: 'c009', channel: 'link' })
  expect(await make('c009', { occasion: 'order 1' })).toMatchObject({
    decision: 'refuse',
    rule: 'answered',
    link: null,
  })
})

test('the list of surveys counts its answer, and says of how many invitations', async () => {
  const { surveys } = await company.call<{ surveys: Record<string, unknown>[] }>('surveys.list')
  // It was answered at once, and counts once its time is over.
  expect(surveys).toMatchObject([{ answers: 1, ended: 0 }])
  company.setClock('2026-12-05T23:31:00Z')
  const later = await company.call<{ surveys: Record<string, unknown>[] }>('surveys.list')
  company.setClock('2026-11-28T23:30:00Z')
  expect(later.surveys).toMatchObject([
    { answers: 1, ended: 1, responseRate: { kind: 'insufficient', n: 1, minimum: 30 } },
  ])
  const { store } = company.server.services
  const units = { workspaceId: company.workspace.id, surveyIds: [company.surveyId] }
  expect(await countFinal(store, { ...units, units: ['elsewhere'] })).toEqual([])
  expect(
    await countEndedInvitations(store, units.workspaceId, { now: '9999', units: ['elsewhere'] }),
  ).toEqual([])
})

test('the budget holds it as it holds a mail, and says until when', async () => {
  const held = await make('c009', { occasion: 'order 2', days: 60 })
  expect(held).toMatchObject({ decision: 'hold', rule: 'person', link: null })
  expect(held.until).toMatch(/^2026-12-28/)
  const late = await make('c009', { occasion: 'order 3', days: 7 })
  expect(late).toMatchObject({ decision: 'refuse', rule: 'person', link: null })
  const why = await company.call<{ decisions: { plan: string; decision: string }[] }>(
    'contacts.why',
    { customerId: 'c009' },
  )
  expect(why.decisions.map(({ decision }) => decision).sort()).toEqual(['hold', 'refuse', 'send'])
  expect(new Set(why.decisions.map(({ plan }) => plan)).size).toBe(1)
})

test('who has stopped the purpose gets none, and stops it by a link of its own', async () => {
  const stop = await make('c001', { purpose: 'unsubscribe' })
  expect(stop.link?.path).toMatch(/\/unsubscribe$/)
  const before = await table('contactsMade')
  expect((await visit(company.server, stop.link?.path ?? '')).status).toBe(200)
  expect(await make('c001')).toMatchObject({ decision: 'send' })
  await postForm(company.server, `${stop.link?.path}?from=page`, new URLSearchParams())
  expect(await make('c001', { occasion: 'later' })).toMatchObject({
    decision: 'refuse',
    rule: 'stopped',
  })
  expect(await table('contactsMade')).toHaveLength(before.length + 1)
})

test('two programs that ask at the same moment make one contact', async () => {
  const all = await Promise.all(
    Array.from({ length: 5 }, (_, index) => make('c002', { occasion: `same ${index}` })),
  )
  expect(all.filter(({ decision }) => decision === 'send')).toHaveLength(1)
  const contacts = await table('contactsMade')
  expect(contacts.filter(({ customerId }) => customerId === 'c002')).toHaveLength(1)
})

test('a link has no name and no address in it, and is for customers only', async () => {
  const { link } = await make('c003')
  expect(`${link?.url}`).not.toContain('c003')
  await expect(make('nobody')).rejects.toThrow(/404|record\.not-found/)
})
