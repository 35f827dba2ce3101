import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRandomSource } from '../random/random-source.ts'
import { fitted } from '../test/fitted.ts'
import { relativeGap } from '../test/golden-values.ts'
import { bootstrapDrivers } from './bootstrap-drivers.ts'
import { blockRows } from './driver-blocks.ts'
import type { DriverRows } from './driver-rows.ts'
import { poolPairwiseSums, sumPairwise } from './pairwise-sums.ts'

const names = ['a', 'b', 'outcome']
const answer = fc.oneof(fc.integer({ min: 1, max: 5 }), fc.constant(Number.NaN))
const person = fc.tuple(answer, answer, answer, fc.integer({ min: 1, max: 30 }))
const people = fc.array(person, { maxLength: 60 })

function rowsOf(list: readonly (readonly number[])[]): DriverRows {
  const column = (at: number) => Float64Array.from(list, (row) => row[at]!)
  return { names, columns: [column(0), column(1), column(2)], counts: column(3) }
}

const options = { outcome: 'outcome', replicates: 100 }

function draw(rows: DriverRows, seed: number, level = 0.95) {
  const blocks = blockRows(rows, { random: createRandomSource(seed) })
  return bootstrapDrivers(blocks, { ...options, level, random: createRandomSource(seed) })
}

describe('blocks', () => {
  it('add up to all rows, whatever their number', () => {
    fc.assert(
      fc.property(people, fc.integer({ min: 1, max: 40 }), fc.nat(), (list, blocks, seed) => {
        fc.pre(list.length > 0)
        const rows = rowsOf(list)
        const { parts, counts } = blockRows(rows, { random: createRandomSource(seed), blocks })
        const pooled = poolPairwiseSums(
          parts.flatMap((part, i) => new Array<typeof part>(counts?.[i] ?? 1).fill(part)),
        )
        const whole = sumPairwise(rows)
        for (const of of ['n', 'sum', 'sumSquares', 'sumProducts'] as const)
          expect(Array.from(pooled[of])).toEqual(Array.from(whole[of]))
      }),
      { numRuns: 100, seed: 1 },
    )
  })
})

describe('bootstrapped importance', () => {
  const many = fc.oneof(people, fc.array(person, { minLength: 25, maxLength: 60 }))

  it('of any answers is sound or the word that it cannot be judged, and never NaN', () => {
    fc.assert(
      fc.property(many, fc.nat(), (list, seed) => {
        const result = draw(rowsOf(list), seed)
        if (result.kind === 'insufficient') {
          expect(result.why).not.toBe('')
          return
        }
        for (const { lmg, johnson } of result.drivers)
          for (const importance of [lmg, johnson]) {
            if (importance === null) continue
            const { value, share, rank, firstShare } = importance
            for (const { low, value: centre, high } of [value, share, rank]) {
              expect([low, centre, high].every(Number.isFinite)).toBe(true)
              expect(low <= centre && centre <= high).toBe(true)
            }
            expect(rank.low >= 1 && rank.high <= 2).toBe(true)
            expect(firstShare >= 0 && firstShare <= 1).toBe(true)
          }
      }),
      { numRuns: 40, seed: 2 },
    )
  })

  it('does not depend on units, and a higher level never narrows', () => {
    const score = fc.integer({ min: -30, max: 30 })
    const known = fc.array(fc.tuple(score, score, score), { minLength: 30, maxLength: 60 })
    fc.assert(
      fc.property(known, fc.nat(), (list, seed) => {
        // An outcome that hangs on both drivers, so that every draw can be judged.
        const table = list.map(([a, b, noise]) => [a, b, a + b / 2 + noise, 1])
        const plain = draw(rowsOf(table), seed)
        fc.pre(plain.kind !== 'insufficient' && plain.failed === 0)
        const scaled = fitted(
          draw(rowsOf(table.map(([a, b, y]) => [-7 * a!, 0.01 * b!, 30 * y! + 5, 1])), seed),
        )
        const wide = fitted(draw(rowsOf(table), seed, 0.99))
        fitted(plain).drivers.forEach(({ johnson }, i) => {
          const other = scaled.drivers[i]!.johnson
          expect(relativeGap(other.value.low + 1, johnson.value.low + 1)).toBeLessThan(1e-6)
          expect(relativeGap(other.value.high + 1, johnson.value.high + 1)).toBeLessThan(1e-6)
          expect(other.rank).toEqual(johnson.rank)
          expect(wide.drivers[i]!.johnson.value.low).toBeLessThanOrEqual(johnson.value.low + 1e-12)
          expect(wide.drivers[i]!.johnson.value.high).toBeGreaterThanOrEqual(
            johnson.value.high - 1e-12,
          )
        })
      }),
      { numRuns: 15, seed: 3 },
    )
  })
})
