import { expect, test } from 'vitest'
import { effectsToCome, type InitiativeEffects } from './effects-to-come.ts'

const claim = (metric: string, booked = true): InitiativeEffects['claimed'][number] => ({
  metric,
  share: 0.5,
  booked,
  effect: {
    kind: 'estimate',
    value: 8,
    low: 4,
    high: 12,
    se: 2,
    level: 0.95,
    n: 900,
    method: 'test',
  },
})

const nps = { kind: 'metric', metric: 'nps' } as const
const target = { initiativeIds: ['i'], reachToCome: 0.25 }

test('a proven effect on the same metric counts by its share and the customers yet to reach', () => {
  const running: InitiativeEffects = {
    id: 'i',
    state: 'running',
    claimed: [claim('Net promoter score'), claim('Customer churn')],
  }
  expect(effectsToCome(target, nps, [running])).toEqual([{ initiativeId: 'i', value: 1, se: 0.25 }])
  expect(effectsToCome({ ...target, reachToCome: 0 }, nps, [running])).toEqual([])
  expect(effectsToCome({ ...target, initiativeIds: ['j'] }, nps, [running])).toEqual([])
  expect(effectsToCome(target, { kind: 'manual' }, [running])).toEqual([])
})

test('what is not proven, or over, adds nothing', () => {
  const unproven: InitiativeEffects = {
    id: 'i',
    state: 'running',
    claimed: [claim('Net promoter score', false)],
  }
  const ended: InitiativeEffects = {
    id: 'i',
    state: 'ended',
    claimed: [claim('Net promoter score')],
  }
  expect(effectsToCome(target, nps, [unproven, ended])).toEqual([])
})
