import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  addTestWorkspace,
  ask,
  bodyOf,
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
  const saved = await bodyOf<{ accountable: string; version: number }>(
    command('kpis/save', kpi('Loyalty', 'metric', ['Head of Care', 'head of care'])),
  )
  expect(saved).toMatchObject({ version: 1, accountable: 'head of care' })
})

test('a target has exactly one accountable role, and a changed plan needs a reason (R063)', async () => {
  const { id: kpiId } = await bodyOf<{ id: string }>(
    command('kpis/save', kpi('Recommendation', 'metric', ['Head of Care'])),
  )
  const target = { name: 'Up', kpiId, goal: 40, direction: 'up', deadline: '2031-03-31' }
  for (const accountable of [[], ['Head of Care', 'Head of Sales']]) {
    const refused = await command('targets/save', { ...target, accountable })
    expect(refused.status).toBe(422)
    expect(await codeOf(refused)).toBe('accountable.one')
  }
  const accountable = ['Head of Care']
  const { id } = await bodyOf<{ id: string }>(command('targets/save', { ...target, accountable }))
  const lower = { ...target, accountable, id, goal: 30, expected: 1 }
  const unexplained = await command('targets/save', lower)
  expect(await codeOf(unexplained)).toBe('target.reason')
  await bodyOf(command('targets/save', { ...lower, reason: 'Network work moved to spring' }))
  const { versions } = await bodyOf<{ versions: { goal: number; reason: string | null }[] }>(
    ask(server, `/api/targets/one?id=${id}`, cookie),
  )
  expect(versions.map(({ goal }) => goal)).toEqual([40, 30])
  expect(versions[1]!.reason).toBe('Network work moved to spring')
  const lost = await command('targets/save', { ...lower, reason: 'again', expected: 1 })
  expect(await codeOf(lost)).toBe('record.changed')
})

test('a value by hand is never on track, and a live KPI takes none', async () => {
  const { id: kpiId } = await bodyOf<{ id: string }>(
    command('kpis/save', kpi('Market share', 'manual', ['Head of Strategy'])),
  )
  const value = { kpiId, value: 0.9, day: '2026-09-30', reason: 'Regulator report' }
  await bodyOf(command('kpis/enter-value', { ...value, expires: '2099-01-01' }))
  const target = { name: 'Share', kpiId, goal: 0.2, direction: 'up', deadline: '2031-01-01' }
  await bodyOf(command('targets/save', { ...target, accountable: ['Head of Strategy'] }))
  const { targets } = await bodyOf<{
    targets: { name: string; status: string; chance: { value: number | null } }[]
  }>(ask(server, '/api/targets/list', cookie))
  expect(targets.find(({ name }) => name === 'Share')).toMatchObject({
    status: 'manual',
    chance: { value: null },
    manual: { value: 0.9, expired: false },
  })
  const { id: live } = await bodyOf<{ id: string }>(
    command('kpis/save', kpi('Live', 'metric', ['Head of Care'])),
  )
  const refused = await command('kpis/enter-value', {
    ...value,
    kpiId: live,
    expires: '2099-01-01',
  })
  expect(await codeOf(refused)).toBe('kpi.live')
})

test('an adopted KPI is changed with a version; another measure needs a reason', async () => {
  const first = kpi('Changing', 'metric', ['Head of Care'])
  const { id } = await bodyOf<{ id: string }>(command('kpis/save', first))
  const renamed = { ...first, id, expected: 1, better: 'lower', accountable: ['Head of Sales'] }
  await bodyOf(command('kpis/save', renamed))
  const rebound = { ...renamed, expected: 2, binding: { kind: 'metric', metric: 'csat' } }
  expect(await codeOf(await command('kpis/save', rebound))).toBe('kpi.reason')
  await bodyOf(command('kpis/save', { ...rebound, reason: 'We ask for satisfaction now' }))
  const lost = await command('kpis/save', { ...rebound, expected: 2, reason: 'again' })
  expect(await codeOf(lost)).toBe('record.changed')
  const { versions } = await bodyOf<{
    versions: { kpi: { accountable: string }; reason: string | null; author: string }[]
  }>(ask(server, `/api/kpis/history?id=${id}`, cookie))
  expect(versions.map((one) => one.kpi.accountable)).toEqual([
    'Head of Care',
    'Head of Sales',
    'Head of Sales',
  ])
  expect(versions.map(({ reason }) => reason)).toEqual([null, null, 'We ask for satisfaction now'])
  expect(versions[0]!.author).not.toBe('a program')
})

