import { describe, expect, it } from 'vitest'
import { fitted } from '../../test/fitted.ts'
import { readGolden, relativeGap } from '../../test/golden-values.ts'
import { curveUplift, type UpliftGroups } from './uplift-curves.ts'

function rows(outcome: number[], score: number[], treated: number[]): UpliftGroups {
  return {
    score: Float64Array.from(score),
    treated: Uint8Array.from(treated),
    outcome: Float64Array.from(outcome),
    n: new Float64Array(score.length).fill(1),
  }
}

describe('uplift and Qini against scikit-uplift, tests/test_metrics.py', () => {
  // [outcome, treated, uplift coefficient, Qini coefficient], scores .1 and .3.
  it.each([
    [[0, 1], [1, 0], 0, 1],
    [[1, 0], [0, 1], 1, 1],
    [[1, 1], [0, 1], 1, 1],
    [[1, 1], [1, 0], -1, 0],
  ])('outcomes %j in arms %j: %d and %d', (outcome, treated, uplift, qini) => {
    const curves = fitted(curveUplift(rows(outcome, [0.1, 0.3], treated)))
    expect(curves.upliftCoefficient).toBeCloseTo(uplift, 12)
    expect(curves.qiniCoefficient).toBeCloseTo(qini, 12)
  })

  it('curves with ties and outcomes above 1: 0, 3, 4.5 and 0, 3, 3', () => {
    const curves = fitted(curveUplift(rows([0, 1, 2], [1, 0, 1], [0, 1, 1])))
    expect([...curves.customers]).toEqual([0, 2, 3])
    expect(curves.upliftCoefficient).toMatchObject({ kind: 'insufficient' })
  })
})

interface UpliftCase {
  score: number[]
  treated: number[]
  outcome: number[]
  n: number[]
  customers: number[]
  uplift: number[]
  qini: number[]
  upliftCoefficient: number
  qiniCoefficient: number
}

describe('uplift and Qini against the definitions in numpy, row by row', () => {
  const { uplift } = readGolden('causal') as { uplift: UpliftCase[] }
  it('curves, areas and coefficients with ties and weights', () => {
    for (const wanted of uplift) {
      const curves = fitted(
        curveUplift({
          score: Float64Array.from(wanted.score),
          treated: Uint8Array.from(wanted.treated),
          outcome: Float64Array.from(wanted.outcome),
          n: Float64Array.from(wanted.n),
        }),
      )
      expect([...curves.customers]).toEqual(wanted.customers)
      wanted.uplift.forEach((value, i) => expect(curves.uplift[i]).toBeCloseTo(value, 9))
      wanted.qini.forEach((value, i) => expect(curves.qini[i]).toBeCloseTo(value, 9))
      for (const name of ['upliftCoefficient', 'qiniCoefficient'] as const)
        expect(relativeGap(curves[name] as number, wanted[name])).toBeLessThan(1e-9)
    }
  })
})
