import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { identifier, readEngineSettings, sql } from '@fealty/engine'
import { loadSnapshot } from '../facts/snapshot.ts'
import { measureQueryOperation } from '../query/operation.ts'
import { openTestWorkspace, type TestWorkspace } from '../test/open-workspace.ts'
import type { ListedSource } from './contract.ts'
import { sourceOperations } from './operation.ts'

const [add, , list] = sourceOperations
const settings = readEngineSettings(process.env)
const none = { id: 'none', workspaceId: 'none', tables: {} }
const table = `rights_${randomUUID().replaceAll('-', '').slice(0, 12)}`
const tableOf = identifier('company', 'public', table)
const source = {
  name: 'Shop',
  kind: 'orders',
  table: `company.public.${table}`,
  mapping: { customer_id: 'buyer', at: 'placed', amount: 'gross' },
}
const refused = {
  code: 'engine.not-allowed',
  message: expect.stringMatching(/Access Denied.*query \d{8}_/) as string,
}

/** Accounts of `scripts/cluster/accounts.mjs`; a cluster that was started by hand has none of them. */
describe.skipIf(process.env.TEST_ACCOUNTS === undefined)('a table is mapped by an account', () => {
  const opened: TestWorkspace[] = []
  const openAs = async (user: string): Promise<TestWorkspace> => {
    const schema = `t_${randomUUID().replaceAll('-', '')}`
    const url = settings.url!.replace(/\/\/\w+@/, `//${user}@`).replace(/[^/]+$/, schema)
    const workspace = await openTestWorkspace('2026-01-31', { ...settings, url })
    opened.push(workspace)
    return workspace
  }
  const administrator = () => opened[0]!.services.engine

  beforeAll(async () => {
    await openAs('fealty')
    await administrator().query(
      none,
      sql`create table ${tableOf} (buyer varchar, placed date, gross decimal(12, 2))`,
    )
    await administrator().query(
      none,
      sql`insert into ${tableOf} values ('c1', date '2025-03-01', 10.00), ('c2', date '2025-04-01', 5.50)`,
    )
  })
  afterAll(async () => {
    await administrator().query(none, sql`drop table if exists ${tableOf}`)
    for (const workspace of opened) await workspace.close()
  })

  test('that may not read it: refused by name, and no source is half there', async () => {
    const blind = await openAs('blind')
    const before = await loadSnapshot(blind.services, 'w1')
    await expect(blind.run(add!, source)).rejects.toMatchObject(refused)
    expect(await blind.run(list!, {})).toMatchObject({ sources: [] })
    expect((await loadSnapshot(blind.services, 'w1')).id).toBe(before.id)
  })

  test('that may do what the guide lists: nothing is missing, nothing too much, and it is measured', async () => {
    const least = await openAs('least')
    const { check }: ListedSource = await least.run(add!, source)
    expect(check).toMatchObject({ kept: 2, rights: { missing: [], excess: [] } })
    expect(await least.run(measureQueryOperation, { metric: 'revenue' })).toMatchObject({
      rows: [{ measured: { value: 15.5 } }],
    })
  })

  test('that may write nowhere: the check says so, and so does a question that has to', async () => {
    const guest = await openAs('guest')
    const { check }: ListedSource = await guest.run(add!, source)
    expect(check?.rights.missing).toEqual([
      expect.stringMatching(/^to create tables in \w+\.t_/) as string,
    ])
    await expect(guest.run(measureQueryOperation, { metric: 'revenue' })).rejects.toMatchObject(
      refused,
    )
  })
})
