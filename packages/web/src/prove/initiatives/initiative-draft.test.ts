import { expect, test } from 'vitest'
import { buildInitiative, emptyInitiative, monthsOf, readAmount } from './initiative-draft.ts'

const draft = {
  ...emptyInitiative,
  name: 'Call back',
  leverId: 'retain-longer',
  owner: 'Care lead',
  accountable: 'Head of Care',
  from: '2026-11-15',
  to: '2027-01-31',
  benefit: '1000',
  cost: '200,5',
  targetIds: ['solved'],
}

test('a form becomes a plan of every month that the window touches', () => {
  const built = buildInitiative(draft)
  expect(built?.plan.benefits).toEqual([
    { month: '2026-11', low: 700, likely: 1000, high: 1300 },
    { month: '2026-12', low: 700, likely: 1000, high: 1300 },
    { month: '2027-01', low: 700, likely: 1000, high: 1300 },
  ])
  expect(built?.plan.costs[0]).toEqual({ month: '2026-11', low: 200.5, likely: 200.5, high: 200.5 })
  expect(built).toMatchObject({ unitId: null, targetIds: ['solved'], claims: [], expected: 0 })
})

test('a claimed effect needs its worth and a reason', () => {
  const claiming = { ...draft, experimentId: 'pilot', worth: '2.5' }
  expect(buildInitiative(claiming)).toBeNull()
  expect(buildInitiative({ ...claiming, why: 'Finance' })?.claims).toMatchObject([
    { experimentId: 'pilot', valuation: { unitValue: { likely: 2.5, why: 'Finance' } } },
  ])
})

test('what is missing, no number or backwards makes none', () => {
  for (const part of [
    { name: ' ' },
    { metrics: [] },
    { cost: 'much' },
    { spread: '140' },
    { to: '2026-11-14' },
    { to: '2099-01-01' },
  ])
    expect(buildInitiative({ ...draft, ...part })).toBeNull()
  expect(monthsOf('2026-12-01', '2026-11-01')).toEqual([])
  expect(readAmount('-1')).toBeNull()
})
