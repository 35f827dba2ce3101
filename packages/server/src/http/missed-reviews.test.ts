import { afterAll, beforeAll, expect, test } from 'vitest'
import { steerJobs } from '@fealty/steer'
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

/** A review that nobody began is missed by the clock, and that is a number of the series. */
let server: TestServer
let ours: TestWorkspace
let seriesId: string

interface Listing {
  reviews: { number: number; date: string; state: string; seriesId: string }[]
  cadence: { seriesId: string; held: number; heldInTime: number; missed: number }[]
}

const job = steerJobs.find(({ name }) => name === 'steer.missed-reviews')!
const runAt = (moment: string): Promise<void> =>
  job.run({
    services: server.services,
    now: new Date(moment),
    signal: new AbortController().signal,
  })
const list = () => bodyOf<Listing>(ask(server, '/api/reviews/list', ours.people.viewer.cookie))
const states = async () =>
  (await list()).reviews
    .filter((one) => one.seriesId === seriesId)
    .sort((a, b) => a.number - b.number)
    .map(({ date, state }) => `${date} ${state}`)

beforeAll(async () => {
  server = await openTestServer()
  ours = await addTestWorkspace(server)
  // Its days begin and end half a day before those of UTC.
  const zone = { timeZone: 'Pacific/Auckland' }
  await send(server, '/api/settings/change', zone, ours.people.owner.cookie)
  const series = { name: 'Fortnightly', chair: 'COO', members: ['COO'], quorum: 1 }
  const body = { ...series, first: '2030-01-10' }
  const made = await send(server, '/api/reviews/save-series', body, ours.people.owner.cookie)
  seriesId = ((await made.json()) as { id: string }).id
})
afterAll(() => server.close())

test('not before its day is over where the company is', async () => {
  await runAt('2030-01-10T10:59:00Z')
  expect(await states()).toEqual(['2030-01-10 planned'])
})

test('then it is missed, and the next is planned one cadence later', async () => {
  await runAt('2030-01-10T11:01:00Z')
  expect(await states()).toEqual(['2030-01-10 missed', '2030-01-24 planned'])
  await runAt('2030-01-10T12:01:00Z')
  expect(await states()).toHaveLength(2)
  const { cadence } = await list()
  expect(cadence).toMatchObject([{ held: 0, heldInTime: 0, missed: 1 }])
})

test('a missed one cannot be begun any more', async () => {
  const start = { reviewId: `${seriesId}:1`, present: ['COO'] }
  const refused = await send(server, '/api/reviews/start', start, ours.people.owner.cookie)
  expect(await codeOf(refused)).toBe('review.state')
})

test('after a long silence the next lies ahead, on a day of the cadence', async () => {
  await runAt('2030-03-01T12:00:00Z')
  expect(await states()).toEqual(['2030-01-10 missed', '2030-01-24 missed', '2030-03-07 planned'])
  expect((await list()).cadence).toMatchObject([{ held: 0, missed: 2 }])
})
