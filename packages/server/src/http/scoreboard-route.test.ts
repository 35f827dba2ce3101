import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openEngine } from '@fealty/engine'
import { acceptSheet, findLink, landAnswers } from '@fealty/listen'
import { listImports } from '@fealty/store'
import { allJobs } from '../operations.ts'
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

beforeEach(async () => {
  server = await openTestServer()
  workspace = await addTestWorkspace(server)
  survey = await openTestSurvey(server.services, workspace.id)
})
afterEach(() => server.close())

async function give(recommend: number, unit: string): Promise<void> {
  const { services } = server
  const token = await survey.link({ context: { unit } })
  const link = (await findLink(services.store, token, services.now()))!
  const sheet = { responseId: randomUUID(), answers: { recommend }, complete: true }
  await acceptSheet(services, { link, sheet, channel: 'link', now: services.now() })
}

interface Board {
  boards: { measured: { kind: string; n: number; value?: number } }[]
  lastHour: number
  waiting: number
}
async function board(role: 'owner' | 'manager' = 'owner'): Promise<Board> {
  const response = await ask(server, '/api/listen/scoreboard', workspace.people[role].cookie)
  expect(response.status).toBe(200)
  return (await response.json()) as Board
}

test('answers count before they have landed, while they land and after, each once', async () => {
  for (const score of [10, 9, 9, 10, 0, 10]) await give(score, 'North')
  const before = await board()
  const first = { measured: { n: 6 }, lastHour: 6, waiting: 6, change: { verdict: 'too few' } }
  expect(before).toMatchObject({ waiting: 6, lastHour: 6, boards: [first] })
  await landAnswers(server.services, workspace.id, server.services.now())
  const after = await board()
  expect(after).toMatchObject({ waiting: 0, lastHour: 6 })
  expect(after.boards).toEqual(before.boards.map((each) => ({ ...each, waiting: 0 })))
  await give(0, 'North')
  expect(await board()).toMatchObject({ waiting: 1, boards: [{ measured: { n: 7 } }] })
})

test('while the engine is away each answer counts once, also when segments become one', async () => {
  await give(9, 'North')
  await landAnswers(server.services, workspace.id, server.services.now())
  for (let index = 0; index < 8; index += 1) await give(9, 'North')
  expect(await board()).toMatchObject({ waiting: 8, boards: [{ measured: { n: 9 } }] })
  const { engine, dataFolder } = server.services
  const nowhere = { url: 'trino://fealty@127.0.0.1:9/lake/fealty', lakeUrl: 'file:///nowhere' }
  server.services.engine = openEngine({ dataFolder }, nowhere)
  await landAnswers(server.services, workspace.id, server.services.now())
  expect(await board()).toMatchObject({ waiting: 8, boards: [{ measured: { n: 9 } }] })
  for (let index = 0; index < 15; index += 1) {
    await give(9, 'North')
    await landAnswers(server.services, workspace.id, server.services.now())
  }
  const call = { services: server.services, now: server.services.now() }
  const merge = allJobs.find(({ name }) => name === 'answers.merge')!
  await merge.run({ ...call, signal: new AbortController().signal })
  const { length } = await listImports(server.services.store, workspace.id)
  expect(length).toBeLessThan(10)
  expect(await board()).toMatchObject({ boards: [{ measured: { n: 24 } }] })
  await server.services.engine.close()
  server.services.engine = engine
  expect(await board()).toMatchObject({ waiting: 0, boards: [{ measured: { n: 24 } }] })
})

test('a score of too few people is withheld, and a closed survey is gone', async () => {
  await give(9, 'North')
  expect((await board()).boards[0]!.measured).toMatchObject({
    kind: 'insufficient',
    reason: 'suppressed',
    n: 0,
  })
  await survey.close()
  expect(await board()).toMatchObject({ boards: [], lastHour: 0, waiting: 0 })
})

test('a manager sees the own units, landed or not', async () => {
  for (const unit of ['North', 'North', 'South', 'North', 'North', 'North']) await give(9, unit)
  expect((await board('manager')).boards[0]!.measured.n).toBe(5)
  await landAnswers(server.services, workspace.id, server.services.now())
  expect((await board('manager')).boards[0]!.measured.n).toBe(5)
  expect((await board()).boards[0]!.measured.n).toBe(6)
})

/** Reads events until one is accepted; null when the stream has ended. */
async function nextBoard(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  accept: (board: Board) => boolean,
): Promise<Board | null> {
  let text = ''
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return null
    text += new TextDecoder().decode(value)
    const line = text.split('\n').findLast((one) => one.startsWith('data: '))
    if (line === undefined || !text.endsWith('\n\n')) continue
    const found = JSON.parse(line.slice('data: '.length)) as Board
    if (accept(found)) return found
  }
}

test('the open board moves by itself, and ends with the session', async () => {
  const { cookie } = workspace.people.viewer
  const response = await ask(server, '/api/listen/scoreboard/live', cookie)
  expect(response.headers.get('content-type')).toContain('text/event-stream')
  const reader = response.body!.getReader()
  expect(await nextBoard(reader, () => true)).toMatchObject({ waiting: 0 })
  const began = performance.now()
  await give(9, 'North')
  expect(await nextBoard(reader, ({ waiting }) => waiting === 1)).toMatchObject({ lastHour: 1 })
  expect(performance.now() - began).toBeLessThan(5_000)
  await server.services.store.db.deleteFrom('sessions').execute()
  await give(9, 'North')
  expect(await nextBoard(reader, ({ waiting }) => waiting === 2)).toBeNull()
})

test('nobody may look without a session, and no other site may', async () => {
  expect((await ask(server, '/api/listen/scoreboard/live')).status).toBe(401)
  const headers = { 'sec-fetch-site': 'cross-site' }
  const { cookie } = workspace.people.viewer
  expect((await ask(server, '/api/listen/scoreboard/live', cookie, headers)).status).toBe(403)
})
