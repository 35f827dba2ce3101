import { expect, test } from 'vitest'
import { monthsSideBySide } from './months-side-by-side.ts'

const amount = (month: string, likely: number) => ({ month, low: likely, likely, high: likely })
const planOf = (benefits: ReturnType<typeof amount>[], costs: ReturnType<typeof amount>[]) => ({
  plan: { discountRate: 0.1, benefits, costs },
})

test('each month of any plan stands once, and a plan that does not name it says nothing', () => {
  const first = planOf([amount('2026-10', 100)], [amount('2026-09', 40)])
  const second = planOf([amount('2026-11', 70), amount('2026-11', 5)], [])
  expect(monthsSideBySide([first, second])).toEqual([
    {
      month: '2026-09',
      amounts: [
        { benefit: 0, cost: 40 },
        { benefit: 0, cost: 0 },
      ],
    },
    {
      month: '2026-10',
      amounts: [
        { benefit: 100, cost: 0 },
        { benefit: 0, cost: 0 },
      ],
    },
    {
      month: '2026-11',
      amounts: [
        { benefit: 0, cost: 0 },
        { benefit: 75, cost: 0 },
      ],
    },
  ])
})
