import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { sql } from '@fealty/engine'
import { explainJobs } from '@fealty/explain'
import { acceptSheet, findLink, landAnswers } from '@fealty/listen'
import { loadSnapshot } from '@fealty/measure'
import {
  addTestWorkspace,
  ask,
  openTestServer,
  type TestServer,
  type TestWorkspace,
} from '../test/test-server.ts'
import { openTestSurvey, type TestSurvey } from '../test/test-survey.ts'

const dayMilliseconds = 86_400_000
const retentionDays = 5
let server: TestServer
let workspace: TestWorkspace

beforeEach(async () => {
  server = await openTestServer()
  workspace = await addTestWorkspace(server)
})
afterEach(() => server.close())

const now = () => server.services.now()

async function give(survey: TestSurvey, customerId: string, recommend: number): Promise<void> {
  const { services } = server
  const token = await survey.link({ customerId, channel: 'mail' })
  const link = (await findLink(services.store, token, now()))!
  const sheet = {
    responseId: randomUUID(),
    answers: { recommend, why: `Words of ${customerId}` },
    complete: true,
  }
  await acceptSheet(services, { link, sheet, channel: 'mail', now: now() })
}

async function retain(): Promise<void> {
  const job = explainJobs.find(({ name }) => name === 'privacy.retention')!
  const { services } = server
  await job.run({ services, now: now(), signal: new AbortController().signal })
}

async function read(path: string): Promise<string> {
  const response = await ask(server, path, workspace.people.owner.cookie)
  const text = await response.text()
  expect(response.status, text).toBe(200)
  return text
}

/** What the facts hold of the answers that have landed. */
async function readFacts(): Promise<string> {
  const { services } = server
  const snapshot = await loadSnapshot(services, workspace.id)
  const statement = sql`select customer_id, comment, nps from responses order by comment, nps`
  return JSON.stringify(await services.engine.query(snapshot, statement))
}

/** What is on record of the answers, whether they have landed or wait. */
async function readStored(): Promise<string> {
  const rows = await server.services.store.db.selectFrom('responses').selectAll().execute()
  return JSON.stringify(rows)
}

const readKept = () => server.services.store.db.selectFrom('results').select('key').execute()

test('answers lose words and customer after the days of their survey, and their scores stay', async () => {
  const { services } = server
  const kept = await openTestSurvey(services, workspace.id)
  const short = await openTestSurvey(services, workspace.id, { name: 'Short', retentionDays })
  for (const index of [0, 1, 2, 3, 4, 5]) await give(short, `old${index}`, index % 2 === 0 ? 10 : 3)
  await give(kept, 'untouched', 9)
  const day = now().toISOString().slice(0, 10)
  await landAnswers(services, workspace.id, now())
  const scores = `/api/measure/query?metric=nps&from=${day}&to=${day}`
  const before = JSON.parse(await read(scores)) as { rows: unknown[] }

  server.moveClock((retentionDays - 1) * dayMilliseconds)
  await retain()
  expect(await readStored()).toContain('Words of old0')
  expect(await readFacts()).toContain('Words of old0')

  server.moveClock(2 * dayMilliseconds)
  await give(short, 'new', 8)
  expect(await readKept()).not.toEqual([])
  await retain()
  // Answers that were computed from the old words are not kept either.
  expect(await readKept()).toEqual([])
  const stored = await readStored()
  expect(stored).not.toMatch(/old\d/)
  expect(stored).toContain('Words of new')
  expect(stored).toContain('Words of untouched')
  const facts = await readFacts()
  expect(facts).not.toMatch(/old\d/)
  expect(facts).toContain('Words of untouched')
  expect((JSON.parse(await read(scores)) as { rows: unknown[] }).rows).toEqual(before.rows)

  await retain()
  expect(await readStored()).toBe(stored)
})
