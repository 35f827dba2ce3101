import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
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

let server: TestServer
let workspace: TestWorkspace
let surveyId = ''
beforeAll(async () => {
  server = await openTestServer()
  workspace = await addTestWorkspace(server)
  surveyId = await publishTestSurvey(server, workspace)
})
afterAll(() => server.close())

let made = 0
/** A link of its own for each test: an invitation has one answer. */
async function newPath(change: object = {}): Promise<string> {
  made += 1
  const invitation = { customerId: `own${made}`, invitationId: `own${made}` }
  const [link] = await makeTestLinks(server, workspace, surveyId, 1, { ...invitation, ...change })
  return link?.path ?? ''
}
const rows = () => server.services.store.db.selectFrom('responses').selectAll().execute()
const rowOf = async (responseId: string | null) =>
  (await rows()).find((row) => row.responseId === responseId)

test('a person without JavaScript answers, is asked what follows from it, and is thanked', async () => {
  const path = await newPath()
  const first = await (await visit(server, path)).text()
  expect(first).toContain('How likely are you to recommend Acme')
  expect(first).toMatch(/<fieldset id="wrong"[^>]* hidden disabled/)
  const fields = fieldsOf(first)
  const second = await postForm(server, path, fields, { 'q.nps': '3' })
  expect(second.status).toBe(200)
  const more = await second.text()
  expect(more).not.toMatch(/<fieldset id="wrong"[^>]* hidden/)
  expect(await rowOf(fields.get('r'))).toMatchObject({ complete: 0, nps: 3 })
  const last = await postForm(server, path, fieldsOf(more), {
    'q.wrong': 'late',
    'q.reason': 'Slow\r\n<b>',
  })
  expect(last.status).toBe(201)
  expect(await last.text()).toContain('Net Promoter')
  const row = await rowOf(fields.get('r'))
  expect(row).toMatchObject({
    complete: 1,
    nps: 3,
    quarantined: 0,
    channel: 'mail',
    language: 'en',
  })
  expect(JSON.parse(row?.answers ?? '')).toEqual({ nps: 3, reason: 'Slow\n<b>', wrong: ['late'] })
  expect(await (await visit(server, path)).text()).toContain('Your answer has arrived')
})

test('what was begun goes on where it was left, on another device too', async () => {
  const path = await newPath()
  const fields = fieldsOf(await (await visit(server, path)).text())
  const kept = await postForm(server, path, fields, {
    'q.nps': '4',
    'q.reason': 'half a',
    go: 'keep',
  })
  expect([kept.status, await kept.json()]).toEqual([201, { kept: true }])
  const again = fieldsOf(await (await visit(server, path)).text())
  expect(again.get('r')).toBe(fields.get('r'))
  expect([again.get('q.nps'), again.get('q.reason')]).toEqual(['4', 'half a'])
})

test('a score that is changed fifty times is one answer: the last', async () => {
  const path = await newPath()
  const fields = fieldsOf(await (await visit(server, path)).text())
  for (let turn = 0; turn < 50; turn += 1) {
    await postForm(server, path, fields, { 'q.nps': String(turn % 11), go: 'keep' })
  }
  await postForm(server, path, fields, { 'q.nps': '9' })
  const own = (await rows()).filter(({ responseId }) => responseId === fields.get('r'))
  expect(own).toMatchObject([{ nps: 9, complete: 1 }])
})

test('a skip is no answer, and an empty sheet is not sent', async () => {
  const path = await newPath()
  const fields = fieldsOf(await (await visit(server, path)).text())
  const empty = await postForm(server, path, fields)
  expect(await empty.text()).toMatch(/role="alert"[^]*href="#nps"/)
  expect(await rowOf(fields.get('r'))).toBeUndefined()
  await postForm(server, path, fields, { 'q.reason': 'only words' })
  expect(await rowOf(fields.get('r'))).toMatchObject({ nps: null, complete: 1 })
})

