import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { listStaleImports } from '../landing-responses.ts'
import { openStore } from '../open-store.ts'
import { inTransaction } from '../store.ts'
import { describeEachDatabase } from '../test/index.ts'

const at = '2026-03-01T09:00:00.000Z'

describeEachDatabase('the migration to landings', (database) => {
  test('what had landed keeps its import, and what waited goes on waiting', async () => {
    // Back to how the tables were before it.
    await inTransaction(database.store, async ({ db }) => {
      await sql`insert into workspaces (id, name, time_zone, currency, fiscal_year_start_month, settings, created_at)
        values ('w1', 'Northline', 'UTC', 'EUR', 1, '{}', ${at})`.execute(db)
      for (const name of ['responses_by_landing', 'responses_stale']) {
        await sql`drop index ${sql.id(name)}`.execute(db)
      }
      await sql`drop table landings`.execute(db)
      await sql`alter table responses rename column landing_id to landed_import_id`.execute(db)
      await sql`create index responses_by_import on responses (workspace_id, landed_import_id, stale)`.execute(
        db,
      )
      for (const [id, landed, stale] of [
        ['r1', 'i1', 0],
        ['r2', 'i1', 1],
        ['r3', 'i2', 0],
        ['r4', null, 0],
      ] as const) {
        await sql`insert into responses (workspace_id, response_id, survey_id, survey_name, series, channel, answers,
            day, created_at, accepted_at, told_at, landed_import_id, survey_version, complete, revision, stale, quarantined)
          values ('w1', ${id}, 's1', 'Survey', 'transaction', 'link', '{}', '2026-03-01', ${at}, ${at}, ${at},
            ${landed}, 1, 1, 1, ${stale}, 0)`.execute(db)
      }
      await sql`delete from migrations where id = '0010-landings'`.execute(db)
    })
    const again = await openStore(database.location)
    try {
      const { db } = again
      const landings = await db.selectFrom('landings').selectAll().orderBy('id').execute()
      expect(landings.map(({ id, importId }) => [id, importId])).toEqual([
        ['i1', 'i1'],
        ['i2', 'i2'],
      ])
      const rows = await db
        .selectFrom('responses')
        .select(['responseId', 'landingId'])
        .orderBy('responseId')
        .execute()
      expect(rows.map(({ landingId }) => landingId)).toEqual(['i1', 'i1', 'i2', null])
      expect(await listStaleImports(again)).toEqual([{ workspaceId: 'w1', importId: 'i1' }])
    } finally {
      await again.close()
    }
  })
})
