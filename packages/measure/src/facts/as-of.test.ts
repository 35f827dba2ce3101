import { afterAll, beforeAll, expect, test } from 'vitest'
import { undoImport } from '@fealty/store'
import { measureQueryOperation } from '../query/operation.ts'
import { openTestWorkspace, type TestWorkspace } from '../test/open-workspace.ts'

let workspace: TestWorkspace

/** Two imports: of January, undone in March, and of February. */
beforeAll(async () => {
  workspace = await openTestWorkspace('2026-04-01')
  const { store } = workspace.services
  const orders = (amount: string) =>
    workspace.load('orders', [{ customer_id: 'c1', day: '2025-12-01', amount }])
  const noteLast = (importedAt: string) =>
    store.db
      .updateTable('imports')
      .set({ importedAt })
      .where('seq', '=', (select) =>
        select.selectFrom('imports').select(({ fn }) => fn.max('seq').as('last')),
      )
      .returning('id')
      .executeTakeFirstOrThrow()
  await orders('10')
  const { id } = await noteLast('2026-01-10T08:00:00.000Z')
  await orders('200')
  await noteLast('2026-02-10T08:00:00.000Z')
  await undoImport(store, 'w1', id, '2026-03-10T08:00:00.000Z')
})

afterAll(() => workspace.close())

async function revenue(asOf?: string): Promise<unknown> {
  const { rows } = (await workspace.run(measureQueryOperation, {
    metric: 'revenue',
    ...(asOf === undefined ? {} : { asOf }),
  })) as { rows: { measured: { value: number } }[] }
  return rows.map(({ measured }) => measured.value)
}

test('a moment reads what was loaded then: before the second import, with both, after the undo', async () => {
  expect(await revenue('2026-01-20T00:00:00Z')).toEqual([10])
  expect(await revenue('2026-02-20T00:00:00Z')).toEqual([210])
  expect(await revenue('2026-03-20T00:00:00Z')).toEqual([200])
  expect(await revenue()).toEqual([200])
})

test('an import counts from its very moment, an undone one until then; the zone is read', async () => {
  expect(await revenue('2026-02-10T08:00:00Z')).toEqual([210])
  expect(await revenue('2026-02-10T07:59:59Z')).toEqual([10])
  expect(await revenue('2026-02-10T08:30:00+01:00')).toEqual([10])
  expect(await revenue('2026-03-10T08:00:00Z')).toEqual([200])
})

test('a day looks at no later fact, and at all imports that are live now', async () => {
  expect(await revenue('2025-12-01')).toEqual([200])
})
