import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import { addEnrolments, listEnrolments } from './enrolments.ts'
import { addEvents } from './outbox.ts'
import { erasePersonRows, forgetDeleted, listPersonRows, personTables } from './person-rows.ts'
import { recordKind } from './records.ts'
import { describeEachDatabase } from './test/each-database.ts'
import { addWorkspace } from './workspaces.ts'

const at = '2026-01-01T00:00:00.000Z'
const lists = recordKind({ kind: 'list', what: 'list', parse: (body) => body as string[] })

describeEachDatabase('Rows of a person', (database) => {
  let count = 0
  let workspaceId = ''
  beforeEach(async () => {
    workspaceId = `w${(count += 1)}`
    await addWorkspace(database.store, {
      id: workspaceId,
      name: 'Test',
      timeZone: 'UTC',
      currency: 'EUR',
      fiscalYearStartMonth: 1,
      settings: {},
      createdAt: at,
    })
  })

  test('what counts goes on under the surrogate, what tells is gone, others stay', async () => {
    const { store } = database
    const where = { workspaceId, experimentId: 'e1' }
    const enrolled = (unitId: string) => ({ unitId, arm: 'a', firstSeenAt: at })
    await addEnrolments(store, where, [enrolled('anna'), enrolled('bert')])
    await store.db
      .insertInto('contactPurposes')
      .values(
        ['anna', 'bert'].map((customerId) => ({
          ...{ workspaceId, customerId, purpose: 'surveys' },
          ...{ state: 'agreed' as const, via: 'mail', at },
        })),
      )
      .execute()
    await addEvents(store, [
      { workspaceId, topic: 'x.y', payload: { customerId: 'anna' }, at },
      { workspaceId, topic: 'x.y', payload: { customerId: 'annabel' }, at },
    ])
    await lists.save(store, { workspaceId, id: 'l', author: 'p', at, body: ['anna', 'annabel'] })
    expect(Object.keys(await listPersonRows(store, { workspaceId, customerId: 'anna' }))).toEqual([
      'contact_purposes',
    ])
    await erasePersonRows(store, { workspaceId, customerId: 'anna', surrogate: 'erased-1', at })
    await forgetDeleted(store)
    const units = (await listEnrolments(store, where)).map(({ unitId }) => unitId)
    expect(units.sort()).toEqual(['bert', 'erased-1'])
    expect((await lists.read(store, workspaceId, 'l')).body).toEqual(['erased-1', 'annabel'])
    expect(await listPersonRows(store, { workspaceId, customerId: 'anna' })).toEqual({})
    const left = await store.db
      .selectFrom('outbox')
      .select('payload')
      .where('workspaceId', '=', workspaceId)
      .execute()
    expect(left).toEqual([{ payload: '{"customerId":"annabel"}' }])
    const purposes = await listPersonRows(store, { workspaceId, customerId: 'bert' })
    expect(purposes.contact_purposes).toHaveLength(1)
  })

  test('every table that names customers stands in the list', async () => {
    const { db, dialect } = database.store
    const { rows } =
      dialect.name === 'sqlite'
        ? await sql<{ name: string }>`select m.name as name from sqlite_master m
join pragma_table_info(m.name) c where m.type = 'table' and c.name = 'customer_id'`.execute(db)
        : await sql<{
            name: string
          }>`select distinct table_name as name from information_schema.columns
where table_schema = current_schema() and column_name = 'customer_id'`.execute(db)
    expect(Object.keys(personTables).sort()).toEqual(rows.map(({ name }) => name).sort())
  })
})
