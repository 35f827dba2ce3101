import { expect, test } from 'vitest'
import { createRandomSource } from '../../random/random-source.ts'
import { drawNormal } from '../../random/draw.ts'
import { testEqualEstimates } from './test-equal-estimates.ts'

// Weights 1, 4, 4; χ² with 2 degrees of freedom has the upper tail exp(−Q / 2).
test('Q and p as by hand', () => {
  const tested = testEqualEstimates([
    { value: 1, se: 1 },
    { value: 2, se: 0.5 },
    { value: 3, se: 0.5 },
  ])
  if (tested.kind === 'insufficient') throw new Error(tested.why)
  const mean = 21 / 9
  const q = (1 - mean) ** 2 + 4 * (2 - mean) ** 2 + 4 * (3 - mean) ** 2
  expect(tested.common).toBeCloseTo(mean, 12)
  expect(tested.statistic).toBeCloseTo(q, 12)
  expect(tested.p).toBeCloseTo(Math.exp(-q / 2), 12)
})

test('equal estimates are refused in one case of twenty', () => {
  const random = createRandomSource(20261128)
  let refused = 0
  for (let round = 0; round < 2000; round += 1) {
    const gaps = [1, 2, 0.5, 1.5, 1].map((se) => ({ value: 7 + drawNormal(random) * se, se }))
    const tested = testEqualEstimates(gaps)
    if (tested.kind === 'equality-test' && tested.p < 0.05) refused += 1
  }
  expect(refused / 2000).toBeGreaterThan(0.035)
  expect(refused / 2000).toBeLessThan(0.065)
})

test('one estimate tells nothing, and a wrong one is refused', () => {
  expect(testEqualEstimates([{ value: 1, se: 1 }])).toMatchObject({ kind: 'insufficient', n: 1 })
  expect(() => testEqualEstimates([{ value: 1, se: 0 }])).toThrow(/estimates\[0\].se/)
})
