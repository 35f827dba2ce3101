import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestWorkspace, viewer, type TestWorkspace } from '../test/open-workspace.ts'
import type { AccountsAnswer } from './contract.ts'

let workspace: TestWorkspace

/** 40 accounts of one to four customers; every fifth account is never asked. */
const customers = Array.from({ length: 100 }, (_, index) => ({
  customer_id: `c${index}`,
  since: '2024-01-01',
  account_id: index < 96 ? `a${(index * 7) % 40}` : null,
  kind: index % 2 === 0 ? 'shop' : 'office',
}))
const numberOf = (id: string): number => Number(id.slice(1))
const orders = customers.map(({ customer_id }) => ({
  order_id: `o-${customer_id}`,
  customer_id,
  ordered_at: '2026-03-01',
  amount: 10 + ((numberOf(customer_id) * 13) % 90),
}))
const answers = customers.flatMap(({ customer_id, account_id }) => {
  const number = numberOf(customer_id)
  if (account_id === null || numberOf(account_id) % 5 === 0) return []
  const answer = (id: string, at: string, nps: number) => ({
    ...{ response_id: `${id}-${customer_id}`, customer_id, at, nps },
  })
  return [
    answer('old', '2024-05-01', 0),
    answer('first', '2025-11-01', (number * 3) % 11),
    answer('last', '2026-04-01', (number * 5) % 11),
  ]
})

beforeAll(async () => {
  workspace = await openTestWorkspace('2026-07-01')
  await workspace.load('customers', customers)
  await workspace.load('orders', orders)
  await workspace.load('responses', answers)
})
afterAll(() => workspace.close())

const question = { asOf: '2026-06-30' }

test('bands, silent accounts and both scores are those of plain code', async () => {
  const page = await workspace.run<AccountsAnswer>('scores.accounts', question)
  const accounts = [...new Set(customers.flatMap(({ account_id }) => account_id ?? []))].map(
    (id) => {
      const own = customers.filter(({ account_id }) => account_id === id)
      const scores = own.flatMap(({ customer_id }) =>
        answers.filter((each) => each.response_id === `last-${customer_id}`).map(({ nps }) => nps),
      )
      const mean = scores.reduce((sum, nps) => sum + nps, 0) / scores.length
      const revenue = own.reduce(
        (sum, { customer_id }) => sum + orders[numberOf(customer_id)]!.amount,
        0,
      )
      const sign = scores.length === 0 ? null : mean >= 8.5 ? 1 : mean >= 6.5 ? 0 : -1
      return { id, sign, revenue, heard: scores.length }
    },
  )
  const of = (sign: number | null) => accounts.filter((account) => account.sign === sign)
  expect(page).toMatchObject({
    accounts: accounts.length,
    promoters: of(1).length,
    passives: of(0).length,
    detractors: of(-1).length,
    silent: of(null).length,
    heard: accounts.reduce((sum, { heard }) => sum + heard, 0),
    without: 4,
  })
  expect(of(null).length).toBeGreaterThan(0)
  expect(of(1).length).toBeGreaterThan(0)
  const revenue = (list: typeof accounts) => list.reduce((sum, each) => sum + each.revenue, 0)
  expect(page.silentRevenueShare).toMatchObject({
    complete: true,
    value: revenue(of(null)) / revenue(accounts),
  })
  const heard = accounts.filter(({ sign }) => sign !== null)
  const weighted = heard.reduce((sum, each) => sum + each.sign! * each.revenue, 0)
  expect(page.revenueNps.kind === 'estimate' && page.revenueNps.value).toBeCloseTo(
    (100 * weighted) / revenue(heard),
    8,
  )
  const squares = heard.reduce((sum, each) => sum + each.revenue ** 2, 0)
  expect(page.revenueEffective).toBeCloseTo(revenue(heard) ** 2 / squares, 8)
  expect(page.largestSilent.map(({ accountId }) => accountId)).toEqual(
    of(null)
      .sort((a, b) => b.revenue - a.revenue || (a.id < b.id ? -1 : 1))
      .slice(0, 10)
      .map(({ id }) => id),
  )
})

test('a condition leaves only its customers; a viewer sees no account by name', async () => {
  const page = await workspace.run<AccountsAnswer>(
    'scores.accounts',
    { ...question, where: ['kind=shop'] },
    viewer,
  )
  const shops = customers.filter(({ kind, account_id }) => kind === 'shop' && account_id !== null)
  expect(page.accounts).toBe(new Set(shops.map(({ account_id }) => account_id)).size)
  expect(page.largestSilent).toEqual([])
})

test('nobody heard is a value of its own', async () => {
  const page = await workspace.run<AccountsAnswer>('scores.accounts', { asOf: '2024-02-01' })
  expect(page).toMatchObject({ nps: { kind: 'insufficient' }, revenueEffective: null })
})
