import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import type { Role } from '@fealty/core'
import { openWorkbench, type Workbench } from '../value/test/workbench.ts'
import { customerListInput, customerListOutput, customerOneOutput } from './contract.ts'
import { customersOperations } from './operation.ts'

const [list, one] = customersOperations
let bench: Workbench

beforeAll(async () => {
  bench = await openWorkbench()
  await bench.load({
    customers: [
      { customer_id: 'a', name: 'Ada 100%', unit: 'north', segment: 'home', since: '2020-01-01' },
      { customer_id: 'b', name: 'Ben', unit: 'south', segment: 'firm' },
      { customer_id: 'd', name: 'Dora', unit: 'north', segment: 'firm' },
    ],
    orders: [
      {
        customer_id: 'a',
        day: '2024-01-01',
        order_id: '1',
        amount: '10.10',
        cost: '4',
        product: 'tea',
      },
      { customer_id: 'a', day: '2024-02-01', order_id: '2', amount: '-3.05', product: 'tea' },
      { customer_id: 'b', day: '2022-01-01', order_id: '3', amount: '50', cost: '10' },
      { customer_id: 'c', day: '2024-03-01', amount: '7' },
    ],
    interactions: [
      { customer_id: 'b', day: '2022-02-01', cost: '60.5', reason: 'bill', channel: 'phone' },
    ],
    responses: [
      { customer_id: 'a', day: '2024-01-10', nps: '9', comment: 'fine', survey: 'yearly' },
      { customer_id: 'a', day: null, invited_at: '2024-01-10 00:00:00' },
    ],
  })
})

afterAll(() => bench.close())

async function ids(
  input: z.input<typeof customerListInput>,
  role: Role = 'viewer',
  units?: string[],
) {
  const answer = await list.run(bench.call(role, units), customerListInput.parse(input))
  return { total: answer.total, ids: answer.rows.map(({ customerId }) => customerId) }
}

describe('customers.list', () => {
  it('knows everybody who is on the list or has ordered, with exact money', async () => {
    const answer = customerListOutput.parse(
      await list.run(bench.call(), customerListInput.parse({ sort: 'profit' })),
    )
    expect(answer.total).toBe(4)
    expect(answer.rows.map((row) => [row.customerId, row.revenue, row.profit])).toEqual([
      ['c', '7.00', '7.00'],
      ['a', '7.05', '3.05'],
      ['b', '50.00', '-20.50'],
      ['d', '0.00', null],
    ])
    expect(answer.rows[1]).toMatchObject({
      firstDay: '2024-01-01',
      lastDay: '2024-02-01',
      purchases: 1,
      band: 'marginal',
      active: true,
      value: null,
    })
    expect(answer.rows[2]).toMatchObject({ band: 'inactive', active: false })
  })

  it('searches names and ids as text, never as a pattern', async () => {
    expect(await ids({ search: 'ADA' })).toEqual({ total: 1, ids: ['a'] })
    expect(await ids({ search: '100%' })).toEqual({ total: 1, ids: ['a'] })
    expect(await ids({ search: '_' })).toEqual({ total: 0, ids: [] })
    expect(await ids({ search: "'; drop table customers" })).toEqual({ total: 0, ids: [] })
  })

  it('pages and sorts, and filters by band and condition', async () => {
    expect(await ids({ sort: 'name', direction: 'up', pageSize: 2 })).toEqual({
      total: 4,
      ids: ['a', 'b'],
    })
    expect(await ids({ sort: 'name', direction: 'up', pageSize: 2, page: 2 })).toEqual({
      total: 4,
      ids: ['d', 'c'],
    })
    expect(await ids({ band: 'inactive' })).toEqual({ total: 1, ids: ['b'] })
    expect(await ids({ where: ['segment=firm'], sort: 'name', direction: 'up' })).toEqual({
      total: 2,
      ids: ['b', 'd'],
    })
  })

  it('shows a manager the own units only', async () => {
    const sort = { sort: 'name', direction: 'up' } as const
    expect((await ids(sort, 'manager', ['north'])).ids).toEqual(['a', 'd'])
    expect((await ids(sort, 'manager', [])).ids).toEqual([])
    expect((await ids({ ...sort, where: ['unit=south'] }, 'manager', ['north'])).ids).toEqual([])
  })
})

describe('customers.one', () => {
  it('tells what happened, newest first', async () => {
    const answer = customerOneOutput.parse(await one.run(bench.call(), { customerId: 'a' }))
    expect(answer.events.map(({ day, kind, amount }) => [day, kind, amount])).toEqual([
      ['2024-02-01', 'return', '-3.05'],
      ['2024-01-10', 'answer', null],
      ['2024-01-01', 'order', '10.10'],
    ])
    expect(answer.answers).toHaveLength(1)
    expect(answer.answers[0]).toMatchObject({ nps: 9, comment: 'fine', survey: 'yearly' })
    expect(answer.attributes).toContainEqual({ name: 'since', value: '2020-01-01' })
  })

  it('hides customers of other units from a manager, and says nothing of unknown ones', async () => {
    await expect(
      one.run(bench.call('manager', ['north']), { customerId: 'b' }),
    ).rejects.toMatchObject({ code: 'record.not-found' })
    await expect(one.run(bench.call(), { customerId: 'zz' })).rejects.toMatchObject({
      code: 'record.not-found',
    })
  })
})
