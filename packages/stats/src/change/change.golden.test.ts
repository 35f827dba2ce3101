import { describe, expect, it } from 'vitest'
import { drawNormal } from '../random/draw.ts'
import { createRandomSource } from '../random/random-source.ts'
import { fitted } from '../test/fitted.ts'
import { readGolden, relativeGap } from '../test/golden-values.ts'
import { cusumLimit, cusumRunLength } from './cusum-run-length.ts'
import { detectLevelChanges } from './detect-changes.ts'
import { detectLevelShift } from './detect-level-shift.ts'
import { estimateExtraVariance } from './extra-variance.ts'
import { largestGainPerChange, partitionOptimally, runningSums } from './optimal-partition.ts'
import { scanSplits } from './scan-splits.ts'
import { normalSearchP, studentSearchBound } from './search-p-value.ts'
import { likelihoodDrop } from './shift-interval.ts'

const golden = readGolden('change') as {
  nile: {
    values: number[]
    at: number
    maximumF: number
    size: number
    residualVariance: number
  }
  search: { variances: number[]; statistic: number; p: number; error: number }[]
  studentised: { rho: number; freedom: number; statistic: number; p: number }[]
  extraVariance: { values: number[]; sampling: number[]; one: number; split: number; two: number }[]
  partition: {
    values: number[]
    variances: number[]
    penalty: number
    starts: number[]
    gain: number
    gainPerChange: number
  }[]
  cusum: { k: number; h: number; shift: number; runLength: number }[]
}

const nile = {
  values: golden.nile.values,
  standardErrors: golden.nile.values.map(() => 0),
}

describe('the Nile at Aswan, 1871-1970 (Cobb 1978)', () => {
  it('moved in 1899, after the 28th year, by −248; maximum F 75.93 as strucchange prints it', () => {
    const shift = fitted(detectLevelShift(nile))
    expect(shift.at).toBe(golden.nile.at)
    expect(relativeGap(shift.statistic ** 2, golden.nile.maximumF)).toBeLessThan(1e-9)
    expect(shift.statistic ** 2).toBeCloseTo(75.93, 2)
    expect(relativeGap(shift.size, golden.nile.size)).toBeLessThan(1e-12)
    expect(relativeGap(shift.extraVariance, golden.nile.residualVariance)).toBeLessThan(1e-9)
    expect(shift.isShift).toBe(true)
    expect(shift.p).toBeLessThan(1e-10)
    // Cobb's own conditional analysis puts the change in 1898 and its neighbours.
    expect([1871 + shift.earliest, 1871 + shift.latest]).toEqual([1897, 1900])
  })

  it('has that change and no other when any number is sought', () => {
    const found = fitted(detectLevelChanges(nile, { simulations: 199 }))
    expect(found.changes.map(({ at }) => at)).toEqual([golden.nile.at])
  })
})

describe('p-values of the search', () => {
  it('known variances: the multivariate normal law (scipy)', () => {
    for (const { variances, statistic, p, error } of golden.search) {
      const v = Float64Array.from(variances)
      const { correlations } = scanSplits(new Float64Array(v.length), v, 1)
      expect(Math.abs(normalSearchP(statistic, correlations) - p)).toBeLessThan(error)
    }
  })

  it('known variances, 52 periods: the share of 20,000 simulated series beyond 3', () => {
    const random = createRandomSource(20_240_601)
    const v = Float64Array.from({ length: 52 }, (_, i) => 1 + (i % 5))
    const runs = 20_000
    let beyond = 0
    for (let run = 0; run < runs; run += 1) {
      const { at, contrasts } = scanSplits(
        v.map((variance) => Math.sqrt(variance) * drawNormal(random)),
        v,
        1,
      )
      if (Math.abs(contrasts[at - 1]!) > 3) beyond += 1
    }
    const p = normalSearchP(3, scanSplits(v, v, 1).correlations)
    expect(Math.abs(beyond / runs - p)).toBeLessThan(3 * Math.sqrt((p * (1 - p)) / runs))
  })

  it('studentised, two splits, where the bound is exact: polar integration (scipy)', () => {
    for (const { rho, freedom, statistic, p } of golden.studentised)
      expect(
        relativeGap(studentSearchBound(statistic, Float64Array.of(rho), freedom), p),
      ).toBeLessThan(1e-6)
  })

  it('the bound at infinite freedom is just above the exact normal value', () => {
    const { correlations } = scanSplits(new Float64Array(12), new Float64Array(12).fill(1), 1)
    const exact = normalSearchP(2.9, correlations)
    const bound = studentSearchBound(2.9, correlations, Infinity)
    expect(bound).toBeGreaterThan(exact)
    expect(bound).toBeLessThan(1.15 * exact)
  })
})

describe('pieces', () => {
  it('extra variance: Paule-Mandel of statsmodels, and about two levels by brentq', () => {
    for (const { values, sampling, one, split, two } of golden.extraVariance) {
      const [y, v] = [Float64Array.from(values), Float64Array.from(sampling)]
      expect(Math.abs(estimateExtraVariance(y, v, [0]) - one)).toBeLessThan(1e-6 * (1 + one))
      expect(Math.abs(estimateExtraVariance(y, v, [0, split]) - two)).toBeLessThan(1e-9)
    }
  })

  it('optimal partition: every partition enumerated', () => {
    for (const { values, variances, penalty, starts, gain, gainPerChange } of golden.partition) {
      const sums = runningSums(Float64Array.from(values), Float64Array.from(variances))
      const found = partitionOptimally(sums, penalty)
      expect(found.starts).toEqual(starts)
      expect(found.gain).toBeCloseTo(gain, 9)
      expect(relativeGap(largestGainPerChange(sums), gainPerChange)).toBeLessThan(1e-9)
    }
  })

  it('CUSUM run lengths: Markov chain (numpy) and the printed 168, 465, 8.38, 10.4', () => {
    for (const { k, h, shift, runLength } of golden.cusum)
      expect(relativeGap(cusumRunLength(k, h, shift), runLength)).toBeLessThan(1e-6)
    expect(cusumRunLength(0.5, 4)).toBeCloseTo(168, -0.5)
    expect(cusumRunLength(0.5, 5)).toBeCloseTo(465, -0.5)
    expect(cusumRunLength(0.5, 4, 1)).toBeCloseTo(8.38, 2)
    expect(cusumRunLength(0.5, 5, 1)).toBeCloseTo(10.4, 1)
    // Hawkins (1993), J. Quality Technology 25: h 4.77 and 8.01 give 370.
    expect(cusumLimit(0.5, 370)).toBeCloseTo(4.77, 2)
    expect(cusumLimit(0.25, 370)).toBeCloseTo(8.01, 2)
  })

  it('likelihood drop: 5.94, 7.35 and 10.59 at 90, 95 and 99 % (Hansen 2000, table I)', () => {
    expect(likelihoodDrop(0.9, Infinity)).toBeCloseTo(5.94, 2)
    expect(likelihoodDrop(0.95, Infinity)).toBeCloseTo(7.35, 2)
    expect(likelihoodDrop(0.99, Infinity)).toBeCloseTo(10.59, 2)
    expect(likelihoodDrop(0.95, 1e9)).toBeCloseTo(likelihoodDrop(0.95, Infinity), 6)
  })
})
