import { afterAll, beforeAll, expect, test } from 'vitest'
import { FealtyError } from '@fealty/core'
import { customersFile, openInvitedCompany, type InvitedCompany } from '../test/invited-company.ts'

let company: InvitedCompany
beforeAll(async () => {
  company = await openInvitedCompany(customersFile(20))
})
afterAll(() => company.close())

test('a few mails leave at once, and one that fails makes no other leave twice', async () => {
  const { services } = company.server
  const real = services.mailer
  const sent: string[] = []
  let flying = 0
  let most = 0
  let fails = true
  // The catcher itself, watched: it is slow, and refuses one mail for now.
  services.mailer = {
    ...real,
    async send(mail) {
      flying += 1
      most = Math.max(most, flying)
      await new Promise((resolve) => setTimeout(resolve, 20))
      flying -= 1
      if (mail.customerId === 'c003' && fails) {
        fails = false
        throw new FealtyError('mail.failed')
      }
      sent.push(mail.customerId)
      return real.send(mail)
    },
  }
  company.setClock('2026-11-30T10:00:00Z')
  const { surveyId } = company
  const mode = { kind: 'once', day: '2026-11-30' }
  await company.call('invitations.save', { plan: { name: 'All', surveyId, state: 'on', mode } })
  await company.work()
  company.setClock('2026-11-30T10:10:00Z')
  await company.dispatch()
  expect(most).toBe(4)
  expect(sent).toContain('c003')
  expect(new Set(sent).size).toBe(sent.length)
  const asked = await services.store.db.selectFrom('contactsMade').select('customerId').execute()
  expect([...sent].sort()).toEqual(asked.map(({ customerId }) => customerId).sort())
})
