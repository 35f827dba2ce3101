import { unzipSync } from 'fflate'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { importAnswers } from '../test/answered-company.ts'
import {
  addTestWorkspace,
  ask,
  bodyOf,
  codeOf,
  openTestServer,
  send,
  type TestServer,
  type TestWorkspace,
} from '../test/test-server.ts'

/** What a manager sees of a review: the own units and all below, in every door and every file. */
let server: TestServer
let ours: TestWorkspace
let reviewId: string
let foreignId: string

interface Unit {
  name: string
  score: { kind: string; value: number; n: number }
  benchmarked: { text: string; change: { verdict: string; difference?: number } }
}
interface One {
  pack: {
    headline: string
    units: Unit[]
    benchmark: { name: string; text: string } | null
    benchmarks: { title: string; right: { text: string } }[]
    promised: { title: string }[]
    decisions: { title: string }[]
    moved: unknown[]
    cases: unknown[]
    voices: unknown[]
    missing: string[]
  }
  decisions: { id: string; title: string }[]
  actions: { id: string; what: string }[]
}

const sendTo = (operation: string, body: object, cookie: string) =>
  send(server, `/api/${operation.replace('.', '/')}`, body, cookie)
const post = <T = { id: string }>(operation: string, body: object) =>
  bodyOf<T>(sendTo(operation, body, ours.people.owner.cookie))
const asManager = async (operation: string, body: object) =>
  codeOf(await sendTo(operation, body, ours.people.manager.cookie))
const read = <T>(path: string, role: 'owner' | 'manager' = 'manager') =>
  bodyOf<T>(ask(server, `/api/${path}`, ours.people[role].cookie))
const one = (role: 'owner' | 'manager' = 'manager') =>
  read<One>(`reviews/one?reviewId=${encodeURIComponent(reviewId)}`, role)

const cut = { dimension: 'segment' }
const decisionOf = { North: '', Kiel: '', South: '', '': '' }
const actionOf = { North: '', Kiel: '', South: '', '': '' }
const names = ['North', 'Kiel', 'South', ''] as const

beforeAll(async () => {
  server = await openTestServer()
  ours = await addTestWorkspace(server)
  await importAnswers(server, ours.people.owner.cookie)
  const { id: company } = await post('units.save', { name: 'Company' })
  // The test's manager is bound to the north; Kiel lies in it.
  const { id: north } = await post('units.save', {
    ...{ name: 'North', parentId: company, ...cut, value: 'Line 0' },
  })
  await post('units.save', { name: 'Kiel', parentId: north, ...cut, value: 'Line 0' })
  const { id: south } = await post('units.save', {
    ...{ name: 'South', parentId: company, ...cut, value: 'Line 1' },
  })
  await post('benchmarks.save', {
    benchmark: {
      ...{ name: 'Trade panel', score: 'nps', series: 'relationship', value: 30, n: 2000 },
      ...{ method: 'Online panel', source: 'A body', date: '2026-05-15', kind: 'industry' },
    },
  })
  const series = { chair: 'COO', members: ['COO'], quorum: 1, first: '2026-11-12' }
  const all = await post('reviews.save-series', { ...series, name: 'All units' })
  reviewId = `${all.id}:1`
  const theirs = { ...series, name: 'The south alone', unitIds: [south] }
  foreignId = `${(await post('reviews.save-series', theirs)).id}:1`
  for (const unit of names) {
    const title = `Open a shop in “${unit}”?`
    decisionOf[unit] = (await post('reviews.propose', { reviewId, title, unit })).id
    const promised = { what: `Call “${unit}” back`, owner: 'Care lead', due: '2026-11-20', unit }
    actionOf[unit] = (await post('reviews.promise', { reviewId, ...promised })).id
  }
  await post('reviews.prepare', { reviewId })
  await post('reviews.prepare', { reviewId: foreignId })
})
afterAll(() => server.close())

test('an owner sees every unit, held against the benchmark by a test', async () => {
  const { pack, decisions } = await one('owner')
  expect(pack.units.map(({ name }) => name).sort()).toEqual(['Kiel', 'North', 'South'])
  expect(decisions).toHaveLength(4)
  expect(pack.benchmark).toMatchObject({ name: 'Trade panel', text: '+30' })
  for (const { score, benchmarked } of pack.units) {
    if (score.kind !== 'estimate') expect(benchmarked.change.verdict).toBe('too few')
    else expect(benchmarked.change.difference).toBeCloseTo(score.value - 30, 9)
  }
  expect(pack.benchmarks.map(({ title }) => title)).toEqual(['Trade panel: +30'])
  expect(pack.missing.join(' ')).not.toContain('enchmark')
})

