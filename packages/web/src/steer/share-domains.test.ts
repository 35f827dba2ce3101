import type { Measured, MetricUnit } from '@fealty/core'
import { expect, test } from 'vitest'
import { shareDomains } from './share-domains.ts'

const row = (unit: MetricUnit, low: number, high: number) => ({
  unit,
  measured: {
    kind: 'estimate',
    ...{ value: (low + high) / 2, low, high, n: 100, level: 0.95, method: 'test' },
  } satisfies Measured,
})

test('rows of one unit share their axis: all of what the unit can be', () => {
  const domains = shareDomains([row('share', 0.05, 0.06), row('share', 0.93, 0.96)])
  expect([...domains]).toEqual([['share', [0, 1]]])
  expect(shareDomains([row('points', 28, 34)]).get('points')).toEqual([-100, 100])
})

test('a share above one, as net revenue retention can be, widens the axis of all shares', () => {
  const domains = shareDomains([row('share', 0.05, 0.06), row('share', 1.02, 1.08)])
  expect(domains.get('share')).toEqual([0, 1.08])
})

test('money begins at zero and ends with a round value', () => {
  expect(shareDomains([row('money-each', 17.16, 18.05)]).get('money-each')).toEqual([0, 20])
})

test('a unit without a value still has an axis', () => {
  const unknown: Measured = { kind: 'insufficient', n: 0, minimum: 30, why: 'few' }
  expect(shareDomains([{ unit: 'days', measured: unknown }]).get('days')).toEqual([-1, 1])
})
