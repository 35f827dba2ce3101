import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Interval } from '../estimate/interval-estimate.ts'
import { fitted } from '../test/fitted.ts'
import { concordance } from './concordance.ts'
import { estimateSurvival } from './estimate-survival.ts'
import { logRankTest } from './log-rank-test.ts'
import { orderRising } from '../order/order-values.ts'
import {
  cumulativeHazardAt,
  medianSurvival,
  restrictedMean,
  survivalAt,
  survivalQuantile,
} from './read-curve.ts'
import type { StratifiedGroups, SurvivalGroups } from './survival-groups.ts'

const runs = { numRuns: 200, seed: 20_240_601 }
const method = fc.constantFrom('plain' as const, 'log' as const, 'log-log' as const)
interface Row {
  time: number
  event: number
  n: number
  entry: number
  stratum: number
}
const row: fc.Arbitrary<Row> = fc
  .record({
    time: fc.integer({ min: 1, max: 30 }),
    event: fc.integer({ min: 0, max: 1 }),
    n: fc.integer({ min: 0, max: 4 }),
    part: fc.double({ min: 0, max: 0.99, noNaN: true }),
    stratum: fc.nat(2),
  })
  .map(({ part, ...rest }) => ({ ...rest, entry: Math.floor(rest.time * part) }))
const rows = fc.array(row, { maxLength: 30 })

function groupsOf(list: readonly Row[], isLate = false): Required<StratifiedGroups> {
  return {
    time: Float64Array.from(list, ({ time }) => time),
    event: Uint8Array.from(list, ({ event }) => event),
    n: Float64Array.from(list, ({ n }) => n),
    entry: Float64Array.from(list, ({ entry }) => (isLate ? entry : 0)),
    stratum: Uint32Array.from(list, ({ stratum }) => stratum),
  }
}

function expectSound(interval: Interval): void {
  if (interval.kind === 'insufficient') {
    expect(interval.n).toBeLessThan(interval.minimum)
    return
  }
  const { value, low, high, se } = interval
  expect([value, low, high, se].some(Number.isNaN)).toBe(false)
  expect(low).toBeLessThanOrEqual(value)
  expect(high).toBeGreaterThanOrEqual(value)
}

describe('order of rising values', () => {
  it('is that of a sort that compares, for any doubles', () => {
    const close = fc.nat(60).map((k) => 1 + k * Number.EPSILON)
    const value = fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), close, fc.integer())
    fc.assert(
      fc.property(fc.array(value, { maxLength: 120 }), (list) => {
        const values = Float64Array.from(list)
        const order = orderRising(values)
        const expected = [...values.keys()].sort((a, b) => values[a]! - values[b]! || a - b)
        expect([...order].map((i) => values[i]! + 0)).toEqual(expected.map((i) => values[i]! + 0))
        expect(new Set(order).size).toBe(list.length)
      }),
      runs,
    )
  })
})