test('there is one North Star: another that becomes it takes it from the first (R079)', async () => {
  const save = (name: string, more: object) =>
    bodyOf<{ id: string; version: number }>(
      command('kpis/save', { ...kpi(name, 'metric', ['Head of Care']), ...more }),
    )
  const first = await save('Star one', { northStar: true })
  const second = await save('Star two', { northStar: true })
  const { kpis } = await bodyOf<{ kpis: { id: string; northStar: boolean; version: number }[] }>(
    ask(server, '/api/kpis/list', cookie),
  )
  expect(kpis.filter(({ northStar }) => northStar).map(({ id }) => id)).toEqual([second.id])
  expect(kpis.find(({ id }) => id === first.id)!.version).toBe(2)
  const { versions } = await bodyOf<{ versions: { reason: string | null }[] }>(
    ask(server, `/api/kpis/history?id=${first.id}`, cookie),
  )
  expect(versions.at(-1)!.reason).toBe('Another KPI became the North Star.')
})

test('a value by hand is corrected, and its last day moves', async () => {
  const { id: kpiId } = await bodyOf<{ id: string }>(
    command('kpis/save', kpi('By hand', 'manual', ['Head of Strategy'])),
  )
  const value = { value: 0.2, day: '2026-09-30', reason: 'Report', expires: '2026-10-01' }
  const { id } = await bodyOf<{ id: string }>(command('kpis/enter-value', { kpiId, ...value }))
  const later = { ...value, id, value: 0.3, expires: '2099-01-01' }
  await bodyOf(command('kpis/change-value', { ...later, expected: 1 }))
  expect(await codeOf(await command('kpis/change-value', { ...later, expected: 1 }))).toBe(
    'record.changed',
  )
  const { kpis } = await bodyOf<{ kpis: { id: string; manual: unknown }[] }>(
    ask(server, '/api/kpis/list', cookie),
  )
  expect(kpis.find((one) => one.id === kpiId)!.manual).toMatchObject({ value: 0.3, expired: false })
  const { values } = await bodyOf<{ values: unknown[] }>(
    ask(server, `/api/kpis/history?id=${kpiId}`, cookie),
  )
  expect(values).toMatchObject([{ id, version: 2, value: 0.3, expires: '2099-01-01' }])
})

test('a KPI that targets stand on is not taken out', async () => {
  const { id } = await bodyOf<{ id: string }>(
    command('kpis/save', kpi('In use', 'metric', ['Head of Care'])),
  )
  const target = { name: 'On it', kpiId: id, goal: 40, direction: 'up', deadline: '2031-03-31' }
  await bodyOf(command('targets/save', { ...target, accountable: ['Head of Care'] }))
  const refused = await command('kpis/remove', { id })
  expect(await codeOf(refused)).toBe('kpi.in-use')
})

