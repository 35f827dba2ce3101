import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { readBacklog } from './outbox.ts'
import { openStore } from './open-store.ts'
import type { Premise } from './premises.ts'
import { recordKind } from './records.ts'
import { writeResponses, type NewResponse } from './responses.ts'
import { describeEachDatabase } from './test/each-database.ts'
import { at, sheet } from './test/sheet.ts'
import { addWorkspace } from './workspaces.ts'

describeEachDatabase('responses', (database) => {
  beforeAll(async () => {
    await addWorkspace(database.store, {
      id: 'w1',
      name: 'Test',
      timeZone: 'UTC',
      currency: 'EUR',
      fiscalYearStartMonth: 1,
      settings: {},
      createdAt: at,
    })
  })

  const write = (...sheets: NewResponse[]) => writeResponses(database.store, sheets)
  const read = (responseId: string) =>
    database.store.db
      .selectFrom('responses')
      .selectAll()
      .where('responseId', '=', responseId)
      .executeTakeFirst()
  const waiting = async () => (await readBacklog(database.store)).waiting

  test('a sheet counts once, in one batch and across batches, with one event', async () => {
    const before = await waiting()
    const one = sheet()
    expect(await write(one, one, sheet())).toEqual(['accepted', 'repeated', 'accepted'])
    expect(await write(one)).toEqual(['repeated'])
    expect(await waiting()).toBe(before + 2)
  })

  test('a complete sheet is final, and so is the id for everybody else', async () => {
    const one = sheet()
    const { responseId } = one.row
    await write(one)
    expect(await write(sheet({ responseId, bodyHash: 'ten', nps: 10 }))).toEqual(['conflict'])
    expect(await write(sheet({ responseId, bearer: 'other' }))).toEqual(['conflict'])
    expect(await read(responseId)).toMatchObject({ nps: 9, revision: 1 })
  })

  test('an unfinished sheet goes on until it is complete, and is told once', async () => {
    const before = await waiting()
    const first = sheet({ complete: 0, bodyHash: 'a', nps: 3 })
    const { responseId } = first.row
    expect(await write(first)).toEqual(['accepted'])
    expect(await write(sheet({ responseId, complete: 0, bodyHash: 'b', nps: 4 }))).toEqual([
      'updated',
    ])
    expect(await waiting()).toBe(before)
    const last = sheet({ responseId, bodyHash: 'c', nps: 5 })
    expect(await write(last, last)).toEqual(['updated', 'repeated'])
    expect(await write(first)).toEqual(['conflict'])
    expect(await waiting()).toBe(before + 1)
    expect(await read(responseId)).toMatchObject({ nps: 5, revision: 3, complete: 1 })
  })

  test('one invitation has one answer, whatever the ids', async () => {
    const invitationId = randomUUID()
    const begun = sheet({ invitationId, complete: 0, bodyHash: 'a' })
    const anew = sheet({ invitationId })
    expect(await write(begun)).toEqual(['accepted'])
    expect(await write(anew)).toEqual(['accepted'])
    expect(await read(begun.row.responseId)).toBeUndefined()
    expect(await write(sheet({ invitationId, bodyHash: 'b' }))).toEqual(['given'])
  })

  test('a sheet that was checked against what has changed since is not written', async () => {
    const record = recordKind({ kind: 'survey', what: 'survey', parse: (body) => body })
    const id = randomUUID()
    const kept = { workspaceId: 'w1', id, author: 'p1', at, body: {} }
    await record.save(database.store, kept)
    const premise = { workspaceId: 'w1', kind: record.kind, id, version: 1, timeZone: 'UTC' }
    const under = (changes: Partial<Premise>): NewResponse => ({
      ...sheet(),
      premise: { ...premise, ...changes },
    })
    const lost = under({ version: 2 })
    expect(
      await write(
        under({}),
        lost,
        sheet(),
        under({ timeZone: 'Europe/Berlin' }),
        under({ id: randomUUID() }),
        under({ workspaceId: 'w2' }),
      ),
    ).toEqual(['accepted', 'outdated', 'accepted', 'outdated', 'outdated', 'outdated'])
    expect(await read(lost.row.responseId)).toBeUndefined()
    await record.save(database.store, kept)
    expect(await write(under({}), under({ version: 2 }))).toEqual(['outdated', 'accepted'])
    await record.remove(database.store, kept)
    expect(await write(under({ version: 3 }))).toEqual(['outdated'])
  })

  test('copies of one sheet from several processes at once make one row', async () => {
    // Two connections of one thread would wait for each other with SQLite, so there it is one.
    const more = database.store.dialect.name === 'postgres' ? [1, 2, 3] : []
    const others = await Promise.all(more.map(() => openStore(database.location)))
    const sheets = Array.from({ length: 40 }, () => sheet())
    const turned = [...sheets].reverse()
    const outcomes = await Promise.all(
      [...others, database.store].map((store, index) =>
        writeResponses(store, index % 2 === 0 ? sheets : turned),
      ),
    )
    await Promise.all(others.map((store) => store.close()))
    expect(outcomes.flat().filter((outcome) => outcome === 'accepted')).toHaveLength(40)
    expect(outcomes.flat().filter((outcome) => outcome === 'repeated')).toHaveLength(
      40 * more.length,
    )
  })

  test('a sheet that cannot be kept keeps nothing of its batch', async () => {
    const good = sheet()
    await expect(write(good, sheet({ workspaceId: 'nowhere' }))).rejects.toThrow()
    expect(await read(good.row.responseId)).toBeUndefined()
  })
})
