import { describe, expect, it } from 'vitest'
import { drawNormal, drawPoisson } from '../random/draw.ts'
import { createRandomSource } from '../random/random-source.ts'
import { fitted } from '../test/fitted.ts'
import { bootstrapDrivers } from './bootstrap-drivers.ts'
import { blockRows } from './driver-blocks.ts'
import { analyseDrivers } from './driver-importance.ts'
import { pairwiseCovariance } from './pairwise-covariance.ts'
import type { DriverRows } from './driver-rows.ts'
import { poolPairwiseSums, sumPairwise } from './pairwise-sums.ts'

const names = ['strong', 'weak', 'twin', 'outcome']

/** A strong driver, and two that matter equally little. */
function simulateRows(people: number, seed: number): DriverRows {
  const random = createRandomSource(seed)
  const columns = names.map(() => new Float64Array(people))
  for (let row = 0; row < people; row += 1) {
    const common = drawNormal(random)
    const drivers = [0, 1, 2].map(() => 0.5 * common + drawNormal(random))
    drivers.forEach((value, i) => (columns[i]![row] = value))
    columns[3]![row] = drivers[0]! + 0.4 * drivers[1]! + 0.4 * drivers[2]! + 2 * drawNormal(random)
  }
  return { names, columns }
}

const options = { outcome: 'outcome', replicates: 300 }

describe('bootstrapped importance', () => {
  const rows = simulateRows(400, 5)
  const draw = (seed: number) =>
    fitted(
      bootstrapDrivers(blockRows(rows, { random: createRandomSource(seed) }), {
        ...options,
        random: createRandomSource(seed),
      }),
    )
  const result = draw(1)

  it('holds the estimate, and is the same from the same seed', () => {
    const statistics = fitted(pairwiseCovariance(sumPairwise(rows), options))
    const { drivers } = fitted(analyseDrivers(statistics, options))
    result.drivers.forEach(({ name, lmg, johnson }, i) => {
      expect(name).toBe(names[i])
      expect(lmg!.value.value).toBeCloseTo(drivers[i]!.lmg!.value, 10)
      expect(johnson.share.value).toBeCloseTo(drivers[i]!.johnson.share, 10)
      for (const { value, share, rank } of [lmg!, johnson])
        for (const { low, value: centre, high } of [value, share, rank]) {
          expect(low).toBeLessThanOrEqual(centre)
          expect(high).toBeGreaterThanOrEqual(centre)
        }
    })
    expect(draw(1)).toEqual(result)
    expect(draw(2)).not.toEqual(result)
    expect(result).toMatchObject({ replicates: 300, failed: 0, level: 0.95 })
  })

  it('is sure of the first rank and unsure of the two that matter equally', () => {
    const [strong, weak, twin] = result.drivers.map(({ lmg }) => lmg!)
    expect(strong!.rank).toEqual({ value: 1, low: 1, high: 1 })
    expect(strong!.firstShare).toBeGreaterThan(0.95)
    for (const { rank } of [weak!, twin!]) expect([rank.low, rank.high]).toEqual([2, 3])
  })

  it('has the standard error that fresh samples show', () => {
    const shares = Array.from({ length: 200 }, (_, i) => {
      const sums = sumPairwise(simulateRows(400, 1000 + i))
      const analysis = fitted(analyseDrivers(fitted(pairwiseCovariance(sums, options)), options))
      return analysis.drivers[0]!.lmg!.value
    })
    const mean = shares.reduce((sum, value) => sum + value, 0) / shares.length
    const variance =
      shares.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (shares.length - 1)
    expect(result.drivers[0]!.lmg!.value.se / Math.sqrt(variance)).toBeGreaterThan(0.8)
    expect(result.drivers[0]!.lmg!.value.se / Math.sqrt(variance)).toBeLessThan(1.25)
  })

  it('costs what its blocks cost: blocks of rows have the spread of single rows', () => {
    const many = simulateRows(2000, 7)
    const spreadWith = (blocks: number) =>
      fitted(
        bootstrapDrivers(blockRows(many, { random: createRandomSource(3), blocks }), {
          ...options,
          random: createRandomSource(3),
        }),
      ).drivers[0]!.lmg!.value.se
    expect(spreadWith(250) / spreadWith(2000)).toBeGreaterThan(0.8)
    expect(spreadWith(250) / spreadWith(2000)).toBeLessThan(1.25)
  })
})

describe('blocks', () => {
  const random = () => createRandomSource(11)

  it('hold every row once, dealt singly or as a pattern that many share', () => {
    const table = Array.from({ length: 700 }, (_, i) => [i % 5, i % 7, i % 3])
    const counts = Float64Array.from(table, (_, i) => (i === 0 ? 5000 : drawPoisson(random(), 2)))
    const columns = [0, 1, 2].map((k) => Float64Array.from(table, (row) => row[k]!))
    const rows = { names: ['a', 'b', 'outcome'], columns, counts }
    const { parts, counts: left } = blockRows(rows, { random: random(), blocks: 50 })
    expect(parts).toHaveLength(50)
    expect(left).toBeUndefined()
    expect(poolPairwiseSums(parts)).toEqual(sumPairwise(rows))
    const sizes = parts.map((part) => part.n[0]!)
    expect(Math.min(...sizes)).toBeGreaterThan(0.5 * (sizes.reduce((a, b) => a + b) / 50))
  })

  it('are the patterns themselves where there are few', () => {
    const rows = {
      names: ['a', 'outcome'],
      columns: [Float64Array.of(1, 2), Float64Array.of(0, 1)],
      counts: Float64Array.of(30, 40),
    }
    expect(blockRows(rows, { random: random() })).toMatchObject({ counts: rows.counts })
    expect(blockRows(rows, { random: random() }).parts[1]!.sum[0]).toBe(2)
  })

  it('too few to draw from, and wrong ones', () => {
    const parts = [sumPairwise(simulateRows(50, 1))]
    const draws = { ...options, random: random() }
    expect(bootstrapDrivers({ parts }, draws)).toMatchObject({
      kind: 'insufficient',
      n: 1,
      minimum: 20,
    })
    expect(bootstrapDrivers({ parts: [] }, draws)).toMatchObject({ kind: 'insufficient', n: 0 })
    expect(() => bootstrapDrivers({ parts }, { ...draws, replicates: 10 })).toThrow(/got 10/)
    expect(() => bootstrapDrivers({ parts }, { ...draws, level: 1 })).toThrow(/level .* got 1/)
    const half = { names, columns: simulateRows(3, 1).columns, counts: Float64Array.of(1, 0.5, 1) }
    expect(() => blockRows(half, { random: random() })).toThrow(/counts\[1\] .* got 0.5/)
  })
})