describe('survival curves', () => {
  it('every reading of every curve is sound, with and without late entry', () => {
    fc.assert(
      fc.property(
        rows,
        method,
        fc.boolean(),
        fc.double({ min: 0, max: 40, noNaN: true }),
        (list, by, isLate, t) => {
          const curve = estimateSurvival(groupsOf(list, isLate), { method: by })
          if (curve.kind === 'insufficient') {
            expect(list.every(({ n }) => n === 0)).toBe(true)
            return
          }
          ;[
            survivalAt(curve, t),
            cumulativeHazardAt(curve, t),
            restrictedMean(curve, t + 0.1),
          ].forEach(expectSound)
          ;[medianSurvival(curve), survivalQuantile(curve, 0.1)].forEach(expectSound)
          curve.survival.forEach((share, i) => {
            expect(share).toBeLessThanOrEqual(i === 0 ? 1 : curve.survival[i - 1]!)
            expect(share >= 0 && curve.low[i]! >= 0 && curve.high[i]! <= 1).toBe(true)
            expect(Math.exp(-curve.cumulativeHazard[i]!)).toBeGreaterThanOrEqual(share - 1e-12)
          })
        },
      ),
      runs,
    )
  })

  it('rows in any order, split or put together give the same curve', () => {
    fc.assert(
      fc.property(rows, (list) => {
        const whole = estimateSurvival(groupsOf(list, true))
        const turned = [...list].reverse()
        expect(estimateSurvival(groupsOf(turned, true))).toEqual(whole)
        const single = list.flatMap((one) => new Array<Row>(one.n).fill({ ...one, n: 1 }))
        expect(estimateSurvival(groupsOf(single, true))).toEqual(whole)
      }),
      runs,
    )
  })

  it('another unit of time changes the times alone', () => {
    fc.assert(
      fc.property(rows, (list) => {
        const curve = estimateSurvival(groupsOf(list))
        const weekly = estimateSurvival(
          groupsOf(list.map((one) => ({ ...one, time: one.time * 8 }))),
        )
        if (curve.kind === 'insufficient' || weekly.kind === 'insufficient') return
        expect(weekly.survival).toEqual(curve.survival)
        expect(weekly.high).toEqual(curve.high)
        const mean = restrictedMean(curve, 1)
        const scaled = restrictedMean(weekly, 8)
        if (mean.kind === 'estimate') expect(fitted(scaled).value).toBeCloseTo(8 * mean.value, 9)
      }),
      runs,
    )
  })

  it('without censoring it is the share that is left', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 40 }),
        (times) => {
          const groups = {
            time: Float64Array.from(times),
            event: new Uint8Array(times.length).fill(1),
          }
          const curve = fitted(estimateSurvival(groups))
          curve.time.forEach((t, i) => {
            const left = times.filter((time) => time > t).length / times.length
            expect(curve.survival[i]).toBeCloseTo(left, 12)
          })
          const mean = times.reduce((sum, time) => sum + time, 0) / times.length
          expect(fitted(restrictedMean(curve, 9)).value).toBeCloseTo(mean, 9)
        },
      ),
      runs,
    )
  })
})

describe('log-rank test', () => {
  it('is sound, and neither the order of samples nor of rows matters', () => {
    fc.assert(
      fc.property(fc.array(rows, { minLength: 2, maxLength: 4 }), fc.boolean(), (lists, isLate) => {
        const samples = lists.map((list) => groupsOf(list, isLate))
        const test = logRankTest(samples)
        const turned = logRankTest(
          lists.map((list) => groupsOf([...list].reverse(), isLate)).reverse(),
        )
        expect(turned.kind).toBe(test.kind)
        if (test.kind === 'insufficient' || turned.kind === 'insufficient') return
        expect(turned.statistic).toBeCloseTo(test.statistic, 6)
        expect(turned.degreesOfFreedom).toBe(test.degreesOfFreedom)
        expect(test.p >= 0 && test.p <= 1 && test.statistic >= 0).toBe(true)
        const sum = (values: number[]) => values.reduce((total, value) => total + value, 0)
        expect(sum(test.observed)).toBeCloseTo(sum(test.expected), 9)
      }),
      runs,
    )
  })

  it('of a sample with itself finds nothing', () => {
    fc.assert(
      fc.property(rows, (list) => {
        const test = logRankTest([groupsOf(list), groupsOf(list)])
        if (test.kind === 'log-rank') expect(test.statistic).toBeLessThan(1e-9)
      }),
      runs,
    )
  })
})

