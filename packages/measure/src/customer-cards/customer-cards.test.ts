import { afterAll, beforeAll, expect, it } from 'vitest'
import { openWorkbench, type Workbench } from '../value/test/workbench.ts'
import { readAnswerCards } from './read-answers.ts'
import { readCustomerCards } from './read-cards.ts'

let bench: Workbench
beforeAll(async () => {
  bench = await openWorkbench('2024-06-30')
  await bench.load({
    customers: [
      { customer_id: 'a', name: 'Ada', unit: 'north', segment: 'home' },
      { customer_id: 'b', name: 'Ben', unit: 'south', segment: 'firm' },
    ],
    subscriptions: [
      { customer_id: 'a', day: '2024-01-01', mrr: '10.10' },
      { customer_id: 'a', day: '2024-02-01', mrr: '5', end: '2024-03-01' },
    ],
    responses: [
      { response_id: 'r1', customer_id: 'a', day: '2024-01-10', nps: '3', comment: 'slow' },
      { response_id: 'r2', customer_id: 'b', day: '2024-02-10', nps: '9' },
      { response_id: 'r3', customer_id: 'c', day: '2024-03-10', nps: '0' },
      { customer_id: 'a', day: null, invited_at: '2024-01-10 00:00:00' },
    ],
  })
})
afterAll(() => bench.close())

it('tells what a customer brings in a year, from what runs now', async () => {
  const cards = await readCustomerCards(bench.call(), ['a', 'b', 'c', 'nobody'], ['segment'])
  expect([...cards.keys()].sort()).toEqual(['a', 'b', 'c'])
  expect(cards.get('a')).toMatchObject({
    name: 'Ada',
    factUnit: 'north',
    values: { segment: 'home' },
    yearlyRevenue: '121.20',
    expectedValue: null,
  })
  expect(cards.get('c')).toMatchObject({
    name: null,
    yearlyRevenue: '0.00',
    values: { segment: null },
  })
})

it('finds answers by day, score and id, the newest first', async () => {
  const ids = async (asked: Parameters<typeof readAnswerCards>[1]) =>
    (await readAnswerCards(bench.call(), asked)).map(({ responseId }) => responseId)
  expect(await ids({ limit: 10 })).toEqual(['r3', 'r2', 'r1'])
  expect(await ids({ limit: 10, npsAtMost: 6, from: '2024-01-11' })).toEqual(['r3'])
  expect(await ids({ limit: 10, responseIds: ['r1', 'other'] })).toEqual(['r1'])
  expect(await ids({ limit: 10, where: ['segment=firm'] })).toEqual(['r2'])
})

it('keeps a manager to the own units', async () => {
  const call = bench.call('manager', ['north'])
  const answers = await readAnswerCards(call, { limit: 10 })
  expect(answers.map(({ customerId }) => customerId)).toEqual(['a'])
})
