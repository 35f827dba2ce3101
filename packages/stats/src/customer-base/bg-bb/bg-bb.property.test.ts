import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fitted } from '../../test/fitted.ts'
import { relativeGap } from '../../test/golden-values.ts'
import {
  bgBbConditionalExpectedPurchases,
  bgBbExpectedPurchases,
  bgBbProbabilityAlive,
  fitBgBb,
} from './fit-bg-bb.ts'
import type { OpportunityGroups } from './likelihood.ts'

const positive = fc.double({ min: Math.log(0.05), max: Math.log(50), noNaN: true }).map(Math.exp)
const parameters = fc.record({ alpha: positive, beta: positive, gamma: positive, delta: positive })
const history = fc
  .tuple(fc.integer({ min: 0, max: 60 }), fc.nat(60), fc.nat(60))
  .map(([n, last, count]) => {
    const tx = Math.min(n, last)
    return tx === 0 ? { x: 0, tx: 0, n } : { x: 1 + (count % tx), tx, n }
  })

function groupsOf(rows: readonly { x: number; tx: number; n: number; w: number }[]) {
  const column = (name: 'x' | 'tx' | 'n' | 'w') => Float64Array.from(rows, (row) => row[name])
  return { x: column('x'), tx: column('tx'), n: column('n'), w: column('w') }
}

const donors: OpportunityGroups = groupsOf([
  { x: 0, tx: 0, n: 6, w: 340 },
  { x: 1, tx: 1, n: 6, w: 110 },
  { x: 1, tx: 6, n: 6, w: 20 },
  { x: 2, tx: 4, n: 6, w: 60 },
  { x: 4, tx: 5, n: 6, w: 70 },
  { x: 6, tx: 6, n: 6, w: 120 },
])

describe('BG/BB predictions', () => {
  it('are chances and counts in range, grow with opportunities, and fall with the rate', () => {
    fc.assert(
      fc.property(parameters, history, fc.nat(100), (at, known, ahead) => {
        const alive = bgBbProbabilityAlive(at, known)
        expect(alive >= 0 && alive <= 1).toBe(true)
        const expected = bgBbConditionalExpectedPurchases(at, known, ahead)
        expect(expected >= 0 && expected <= ahead).toBe(true)
        expect(bgBbConditionalExpectedPurchases(at, known, ahead + 1)).toBeGreaterThanOrEqual(
          expected,
        )
        const discounted = bgBbConditionalExpectedPurchases(at, known, ahead, { discountRate: 0.2 })
        expect(discounted).toBeLessThanOrEqual(expected + 1e-12)
        expect(bgBbExpectedPurchases(at, ahead)).toBeLessThanOrEqual(ahead)
      }),
      { numRuns: 200, seed: 1 },
    )
  })

  it('the later the last purchase, the likelier alive', () => {
    fc.assert(
      fc.property(parameters, fc.integer({ min: 2, max: 40 }), (at, n) => {
        const early = bgBbProbabilityAlive(at, { x: 1, tx: 1, n })
        expect(bgBbProbabilityAlive(at, { x: 1, tx: n, n })).toBeGreaterThanOrEqual(early - 1e-12)
      }),
      { numRuns: 150, seed: 2 },
    )
  })
})

describe('a BG/BB fit', () => {
  const plain = fitted(fitBgBb(donors))

  it('forgets order and grouping; four times the donors have half the error', () => {
    const double = (column: Float64Array) => Float64Array.of(...column, ...column).reverse()
    const split = fitted(
      fitBgBb({
        x: double(donors.x),
        tx: double(donors.tx),
        n: double(donors.n),
        w: double(donors.w).map((weight) => weight / 2),
      }),
    )
    const four = fitted(fitBgBb({ ...donors, w: donors.w.map((weight) => 4 * weight) }))
    for (const name of plain.order) {
      expect(relativeGap(split.parameters[name], plain.parameters[name])).toBeLessThan(1e-4)
      expect(relativeGap(four.parameters[name], plain.parameters[name])).toBeLessThan(1e-4)
      expect(relativeGap(2 * four.standardErrors[name], plain.standardErrors[name])).toBeLessThan(
        1e-2,
      )
    }
  })

  it('any donors give a fit or the word that they are too few, never NaN', () => {
    const row = fc.tuple(history, fc.nat(50)).map(([known, w]) => ({ ...known, w }))
    fc.assert(
      fc.property(fc.array(row, { maxLength: 8 }), (rows) => {
        const fit = fitBgBb(groupsOf(rows))
        if (fit.kind === 'insufficient') return
        for (const value of Object.values(fit.parameters))
          expect(value > 0 && value < Infinity).toBe(true)
        expect(Number.isFinite(fit.logLikelihood)).toBe(true)
        expect(fit.covarianceLog.flat().every(Number.isFinite)).toBe(true)
      }),
      { numRuns: 40, seed: 3 },
    )
  })

  it('names what is wrong', () => {
    const at = plain.parameters
    expect(() => fitBgBb({ ...donors, w: donors.w.slice(1) })).toThrow(/w must have 6 rows/)
    expect(() => fitBgBb({ ...donors, x: donors.x.map(() => 7) })).toThrow(/x\[0\] .* got 7/)
    expect(() => bgBbProbabilityAlive(at, { x: 1, tx: 3, n: 2 })).toThrow(/tx .* got 3/)
    expect(() => bgBbExpectedPurchases(at, 1.5)).toThrow(/ahead .* got 1.5/)
    const known = { x: 0, tx: 0, n: 1 }
    expect(() => bgBbConditionalExpectedPurchases(at, known, 1, { discountRate: -1 })).toThrow(
      /discountRate .* got -1/,
    )
    expect(() => bgBbExpectedPurchases({ ...at, gamma: Number.NaN }, 1)).toThrow(/gamma .* NaN/)
  })
})