test('a question without a metric and a metric without a question are flagged', async () => {
  const { id: kpiId } = await bodyOf<{ id: string }>(
    command('kpis/save', kpi('Lonely', 'metric', ['Head of Care'])),
  )
  const goal = {
    name: 'Easy service',
    object: 'Service',
    purpose: 'Improve',
    issue: 'effort',
    viewpoint: 'Head of Care',
  }
  const { id: goalId } = await bodyOf<{ id: string }>(command('goals/save', goal))
  await bodyOf(command('questions/save', { goalId, text: 'How easy is it?' }))
  await bodyOf(
    command('questions/save', {
      goalId,
      text: 'What contributes most?',
      panel: { kind: 'drivers', outcome: 'ces' },
    }),
  )
  const tree = await bodyOf<{
    goals: { questions: { text: string; flag: string | null; answer: unknown }[] }[]
    metricsWithoutQuestion: { id: string }[]
  }>(ask(server, '/api/goals/tree', cookie))
  const questions = tree.goals[0]!.questions
  expect(questions.find(({ text }) => text === 'How easy is it?')!.flag).toContain('No metric')
  expect(questions.find(({ text }) => text === 'What contributes most?')).toMatchObject({
    flag: null,
    answer: { kind: 'insufficient' },
  })
  expect(tree.metricsWithoutQuestion.map(({ id }) => id)).toContain(kpiId)
  const unknown = await command('questions/save', { goalId, text: 'Why?', kpiIds: ['nowhere'] })
  expect(await codeOf(unknown)).toBe('record.not-found')
})

test('the map warns of empty perspectives and of too many objectives; arrows need two ends', async () => {
  const ids: string[] = []
  for (let at = 0; at < 21; at += 1) {
    const objective = { name: `Objective ${at}`, perspective: 'customer' }
    const saved = await bodyOf<{ id: string }>(command('strategy/save-objective', objective))
    ids.push(saved.id)
  }
  const [fromId, toId] = ids
  const loop = { fromId, toId: fromId, sign: 'more', lag: 0 }
  expect(await codeOf(await command('strategy/save-hypothesis', loop))).toBe('input.invalid')
  await bodyOf(command('strategy/save-hypothesis', { ...loop, toId }))
  const names = ['Money', 'Guests', 'Kitchen', 'Crew']
  const perspectives = ['financial', 'customer', 'internal', 'learning'].map((id, at) => ({
    id,
    name: names[at],
  }))
  await bodyOf(command('strategy/name-perspectives', { perspectives }))
  const map = await bodyOf<{
    warnings: string[]
    perspectives: { name: string }[]
    hypotheses: { verdict: string; grade: string | null }[]
  }>(ask(server, '/api/strategy/map', cookie))
  expect(map.perspectives.map(({ name }) => name)).toEqual(names)
  expect(map.warnings[0]).toContain('21 objectives')
  expect(map.warnings).toContain('Nothing is measured under “Crew”.')
  expect(map.hypotheses).toMatchObject([{ verdict: 'untested', grade: null }])
})

test('how the company keeps its own reviews is a KPI, which takes no value by hand', async () => {
  const { id } = await bodyOf<{ id: string }>(
    command('kpis/save', {
      name: 'Reviews held in time',
      binding: { kind: 'reviews' },
      accountable: ['Chief Operating Officer'],
    }),
  )
  const { kpis } = await bodyOf<{ kpis: { id: string }[] }>(ask(server, '/api/kpis/list', cookie))
  expect(kpis.find((one) => one.id === id)).toMatchObject({
    measure: { unit: 'share' },
    current: { kind: 'insufficient', why: 'No review was due in these twelve months.' },
    manual: null,
  })
  const value = { kpiId: id, value: 1, day: '2026-09-30', reason: 'x', expires: '2099-01-01' }
  expect(await codeOf(await command('kpis/enter-value', value))).toBe('kpi.live')
  const target = { name: 'All in time', kpiId: id, goal: 0.9, direction: 'up' }
  await bodyOf(
    command('targets/save', {
      ...target,
      deadline: '2031-01-01',
      accountable: ['Chief Operating Officer'],
    }),
  )
  const { targets } = await bodyOf<{ targets: { name: string; status: string }[] }>(
    ask(server, '/api/targets/list', cookie),
  )
  expect(targets.find(({ name }) => name === 'All in time')?.status).toBe('unknown')
})
