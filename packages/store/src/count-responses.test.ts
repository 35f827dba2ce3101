import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { countSince, countUnlanded, selectUnlanded } from './count-responses.ts'
import { writeResponses } from './responses.ts'
import { describeEachDatabase } from './test/each-database.ts'
import { at, sheet } from './test/sheet.ts'
import { addWorkspace } from './workspaces.ts'

const all = { workspaceId: 'w1', surveyIds: ['s1'], units: null }
const from = '2026-10-01'

describeEachDatabase('counts of answers', (database) => {
  beforeAll(async () => {
    const settings = { timeZone: 'UTC', currency: 'EUR', fiscalYearStartMonth: 1, settings: {} }
    await addWorkspace(database.store, { id: 'w1', name: 'Test', ...settings, createdAt: at })
    const { db } = database.store
    for (const [id, importId] of [
      ['landed', 'i1'],
      ['later', 'i2'],
      ['open', null],
    ] as const)
      await db.insertInto('landings').values({ workspaceId: 'w1', id, importId }).execute()
    await writeResponses(database.store, [
      sheet({ nps: 1 }),
      sheet({ nps: 2, landingId: 'landed' }),
      sheet({ nps: 3, landingId: 'later' }),
      sheet({ nps: 4, landingId: 'open', unit: 'North' }),
      sheet({ nps: 5, complete: 0 }),
      sheet({ nps: 6, quarantined: 1 }),
      sheet({ nps: 7, day: '2026-09-30' }),
      sheet({ nps: 8, surveyId: 's2' }),
    ])
  })

  const scores = async (choice: { surveyIds?: string[]; units?: string[] }, landed: string[]) =>
    (await countUnlanded(database.store, { ...all, ...choice }, { from, landed }))
      .map(({ nps, answers }) => [nps, answers])
      .sort()

  test('final answers of a survey that are no facts yet, or have become facts since', async () => {
    expect(await scores({}, [])).toEqual([
      [1, 1],
      [4, 1],
    ])
    expect(await scores({}, ['i2'])).toEqual([
      [1, 1],
      [3, 1],
      [4, 1],
    ])
    expect(await scores({ units: ['North'] }, ['i2'])).toEqual([[4, 1]])
    expect(await scores({ units: [] }, ['i2'])).toEqual([])
    expect(await scores({ surveyIds: ['s2'] }, [])).toEqual([[8, 1]])
  })

  test('answers since a moment, finished or not, without those set aside', async () => {
    expect(await countSince(database.store, all, at)).toEqual([{ surveyId: 's1', answers: 6 }])
    expect(await countSince(database.store, all, '2026-11-21')).toEqual([])
  })

  test('SQLite finds what has not landed by its landing, not among all answers', async () => {
    if (database.store.dialect.name !== 'sqlite') return
    const steps = await selectUnlanded(database.store, all, { from, landed: ['i2'] }).explain<{
      detail: string
    }>(undefined, sql`query plan`)
    const reads = steps.map(({ detail }) => detail).filter((one) => one.includes(' responses '))
    expect(reads).toHaveLength(2)
    for (const read of reads) expect(read).toContain('workspace_id=? AND landing_id=?')
  })
})
