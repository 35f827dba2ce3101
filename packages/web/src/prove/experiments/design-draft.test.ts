import { expect, test } from 'vitest'
import { buildDesign, readConditions, readPositive } from './design-draft.ts'

const draft = {
  name: 'Call back',
  metric: 'nps' as const,
  population: 'region=North, segment=Big,',
  holdout: '0.2',
  from: '2026-12-01',
  days: '30',
  smallest: '2,5',
}

test('fields become a design with a past of the same length', () => {
  expect(buildDesign(draft)).toMatchObject({
    population: ['region=North', 'segment=Big'],
    arms: [{ share: 0.2 }, { share: 0.8 }],
    measured: { from: '2026-12-01', to: '2026-12-30' },
    before: { from: '2026-11-01', to: '2026-11-30' },
    smallest: 2.5,
  })
})

test('what is missing or no number makes none', () => {
  expect(buildDesign({ ...draft, name: ' ' })).toBeNull()
  expect(buildDesign({ ...draft, days: 'x' })).toBeNull()
  expect(readPositive('-1')).toBeNull()
  expect(readConditions('nonsense')).toEqual([])
})
