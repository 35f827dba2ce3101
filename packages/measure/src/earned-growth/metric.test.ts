import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Measured } from '@fealty/core'
import { measureQueryOperation } from '../query/operation.ts'
import { openTestWorkspace, type TestFact, type TestWorkspace } from '../test/open-workspace.ts'

let workspace: TestWorkspace

const order = (customer: string, day: string, amount: number): TestFact => ({
  order_id: `${customer} ${day}`,
  customer_id: customer,
  at: `${day} 10:00:00`,
  day,
  amount: amount.toFixed(2),
})

// Ten customers of 2024 bring 105 % in 2025; of the new ones, referred customers bring 12 % of 2024's
// revenue and customers of an advertisement 40 %.
const old = Array.from({ length: 10 }, (_, index) => `old${index}`)
const referred = ['friend1', 'friend2', 'friend3']

beforeAll(async () => {
  workspace = await openTestWorkspace('2026-01-31')
  await workspace.load('customers', [
    ...old.map((id) => ({ customer_id: id, acquired_by: 'shop' })),
    ...referred.map((id) => ({ customer_id: id, acquired_by: 'Referral' })),
    { customer_id: 'ad', acquired_by: 'advertisement' },
  ])
  await workspace.load('orders', [
    ...old.map((id) => order(id, '2023-06-01', 70)),
    ...old.map((id) => order(id, '2024-06-01', 100)),
    ...old.map((id) => order(id, '2025-06-01', 105)),
    ...referred.map((id) => order(id, '2025-07-01', 40)),
    order('ad', '2025-07-01', 400),
    order('ad', '2025-12-31', 0.01),
  ])
})

afterAll(() => workspace.close())

// Source: Forrester's summary of Net Promoter 3.0 (2021): earned growth = NRR + earned new customers − 100 %.
test('105 % of last year’s customers and 12 % of referred new ones are 17 % earned', async () => {
  const { rows } = (await workspace.run(measureQueryOperation, {
    metric: 'earned-growth',
    every: 'year',
    asOf: '2025-12-31',
  })) as { rows: { period: { start: string }; measured: Measured }[] }
  const { measured } = rows.find(({ period }) => period.start === '2025-01-01')!
  expect(measured).toMatchObject({ kind: 'estimate', value: expect.closeTo(0.17, 12) as number })
})
