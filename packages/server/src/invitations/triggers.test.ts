import { afterEach, beforeEach, expect, test } from 'vitest'
import { customersFile, openInvitedCompany, type InvitedCompany } from '../test/invited-company.ts'

let company: InvitedCompany
beforeEach(async () => {
  company = await openInvitedCompany(customersFile(8))
}, 60_000)
afterEach(() => company.close())

const save = (mode: object) =>
  company.call('invitations.save', {
    plan: { name: 'Event', surveyId: company.surveyId, state: 'on', mode },
  })
/** Works the plan twice at noon of each day: what was asked is not asked again. */
async function workDays(days: readonly string[]): Promise<void> {
  for (const day of days) {
    company.setClock(`2026-12-${day}T12:00:00Z`)
    await company.work()
    await company.work()
  }
}
const asked = async () => {
  const { db } = company.server.services.store
  const all = await db.selectFrom('invitations').selectAll().orderBy('sentAt').execute()
  return all.map(({ customerId, state, sentAt }) => [customerId, state, sentAt?.slice(0, 10)])
}

test('a contract that renews in 90 days is asked about on that day, once; one that ends is not', async () => {
  await save({ kind: 'event', event: 'renewal', days: 90 })
  await company.upload(
    'subscriptions',
    [
      'subscription_id,customer_id,start,end,mrr',
      'r1,c001,2025-03-02,,10',
      'r2,c002,2025-03-02,2027-03-02,10',
      'r3,c003,2026-12-02,,10',
      'r4,c004,2024-03-03,,10',
      '',
    ].join('\n'),
  )
  await workDays(['01', '02', '03', '04'])
  // Renewals of 2 and 3 March 2027; the one that begins today renews in a year.
  expect(await asked()).toEqual([
    ['c001', 'sent', '2026-12-02'],
    ['c004', 'sent', '2026-12-03'],
  ])
})

test('an order is asked about after its days, once, however many lines it has; a return is not', async () => {
  await save({ kind: 'event', event: 'order-delivered', days: 2 })
  await workDays(['01'])
  await company.upload(
    'orders',
    [
      'order_id,customer_id,at,amount',
      'o1,c001,2026-12-01T08:00:00Z,20',
      'o1,c001,2026-12-01T08:00:00Z,5',
      'o2,c002,2026-12-01T08:00:00Z,-20',
      'o3,c003,2026-10-01T08:00:00Z,20',
      '',
    ].join('\n'),
  )
  await workDays(['01', '02', '03', '04'])
  expect(await asked()).toEqual([['c001', 'sent', '2026-12-03']])
})
