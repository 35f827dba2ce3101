import { expect, test } from 'vitest'
import type { Initiative } from '../../api/contracts.ts'
import { buildCorrection, draftOf, scaleToCome } from './correction-draft.ts'

const plan = {
  discountRate: 0.1,
  benefits: [{ month: '2026-09', low: 60, likely: 100, high: 130 }],
  costs: [{ month: '2026-09', low: 40, likely: 40, high: 40 }],
}
const window = { from: '2026-09-01', to: '2026-12-31' }
const one = { plans: [{ plan }], window } as unknown as Initiative
const draft = { ...draftOf(one), choice: 'change-plan', reason: 'Regions begin later' } as const

test('nothing but the reason changed gives the plan that holds', () => {
  expect(buildCorrection(draft, 'i1')).toEqual({
    initiativeId: 'i1',
    choice: 'change-plan',
    reason: 'Regions begin later',
    plan,
    window,
  })
})

test('each stream, the days and the rate can be another one', () => {
  const changed = {
    ...draft,
    to: '2027-03-31',
    benefitLines: '2026-10 50',
    costLines: '2026-10 10 20 30',
    discountRate: '8,5',
  }
  expect(buildCorrection(changed, 'i1')).toMatchObject({
    window: { to: '2027-03-31' },
    plan: {
      benefits: [{ month: '2026-10', low: 50, likely: 50, high: 50 }],
      costs: [{ month: '2026-10', low: 10, likely: 20, high: 30 }],
      discountRate: 0.085,
    },
  })
})

test('a decision without a reason, or of months that are none, is not sent', () => {
  expect(buildCorrection({ ...draft, reason: ' ' }, 'i1')).toBeNull()
  expect(buildCorrection({ ...draft, benefitLines: 'October 50' }, 'i1')).toBeNull()
  expect(buildCorrection({ ...draft, to: '2026-08-01' }, 'i1')).toBeNull()
  expect(buildCorrection({ ...draft, choice: 'stop', benefitLines: '?' }, 'i1')).toEqual({
    initiativeId: 'i1',
    choice: 'stop',
    reason: 'Regions begin later',
  })
})

test('what is to come is scaled; what is over stays', () => {
  const lines = '2026-09 100\n2026-10 60 100 130'
  expect(scaleToCome(lines, '80', '2026-09-30')).toBe('2026-09 100\n2026-10 48 80 104')
  expect(scaleToCome(lines, 'much', '2026-09-30')).toBeNull()
})