test('a form that is sent without a button is shown again, and records nothing', async () => {
  const path = await newPath()
  const fields = fieldsOf(await (await visit(server, `${path}?a=nps.9`)).text())
  const page = await postForm(server, path, fields, { go: '' })
  expect([page.status, fieldsOf(await page.text()).get('q.nps')]).toEqual([200, '9'])
  expect(await rowOf(fields.get('r'))).toBeUndefined()
})

test('a personal page leads out of the asking, an open one belongs to nobody', async () => {
  const path = await newPath()
  const page = await (await visit(server, path)).text()
  const way = new RegExp(`href="(${path}/unsubscribe\\?l=en)"`).exec(page)?.[1] ?? ''
  const purposes = () =>
    server.services.store.db.selectFrom('contactPurposes').selectAll().execute()
  expect((await visit(server, way)).status).toBe(200)
  expect(await purposes()).toEqual([])
  const arabic = await (await visit(server, `${path}/unsubscribe?l=ar`)).text()
  expect(arabic).toContain('<html lang="ar" dir="rtl">')
  const action = /action="([^"]*)"/.exec(arabic)?.[1]?.replaceAll('&amp;', '&') ?? ''
  const done = await postForm(server, `${path}/unsubscribe${action}`, new URLSearchParams())
  expect([done.status, await done.text()]).toEqual([200, expect.stringContaining('dir="rtl"')])
  expect(await purposes()).toMatchObject([{ purpose: 'surveys', state: 'stopped', via: 'page' }])
  const open = await newPath({ customerId: null, invitationId: null, channel: 'link' })
  expect(await (await visit(server, open)).text()).not.toContain('/unsubscribe')
  expect((await visit(server, `${open}/unsubscribe`)).status).toBe(404)
})

test('another language keeps what was answered', async () => {
  const path = await newPath()
  const fields = fieldsOf(await (await visit(server, path)).text())
  const german = await (await postForm(server, path, fields, { 'q.nps': '9', go: 'l.de' })).text()
  expect(german).toContain('<html lang="de" dir="ltr">')
  expect(fieldsOf(german).get('q.nps')).toBe('9')
  const accepted = await visit(server, await newPath(), 'GET', {
    'accept-language': 'de-AT,en;q=0.5',
  })
  expect(await accepted.text()).toContain('<html lang="de"')
})

test('a survey that was changed meanwhile is shown again, not misunderstood', async () => {
  const other = await publishTestSurvey(server, workspace, { ...testSurvey, name: 'Changing' })
  const [link] = await makeTestLinks(server, workspace, other, 1)
  const path = link?.path ?? ''
  const fields = fieldsOf(await (await visit(server, path)).text())
  await send(
    server,
    '/api/surveys/publish',
    { surveyId: other, note: 'second' },
    workspace.people.owner.cookie,
  )
  const page = await (await postForm(server, path, fields, { 'q.nps': '9' })).text()
  expect(page).toContain('were changed a moment ago')
  expect(await rowOf(fields.get('r'))).toBeUndefined()
  const sent = await postForm(server, path, fieldsOf(page))
  expect([sent.status, (await rowOf(fields.get('r')))?.surveyVersion]).toEqual([201, 2])
})

test('a link that is wrong, over or ended leads nowhere, and says nothing of why', async () => {
  const ended = await newPath({ expiresAt: new Date(0) })
  for (const path of ['/s/nothing', `/s/${'x'.repeat(32)}`, ended, '/s/..%2f..%2fetc']) {
    const page = await visit(server, path)
    expect(page.status).toBe(404)
    expect(await page.text()).toContain('does not work any more')
  }
  const closing = await publishTestSurvey(server, workspace, { ...testSurvey, name: 'Closing' })
  const [link] = await makeTestLinks(server, workspace, closing, 1)
  await send(
    server,
    '/api/surveys/close',
    { surveyId: closing, reason: 'over' },
    workspace.people.owner.cookie,
  )
  const closed = await visit(server, link?.path ?? '')
  expect([closed.status, (await closed.text()).includes('is over')]).toEqual([410, true])
})

