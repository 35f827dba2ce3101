import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { logHyp2f1 } from './log-hyp2f1.ts'

const runs = { numRuns: 300, seed: 20_240_601 }
const positive = fc.double({ min: Math.log(1e-2), max: Math.log(1e5), noNaN: true }).map(Math.exp)
const z = fc.double({ min: 0, max: 0.99, noNaN: true })

/** The error that the kernel states, with room for the terms it may have taken. */
const close = (actual: number, expected: number) => {
  expect(Math.abs(actual - expected)).toBeLessThan(1e-9 * (1 + Math.abs(expected)))
}

describe('ln ₂F₁', () => {
  it('is symmetric in a and b, 0 at z = 0, finite, and rises with z, a and b and falls with c', () => {
    fc.assert(
      fc.property(positive, positive, positive, z, (a, b, c, at) => {
        const value = logHyp2f1(a, b, c, at)
        expect(value >= 0 && Number.isFinite(value)).toBe(true)
        close(logHyp2f1(b, a, c, at), value)
        expect(logHyp2f1(a, b, c, 0)).toBe(0)
        const room = 1e-9 * (1 + value)
        expect(logHyp2f1(a, b, c, at / 2)).toBeLessThanOrEqual(value + room)
        expect(logHyp2f1(2 * a, b, c, at)).toBeGreaterThanOrEqual(value - room)
        expect(logHyp2f1(a, b, 2 * c, at)).toBeLessThanOrEqual(value + room)
      }),
      runs,
    )
  })

  it('is −b ln(1 − z) where a = c, and ln(−ln(1 − z) / z) at 1, 1; 2', () => {
    fc.assert(
      fc.property(positive, positive, z, (a, b, at) => {
        close(logHyp2f1(a, b, a, at), -b * Math.log1p(-at))
        if (at > 1e-6) close(logHyp2f1(1, 1, 2, at), Math.log(-Math.log1p(-at) / at))
      }),
      runs,
    )
  })

  it('Euler: ₂F₁(a, b; c; z) = (1 − z)^(c−a−b) ₂F₁(c − a, c − b; c; z)', () => {
    const small = fc.double({ min: 0.05, max: 20, noNaN: true })
    fc.assert(
      fc.property(small, small, small, z, (a, b, more, at) => {
        const c = Math.max(a, b) + more
        const other = (c - a - b) * Math.log1p(-at) + logHyp2f1(c - a, c - b, c, at)
        close(logHyp2f1(a, b, c, at), other)
      }),
      runs,
    )
  })

  it('names a bad value', () => {
    expect(() => logHyp2f1(0, 1, 1, 0.5)).toThrow(/a .* got 0/)
    expect(() => logHyp2f1(1, Infinity, 1, 0.5)).toThrow(/b .* got Infinity/)
    expect(() => logHyp2f1(1, 1, -1, 0.5)).toThrow(/c .* got -1/)
    expect(() => logHyp2f1(1, 1, 1, 1)).toThrow(/z .* got 1/)
    expect(() => logHyp2f1(1, 1, 1, Number.NaN)).toThrow(/z .* got NaN/)
  })
})