test('a series names a benchmark that is there, or none', async () => {
  const series = {
    name: 'Other',
    chair: 'COO',
    members: ['COO'],
    quorum: 1,
    benchmarkId: 'nothing',
  }
  const refused = await sendTo('reviews.save-series', series, ours.people.owner.cookie)
  expect(await codeOf(refused)).toBe('record.not-found')
})

test('a manager sees the own units and those below, and nothing of the whole company', async () => {
  const { pack, decisions, actions } = await one()
  expect(pack.units.map(({ name }) => name).sort()).toEqual(['Kiel', 'North'])
  expect(decisions.map(({ title }) => title).sort()).toEqual([
    'Open a shop in “Kiel”?',
    'Open a shop in “North”?',
  ])
  expect(actions.map(({ what }) => what).sort()).toEqual(['Call “Kiel” back', 'Call “North” back'])
  expect(pack.promised).toHaveLength(2)
  expect([pack.moved, pack.cases, pack.voices, pack.benchmarks]).toEqual([[], [], [], []])
  expect(JSON.stringify({ pack, decisions, actions })).not.toContain('South')
  const list = await read<{ series: { name: string }[]; actions: object[] }>('reviews/list')
  expect(list.series.map(({ name }) => name)).toEqual(['All units'])
  expect(list.actions).toHaveLength(2)
})

test('the stored pack stays whole when a manager has read it', async () => {
  await one()
  expect((await one('owner')).pack.units).toHaveLength(3)
})

test('the files of a manager are cut like the page', async () => {
  const path = `reviews/export?form=xlsx&reviewId=${encodeURIComponent(reviewId)}`
  const fileOf = async (role: 'owner' | 'manager') =>
    (await read<{ content: string }>(path, role)).content
  const [own, whole] = [await fileOf('manager'), await fileOf('owner')]
  const words = (content: string) =>
    Object.values(unzipSync(Buffer.from(content, 'base64')))
      .map((part) => Buffer.from(part).toString('utf8'))
      .join('')
  expect(words(whole)).toContain('South')
  expect(words(own)).toContain('Kiel')
  expect(words(own)).not.toContain('South')
})

test('a review of other units only is as if it were not there', async () => {
  const cookie = ours.people.manager.cookie
  const response = await ask(server, `/api/reviews/one?reviewId=${foreignId}`, cookie)
  expect(await codeOf(response)).toBe('record.not-found')
  for (const form of ['pdf', 'pptx', 'xlsx']) {
    const file = await ask(server, `/api/reviews/export?form=${form}&reviewId=${foreignId}`, cookie)
    expect(await codeOf(file)).toBe('record.not-found')
  }
  const minute = { reviewId: foreignId, text: 'Noted' }
  expect(await asManager('reviews.minute', minute)).toBe('record.not-found')
  const start = { reviewId: foreignId, present: ['COO'] }
  expect(await asManager('reviews.start', start)).toBe('record.not-found')
  expect(await asManager('reviews.close', { reviewId: foreignId })).toBe('record.not-found')
})

test.each(names)('a manager decides and finishes what is of “%s”, or is refused', async (unit) => {
  const isOwn = unit === 'North' || unit === 'Kiel'
  const decided = { decisionId: decisionOf[unit], outcome: 'rejected', reason: 'No shop' }
  const done = { actionId: actionOf[unit], doneOn: '2026-11-20' }
  const expected = isOwn ? 'no error, status 200' : 'record.not-found'
  expect(await asManager('reviews.decide', decided)).toBe(expected)
  expect(await asManager('reviews.finish', done)).toBe(expected)
  const path = `/api/reviews/decision-history?decisionId=${decisionOf[unit]}`
  expect(await codeOf(await ask(server, path, ours.people.manager.cookie))).toBe(expected)
  const what = { reviewId, what: 'Open later', owner: 'Care lead', due: '2026-12-01', unit }
  const proposal = { reviewId, title: 'Later?', unit }
  const mine = isOwn ? 'no error, status 200' : 'review.other-unit'
  expect(await asManager('reviews.promise', what)).toBe(mine)
  expect(await asManager('reviews.propose', proposal)).toBe(mine)
  // Nor by giving another unit's decision an own name.
  const taken = { reviewId, title: 'Mine?', unit: 'North', decisionId: decisionOf[unit] }
  expect(await asManager('reviews.propose', taken)).toBe(expected)
})

test('a pack is for all units, so only who sees all of them builds it', async () => {
  expect(await asManager('reviews.prepare', { reviewId })).toBe('access.denied')
})
