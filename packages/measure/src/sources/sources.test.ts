import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { mappedFileName, sql, writeMappedTable } from '@fealty/engine'
import { recordImport } from '@fealty/store'
import { importUndoOperation } from '../import/operation.ts'
import { loadSnapshot } from '../facts/snapshot.ts'
import { openTestWorkspace, type TestWorkspace } from '../test/open-workspace.ts'
import { sourceOperations } from './operation.ts'
import { readTableName } from './outside-table.ts'
import { sourceKey } from './source-key.ts'

describe('the name of a table', () => {
  test.each([
    ['company.public.orders', ['company', 'public', 'orders']],
    ['Company.Public.ORDERS', ['company', 'public', 'orders']],
    ['company.public."Order ""Lines"""', ['company', 'public', 'Order "Lines"']],
  ])('%s', (text, [catalog, schema, table]) => {
    expect(readTableName(text)).toEqual({ catalog, schema, table })
  })

  test.each(['orders', 'a.b', 'a.b.c.d', 'a.b.c; drop', 'a..c', 'a.b."c', "a.b.c'", ''])(
    '%s is none',
    (text) => {
      expect(() => readTableName(text)).toThrow(/catalog\.schema\.table/)
    },
  )
})

describe('without a cluster', () => {
  let workspace: TestWorkspace
  beforeEach(async () => {
    workspace = await openTestWorkspace('2026-01-31')
  })
  afterEach(() => workspace.close())

  const source = { name: 'Shop', kind: 'orders', table: 'company.public.orders' }

  test('nothing can be mapped or looked at, and the list says so', async () => {
    const [add, , list, check] = sourceOperations
    await expect(workspace.run(add!, source)).rejects.toMatchObject({ code: 'engine.embedded' })
    await expect(workspace.run(check!, {})).rejects.toMatchObject({ code: 'engine.embedded' })
    expect(await workspace.run(list!, {})).toEqual({ sources: [], isReachable: false })
  })

  test('facts of a table that was mapped are refused by name, and never left out in silence', async () => {
    const { store, dataFolder, engine } = workspace.services
    const segmentPath = mappedFileName('m1')
    await writeMappedTable(join(dataFolder, segmentPath), { select: sql`select 1`, columns: [] })
    await recordImport(store, {
      id: 'm1',
      workspaceId: 'w1',
      kind: 'orders',
      files: [{ name: source.table, sha256: '', bytes: 0 }],
      ...{ mapping: {}, cleaning: [], rowsIn: 1, kept: 1, rejected: 0, dropped: {} },
      ...{ firstDay: '2026-01-01', lastDay: '2026-01-01', columns: [], rejectsPath: null },
      segmentPath,
      contentKey: sourceKey('s1', ['1']),
      importedAt: '2026-01-01T00:00:00.000Z',
    })
    await workspace.load('customers', [{ customer_id: 'c1' }])
    const snapshot = await loadSnapshot(workspace.services, 'w1')
    await expect(
      engine.query(snapshot, sql`select count(*) as n from orders`),
    ).rejects.toMatchObject({
      code: 'engine.embedded',
      message: expect.stringMatching(/of orders.*ENGINE_URL/) as string,
    })
    expect(await engine.query(snapshot, sql`select count(*) as n from customers`)).toEqual([
      { n: 1 },
    ])
    await expect(workspace.run(importUndoOperation, { importId: 'm1' })).rejects.toMatchObject({
      code: 'source.entry',
    })
  })
})
