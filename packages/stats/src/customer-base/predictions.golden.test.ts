import { describe, expect, it } from 'vitest'
import { readGolden, relativeGap } from '../test/golden-values.ts'
import { paretoNbdObjective } from './pareto-nbd/likelihood.ts'
import { conditionalExpectedPurchases, expectedPurchases, probabilityAlive } from './predict.ts'
import type { PurchaseModel } from './purchase-model.ts'

type Case = 'bgExpected' | 'bgConditional' | 'mbgConditional'
type ParetoCase = 'paretoLogLikelihood' | 'paretoAlive' | 'paretoConditional'
const golden = readGolden('customer-base') as Record<Case | ParetoCase, number[][]>

function dropoutModel(model: 'bg-nbd' | 'mbg-nbd', row: number[]): PurchaseModel {
  return { model, parameters: { r: row[0]!, alpha: row[1]!, a: row[2]!, b: row[3]! } }
}

function paretoModel(row: number[]): PurchaseModel & { model: 'pareto-nbd' } {
  return {
    model: 'pareto-nbd',
    parameters: { r: row[0]!, alpha: row[1]!, s: row[2]!, beta: row[3]! },
  }
}

const historyOf = (row: number[]) => ({ x: row[4]!, tx: row[5]!, T: row[6]! })

describe('predictions against the published closed forms with ₂F₁ (mpmath, 60 digits)', () => {
  it('BG/NBD E[X(t)]', () => {
    for (const row of golden.bgExpected) {
      const actual = expectedPurchases(dropoutModel('bg-nbd', row), row[4]!)
      expect(relativeGap(actual, row[5]!), row.join(' ')).toBeLessThan(1e-11)
    }
  })

  it('BG/NBD and MBG/NBD E[X(T, T + t) | x, t_x, T]', () => {
    for (const [model, rows] of [
      ['bg-nbd', golden.bgConditional],
      ['mbg-nbd', golden.mbgConditional],
    ] as const)
      for (const row of rows) {
        const actual = conditionalExpectedPurchases(
          dropoutModel(model, row),
          historyOf(row),
          row[7]!,
        )
        expect(relativeGap(actual, row[8]!), `${model} ${row.join(' ')}`).toBeLessThan(1e-11)
      }
  })

  it('Pareto/NBD log-likelihood', () => {
    for (const row of golden.paretoLogLikelihood) {
      const column = (at: number) => Float64Array.of(row[at]!)
      const groups = { x: column(4), tx: column(5), T: column(6), w: Float64Array.of(1) }
      const point = Float64Array.from(row.slice(0, 4), Math.log)
      const actual = paretoNbdObjective(groups).evaluate(point, new Float64Array(4))
      expect(Math.abs(actual - row[7]!), row.join(' ')).toBeLessThan(1e-11 * Math.abs(row[7]!))
    }
  })

  it('Pareto/NBD P(alive) and conditional expectation', () => {
    for (const row of golden.paretoAlive) {
      const actual = probabilityAlive(paretoModel(row), historyOf(row))
      expect(relativeGap(actual, row[7]!), row.join(' ')).toBeLessThan(1e-10)
    }
    for (const row of golden.paretoConditional) {
      const actual = conditionalExpectedPurchases(paretoModel(row), historyOf(row), row[7]!)
      expect(relativeGap(actual, row[8]!), row.join(' ')).toBeLessThan(1e-10)
    }
  })
})
