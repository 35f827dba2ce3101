import { afterEach, beforeEach, expect, test } from 'vitest'
import {
  FealtyError,
  SomeFailed,
  type DomainEvent,
  type EventHandler,
  type Job,
} from '@fealty/core'
import {
  addEvents,
  addWorkspace,
  listDeadEvents,
  readBacklog,
  saveSetting,
  findSetting,
} from '@fealty/store'
import { pino } from 'pino'
import { openTestServer, type TestServer } from '../test/test-server.ts'
import type { Services } from '../services.ts'
import { startBackground } from './background.ts'
import { dispatchEvents } from './dispatch-events.ts'
import { runDueJobs } from './run-jobs.ts'

const log = pino({ level: 'silent' })
const { signal } = new AbortController()
let server: TestServer

beforeEach(async () => {
  server = await openTestServer()
  await addWorkspace(server.services.store, {
    id: 'w1',
    name: 'Test',
    timeZone: 'UTC',
    currency: 'EUR',
    fiscalYearStartMonth: 1,
    settings: {},
    createdAt: server.services.now().toISOString(),
  })
})
afterEach(() => server.close())

const add = (...payloads: unknown[]) =>
  addEvents(
    server.services.store,
    payloads.map((payload) => ({
      workspaceId: 'w1',
      topic: 'test.happened',
      payload,
      at: server.services.now().toISOString(),
    })),
  )

const handler = (
  name: string,
  effect: 'store' | 'outside',
  handle: (events: readonly DomainEvent[], services: Services) => Promise<void>,
): EventHandler<Services> => ({
  topic: 'test.happened',
  name,
  effect,
  handle: ({ services }, events) => handle(events, services),
})
const dispatch = (...handlers: EventHandler<Services>[]) =>
  dispatchEvents({ services: server.services, handlers, log, signal })

test('events come together to each handler, and not again', async () => {
  const seen: unknown[][] = []
  const one = handler('one', 'outside', (events) => {
    seen.push(events.map(({ payload }) => payload))
    return Promise.resolve()
  })
  await add(1, 2, 3)
  expect(await dispatch(one)).toBe(3)
  expect(seen).toEqual([[1, 2, 3]])
  expect(await dispatch(one)).toBe(0)
})

test('one bad event holds neither the others nor the other handlers, and dies after its tries', async () => {
  const good: unknown[] = []
  const other: unknown[] = []
  const picky = handler('picky', 'store', (events) => {
    if (events.some(({ payload }) => payload === 'bad')) throw new Error('no')
    good.push(...events.map(({ payload }) => payload))
    return Promise.resolve()
  })
  const easy = handler('easy', 'outside', (events) => {
    other.push(...events.map(({ payload }) => payload))
    return Promise.resolve()
  })
  await add('a', 'bad', 'b')
  for (let round = 0; round < 8; round += 1) {
    await dispatch(picky, easy)
    server.moveClock(25 * 3_600_000)
  }
  expect(good).toEqual(['a', 'b'])
  expect(other).toEqual(['a', 'bad', 'b'])
  const dead = await listDeadEvents(server.services.store, 'w1', 9)
  expect(dead).toMatchObject([
    {
      payload: 'bad',
      attempts: 8,
      doneHandlers: ['easy'],
      problem: 'Something went wrong inside.',
    },
  ])
})

test('what a handler was done with does not come to it again when the rest of the batch fails', async () => {
  const reached: unknown[][] = []
  let refuses = true
  const mails = handler('mails', 'outside', (events) => {
    reached.push(events.map(({ payload }) => payload))
    const failed = events.filter(({ payload }) => payload === 'bad' && refuses)
    if (failed.length === 0) return Promise.resolve()
    throw new SomeFailed(new Set(failed.map(({ id }) => id)), new FealtyError('mail.failed'))
  })
  await add('a', 'bad', 'b')
  await dispatch(mails)
  expect(reached).toEqual([['a', 'bad', 'b'], ['bad']])
  refuses = false
  server.moveClock(6_000)
  await dispatch(mails)
  expect(reached.slice(2)).toEqual([['bad']])
  expect(await readBacklog(server.services.store)).toMatchObject({ waiting: 0 })
})

test('what a handler of the store writes is undone when it fails', async () => {
  const half = handler('half', 'store', async (_, services) => {
    await saveSetting(services.store, 'half', 1)
    throw new Error('after the write')
  })
  await add(1)
  await dispatch(half)
  expect(await findSetting(server.services.store, 'half')).toBeUndefined()
})

test('a job runs when its time has come, by one process', async () => {
  let runs = 0
  const job = { name: 'j', everySeconds: 60, run: () => Promise.resolve(void (runs += 1)) }
  const options = { services: server.services, jobs: [job], log, signal }
  await runDueJobs({ ...options, holder: 'one' })
  await runDueJobs({ ...options, holder: 'two' })
  expect(runs).toBe(1)
  server.moveClock(61_000)
  await runDueJobs({ ...options, holder: 'two' })
  expect(runs).toBe(2)
})

test('the background handles what comes and ends when closed', async () => {
  const seen: unknown[] = []
  const one = handler('one', 'outside', (events) => {
    seen.push(...events.map(({ payload }) => payload))
    return Promise.resolve()
  })
  const background = startBackground({ services: server.services, handlers: [one], jobs: [], log })
  await add('x')
  await expect.poll(() => seen).toEqual(['x'])
  await background.close()
  await add('y')
  expect(await readBacklog(server.services.store)).toMatchObject({ waiting: 1 })
})

test('a job that takes long holds up no other, and is ended with the program', async () => {
  const { services } = server
  const turns: string[] = []
  const long: Job<Services> = {
    name: 'test.long',
    everySeconds: 1,
    isLong: true,
    run: ({ signal: ended }) =>
      new Promise((resolve) => {
        turns.push('long')
        ended.addEventListener('abort', () => resolve())
      }),
  }
  const quick: Job<Services> = {
    name: 'test.quick',
    everySeconds: 1,
    run: () => Promise.resolve(void turns.push('quick')),
  }
  const background = startBackground({ services, handlers: [], jobs: [long, quick], log })
  await expect.poll(() => turns.toSorted()).toEqual(['long', 'quick'])
  await background.close()
})
