import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  addTestWorkspace,
  bodyOf,
  codeOf,
  openTestServer,
  send,
  type TestServer,
} from './test/test-server.ts'

/** What the server refuses about initiatives, whoever asks and through whichever page. */
let server: TestServer
let cookie = ''
const month = (amount: number) => ({ month: '2026-02', low: amount, likely: amount, high: amount })
const initiative = {
  name: 'Call back',
  leverId: 'retain-longer',
  owner: 'Head of Service',
  accountable: 'Chief Operating Officer',
  window: { from: '2026-01-01', to: '2026-12-31' },
  metrics: ['nps', 'churn'],
  plan: { costs: [month(10)], benefits: [month(100)] },
}
interface Shown {
  id: string
  plans: { number: number; plan: unknown; author: string; reason: string }[]
}

beforeAll(async () => {
  server = await openTestServer()
  cookie = (await addTestWorkspace(server)).people.owner.cookie
})
afterAll(() => server.close())

const post = (path: string, body: object) => send(server, `/api/initiatives/${path}`, body, cookie)

test('no cost is booked before all metrics are approved', async () => {
  const { id: initiativeId } = await bodyOf<Shown>(post('save', initiative))
  const cost = { initiativeId, day: '2026-02-01', amount: 50, what: 'training' }
  expect(await codeOf(await post('book-cost', cost))).toBe('initiative.metrics-open')
  await bodyOf<Shown>(post('approve-metric', { initiativeId, metric: 'nps' }))
  expect(await codeOf(await post('book-cost', cost))).toBe('initiative.metrics-open')
  await bodyOf<Shown>(post('approve-metric', { initiativeId, metric: 'churn' }))
  expect((await post('book-cost', cost)).status).toBe(200)
})

test('an approved plan changes by a correction with author and reason, and the first one stays', async () => {
  const first = await bodyOf<Shown>(post('save', { ...initiative, name: 'First plan' }))
  const initiativeId = first.id
  await bodyOf<Shown>(post('approve-metric', { initiativeId, metric: 'nps' }))
  const plan = { costs: [month(10)], benefits: [month(40)] }
  const changed = { ...initiative, name: 'First plan', id: initiativeId, plan }
  expect(await codeOf(await post('save', changed))).toBe('initiative.plan-fixed')
  const decision = { initiativeId, choice: 'change-plan', plan }
  expect((await post('correct', decision)).status).toBe(400)
  const after = await bodyOf<Shown>(post('correct', { ...decision, reason: 'fewer take it' }))
  expect(after.plans).toHaveLength(2)
  expect(after.plans[0]).toEqual(first.plans[0])
  expect(after.plans[1]).toMatchObject({ number: 2, reason: 'fewer take it' })
  expect(after.plans[1]!.author).not.toBe('')
})

test('no technology without an approved strategy', async () => {
  const tool = { ...initiative, name: 'New CRM', technology: true }
  expect(await codeOf(await post('save', tool))).toBe('initiative.no-strategy')
  expect(await codeOf(await post('save', { ...tool, strategyId: 'none' }))).toBe(
    'initiative.no-strategy',
  )
})
