import { randomUUID } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { showSql } from '@fealty/engine'
import { acceptSheet, chooseParts, findLink, landAnswers, listenJobs } from '@fealty/listen'
import { landFacts } from '@fealty/measure'
import {
  inTransaction,
  listImports,
  noteLanded,
  readBacklog,
  setAside,
  takeIntoLanding,
} from '@fealty/store'
import {
  addTestWorkspace,
  ask,
  openTestServer,
  type TestServer,
  type TestWorkspace,
} from '../test/test-server.ts'
import { openTestSurvey, type TestSurvey } from '../test/test-survey.ts'

let server: TestServer
let workspace: TestWorkspace
let survey: TestSurvey
let token = ''

beforeEach(async () => {
  server = await openTestServer()
  workspace = await addTestWorkspace(server)
  survey = await openTestSurvey(server.services, workspace.id)
  token = await survey.link({ context: { unit: 'North' } })
})
afterEach(() => server.close())

const { signal } = new AbortController()
const now = () => server.services.now()
const today = () => now().toISOString().slice(0, 10)

async function give(recommend: number, more: { responseId?: string; complete?: boolean } = {}) {
  const link = (await findLink(server.services.store, token, now()))!
  const { responseId = randomUUID(), complete = true } = more
  const sheet = { responseId, answers: { recommend, why: 'Quick' }, complete }
  await acceptSheet(server.services, { link, sheet, channel: 'link', now: now() })
  return responseId
}
const land = () => landAnswers(server.services, workspace.id, now())
const runJob = (name: string) =>
  listenJobs
    .find((job) => job.name === name)!
    .run({ services: { ...server.services, egress: server.services.egress }, now: now(), signal })
const live = () => listImports(server.services.store, workspace.id)

interface Page {
  asOf: string
  rows: { measured: { kind: string; n: number; value?: number } }[]
}
async function measure(metric: string, more = ''): Promise<Page> {
  const { cookie } = workspace.people.owner
  const response = await ask(server, `/api/measure/query?metric=${metric}${more}`, cookie)
  const page = (await response.json()) as Page
  expect(response.status, JSON.stringify(page)).toBe(200)
  return page
}
const loadOrders = (lastDay: string) =>
  landFacts(server.services, {
    workspaceId: workspace.id,
    kind: 'orders',
    name: 'orders.csv',
    rows: [1, 2, 3].map((one) => ({
      order_id: `o${one}`,
      customer_id: `c${one}`,
      at: `${lastDay} 10:00:00`,
      day: lastDay,
      amount: '10.00',
    })),
    at: now(),
  })

test('answers land as facts that are measured, once', async () => {
  for (const score of [9, 10, 9, 10, 9, 0]) await give(score)
  expect(await land()).toBe(6)
  expect(await land()).toBe(0)
  const { asOf, rows } = await measure('nps', '&where=unit=North')
  expect(asOf).toBe(today())
  expect(rows[0]!.measured).toMatchObject({ n: 6, kind: 'estimate' })
  expect((await live()).map(({ kind, kept }) => [kind, kept])).toEqual([['responses', 6]])
})

test('a landing that fails half way has not happened, and is done once later', async () => {
  await give(9)
  const { store } = server.services
  const failing = landFacts(server.services, {
    workspaceId: workspace.id,
    kind: 'responses',
    name: 'x',
    rows: [{ response_id: 'r', day: today() }],
    at: now(),
    note: () => Promise.reject(new Error('killed here')),
  })
  await expect(failing).rejects.toThrow('killed here')
  expect(await listImports(store, workspace.id, 'all')).toEqual([])
  expect(readdirSync(join(server.services.dataFolder, 'staging'))).toEqual(
    expect.not.arrayContaining([expect.stringMatching(/^landing/)]),
  )
  expect(await land()).toBe(1)
})

test('a landing that a killed process has left open is ended by the job, once', async () => {
  for (const score of [9, 10, 0]) await give(score)
  const { store } = server.services
  const key = { workspaceId: workspace.id, landingId: randomUUID() }
  // As far as it gets: the answers are taken, and no import holds them.
  expect(await takeIntoLanding(store, { ...key, limit: 2, begin: true })).toBe(2)
  expect(await live()).toEqual([])
  for (const score of [9, 9]) await give(score)
  await runJob('answers.land')
  await runJob('answers.land')
  await land()
  expect((await live()).map(({ kept }) => kept).sort()).toEqual([2, 3])
  expect((await measure('nps')).rows[0]!.measured.n).toBe(5)
  await expect(
    inTransaction(store, (inner) => noteLanded(inner, [key], { from: null, to: 'another' })),
  ).rejects.toThrow('ended elsewhere')
})

