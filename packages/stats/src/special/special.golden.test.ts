import { describe, expect, it } from 'vitest'
import { readGolden, relativeGap } from '../test/golden-values.ts'
import { betaExpectation } from './beta-expectation.ts'
import { digammaDifference, logGammaRatio } from './gamma-ratio.ts'
import { gaussLegendreRule, integrate } from './gauss-legendre.ts'
import { logHyp2f1 } from './log-hyp2f1.ts'

const golden = readGolden('special') as Record<
  'logGammaRatio' | 'digammaDifference' | 'logHyp2f1',
  number[][]
>

describe('special functions against mpmath', () => {
  it('logGammaRatio to 1e-13 relative, z from 1e-6 to 1e10', () => {
    for (const [z, x, expected] of golden.logGammaRatio)
      expect(relativeGap(logGammaRatio(z!, x!), expected!), `z ${z} x ${x}`).toBeLessThan(2e-13)
  })

  it('digammaDifference to 1e-13 relative', () => {
    for (const [z, x, expected] of golden.digammaDifference)
      expect(relativeGap(digammaDifference(z!, x!), expected!), `z ${z} x ${x}`).toBeLessThan(2e-13)
  })

  it('logHyp2f1 within its stated error, first parameter up to 1e5', () => {
    for (const [a, b, c, z, expected] of golden.logHyp2f1) {
      const gap = Math.abs(logHyp2f1(a!, b!, c!, z!) - expected!)
      expect(gap, `a ${a} b ${b} c ${c} z ${z}`).toBeLessThan(1e-10)
    }
  })

  it('logHyp2f1 names a bad value', () => {
    expect(() => logHyp2f1(1, 1, 0, 0.5)).toThrow(/c .* got 0/)
    expect(() => logHyp2f1(1, 1, 2, 1)).toThrow(/z .* got 1/)
  })
})

describe('quadrature', () => {
  it('Gauss-Legendre with 16 nodes is exact to degree 31', () => {
    const { nodes, weights } = gaussLegendreRule(16)
    const moment = nodes.reduce((sum, node, i) => sum + weights[i]! * node ** 30, 0)
    expect(moment).toBeCloseTo(2 / 31, 14)
    expect(integrate(Math.exp, 0, 3, 2)).toBeCloseTo(Math.exp(3) - 1, 12)
  })

  it('betaExpectation gives moments of the beta law, from tiny to huge parameters', () => {
    for (const [a, b] of [
      [0.01, 0.02],
      [0.3, 12],
      [2, 3],
      [500, 1],
      [1e5, 3e5],
    ] as const) {
      const mean = a / (a + b)
      expect(
        relativeGap(
          betaExpectation(a, b, (p) => p),
          mean,
        ),
      ).toBeLessThan(1e-9)
      const square = (mean * (a + 1)) / (a + b + 1)
      expect(
        relativeGap(
          betaExpectation(a, b, (p) => p * p),
          square,
        ),
      ).toBeLessThan(1e-9)
    }
  })
})
