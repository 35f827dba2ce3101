import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { MadeLink } from '@fealty/listen'
import {
  addTestWorkspace,
  openTestServer,
  send,
  type TestServer,
  type TestWorkspace,
} from '../test/test-server.ts'
import {
  fieldsOf,
  makeTestLinks,
  postForm,
  publishTestSurvey,
  testSurvey,
  visit,
} from '../test/survey-pages.ts'

/** A mail has eleven links and one that no person sees. */
const linksOf = ({ path }: MadeLink) => [
  ...Array.from({ length: 11 }, (_, score) => `${path}?a=nps.${score}`),
  `${path}?h=1`,
]

let server: TestServer
let workspace: TestWorkspace
beforeAll(async () => {
  server = await openTestServer()
  workspace = await addTestWorkspace(server)
})
afterAll(() => server.close())

const answersOf = async (surveyId: string) => {
  const { db } = server.services.store
  return db.selectFrom('responses').selectAll().where('surveyId', '=', surveyId).execute()
}
let count = 0
const newSurvey = () =>
  publishTestSurvey(server, workspace, { ...testSurvey, name: `Mail ${(count += 1)}` })

/** A person opens the link of a score, and presses the button of the page a few seconds later. */
async function answerAs(path: string, score: number): Promise<number> {
  const page = await (await visit(server, `${path}?a=nps.${score}`)).text()
  server.moveClock(4_000)
  const fields = fieldsOf(page)
  expect(fields.get('q.nps')).toBe(String(score))
  const sent = await postForm(server, path, fields)
  if (sent.status === 201) return 201
  return (await postForm(server, path, fieldsOf(await sent.text()))).status
}

describe('a mail scanner', () => {
  test.each([
    ['all links at once', 1_000, 0],
    ['links spread over minutes', 250, 7_000],
  ])(
    'that asks %s, of %i mails, leaves no answer, and the people after it are all kept',
    async (_name, mails, pause) => {
      const surveyId = await newSurvey()
      const links = await makeTestLinks(server, workspace, surveyId, mails)
      const visits = (link: MadeLink, index: number) => {
        const agent = index % 2 === 0 ? 'Mozilla/5.0 (Windows NT 10.0) Chrome/120' : 'MailScan/2'
        const headers = { 'user-agent': agent, 'sec-purpose': 'prefetch' }
        return linksOf(link).flatMap((path) => [
          () => visit(server, path, 'HEAD', headers),
          () => visit(server, path, 'GET', headers),
        ])
      }
      const queues = links.map(visits)
      for (let turn = 0; turn < 24; turn += 1) {
        const answers = await Promise.all(queues.flatMap((queue) => queue[turn]?.() ?? []))
        expect(answers.every((answer) => answer.status === 200)).toBe(true)
        server.moveClock(pause)
      }
      expect(await answersOf(surveyId)).toEqual([])
      server.moveClock(60_000)
      const people = links.slice(0, 100)
      for (const [index, { path }] of people.entries()) {
        expect(await answerAs(path, index % 11)).toBe(201)
      }
      const kept = await answersOf(surveyId)
      expect(
        kept.filter(({ quarantined, complete }) => quarantined === 0 && complete === 1),
      ).toHaveLength(100)
      const scores = kept.map(({ nps, customerId }) => [customerId, nps]).sort()
      expect(scores).toEqual(people.map((_, index) => [`c${index}`, index % 11]).sort())
    },
    240_000,
  )

  test('that even posts in the middle of its burst is set aside, listed, and can be let back in', async () => {
    const { cookie } = workspace.people.owner
    const surveyId = await newSurvey()
    const [link] = await makeTestLinks(server, workspace, surveyId, 1)
    const path = link?.path ?? ''
    let page = ''
    for (const one of linksOf(link ?? { token: '', path: '' }))
      page = await (await visit(server, one)).text()
    const sent = await postForm(server, path, fieldsOf(page), { 'q.nps': '10' })
    expect(sent.status).toBe(201)
    expect(await answersOf(surveyId)).toMatchObject([{ quarantined: 1, toldAt: null }])
    const list = async () => {
      const answer = await server.app.request('/api/listen/quarantine', {
        headers: { host: 'localhost', 'x-fealty': '1', cookie },
      })
      const { entries } = (await answer.json()) as { entries: Record<string, unknown>[] }
      return entries.filter((entry) => entry.surveyId === surveyId)
    }
    const [entry] = await list()
    expect(entry).toMatchObject({
      // Not early: its own post came after.
      reasons: ['scores', 'honeypot'],
      state: 'aside',
      scores: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
    })
    const responseId = entry?.responseId
    const release = await send(
      server,
      '/api/listen/release',
      { responseId, reason: 'asked on the phone' },
      cookie,
    )
    expect(release.status).toBe(200)
    expect(await answersOf(surveyId)).toMatchObject([{ quarantined: 0, nps: 10 }])
    expect((await answersOf(surveyId))[0]?.toldAt).not.toBeNull()
    expect(await list()).toMatchObject([
      { state: 'released', decision: { reason: 'asked on the phone' } },
    ])
    await send(server, '/api/listen/put-back', { responseId, reason: 'it was the gateway' }, cookie)
    expect(await answersOf(surveyId)).toMatchObject([{ quarantined: 1 }])
  })

  test('that fills the field no person sees is set aside', async () => {
    const surveyId = await newSurvey()
    const [link] = await makeTestLinks(server, workspace, surveyId, 1)
    const fields = fieldsOf(await (await visit(server, link?.path ?? '')).text())
    await postForm(server, link?.path ?? '', fields, { 'q.nps': '9', website: 'http://x' })
    expect(await answersOf(surveyId)).toMatchObject([{ quarantined: 1 }])
  })

  test('no address, score or name of a customer is in a link, and clicks keep no address of a machine', async () => {
    const surveyId = await newSurvey()
    const [link] = await makeTestLinks(server, workspace, surveyId, 1, {
      customerId: 'anna@example.org',
    })
    expect(link?.path).not.toContain('anna')
    await visit(server, link?.path ?? '', 'GET', {
      'user-agent': 'Mozilla/5.0 Secret',
      'x-forwarded-for': '203.0.113.9',
    })
    await new Promise((resolve) => setTimeout(resolve, 400))
    const clicks = JSON.stringify(
      await server.services.store.db.selectFrom('clicks').selectAll().execute(),
    )
    expect(clicks).not.toMatch(/Secret|203\.0|192\.0\.2/)
  })
})