test('answers set aside leave their segment, and come back when they are let in again', async () => {
  const ids = [await give(9), await give(10), await give(0)]
  await land()
  const { store } = server.services
  const set = (responseId: string, quarantined: 0 | 1) =>
    setAside(store, { workspaceId: workspace.id, responseId }, { quarantined })
  const kept = async () => (await live()).map((one) => one.kept)
  await set(ids[2]!, 1)
  await runJob('answers.land')
  expect(await kept()).toEqual([2])
  const [before] = await live()
  await runJob('answers.land')
  expect(await live()).toEqual([before])
  for (const id of ids.slice(0, 2)) await set(id, 1)
  await runJob('answers.land')
  expect(await kept()).toEqual([])
  for (const id of ids) await set(id, 0)
  await land()
  await runJob('answers.land')
  expect(await kept()).toEqual([3])
})

test('an unfinished answer counts after an hour, and is corrected when it goes on', async () => {
  const responseId = await give(0, { complete: false })
  for (const score of [9, 9, 9, 9, 9]) await give(score)
  await runJob('answers.land')
  expect((await measure('nps')).rows[0]!.measured.n).toBe(5)
  const { waiting } = await readBacklog(server.services.store)
  server.moveClock(61 * 60_000)
  await runJob('answers.land')
  expect((await measure('nps')).rows[0]!.measured.n).toBe(6)
  expect((await readBacklog(server.services.store)).waiting).toBe(waiting + 1)
  const before = (await measure('nps')).rows[0]!.measured.value!
  await give(10, { responseId })
  await runJob('answers.land')
  const { measured } = (await measure('nps')).rows[0]!
  expect(measured.n).toBe(6)
  expect(measured.value!).toBeGreaterThan(before)
  expect((await readBacklog(server.services.store)).waiting).toBe(waiting + 1)
})

test('many small segments become one, and the numbers stay', async () => {
  for (let turn = 0; turn < 8; turn += 1) {
    await give(turn + 2)
    await land()
  }
  const before = await measure('nps')
  await runJob('answers.merge')
  expect(await live()).toHaveLength(1)
  expect((await measure('nps')).rows).toEqual(before.rows)
  expect(await land()).toBe(0)
})

test('segments are merged by size, the smallest first, eight at a time', () => {
  const of = (...sizes: number[]) => sizes.map((kept) => ({ kept }))
  expect(chooseParts(of(1, 2, 3, 4, 5, 6, 7))).toEqual([])
  expect(chooseParts(of(900, 1, 2, 3, 4, 5, 6, 7, 1, 70))).toEqual(of(1, 2, 3, 4, 5, 6, 7, 1))
  expect(chooseParts(of(...Array<number>(9).fill(60_000)))).toEqual([])
  let segments: { kept: number }[] = []
  for (let landing = 0; landing < 5_000; landing += 1) {
    segments.push({ kept: 40 })
    for (let parts = chooseParts(segments); parts.length > 0; parts = chooseParts(segments)) {
      segments = segments.filter((one) => !parts.includes(one))
      segments.push({ kept: parts.reduce((sum, { kept }) => sum + kept, 0) })
    }
  }
  expect(segments.reduce((sum, { kept }) => sum + kept, 0)).toBe(200_000)
  expect(segments.length).toBeLessThan(32)
})

test('answers that come in leave what does not read them as it was kept', async () => {
  await loadOrders('2026-03-31')
  for (const score of [9, 10, 9, 10, 9]) await give(score)
  await land()
  const asked: string[] = []
  const { engine } = server.services
  const query = engine.query.bind(engine)
  const write = engine.writeTable.bind(engine)
  await measure('revenue', '&asOf=2026-03-31')
  await measure('nps')
  // So that a question is seen by whatever operation it is asked.
  engine.askedBy = () => engine
  engine.query = (snapshot, statement, options) => {
    asked.push(showSql(statement))
    return query(snapshot, statement, options)
  }
  engine.writeTable = (snapshot, statement, path, options) => {
    asked.push(showSql(statement))
    return write(snapshot, statement, path, options)
  }
  await give(0)
  await land()
  asked.length = 0
  await measure('revenue', '&asOf=2026-03-31')
  expect(asked).toEqual([])
  expect((await measure('nps')).rows[0]!.measured.n).toBe(6)
  expect(asked.join()).toContain('responses')
})