test('the page is guarded: nothing from elsewhere, no copy, no frame but where the survey says', async () => {
  const { headers } = await visit(server, await newPath())
  expect(headers.get('content-security-policy')).toBe(
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  )
  expect(headers.get('cache-control')).toBe('no-store')
  expect(headers.get('referrer-policy')).toBe('no-referrer')
  expect(headers.get('x-robots-tag')).toBe('noindex')
  expect(headers.get('x-frame-options')).toBe('DENY')
  const framed = await publishTestSurvey(server, workspace, {
    ...testSurvey,
    name: 'Framed',
    frameOrigins: ['https://shop.example'],
  })
  const [widget] = await makeTestLinks(server, workspace, framed, 1, {
    channel: 'widget',
    customerId: null,
    invitationId: null,
  })
  const own = (await visit(server, widget?.path ?? '')).headers
  expect(own.get('content-security-policy')).toContain('frame-ancestors https://shop.example')
  expect(own.get('x-frame-options')).toBeNull()
})

test('a posted thing that is no page is refused, and nothing breaks', async () => {
  const path = await newPath()
  const fields = fieldsOf(await (await visit(server, path)).text())
  const wrong: [Record<string, string>, number][] = [
    [{ r: 'no id' }, 400],
    [{ r: fields.get('r') ?? '', 'q.nps': '11' }, 200],
    [{ 'q.nps': '-1' }, 200],
    [{ 'q.nps': '9.5' }, 200],
    [{ 'q.wrong': '__proto__', 'q.nps': '1' }, 200],
    [{ k: '{"__proto__":{"nps":9},"constructor":1}', p: '99999' }, 200],
    [{ k: '['.repeat(50_000), v: 'x' }, 200],
    [{ go: 'l.<script>', 'q.reason': '\0' }, 200],
  ]
  for (const [change, status] of wrong) {
    const answer = await postForm(server, path, fields, change)
    expect(answer.status, JSON.stringify(change).slice(0, 80)).toBe(status)
    expect(await answer.text()).not.toContain('<script>')
  }
  expect((await rowOf(fields.get('r')))?.complete ?? 0).toBe(0)
  const type = await Promise.resolve(
    server.app.request(path, {
      method: 'POST',
      headers: { host: 'localhost', 'content-type': 'text/plain' },
      body: 'r=1',
    }),
  )
  expect(type.status).toBe(415)
  const large = await postForm(server, path, fields, { 'q.reason': 'x'.repeat(300_000) })
  expect(large.status).toBe(413)
})

test('page, style and script together are at most 15 kB, the widget at most 8 kB, as they travel', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'fealty-scripts-'))
  const build = new URL('../../../../scripts/build.mjs', import.meta.url).href
  const { bundlePublicScripts } = (await import(build)) as {
    bundlePublicScripts: (folder: string) => Promise<void>
  }
  await bundlePublicScripts(folder)
  const sizes = Object.fromEntries(
    readdirSync(folder).map((name) => [
      name.replace(/-[^-]*$/, ''),
      gzipSync(readFileSync(join(folder, name))).length,
    ]),
  )
  rmSync(folder, { recursive: true })
  const page = await (await visit(server, await newPath())).text()
  const style = await (await visit(server, /href="(\/survey\/[^"]*)"/.exec(page)?.[1] ?? '')).text()
  expect(style).toContain('--ground:#234e8c')
  const sent = gzipSync(page).length + gzipSync(style).length + (sizes['survey-page'] ?? 1e9)
  expect(sent).toBeLessThanOrEqual(15_000)
  expect(sizes['survey-widget']).toBeLessThanOrEqual(8_000)
})
