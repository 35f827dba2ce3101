import fc from 'fast-check'
import { expect, test } from 'vitest'
import { betaBinomialTail } from './beta-binomial.ts'

test('with nothing known every count of successes is as likely: Beta(1, 1)', () => {
  for (const atLeast of [1, 2, 3, 4]) {
    expect(betaBinomialTail({ trials: 4, atLeast, a: 1, b: 1 })).toBeCloseTo((5 - atLeast) / 5, 12)
  }
})

test('one trial succeeds with the mean of what is known', () => {
  expect(betaBinomialTail({ trials: 1, atLeast: 1, a: 6.5, b: 1.5 })).toBeCloseTo(6.5 / 8, 12)
})

test('a chance that is as good as known gives the binomial law', () => {
  // P(X ≥ 8) of Binomial(10, 0.7), by its sum: 45·0.7⁸·0.3² + 10·0.7⁹·0.3 + 0.7¹⁰.
  const binomial = 45 * 0.7 ** 8 * 0.3 ** 2 + 10 * 0.7 ** 9 * 0.3 + 0.7 ** 10
  expect(betaBinomialTail({ trials: 10, atLeast: 8, a: 7e8, b: 3e8 })).toBeCloseTo(binomial, 6)
})

test('what is there already is certain, what cannot be is impossible', () => {
  expect(betaBinomialTail({ trials: 0, atLeast: 0, a: 0.5, b: 0.5 })).toBe(1)
  expect(betaBinomialTail({ trials: 3, atLeast: 4, a: 0.5, b: 0.5 })).toBe(0)
  expect(() => betaBinomialTail({ trials: 3, atLeast: 1, a: 0, b: 1 })).toThrow(RangeError)
  expect(() => betaBinomialTail({ trials: 1.5, atLeast: 1, a: 1, b: 1 })).toThrow(RangeError)
})

test('successes and failures are mirror images, and more is never likelier', () => {
  const shape = fc.double({ min: 0.1, max: 60, noNaN: true })
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 80 }), fc.nat(80), shape, shape, (trials, k, a, b) => {
      const atLeast = Math.min(k, trials)
      const up = betaBinomialTail({ trials, atLeast, a, b })
      const down = betaBinomialTail({ trials, atLeast: trials - atLeast + 1, a: b, b: a })
      expect(up + down).toBeCloseTo(1, 9)
      expect(betaBinomialTail({ trials, atLeast: atLeast + 1, a, b })).toBeLessThanOrEqual(
        up + 1e-12,
      )
    }),
  )
})
