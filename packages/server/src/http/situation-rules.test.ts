import { afterAll, beforeAll, expect, test } from 'vitest'
import { importAnswers } from '../test/answered-company.ts'
import {
  addTestPerson,
  addTestWorkspace,
  ask,
  bodyOf,
  codeOf,
  openTestServer,
  send,
  type TestServer,
  type TestWorkspace,
} from '../test/test-server.ts'

/** Rules of statements about the situation that the server itself refuses to break. */
let server: TestServer
let ours: TestWorkspace
let owner: string

interface Listed {
  id: string
  version: number
  overdue: boolean
  verdict: string | null
  review: { role: string; on: string } | null
  cited: { measured: { kind: string; n: number } } | null
}

const weakness = {
  kind: 'swot',
  side: 'weakness',
  text: 'Orders go wrong too often',
  owner: 'Head of Broadband',
}

const post = (operation: string, body: object, cookie = owner) =>
  send(server, `/api/situation/${operation}`, body, cookie)

const save = (statement: object, rest: object = {}) =>
  bodyOf<{ id: string; version: number }>(post('save', { statement, ...rest }))

const read = () =>
  bodyOf<{ headline: string; statements: Listed[] }>(ask(server, '/api/situation/read', owner))

const readOne = async (id: string) => (await read()).statements.find((one) => one.id === id)!

beforeAll(async () => {
  server = await openTestServer()
  ours = await addTestWorkspace(server)
  owner = ours.people.owner.cookie
})
afterAll(() => server.close())

test('refuses a per cent that leaves open what it is a change of', async () => {
  const unclear = { ...weakness, text: 'Wrong orders rose by 15 %' }
  expect(await codeOf(await post('save', { statement: unclear }))).toBe('claim.unclear')
  const clear = 'Wrong orders rose 3 points from 4 % in FY25 to FY26, grade C.'
  await save({ ...weakness, text: clear })
})

test('refuses an edit of a version that another has changed', async () => {
  const { id, version } = await save(weakness)
  const change = { id, expected: version }
  expect((await save({ ...weakness, text: 'Orders are wrong' }, change)).version).toBe(2)
  expect(await codeOf(await post('save', { statement: weakness, ...change }))).toBe(
    'record.changed',
  )
  const stale = { id, version: 1, role: 'COO' }
  expect(await codeOf(await post('review', stale))).toBe('record.changed')
  expect(await codeOf(await post('remove', { id, expected: 1 }))).toBe('record.changed')
})

test('rates a force once, and lists an asset once with its verdict', async () => {
  const force = { ...weakness, kind: 'force', force: 'rivalry', rating: 4, trend: 'rising' }
  await save(force)
  expect(await codeOf(await post('save', { statement: force }))).toBe('record.exists')
  const letters = { valuable: true, rare: true, inimitable: true, organised: false }
  const { id } = await save({ ...weakness, kind: 'asset', name: 'Line data', ...letters })
  expect((await readOne(id)).verdict).toBe('unused advantage')
})

test('a citation names a measure and customers that are known', async () => {
  const citation = { metric: 'nps', where: ['nowhere=1'], from: '2026-01-01', to: '2026-03-31' }
  const wrong = { ...weakness, citation }
  expect(await codeOf(await post('save', { statement: wrong }))).toBe('input.dimension')
  const backwards = { ...citation, where: [], to: '2025-12-31' }
  const turned = { ...weakness, citation: backwards }
  expect(await codeOf(await post('save', { statement: turned }))).toBe('input.invalid')
})

test('a cited measure is shown as it is in the data', async () => {
  await importAnswers(server, owner, 88)
  const dates = { from: '2026-01-01', to: '2026-06-30' }
  const citation = { metric: 'nps', where: ['segment=Line 1'], ...dates }
  const { id } = await save({ ...weakness, citation })
  // Every second of 88 customers is in the line; each has answered once.
  expect((await readOne(id)).cited?.measured).toMatchObject({ kind: 'estimate', n: 44 })
})

