import { expect, test } from 'vitest'
import { compareAllocation, shareDue } from './compare-allocation.ts'
import { allocationSchema } from './contract.ts'
import { writeHeadline } from './write-headline.ts'

const spend = (creators: number, marginal: number, value = 900) => ({
  basis: 'profit' as const,
  bandsFrom: '2025-01-01',
  bandsTo: '2025-12-31',
  bands: [
    { band: 'creators' as const, customers: 2, value },
    { band: 'marginal' as const, customers: 8, value: 100 },
  ],
  spend: [
    { band: 'creators' as const, kind: 'service', amount: creators },
    { band: 'marginal' as const, kind: 'service', amount: marginal },
  ],
})

const plan = allocationSchema.parse({
  id: 'p',
  name: 'This year',
  from: '2026-01-01',
  to: '2026-12-31',
  owner: 'Finance lead',
  amounts: [
    { band: 'creators', amount: 40 },
    { band: 'marginal', amount: 60 },
  ],
})

const say = (planned: typeof plan | null, facts: ReturnType<typeof spend>, until = '2026-06-30') =>
  writeHeadline(planned, compareAllocation({ plan: planned, spend: facts, costs: [], due: 1 }), {
    until,
    basis: 'profit',
  }).replace(/[\u2009\u202f]/gu, ' ')

test('says what the best customers get beside what was planned and what they bring', () => {
  expect(say(plan, spend(25, 75))).toBe(
    'High-value customers get 25 % of spend, less than the 40 % planned; they brought 90 % of the profit. Furthest off the plan: marginal, 75 % where 60 % were planned.',
  )
  expect(say(plan, spend(55, 45))).toContain('more than the 40 % planned')
  expect(say(plan, spend(41, 59))).toMatch(
    /^High-value customers get 41 % of spend, as planned; they brought 90 % of the profit\.$/u,
  )
})

test('says when nothing is planned, spent or brought', () => {
  expect(say(null, spend(25, 75))).toBe(
    'High-value customers get 25 % of spend; they brought 90 % of the profit. No plan says what they should get.',
  )
  expect(say(plan, spend(0, 0))).toBe('No spend is booked in this period.')
  expect(say(plan, spend(25, 75, -500))).not.toContain('brought')
})

test('is due by days', () => {
  expect(shareDue('2026-01-01', '2026-01-10', '2026-01-05')).toBe(0.5)
  expect(shareDue('2026-01-01', '2026-01-10', '2026-02-05')).toBe(1)
  expect(shareDue('2026-01-01', '2026-01-10', '2025-12-31')).toBe(0)
  expect(shareDue('2026-01-01', '2026-01-10', null)).toBe(0)
})
