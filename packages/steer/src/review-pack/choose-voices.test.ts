import { insufficient, type Change } from '@fealty/core'
import { expect, test } from 'vitest'
import { chooseMoved } from './choose-voices.ts'

const none = insufficient(0, 5, 'none')
const unit = (name: string, change: Change) => ({
  unit: { id: name, name, owner: 'Head of Care' },
  ...{ now: none, before: none, lastYear: none, against: null, change },
})
const real = (name: string, difference: number) => unit(name, { verdict: 'real', difference })

test('the largest real fall is asked about first, else the largest real rise', () => {
  const noise = unit('Noise', { verdict: 'noise', difference: -40 })
  const all = [real('Up', 16), noise, real('Down', -3), real('Deep', -9)]
  expect(chooseMoved(all, { better: 'higher' })).toEqual({
    ...{ id: 'Deep', name: 'Deep', feeling: 'negative' },
  })
  expect(chooseMoved([noise, real('Up', 16), real('A bit', 2)], { better: 'higher' })).toEqual({
    ...{ id: 'Up', name: 'Up', feeling: 'positive' },
  })
})

test('where lower is better a rise is the fall; without a real move nobody is asked first', () => {
  expect(chooseMoved([real('Churn', 2), real('Better', -1)], { better: 'lower' })).toMatchObject({
    ...{ name: 'Churn', feeling: 'negative' },
  })
  expect(
    chooseMoved([unit('Quiet', { verdict: 'noise', difference: 9 })], { better: 'higher' }),
  ).toBeNull()
  expect(chooseMoved([real('Neither', 4)], { better: 'neither' })).toBeNull()
  expect(chooseMoved([], { better: 'higher' })).toBeNull()
})