describe('concordance', () => {
  const scored = fc.array(fc.tuple(row, fc.integer({ min: -3, max: 3 })), { maxLength: 25 })

  it('is that of counting the pairs one by one', () => {
    fc.assert(
      fc.property(scored, (list) => {
        const own = list.map(([one]) => one)
        const found = concordance(
          groupsOf(own, true),
          Float64Array.from(list, ([, score]) => score),
        )
        let all = 0
        let right = 0
        for (const [lost, high] of list)
          for (const [left, low] of list) {
            const isLater = left.time > lost.time || (left.time === lost.time && left.event === 0)
            const isWatched = left.entry < lost.time && left.stratum === lost.stratum
            if (lost.event === 0 || !isLater || !isWatched) continue
            all += lost.n * left.n
            right += lost.n * left.n * (high > low ? 1 : high === low ? 0.5 : 0)
          }
        if (found.kind === 'insufficient') expect(all).toBe(0)
        else expect(found.value).toBeCloseTo(right / all, 12)
        expectSound(found)
      }),
      runs,
    )
  })

  it('turns round with the scores', () => {
    fc.assert(
      fc.property(scored, (list) => {
        const groups = groupsOf(list.map(([one]) => one))
        const score = Float64Array.from(list, ([, value]) => value)
        const plain = concordance(groups, score)
        const turned = concordance(
          groups,
          score.map((value) => -value),
        )
        if (plain.kind === 'estimate') expect(fitted(turned).value).toBeCloseTo(1 - plain.value, 12)
      }),
      runs,
    )
  })
})

describe('wrong and thin input', () => {
  const good: SurvivalGroups = { time: Float64Array.of(1, 2), event: Uint8Array.of(1, 0) }
  it('a bad value is named', () => {
    const refuse = (bad: StratifiedGroups, words: string) => {
      expect(() => estimateSurvival(bad)).toThrow(new RangeError(words))
      expect(() => logRankTest([good, bad])).toThrow(RangeError)
    }
    refuse(
      { ...good, time: Float64Array.of(1, -2) },
      'time[1] must be a finite number, 0 or above, got -2',
    )
    refuse(
      { ...good, time: Float64Array.of(NaN, 2) },
      'time[0] must be a finite number, 0 or above, got NaN',
    )
    refuse({ ...good, event: Uint8Array.of(1, 2) }, 'event[1] must be 0 or 1, got 2')
    refuse(
      { ...good, n: Float64Array.of(1, 0.5) },
      'n[1] must be a whole number, 0 or above, got 0.5',
    )
    refuse({ ...good, entry: Float64Array.of(0, 2) }, 'entry[1] must lie in [0, time[1]), got 2')
    refuse({ ...good, event: Uint8Array.of(1) }, 'event must have as many rows as time (2), got 1')
    expect(() => concordance(good, Float64Array.of(1, Infinity))).toThrow(
      'score[1] must be a finite number',
    )
    const curve = fitted(estimateSurvival(good))
    expect(() => survivalAt(curve, -1)).toThrow('t must be a finite number, 0 or above, got -1')
    expect(() => survivalQuantile(curve, 1)).toThrow(
      'share must lie strictly between 0 and 1, got 1',
    )
    expect(() => restrictedMean(curve, 0)).toThrow('horizon must be a finite number above 0, got 0')
  })

  it('too little is a value with its reason', () => {
    const nobody = { time: new Float64Array(0), event: new Uint8Array(0) }
    expect(estimateSurvival(nobody)).toMatchObject({ why: 'There are no customers to watch.' })
    const quiet = { ...good, event: Uint8Array.of(0, 0) }
    const curve = fitted(estimateSurvival(quiet))
    expect(curve.boundaries).toEqual([
      'Nobody was lost while watched: the curve stays at 1, and its interval with it.',
    ])
    expect(medianSurvival(curve)).toMatchObject({
      why: 'Only 0.0 % were lost up to time 2, the last one seen: the time by which 50 % are lost lies beyond it.',
    })
    expect(survivalAt(curve, 3)).toMatchObject({
      why: 'Nobody was watched up to time 3; the last was seen at 2.',
    })
    expect(logRankTest([quiet, quiet])).toMatchObject({ why: 'Nobody was lost while watched.' })
    expect(logRankTest([good, nobody])).toMatchObject({ n: 1, minimum: 2 })
    expect(concordance(quiet, Float64Array.of(1, 2))).toMatchObject({ kind: 'insufficient' })
  })
})
