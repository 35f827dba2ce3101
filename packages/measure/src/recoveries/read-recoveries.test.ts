import { afterAll, beforeAll, expect, it } from 'vitest'
import { openWorkbench, type Workbench } from '../value/test/workbench.ts'
import { readRecoveries } from './read-recoveries.ts'

let bench: Workbench
const answer = (customer_id: string, day: string, nps: string) => ({ customer_id, day, nps })
beforeAll(async () => {
  bench = await openWorkbench('2025-06-30')
  await bench.load({
    customers: ['a', 'b', 'c', 'd'].map((customer_id) => ({
      customer_id,
      segment: 'home',
      unit: 'n',
    })),
    subscriptions: [
      { customer_id: 'a', day: '2023-01-01' },
      { customer_id: 'b', day: '2023-01-01', end: '2024-03-01' },
      { customer_id: 'd', day: '2023-01-01', end: '2023-02-01' },
    ],
    responses: [
      // Asked again after a week only: the same mood.
      answer('a', '2024-01-10', '3'),
      answer('a', '2024-01-17', '10'),
      answer('a', '2024-04-10', '8'),
      answer('b', '2024-01-10', '5'),
      answer('b', '2024-06-10', '2'),
      answer('c', '2024-02-10', '6'),
      answer('d', '2024-02-10', '9'),
      answer('c', '2025-06-29', '9'),
    ],
  })
})
afterAll(() => bench.close())

it('follows each detractor from the first such answer, with a case and without', async () => {
  const asked = { from: '2024-01-01', to: '2024-03-31', withCase: ['a'], withAnyCase: ['a'] }
  const groups = await readRecoveries(bench.call(), asked)
  const shown = groups.map(({ segment, unit, quarter, ...rest }) => {
    expect([segment, unit, quarter]).toEqual(['home', 'n', '2024-1'])
    return rest
  })
  expect(shown).toEqual([
    {
      band: '0 to 3',
      hasCase: true,
      customers: 1,
      answeredAgain: 1,
      recovered: 1,
      followed: 1,
      retained: 1,
    },
    {
      band: '4 to 6',
      hasCase: false,
      customers: 2,
      answeredAgain: 1,
      recovered: 0,
      followed: 1,
      retained: 0,
    },
  ])
})

it('leaves out who had a case at another time', async () => {
  const asked = { from: '2024-01-01', to: '2024-03-31', withCase: [], withAnyCase: ['b', 'c'] }
  const groups = await readRecoveries(bench.call(), asked)
  expect(groups.map(({ customers }) => customers)).toEqual([1])
})
