import { expect, test } from 'vitest'
import type { Initiative } from '../../api/contracts.ts'
import { sumCase } from './sum-case.ts'

const spread = (likely: number) => ({ low: 0, likely, high: 2 * likely })
const initiative = (state: Initiative['state'], benefits: readonly number[]) =>
  ({
    state,
    plans: benefits.map((likely) => ({ benefitSum: spread(likely), costSum: spread(10) })),
    plannedToDate: 30,
    booked: 20,
  }) as unknown as Initiative

test('the plan that holds counts; one that was stopped promises nothing, and keeps what it proved', () => {
  const both = [initiative('running', [100, 70]), initiative('stopped', [500])]
  expect(sumCase(both)).toEqual({ planned: 70, cost: 10, due: 60, proven: 40 })
  expect(sumCase([])).toEqual({ planned: 0, cost: 0, due: 0, proven: 0 })
})
