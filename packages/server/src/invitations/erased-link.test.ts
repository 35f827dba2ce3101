import { afterAll, beforeAll, expect, test } from 'vitest'
import { fieldsOf, postForm, visit } from '../test/survey-pages.ts'
import { customersFile, openInvitedCompany, type InvitedCompany } from '../test/invited-company.ts'

let company: InvitedCompany
beforeAll(async () => {
  company = await openInvitedCompany(customersFile(8))
})
afterAll(() => company.close())

// Number 30 of the list of bad inputs.
test('the link of a person who was erased leads nowhere, also from a page that is open', async () => {
  const { server, surveyId } = company
  const made = await company.call<{ link: { path: string } }>('invitations.link', {
    surveyId,
    customerId: 'c003',
  })
  const { path } = made.link
  const fields = fieldsOf(await (await visit(server, path)).text())
  await company.call('privacy.erase', { customerId: 'c003', reason: 'asked by letter' })
  const page = await visit(server, path)
  expect(page.status).toBe(404)
  expect(await page.text()).not.toContain('c003')
  expect((await postForm(server, path, fields, { 'q.recommend': '9' })).status).toBe(404)
  expect((await visit(server, `${path}/unsubscribe`)).status).toBe(404)
  const answers = await server.services.store.db.selectFrom('responses').selectAll().execute()
  expect(answers).toEqual([])
})
