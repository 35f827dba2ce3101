import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  addTestWorkspace,
  ask,
  codeOf,
  openTestServer,
  send,
  type TestServer,
} from '../test/test-server.ts'

let server: TestServer
let cookie: string
beforeAll(async () => {
  server = await openTestServer()
  cookie = (await addTestWorkspace(server)).people.owner.cookie
})
afterAll(() => server.close())

const command = (name: string, input: object) => send(server, `/api/${name}`, input, cookie)

async function done<T>(answer: Promise<Response>): Promise<T> {
  const response = await answer
  const text = await response.text()
  expect(response.status, text).toBe(200)
  return JSON.parse(text) as T
}

const kpi = (name: string, kind: 'metric' | 'manual', accountable: string[]) => ({
  name,
  binding: kind === 'metric' ? { kind, metric: 'nps' } : { kind },
  accountable,
})

test('a KPI has exactly one accountable role; the server refuses none and several (R063)', async () => {
  for (const roles of [[], ['Head of Care', 'Head of Sales']]) {
    const refused = await command('kpis/save', kpi('Loyalty', 'metric', roles))
    expect(refused.status).toBe(422)
    expect(await codeOf(refused)).toBe('accountable.one')
  }
  // The same role named twice is one role.
  const saved = await done<{ accountable: string; version: number }>(
    command('kpis/save', kpi('Loyalty', 'metric', ['Head of Care', 'head of care'])),
  )
  expect(saved).toMatchObject({ version: 1, accountable: 'head of care' })
})

test('a target has exactly one accountable role, and a changed plan needs a reason (R063)', async () => {
  const { id: kpiId } = await done<{ id: string }>(
    command('kpis/save', kpi('Recommendation', 'metric', ['Head of Care'])),
  )
  const target = { name: 'Up', kpiId, goal: 40, direction: 'up', deadline: '2031-03-31' }
  for (const accountable of [[], ['Head of Care', 'Head of Sales']]) {
    const refused = await command('targets/save', { ...target, accountable })
    expect(refused.status).toBe(422)
    expect(await codeOf(refused)).toBe('accountable.one')
  }
  const accountable = ['Head of Care']
  const { id } = await done<{ id: string }>(command('targets/save', { ...target, accountable }))
  const lower = { ...target, accountable, id, goal: 30, expected: 1 }
  const unexplained = await command('targets/save', lower)
  expect(await codeOf(unexplained)).toBe('target.reason')
  await done(command('targets/save', { ...lower, reason: 'Network work moved to spring' }))
  const { versions } = await done<{ versions: { goal: number; reason: string | null }[] }>(
    ask(server, `/api/targets/one?id=${id}`, cookie),
  )
  expect(versions.map(({ goal }) => goal)).toEqual([40, 30])
  expect(versions[1]!.reason).toBe('Network work moved to spring')
  const lost = await command('targets/save', { ...lower, reason: 'again', expected: 1 })
  expect(await codeOf(lost)).toBe('record.changed')
})

test('a value by hand is never on track, and a live KPI takes none', async () => {
  const { id: kpiId } = await done<{ id: string }>(
    command('kpis/save', kpi('Market share', 'manual', ['Head of Strategy'])),
  )
  const value = { kpiId, value: 0.9, day: '2026-09-30', reason: 'Regulator report' }
  await done(command('kpis/enter-value', { ...value, expires: '2099-01-01' }))
  const target = { name: 'Share', kpiId, goal: 0.2, direction: 'up', deadline: '2031-01-01' }
  await done(command('targets/save', { ...target, accountable: ['Head of Strategy'] }))
  const { targets } = await done<{
    targets: { name: string; status: string; chance: { value: number | null } }[]
  }>(ask(server, '/api/targets/list', cookie))
  expect(targets.find(({ name }) => name === 'Share')).toMatchObject({
    status: 'manual',
    chance: { value: null },
    manual: { value: 0.9, expired: false },
  })
  const { id: live } = await done<{ id: string }>(
    command('kpis/save', kpi('Live', 'metric', ['Head of Care'])),
  )
  const refused = await command('kpis/enter-value', {
    ...value,
    kpiId: live,
    expires: '2099-01-01',
  })
  expect(await codeOf(refused)).toBe('kpi.live')
})

test('a KPI that targets stand on is not taken out', async () => {
  const { id } = await done<{ id: string }>(
    command('kpis/save', kpi('In use', 'metric', ['Head of Care'])),
  )
  const target = { name: 'On it', kpiId: id, goal: 40, direction: 'up', deadline: '2031-03-31' }
  await done(command('targets/save', { ...target, accountable: ['Head of Care'] }))
  const refused = await command('kpis/remove', { id })
  expect(await codeOf(refused)).toBe('kpi.in-use')
})
