import { expect, test } from 'vitest'
import {
  showCorrections,
  showEffects,
  showMoneyToCome,
  type PackInitiative,
} from './show-initiatives.ts'

const amount = (month: string, likely: number) => ({ month, low: likely, likely, high: likely })

const measured = (value: number): PackInitiative['claimed'][number]['effect'] => ({
  kind: 'estimate',
  value,
  low: value - 4,
  high: value + 4,
  level: 0.95,
  n: 900,
  method: 'test',
})

const portal: PackInitiative = {
  name: 'Open the portal',
  unitId: 'partners',
  unit: 'Partners',
  state: 'running',
  grade: 'B',
  sentence: 'Earned €10 of €20 due.',
  correctionOpen: true,
  claimed: [
    { metric: 'Net promoter score', effect: measured(8.2), grade: 'A' },
    { metric: 'Cost to serve', effect: measured(1), grade: 'B' },
  ],
  plans: [
    {
      plan: {
        discountRate: 0.1,
        costs: [amount('2026-09', 50), amount('2026-10', 30)],
        benefits: [amount('2026-10', 100), amount('2027-09', 40), amount('2027-10', 121)],
      },
    },
  ],
}

test('a unit shows the effects on the metric of the series, with the grade', () => {
  const metric = { title: 'Net promoter score', unit: 'points' as const }
  expect(showEffects([portal], { unitId: 'partners', metric, currency: 'EUR' })).toMatch(
    /^\+8\S* \(4\S* to 12\S*\), grade A$/,
  )
  expect(showEffects([portal], { unitId: 'others', metric, currency: 'EUR' })).toBe('')
  expect(
    showEffects([{ ...portal, state: 'stopped' }], { unitId: 'partners', metric, currency: 'EUR' }),
  ).toBe('')
})

test('an effect in money is written in the currency', () => {
  const metric = { title: 'Cost to serve', unit: 'money-each' as const }
  expect(showEffects([portal], { unitId: 'partners', metric, currency: 'EUR' })).toMatch(/^€1/)
})

test('an open correction asks for a decision', () => {
  expect(showCorrections([portal, { ...portal, correctionOpen: false }])).toEqual([
    {
      title: 'Go on with “Open the portal”, change its plan, or stop it?',
      note: 'Earned €10 of €20 due.',
      unit: 'Partners',
      rule: 'correction open',
    },
  ])
})

test('money to come leaves out what is over, and counts years from the facts on', () => {
  const money = { asOf: '2026-09-30', discountRate: 0.1 }
  const [shown] = showMoneyToCome([portal], money)
  expect(shown!.flows).toEqual([110, 121])
  expect(shown!.npv).toBeCloseTo(200, 10)
  expect(showMoneyToCome([{ ...portal, state: 'stopped' }], money)).toEqual([])
})
