import { afterEach, beforeEach, expect, test } from 'vitest'
import { recordKind } from './records.ts'
import { describeEachDatabase } from './test/each-database.ts'
import { addWorkspace } from './workspaces.ts'
import {
  addEvents,
  listDeadEvents,
  noteFailed,
  noteHandled,
  readBacklog,
  reviveEvent,
  takeEvents,
} from './outbox.ts'
import { endLease, takeLease } from './leases.ts'

interface Goal {
  text: string
}
const goals = recordKind<Goal>({ kind: 'goal', what: 'goal', parse: (body) => body as Goal })
const day = (number: number) => `2026-01-0${number}T00:00:00.000Z`

describeEachDatabase('Records, outbox and leases', (database) => {
  let workspaceId = ''
  let count = 0
  beforeEach(async () => {
    workspaceId = `w${(count += 1)}`
    await addWorkspace(database.store, {
      id: workspaceId,
      name: 'Test',
      timeZone: 'UTC',
      currency: 'EUR',
      fiscalYearStartMonth: 1,
      settings: {},
      createdAt: day(1),
    })
  })
  afterEach(async () => {
    await database.store.db.deleteFrom('outbox').execute()
    await database.store.db.deleteFrom('leases').execute()
  })
  const change = (id: string, at: number) => ({ workspaceId, id, author: 'p1', at: day(at) })

  test('a change makes a version, and every version stays', async () => {
    const { store } = database
    await goals.save(store, { ...change('g1', 1), body: { text: 'first' }, expected: 0 })
    const second = await goals.save(store, {
      ...change('g1', 2),
      body: { text: 'second' },
      expected: 1,
      reason: 'better words',
    })
    expect(second).toMatchObject({ version: 2, createdAt: day(1), changedAt: day(2) })
    expect(await goals.read(store, workspaceId, 'g1')).toEqual(second)
    const history = await goals.history(store, workspaceId, 'g1')
    expect(history.map(({ body, reason }) => [body.text, reason])).toEqual([
      ['first', null],
      ['second', 'better words'],
    ])
  })

  test('a change on an old version is refused, and so is a second first version', async () => {
    const { store } = database
    await goals.save(store, { ...change('g1', 1), body: { text: 'a' } })
    await goals.save(store, { ...change('g1', 2), body: { text: 'b' } })
    const late = goals.save(store, { ...change('g1', 3), body: { text: 'c' }, expected: 1 })
    await expect(late).rejects.toMatchObject({ code: 'record.changed' })
    const again = goals.save(store, { ...change('g1', 3), body: { text: 'c' }, expected: 0 })
    await expect(again).rejects.toMatchObject({ code: 'record.changed' })
  })

  test('of parallel changes on one version exactly one is kept', async () => {
    const { store } = database
    await goals.save(store, { ...change('g1', 1), body: { text: 'a' } })
    const tries = await Promise.allSettled(
      Array.from({ length: 8 }, (_, index) =>
        goals.save(store, { ...change('g1', 2), body: { text: String(index) }, expected: 1 }),
      ),
    )
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })

  test('names are unique without regard to case, and free again after a removal', async () => {
    const { store } = database
    await goals.save(store, { ...change('g1', 1), name: 'Loyal', body: { text: 'a' } })
    const taken = goals.save(store, { ...change('g2', 1), name: ' loyal', body: { text: 'b' } })
    await expect(taken).rejects.toMatchObject({ code: 'record.exists' })
    await goals.remove(store, { ...change('g1', 2), expected: 1 })
    await goals.save(store, { ...change('g2', 3), name: 'Loyal', body: { text: 'b' } })
    expect(await goals.find(store, workspaceId, 'g1')).toBeUndefined()
    expect((await goals.history(store, workspaceId, 'g1')).map(({ removed }) => removed)).toEqual([
      false,
      true,
    ])
  })

  test('a record is seen in its own workspace only, and listed by its parent', async () => {
    const { store } = database
    await goals.save(store, { ...change('g1', 1), parentId: 'x', body: { text: 'a' } })
    await goals.save(store, { ...change('g2', 2), parentId: 'y', body: { text: 'b' } })
    expect((await goals.list(store, workspaceId)).map(({ id }) => id)).toEqual(['g1', 'g2'])
    expect((await goals.list(store, workspaceId, 'y')).map(({ id }) => id)).toEqual(['g2'])
    await expect(goals.read(store, 'other', 'g1')).rejects.toMatchObject({
      code: 'record.not-found',
    })
  })

  test('an event is taken once, comes back after its time, dies and is revived', async () => {
    const { store } = database
    await addEvents(store, [{ workspaceId, topic: 'a.b', payload: { n: 1 }, at: day(1) }])
    const take = (now: number) =>
      takeEvents(store, { now: day(now), until: day(now + 1), limit: 10 })
    const [event] = await take(1)
    expect(event).toMatchObject({ topic: 'a.b', payload: { n: 1 }, doneHandlers: [] })
    expect(await take(1)).toEqual([])
    await noteHandled(store, [{ id: event!.id, doneHandlers: ['first'], end: false }])
    expect(await take(2)).toMatchObject([{ doneHandlers: ['first'] }])
    await noteFailed(store, { id: event!.id, problem: 'away', attempts: 1, retryAt: null })
    expect(await take(9)).toEqual([])
    expect(await listDeadEvents(store, workspaceId, 5)).toMatchObject([{ problem: 'away' }])
    expect(await reviveEvent(store, 'other', event!.id, day(3))).toBe(false)
    expect(await reviveEvent(store, workspaceId, event!.id, day(3))).toBe(true)
    expect(await readBacklog(store)).toEqual({ waiting: 1, oldest: day(1) })
    await noteHandled(store, [{ id: event!.id, doneHandlers: ['first', 'second'], end: true }])
    expect(await readBacklog(store)).toEqual({ waiting: 0, oldest: null })
  })

  test('two takers at once share the events without overlap', async () => {
    const { store } = database
    const events = Array.from({ length: 40 }, (_, n) => ({
      workspaceId,
      topic: 'a.b',
      payload: n,
      at: day(1),
    }))
    await addEvents(store, events)
    const taken = await Promise.all(
      [1, 2, 3].map(() => takeEvents(store, { now: day(1), until: day(2), limit: 20 })),
    )
    const ids = taken.flat().map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids.length).toBeGreaterThanOrEqual(20)
  })

  test('recurring work is begun by one process, not before its time', async () => {
    const { store } = database
    const take = (holder: string, now: number) =>
      takeLease(store, {
        name: 'job',
        holder,
        now: day(now),
        until: day(now + 2),
        notSince: day(now - 1),
      })
    expect(await take('one', 2)).toBe(true)
    expect(await take('two', 2)).toBe(false)
    await endLease(store, 'job', 'two', day(2))
    expect(await take('two', 3)).toBe(false)
    await endLease(store, 'job', 'one', day(2))
    expect(await take('two', 3)).toBe(true)
  })
})
