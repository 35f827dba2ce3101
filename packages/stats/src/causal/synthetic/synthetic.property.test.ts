import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRandomSource } from '../../random/random-source.ts'
import { fitted } from '../../test/fitted.ts'
import { readGolden, relativeGap } from '../../test/golden-values.ts'
import { solveSimplexByFrankWolfe, solveSimplexExactly } from './simplex-weights.ts'
import { fitSyntheticControl } from './synthetic-control.ts'
import { estimateSyntheticEffect } from './synthetic-did.ts'

const runs = { numRuns: 60, seed: 20_240_601 }
const value = fc
  .double({ min: -1e4, max: 1e4, noNaN: true })
  .map((at) => Math.round(at * 100) / 100)
const rowsOf = (units: number, periods: number) =>
  fc.array(
    fc
      .array(value, { minLength: periods, maxLength: periods })
      .map((row) => Float64Array.from(row)),
    { minLength: units, maxLength: units },
  )

function lossOf(
  columns: readonly Float64Array[],
  target: Float64Array,
  ridge: number,
  weights: Float64Array,
): number {
  const gaps = target.map((aim, row) =>
    columns.reduce((sum, column, i) => sum + weights[i]! * column[row]!, -aim),
  )
  const squares = gaps.reduce((sum, gap) => sum + gap * gap, 0)
  return squares + ridge * weights.reduce((sum, weight) => sum + weight * weight, 0)
}

describe('weights on a simplex', () => {
  it('meet scipy’s minimum', () => {
    const { simplex } = readGolden('causal') as {
      simplex: { columns: number[][]; target: number[]; ridge: number; loss: number }[]
    }
    for (const { columns, target, ridge, loss } of simplex) {
      const problem = {
        columns: columns.map((column) => Float64Array.from(column)),
        target: Float64Array.from(target),
        ridge,
      }
      const weights = solveSimplexExactly(problem)
      const here = lossOf(problem.columns, problem.target, ridge, weights)
      expect(relativeGap(here, loss)).toBeLessThan(1e-6)
      expect(here).toBeLessThanOrEqual(loss * (1 + 1e-9))
    }
  })

  it('lie on the simplex, and no direction along it goes down', () => {
    fc.assert(
      fc.property(
        rowsOf(6, 4),
        rowsOf(1, 4),
        fc.constantFrom(0, 0.5, 100),
        (columns, [target], ridge) => {
          const weights = solveSimplexExactly({ columns, target: target!, ridge })
          expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 10)
          expect(Math.min(...weights)).toBeGreaterThanOrEqual(0)
          const least = lossOf(columns, target!, ridge, weights)
          const scale =
            Math.max(...columns.map((c) => lossOf([c], target!, 0, Float64Array.of(1)))) + ridge
          columns.forEach((_, i) => {
            const moved = weights.map((weight, j) => 0.999 * weight + (i === j ? 0.001 : 0))
            expect(lossOf(columns, target!, ridge, moved)).toBeGreaterThanOrEqual(
              least - 1e-9 * scale,
            )
          })
          const near = solveSimplexByFrankWolfe({ columns, target: target!, ridge }, 1e-9)
          expect(lossOf(columns, target!, ridge, near)).toBeGreaterThanOrEqual(least - 1e-9 * scale)
        },
      ),
      runs,
    )
  })
})

