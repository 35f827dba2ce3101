import type { Measured } from '@fealty/core'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findShift } from './find-shift.ts'

const point = (value: number, se = 1): Measured => ({
  kind: 'estimate',
  value,
  low: value - 2 * se,
  high: value + 2 * se,
  level: 0.95,
  n: 100,
  method: 'test',
  se,
})
const gap: Measured = { kind: 'insufficient', n: 1, minimum: 5, why: 'too few' }

test('a step is found at its first period, also across gaps', () => {
  const trend = [10, 10.2, 9.9, 10.1, 16, 16.3, 15.8].map((value) => point(value))
  expect(findShift(trend, 0.95)).toBe(4)
  expect(findShift([...trend.slice(0, 4), gap, ...trend.slice(4)], 0.95)).toBe(5)
})

test('a steady level has no step, and nor has a trend of one point or none', () => {
  expect(
    findShift(
      [10, 10.4, 9.8, 10.1, 9.9].map((value) => point(value)),
      0.95,
    ),
  ).toBeNull()
  expect(findShift([point(3)], 0.95)).toBeNull()
  expect(findShift([gap, gap], 0.95)).toBeNull()
})

test('pure noise is called a step in no more than one trend of twenty', () => {
  // Normal noise from a fixed linear congruential generator, two uniforms a draw (Box-Muller).
  let state = 12345
  const uniform = (): number => (state = (state * 1103515245 + 12345) % 2147483648) / 2147483648
  const normal = (): number =>
    Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform())
  const trends = 2_000
  let alarms = 0
  for (let trend = 0; trend < trends; trend += 1) {
    if (
      findShift(
        Array.from({ length: 24 }, () => point(normal())),
        0.95,
      ) !== null
    )
      alarms += 1
  }
  expect(alarms / trends).toBeLessThan(0.05)
})

test('moving the whole trend moves nothing, for any values', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 2, maxLength: 30 }),
      fc.integer({ min: -100, max: 100 }),
      (values, offset) => {
        const shifted = findShift(
          values.map((value) => point(value + offset)),
          0.95,
        )
        expect(shifted).toBe(
          findShift(
            values.map((value) => point(value)),
            0.95,
          ),
        )
      },
    ),
  )
})
