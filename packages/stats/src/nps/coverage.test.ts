import { describe, expect, it } from 'vitest'
import { npsCoverage } from './coverage.ts'
import type { NpsMethod } from './nps-interval.ts'

// Exact coverage, mean and worst in %, 171 grid points; n = 100 is part of the long run.
const table: [n: number, method: NpsMethod, mean: number, worst: number][] = [
  [5, 'wald', 80.5, 40.4],
  [5, 'adjusted-wald', 95.4, 89.6],
  [5, 'score', 97.0, 92.2],
  [10, 'wald', 88.0, 64.9],
  [10, 'adjusted-wald', 95.5, 93.0],
  [10, 'score', 96.3, 94.0],
  [20, 'wald', 92.0, 74.0],
  [20, 'adjusted-wald', 95.1, 93.9],
  [20, 'score', 95.5, 94.4],
  [50, 'wald', 93.7, 88.4],
  [50, 'adjusted-wald', 95.0, 94.3],
  [50, 'score', 95.1, 94.4],
]

describe('exact coverage of the NPS intervals by enumeration', () => {
  for (const [n, method, mean, worst] of table)
    it(`${method} at ${n} answers: ${mean} % on average, ${worst} % at worst`, () => {
      const coverage = npsCoverage(n, method)
      expect(100 * coverage.mean).toBeCloseTo(mean, 1)
      expect(100 * coverage.worst).toBeCloseTo(worst, 1)
    })
})
