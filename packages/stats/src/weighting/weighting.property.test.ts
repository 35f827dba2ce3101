import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fitted } from '../test/fitted.ts'
import { kishEffectiveSize } from './kish.ts'
import { rake } from './rake.ts'

const runs = { numRuns: 150, seed: 20_240_601 }
const weights = fc.array(fc.double({ min: 0, max: 50, noNaN: true }), { maxLength: 40 })

function kishOf(values: readonly number[]) {
  return kishEffectiveSize({
    n: values.length,
    sumWeights: values.reduce((sum, weight) => sum + weight, 0),
    sumSquaredWeights: values.reduce((sum, weight) => sum + weight * weight, 0),
  })
}

describe('the effective number', () => {
  it('lies between 0 and n, is n at equal weights, and forgets order and scale', () => {
    fc.assert(
      fc.property(weights, fc.double({ min: 0.1, max: 10, noNaN: true }), (values, scale) => {
        const { effective, designEffect } = kishOf(values)
        expect(effective >= 0 && effective <= values.length).toBe(true)
        expect(designEffect).toBeGreaterThanOrEqual(1)
        const other = kishOf([...values].reverse().map((weight) => scale * weight))
        // Weights so small that their squares vanish count as equal.
        if (values.some((weight) => weight > 1e-100))
          expect(Math.abs(other.effective - effective)).toBeLessThan(1e-6 * (1 + effective))
        expect(kishOf(values.map(() => scale)).effective).toBeCloseTo(values.length, 6)
      }),
      runs,
    )
  })

  it('names a negative sum', () => {
    expect(() => kishEffectiveSize({ n: 1, sumWeights: -1, sumSquaredWeights: 1 })).toThrow(
      /sumWeights .* got -1/,
    )
    expect(() => kishEffectiveSize({ n: 1, sumWeights: 1, sumSquaredWeights: Infinity })).toThrow(
      /sumSquaredWeights .* got Infinity/,
    )
  })
})

const plan = { name: 'plan', category: [0, 0, 0, 1, 1, 1] }
const region = { name: 'region', category: [0, 1, 2, 0, 1, 2] }
const cells = fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 6, maxLength: 6 })
const sizes = fc.tuple(fc.integer({ min: 1, max: 90 }), fc.integer({ min: 1, max: 90 }))

function marginsOf([small, large]: readonly [number, number], scale = 1) {
  const total = small + large
  const scaled = (targets: number[]) => targets.map((target) => scale * target)
  return [
    { ...plan, targets: scaled([small, large]) },
    { ...region, targets: scaled([total / 2, total / 4, total / 4]) },
  ]
}

describe('raking', () => {
  it('forgets the order of cells and of margins, and the scale of the targets', () => {
    fc.assert(
      fc.property(cells, sizes, fc.double({ min: 0.1, max: 100, noNaN: true }), (n, to, scale) => {
        const { weights: plain } = fitted(rake({ counts: n, margins: marginsOf(to) }))
        const scaled = fitted(rake({ counts: n, margins: marginsOf(to, scale).reverse() }))
        scaled.weights.forEach((weight, i) => expect(weight).toBeCloseTo(plain[i]!, 6))
        const turned = fitted(
          rake({
            counts: [...n].reverse(),
            margins: marginsOf(to).map((margin) => ({
              ...margin,
              category: [...margin.category].reverse(),
            })),
          }),
        )
        turned.weights.forEach((weight, i) => expect(weight).toBeCloseTo(plain[5 - i]!, 6))
      }),
      runs,
    )
  })

  it('answers that match need no weights; twice the answers have the same weights', () => {
    fc.assert(
      fc.property(cells, sizes, (counts, to) => {
        const sumBy = (category: readonly number[], size: number) =>
          Array.from({ length: size }, (_, at) =>
            counts.reduce((sum, count, i) => sum + (category[i] === at ? count : 0), 0),
          )
        const own = [
          { ...plan, targets: sumBy(plan.category, 2) },
          { ...region, targets: sumBy(region.category, 3) },
        ]
        const matched = fitted(rake({ counts, margins: own }))
        for (const weight of matched.weights) expect(weight).toBeCloseTo(1, 9)
        const once = fitted(rake({ counts, margins: marginsOf(to) }))
        const twice = fitted(
          rake({ counts: counts.map((count) => 2 * count), margins: marginsOf(to) }),
        )
        twice.weights.forEach((weight, i) => expect(weight).toBeCloseTo(once.weights[i]!, 6))
        expect(twice.effective).toBeCloseTo(2 * once.effective, 4)
      }),
      runs,
    )
  })

  it('trimmed weights stay below their limit, never NaN, and the mean stays 1', () => {
    const some = fc.array(fc.nat(60), { minLength: 6, maxLength: 6 })
    fc.assert(
      fc.property(some, sizes, fc.double({ min: 1, max: 4, noNaN: true }), (counts, to, limit) => {
        const result = rake({ counts, margins: marginsOf(to), maxWeight: limit })
        if (result.kind === 'insufficient') {
          expect(result.why).not.toBe('')
          return
        }
        expect(result.weights.every((weight) => weight >= 0 && weight <= limit * 1.001)).toBe(true)
        const answers = counts.reduce((sum, count) => sum + count, 0)
        const total = result.weights.reduce((sum, weight, i) => sum + weight * counts[i]!, 0)
        expect(total / answers).toBeCloseTo(1, 3)
        expect(Number.isFinite(result.largestGap)).toBe(true)
      }),
      runs,
    )
  })

  it('names what is wrong', () => {
    const counts = [1, 1, 1, 1, 1, 1]
    const [margin] = marginsOf([3, 3])
    const one = margin!
    expect(() => rake({ counts: [...counts.slice(1), -1], margins: [one] })).toThrow(
      /counts\[5\] .* got -1/,
    )
    expect(() => rake({ counts, margins: [one], maxWeight: 0.5 })).toThrow(/maxWeight .* got 0.5/)
    expect(() => rake({ counts, margins: [{ ...one, category: [0] }] })).toThrow(/plan .* got 1/)
    expect(() => rake({ counts, margins: [{ ...one, targets: [1] }] })).toThrow(/plan\[3\]/)
    expect(() => rake({ counts, margins: [{ ...one, targets: [0, 0] }] })).toThrow(/total of plan/)
  })
})
