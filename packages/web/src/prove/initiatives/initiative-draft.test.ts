import { expect, test } from 'vitest'
import {
  buildInitiative,
  emptyClaim,
  emptyInitiative,
  monthsOf,
  readAmount,
} from './initiative-draft.ts'

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

test('each claimed effect needs its worth and a reason', () => {
  const claim = { ...emptyClaim, experimentId: 'pilot', worth: '2.5' }
  expect(buildInitiative({ ...draft, claims: [claim] })).toBeNull()
  const second = { ...claim, experimentId: 'cost', low: '1', high: '4', share: '40', why: 'Sales' }
  const both = { ...draft, claims: [{ ...claim, why: 'Finance' }, second, emptyClaim] }
  expect(buildInitiative(both)?.claims).toMatchObject([
    { experimentId: 'pilot', share: 1, valuation: { unitValue: { low: 2.5, why: 'Finance' } } },
    {
      experimentId: 'cost',
      share: 0.4,
      valuation: { unitValue: { low: 1, likely: 2.5, high: 4 } },
    },
  ])
  for (const part of [{ share: '0' }, { share: '101' }, { low: '3' }, { high: '2' }])
    expect(buildInitiative({ ...draft, claims: [{ ...second, ...part }] })).toBeNull()
})

test('months that are written down count before those that are alike', () => {
  const built = buildInitiative({ ...draft, benefitLines: '2026-12 5 6 7', costLines: '' })
  expect(built?.plan.benefits).toEqual([{ month: '2026-12', low: 5, likely: 6, high: 7 }])
  expect(built?.plan.costs).toHaveLength(3)
  expect(buildInitiative({ ...draft, benefitLines: 'soon' })).toBeNull()
  expect(buildInitiative({ ...draft, milestones: 'some day' })).toBeNull()
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
