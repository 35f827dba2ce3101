import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fitted } from '../../test/fitted.ts'
import { createRandomSource } from '../../random/random-source.ts'
import { orderFalling } from '../../order/order-values.ts'
import { curveUplift, type UpliftGroups } from './uplift-curves.ts'

const runs = { numRuns: 200, seed: 20_240_601 }
const row = fc.record({
  score: fc.integer({ min: -5, max: 5 }),
  treated: fc.integer({ min: 0, max: 1 }),
  outcome: fc.integer({ min: 0, max: 1 }),
  n: fc.integer({ min: 0, max: 6 }),
})
type Row = { score: number; treated: number; outcome: number; n: number }

function groupsOf(rows: readonly Row[]): UpliftGroups {
  return {
    score: Float64Array.from(rows, ({ score }) => score),
    treated: Uint8Array.from(rows, ({ treated }) => treated),
    outcome: Float64Array.from(rows, ({ outcome }) => outcome),
    n: Float64Array.from(rows, ({ n }) => n),
  }
}

describe('uplift curves', () => {
  it('forget the order of rows and how they are grouped; never NaN', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 25 }), (rows) => {
        const curves = curveUplift(groupsOf(rows))
        const single = rows.flatMap((one) =>
          Array.from({ length: one.n }, () => ({ ...one, n: 1 })),
        )
        const again = curveUplift(
          groupsOf([...single, ...rows.map((one) => ({ ...one, n: 0 }))].reverse()),
        )
        expect(again.kind).toBe(curves.kind)
        if (curves.kind === 'insufficient' || again.kind === 'insufficient') return
        expect([...again.customers]).toEqual([...curves.customers])
        expect(again.upliftArea).toBeCloseTo(curves.upliftArea, 9)
        expect(again.qiniArea).toBeCloseTo(curves.qiniArea, 9)
        expect([...curves.uplift, ...curves.qini].some(Number.isNaN)).toBe(false)
      }),
      runs,
    )
  })

  it('end where no ranking matters, and depend on scores by their order alone', () => {
    fc.assert(
      fc.property(fc.array(row, { minLength: 4, maxLength: 25 }), (rows) => {
        const curves = curveUplift(groupsOf(rows))
        const stretched = curveUplift(
          groupsOf(rows.map((one) => ({ ...one, score: 3 * one.score ** 3 + 1 }))),
        )
        const tied = curveUplift(groupsOf(rows.map((one) => ({ ...one, score: 1 }))))
        if (curves.kind === 'insufficient') return
        expect(fitted(stretched).qiniArea).toBe(curves.qiniArea)
        expect(fitted(tied).upliftArea).toBeCloseTo(0, 9)
        expect(fitted(tied).uplift.at(-1)).toBeCloseTo(curves.uplift.at(-1)!, 9)
        expect(fitted(tied).qini.at(-1)).toBeCloseTo(curves.qini.at(-1)!, 9)
      }),
      runs,
    )
  })

  it('are thin without both arms, and name what is wrong', () => {
    expect(curveUplift(groupsOf([]))).toMatchObject({ kind: 'insufficient' })
    const one = groupsOf([{ score: 1, treated: 1, outcome: 1, n: 3 }])
    expect(curveUplift(one)).toMatchObject({ kind: 'insufficient' })
    expect(() => curveUplift({ ...one, score: Float64Array.of(Number.NaN) })).toThrow(
      /score\[0\] .* got NaN/,
    )
    expect(() => curveUplift({ ...one, treated: Uint8Array.of(2) })).toThrow(
      /treated\[0\] .* got 2/,
    )
    expect(() => curveUplift({ ...one, n: Float64Array.of(-1) })).toThrow(/n\[0\] .* got -1/)
    expect(() => curveUplift({ ...one, n: new Float64Array(2) })).toThrow(
      /n must have 1 groups, got 2/,
    )
  })
})

describe('the order of scores', () => {
  it('is that of a comparison sort where there are many, ties in the order given', () => {
    const random = createRandomSource(3)
    const values = Float64Array.from({ length: 20_000 }, (_, i) => {
      const size = Math.exp(40 * (random.uniform() - 0.5)) * (i % 3 ? 1 : -1)
      return i % 5 ? size : Math.round(4 * random.uniform() - 2) * (i % 2 ? 1 : -0)
    })
    const wanted = Array.from(values.keys()).sort((a, b) => values[b]! - values[a]! || a - b)
    expect([...orderFalling(values)]).toEqual(wanted)
    expect([...orderFalling(new Float64Array(5000))]).toEqual(
      Array.from({ length: 5000 }, (_, i) => i),
    )
  })

  it('is that of a comparison sort, for any finite numbers', () => {
    const any = fc.double({ noNaN: true, noDefaultInfinity: true })
    fc.assert(
      fc.property(
        fc.array(fc.oneof(any, fc.constantFrom(0, 1, -1, 1e-320)), { maxLength: 60 }),
        (values) => {
          const order = orderFalling(Float64Array.from(values))
          const sorted = Array.from(order, (i) => values[i]!)
          expect(sorted.map((value) => value + 0)).toEqual(
            [...values].sort((a, b) => b - a).map((value) => value + 0),
          )
          expect([...order].sort((a, b) => a - b)).toEqual(values.map((_, i) => i))
        },
      ),
      runs,
    )
  })
})
