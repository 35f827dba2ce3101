import { randomUUID } from 'node:crypto'
import { changeWorkspace, listResponses } from '@fealty/store'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { makeLink, recallLink, revokeLinks } from '../links/links.ts'
import { surveyOperations } from '../survey/operation.ts'
import { openTestStore, runTest, type TestStore } from '../test/test-call.ts'
import { acceptSheet } from './accept-sheet.ts'
import { answerSheetSchema } from './contract.ts'

const [, , save, publish, close, reopen] = surveyOperations
let base: TestStore
let workspaceId = ''
let surveyId = ''
let token = ''

const ask = (id: string) => ({
  id,
  kind: 'nps' as const,
  text: { en: 'How likely are you to recommend Acme to a friend or colleague?' },
})
const bodyWith = (question: string) => ({
  name: 'Relationship',
  series: 'relationship' as const,
  languages: ['en'],
  questions: [ask(question)],
})

beforeAll(async () => void (base = await openTestStore()))
beforeEach(async () => {
  workspaceId = await base.addWorkspace()
  surveyId = (await runTest(base, workspaceId, save, { body: bodyWith('recommend') })).surveyId
  await runTest(base, workspaceId, publish, { surveyId, note: 'first' })
  const now = base.clock.now
  const expiresAt = new Date('2027-01-01T00:00:00.000Z')
  const link = { workspaceId, surveyId, channel: 'link' as const, now, expiresAt }
  token = (await makeLink(base.store, link)).token
})
afterAll(() => base.close())

async function answer(question: string) {
  const { store, services, clock } = base
  const link = (await recallLink(store, token, clock.now))!
  const responseId = randomUUID()
  const sheet = answerSheetSchema.parse({ responseId, answers: { [question]: 9 } })
  const accepted = await acceptSheet(services, { link, sheet, channel: 'link', now: clock.now })
  const [kept] = await listResponses(store, workspaceId, [responseId])
  return { outcome: accepted.outcome, version: kept?.surveyVersion, day: kept?.day }
}

test('a survey that was asked a moment ago takes nothing once it is closed, and again when it is open', async () => {
  expect(await answer('recommend')).toMatchObject({ outcome: 'accepted', version: 1 })
  await runTest(base, workspaceId, close, { surveyId, reason: 'over' })
  await expect(answer('recommend')).rejects.toMatchObject({ code: 'answer.over' })
  await expect(answer('nothing')).rejects.toMatchObject({ code: 'answer.over' })
  await runTest(base, workspaceId, reopen, { surveyId, reason: 'again' })
  expect(await answer('recommend')).toMatchObject({ outcome: 'accepted', version: 1 })
})

test('a sheet is checked against the version that is asked now, whichever was asked before', async () => {
  await answer('recommend')
  await expect(answer('again')).rejects.toMatchObject({ code: 'answer.invalid' })
  const body = bodyWith('again')
  await runTest(base, workspaceId, save, { surveyId, body, expected: 2 })
  // A draft is nobody's survey yet.
  expect(await answer('recommend')).toMatchObject({ version: 1 })
  await runTest(base, workspaceId, publish, { surveyId, note: 'another question' })
  expect(await answer('again')).toMatchObject({ outcome: 'accepted', version: 2 })
  await expect(answer('recommend')).rejects.toMatchObject({ code: 'answer.invalid' })
})

test('a link that was used a moment ago takes nothing once it has been ended', async () => {
  await answer('recommend')
  await revokeLinks(base.store, { workspaceId, surveyId }, base.clock.now)
  expect(await recallLink(base.store, token, base.clock.now)).toBeDefined()
  await expect(answer('recommend')).rejects.toMatchObject({ code: 'request.not-found' })
  const later = new Date('2027-01-01T00:00:00.000Z')
  expect(await recallLink(base.store, token, later)).toBeUndefined()
  expect(await recallLink(base.store, `${token}x`, base.clock.now)).toBeUndefined()
})

test('an answer has the day of the zone that the company is in now', async () => {
  base.clock.now = new Date('2026-11-01T12:30:00.000Z')
  expect(await answer('recommend')).toMatchObject({ day: '2026-11-01' })
  await changeWorkspace(base.store, workspaceId, { timeZone: 'Pacific/Auckland' })
  expect(await answer('recommend')).toMatchObject({ day: '2026-11-02' })
})