describe('synthetic effects', () => {
  const methods = ['synthetic-did', 'synthetic-control', 'difference-in-differences'] as const

  it('never NaN; a shift of the treated after the start is found whole', () => {
    fc.assert(
      fc.property(
        rowsOf(5, 6),
        rowsOf(1, 6),
        fc.integer({ min: -500, max: 500 }),
        (donors, treated, shift) => {
          for (const method of methods) {
            const solver = 'exact' as const
            const plain = fitted(
              estimateSyntheticEffect({ donors, treated, prePeriods: 4 }, { method, solver }),
            )
            const moved = treated.map((row) => row.map((at, t) => (t >= 4 ? at + shift : at)))
            const found = fitted(
              estimateSyntheticEffect(
                { donors, treated: moved, prePeriods: 4 },
                { method, solver },
              ),
            )
            expect(Number.isNaN(plain.value) || plain.placebos.some(Number.isNaN)).toBe(false)
            expect(found.value - plain.value).toBeCloseTo(shift, 6)
            expect(found.placeboP).toBeGreaterThanOrEqual(1 / 6)
          }
        },
      ),
      runs,
    )
  })

  it('a shift of every unit in one period changes nothing that differences', () => {
    fc.assert(
      fc.property(rowsOf(5, 6), rowsOf(1, 6), value, (donors, treated, shift) => {
        const move = (rows: readonly Float64Array[]) =>
          rows.map((row) => row.map((at, t) => (t === 2 ? at + shift : at)))
        const method = 'difference-in-differences'
        const plain = fitted(
          estimateSyntheticEffect({ donors, treated, prePeriods: 4 }, { method }),
        )
        const moved = fitted(
          estimateSyntheticEffect(
            { donors: move(donors), treated: move(treated), prePeriods: 4 },
            { method },
          ),
        )
        expect(moved.value).toBeCloseTo(plain.value, 6)
      }),
      runs,
    )
  })

  it('draws placebo groups for two treated units from the seed alone', () => {
    const donors = Array.from({ length: 8 }, (_, unit) =>
      Float64Array.from({ length: 6 }, (__, t) => (unit * t * 7) % 11),
    )
    const treated = [Float64Array.of(1, 2, 3, 4, 5, 6), Float64Array.of(2, 2, 2, 5, 5, 9)]
    const ask = (seed: number) =>
      fitted(
        estimateSyntheticEffect(
          { donors, treated, prePeriods: 4 },
          { placebo: { replications: 20, random: createRandomSource(seed) } },
        ),
      )
    expect([...ask(1).placebos]).toEqual([...ask(1).placebos])
    expect([...ask(1).placebos]).not.toEqual([...ask(2).placebos])
    const unseeded = fitted(estimateSyntheticEffect({ donors, treated, prePeriods: 4 }))
    expect(unseeded.judged).toMatchObject({ kind: 'insufficient' })
    expect(unseeded.value).toBe(ask(1).value)
  })

  it('a donor that is the treated unit gets all the weight', () => {
    fc.assert(
      fc.property(rowsOf(4, 5), (donors) => {
        const result = fitSyntheticControl({ donors, treated: donors[2]!, prePeriods: 3 })
        const { gaps, preMspe } = fitted(result)
        expect(preMspe).toBeLessThan(1e-9)
        expect(gaps.some(Number.isNaN)).toBe(false)
      }),
      runs,
    )
  })

  it('is thin with one donor, one period before or none after, and names what is wrong', () => {
    const row = Float64Array.of(1, 2, 3)
    const thin = { kind: 'insufficient' }
    expect(estimateSyntheticEffect({ donors: [row], treated: [row], prePeriods: 2 })).toMatchObject(
      thin,
    )
    expect(
      estimateSyntheticEffect({ donors: [row, row], treated: [row], prePeriods: 1 }),
    ).toMatchObject(thin)
    expect(
      estimateSyntheticEffect({ donors: [row, row], treated: [row], prePeriods: 3 }),
    ).toMatchObject(thin)
    expect(fitSyntheticControl({ donors: [row], treated: row, prePeriods: 2 })).toMatchObject(thin)
    expect(() =>
      estimateSyntheticEffect({ donors: [row, Float64Array.of(1)], treated: [row], prePeriods: 2 }),
    ).toThrow(/donors\[1\] must have 3 periods, got 1/)
    expect(() =>
      fitSyntheticControl({
        donors: [row, Float64Array.of(1, Number.NaN, 2)],
        treated: row,
        prePeriods: 2,
      }),
    ).toThrow(/donors\[1\]\[1\] .* got NaN/)
    expect(() =>
      fitSyntheticControl({
        donors: [row, row],
        treated: row,
        prePeriods: 2,
        predictors: { donors: [row, row], treated: row, weights: Float64Array.of(1, -1, 0) },
      }),
    ).toThrow(/weights\[1\] .* got -1/)
  })
})
