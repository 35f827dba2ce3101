import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { z } from 'zod'
import { findLink } from '../links/links.ts'
import { linkOperations } from '../links/operation.ts'
import { openTestStore, runTest, type TestStore } from '../test/test-call.ts'
import { surveyOperations } from './operation.ts'
import type { surveyBodySchema } from './contract.ts'
import { publishedSurvey } from './published.ts'

const [list, one, save, publish, close, reopen, templates] = surveyOperations
const [makeOpen, revokeOpen] = linkOperations
let base: TestStore
let workspaceId = ''
beforeAll(async () => void (base = await openTestStore()))
beforeEach(async () => void (workspaceId = await base.addWorkspace()))
afterAll(() => base.close())

type Draft = z.input<typeof surveyBodySchema>
const body: Draft = {
  name: 'Relationship',
  series: 'relationship',
  languages: ['en'],
  questions: [
    {
      id: 'nps',
      kind: 'nps',
      text: { en: 'How likely are you to recommend Acme to a friend or colleague?' },
    },
  ],
}
const saveNew = async (draft: Draft = body) =>
  (await runTest(base, workspaceId, save, { body: draft })).surveyId
const publishIt = (surveyId: string, note = 'first') =>
  runTest(base, workspaceId, publish, { surveyId, note })

test('what was published stays as it was while the draft goes on', async () => {
  const surveyId = await saveNew()
  await expect(publishedSurvey(base.store, workspaceId, surveyId)).rejects.toMatchObject({
    code: 'survey.unpublished',
  })
  expect(await publishIt(surveyId)).toMatchObject({ published: 1, findings: [] })
  const { version } = await runTest(base, workspaceId, one, { surveyId })
  await runTest(base, workspaceId, save, {
    surveyId,
    body: { ...body, thanks: { en: 'Thanks.' } },
    expected: version,
  })
  const asked = await publishedSurvey(base.store, workspaceId, surveyId)
  expect(asked).toMatchObject({ version: 1, state: 'open' })
  expect(asked.body.thanks).toBeUndefined()
  expect(await runTest(base, workspaceId, one, { surveyId })).toMatchObject({ draftDiffers: true })
  await publishIt(surveyId, 'with thanks')
  const next = await publishedSurvey(base.store, workspaceId, surveyId)
  expect([next.version, next.body.thanks]).toEqual([2, { en: 'Thanks.' }])
  const first = await publishedSurvey(base.store, workspaceId, surveyId, 1)
  expect(first.body.thanks).toBeUndefined()
  const seen = await runTest(base, workspaceId, one, { surveyId })
  expect(seen.draftDiffers).toBe(false)
  expect(seen.versions.map(({ note }) => note)).toEqual(['first', 'with thanks'])
})

test('a survey with a problem that blocks is saved, and not published', async () => {
  const bad = {
    ...body,
    questions: [{ id: 'nps', kind: 'nps' as const, text: { en: 'How happy? 1-10' } }],
  }
  const surveyId = await saveNew(bad)
  await expect(publishIt(surveyId)).rejects.toMatchObject({
    code: 'survey.blocked',
    details: { count: 2 },
  })
  expect(await runTest(base, workspaceId, list, {})).toMatchObject({
    surveys: [{ surveyId, state: 'draft', published: 0 }],
  })
})

test('a save on an old version is refused, and so is a name that is taken', async () => {
  const surveyId = await saveNew()
  await runTest(base, workspaceId, save, { surveyId, body, expected: 1 })
  const late = runTest(base, workspaceId, save, { surveyId, body, expected: 1 })
  await expect(late).rejects.toMatchObject({ code: 'record.changed' })
  await expect(saveNew()).rejects.toMatchObject({ code: 'record.exists' })
})

test('a survey is closed and opened again, with the reason in its history', async () => {
  const surveyId = await saveNew()
  await publishIt(surveyId)
  await runTest(base, workspaceId, close, { surveyId, reason: 'over' })
  expect((await publishedSurvey(base.store, workspaceId, surveyId)).state).toBe('closed')
  await runTest(base, workspaceId, reopen, { surveyId, reason: 'again' })
  expect((await publishedSurvey(base.store, workspaceId, surveyId)).state).toBe('open')
})

test('an open link is shown once, listed without its address, and ends when it is revoked', async () => {
  const surveyId = await saveNew()
  const unpublished = runTest(base, workspaceId, makeOpen, { surveyId, label: 'poster' })
  await expect(unpublished).rejects.toMatchObject({ code: 'survey.unpublished' })
  await publishIt(surveyId)
  const made = await runTest(base, workspaceId, makeOpen, {
    surveyId,
    channel: 'qr',
    label: 'poster',
    context: { unit: 'North' },
  })
  const token = made.path.slice('/s/'.length)
  expect(await findLink(base.store, token, base.clock.now)).toMatchObject({
    channel: 'qr',
    customerId: null,
  })
  const { links } = await runTest(base, workspaceId, one, { surveyId })
  expect(links).toMatchObject([{ linkId: made.linkId, label: 'poster', state: 'works' }])
  expect(JSON.stringify(links)).not.toContain(token)
  const foreign = await base.addWorkspace()
  const theirs = runTest(base, foreign, revokeOpen, { surveyId, linkId: made.linkId })
  await expect(theirs).rejects.toMatchObject({ code: 'record.not-found' })
  const ended = await runTest(base, workspaceId, revokeOpen, { surveyId, linkId: made.linkId })
  expect(ended).toEqual({ revoked: 1 })
  expect(await findLink(base.store, token, base.clock.now)).toBeUndefined()
})

test('the templates bear the company’s name and can be published as they are', async () => {
  const given = await runTest(base, workspaceId, templates, {})
  expect(given.templates).toHaveLength(6)
  for (const { body: draft } of given.templates) await publishIt(await saveNew(draft))
  expect(JSON.stringify(given)).toContain('recommend Acme to a friend')
})