test('is written by owners and analysts only', async () => {
  const { cookie } = ours.people.viewer
  expect(await codeOf(await post('save', { statement: weakness }, cookie))).toBe('access.denied')
})

test('every version stays, with the reviews that held it', async () => {
  const { id } = await save(weakness)
  await post('review', { id, version: 1, role: 'COO', note: 'Held against the summer' })
  const text = 'Orders go wrong in one of four cases'
  await save({ ...weakness, text }, { id, expected: 1 })
  const path = `/api/situation/history?id=${id}`
  const answer = await ask(server, path, ours.people.viewer.cookie)
  const { versions, reviews } = (await answer.json()) as {
    versions: { version: number; statement: { text: string } }[]
    reviews: { version: number; role: string; note: string }[]
  }
  expect(versions.map(({ version, statement }) => [version, statement.text])).toEqual([
    [1, weakness.text],
    [2, text],
  ])
  expect(reviews).toMatchObject([{ version: 1, role: 'COO', note: 'Held against the summer' }])
})

test('a statement falls due and is held again by a review', async () => {
  const { id, version } = await save({ ...weakness, reviewMonths: 1 })
  expect((await readOne(id)).overdue).toBe(false)
  server.moveClock(40 * 86_400_000)
  // The clock has ended every session.
  owner = (await addTestPerson(server.services, ours.id, 'owner')).cookie
  expect((await readOne(id)).overdue).toBe(true)
  expect((await read()).headline).toMatch(/^One of \d statements .* is due for review/)
  expect((await post('review', { id, version, role: 'COO' })).status).toBe(200)
  const { overdue, review } = await readOne(id)
  expect([overdue, review?.role]).toEqual([false, 'COO'])
})

test('a weakness is flagged until a KPI watches it, and levers are weighed by what speaks for them', async () => {
  interface Linked {
    statements: { id: string; flag: string | null; kpis: { name: string }[] }[]
    levers: { id: string; statements: { id: string }[]; initiatives: unknown[] }[]
  }
  const readLinked = () => bodyOf<Linked>(ask(server, '/api/situation/read', owner))
  const slow = { ...weakness, text: 'A new service takes long' }
  const { id, version } = await save(slow)
  const before = (await readLinked()).statements.find((one) => one.id === id)!
  expect(before.flag).toMatch(/^No measure/)
  for (const lost of [{ kpiIds: ['nowhere'] }, { leverIds: ['nowhere'] }]) {
    const refused = await post('save', { id, expected: version, statement: { ...slow, ...lost } })
    expect(await codeOf(refused)).toBe('record.not-found')
  }
  const kpi = { name: 'Pace', binding: { kind: 'manual' }, accountable: ['CIO'] }
  const adopted = await bodyOf<{ id: string }>(send(server, '/api/kpis/save', kpi, owner))
  const linked = { ...slow, kpiIds: [adopted.id], leverIds: ['retain-longer'] }
  await save(linked, { id, expected: version })
  const { statements, levers } = await readLinked()
  expect(statements.find((one) => one.id === id)).toMatchObject({
    flag: null,
    kpis: [{ name: 'Pace' }],
  })
  expect(levers).toMatchObject([{ id: 'retain-longer', statements: [{ id }], initiatives: [] }])
})

test('a channel to a segment stands once, and an author is called by name', async () => {
  const channel = {
    ...{ kind: 'channel', name: 'Shops', segment: 'Mobile', owner: 'Head of Sales' },
    text: 'Two of three contracts are signed there',
  }
  const { id } = await save(channel)
  expect(await codeOf(await post('save', { statement: channel }))).toBe('record.exists')
  const { versions } = await bodyOf<{ versions: { author: string }[] }>(
    ask(server, `/api/situation/history?id=${id}`, owner),
  )
  expect(versions[0]!.author).toBe('owner')
})
