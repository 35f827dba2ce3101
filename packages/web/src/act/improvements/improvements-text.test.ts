import { expect, it } from 'vitest'
import type { ImprovementList } from '../../api/contracts.ts'
import { improvementsHeadline } from './improvements-text.ts'

type One = ImprovementList['improvements'][number]
const one = (verdict?: 'real' | 'noise' | 'too few', difference = 1): One =>
  ({
    effect: verdict === undefined ? null : { change: { verdict, difference } },
  }) as unknown as One
const list = (active: number, improvements: One[]): ImprovementList => ({
  asOf: '2026-09-30',
  active,
  mostActive: 5,
  improvements,
})

it('says how many are under way and what can be judged', () => {
  expect(improvementsHeadline(list(0, []))).toBe('No cause is being removed yet.')
  expect(improvementsHeadline(list(1, [one()]))).toBe(
    'One of at most 5 improvements is under way. None can be judged yet.',
  )
  expect(improvementsHeadline(list(2, [one('real'), one('noise')]))).toBe(
    '2 of at most 5 improvements are under way. One measure is better than before.',
  )
  expect(improvementsHeadline(list(2, [one('real'), one('real', -1)]))).toBe(
    '2 of at most 5 improvements are under way. One measure is better, one measure is worse than before.',
  )
  expect(improvementsHeadline(list(0, [one('noise'), one('too few')]))).toBe(
    'No improvement is under way. No measure has moved beyond noise since.',
  )
})
