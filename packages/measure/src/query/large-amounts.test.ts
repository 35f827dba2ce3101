import type { Measured } from '@fealty/core'
import { expect, test } from 'vitest'
import { openTestWorkspace } from '../test/open-workspace.ts'
import { measureQueryOperation } from './operation.ts'

interface Answer {
  rows: { measured: Measured }[]
}

test('customers who bring hundreds of millions have an exact sum and an interval', async () => {
  const workspace = await openTestWorkspace('2026-06-01')
  try {
    await workspace.load(
      'orders',
      Array.from({ length: 6 }, (_, index) => ({
        order_id: `o${index}`,
        customer_id: `c${index}`,
        at: '2025-05-05 10:00:00',
        day: '2025-05-05',
        amount: `${99 + index}9999999.99`,
        cost: '1.01',
      })),
    )
    const ask = (metric: 'revenue' | 'margin' | 'aov'): Promise<Answer> =>
      workspace.run(measureQueryOperation, { metric, from: '2025-05-01', to: '2025-05-31' })
    const [row] = (await ask('revenue')).rows
    expect(row?.measured).toMatchObject({ n: 6, value: 6_149_999_999.94 })
    const [order] = (await ask('aov')).rows
    expect(order?.measured).toMatchObject({ value: expect.closeTo(1_024_999_999.99, 2) as number })
    expect((await ask('margin')).rows[0]?.measured).toMatchObject({ kind: 'estimate' })
  } finally {
    await workspace.close()
  }
})
