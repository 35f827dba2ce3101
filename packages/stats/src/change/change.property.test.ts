import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRandomSource } from '../random/random-source.ts'
import { drawNormal } from '../random/draw.ts'
import { fitted } from '../test/fitted.ts'
import { cusumLimit, cusumRunLength } from './cusum-run-length.ts'
import { detectLevelChanges, type LevelChanges } from './detect-changes.ts'
import { detectLevelShift, type LevelShift } from './detect-level-shift.ts'
import type { EstimateSeries } from './estimate-series.ts'
import { monitorLevel } from './monitor-level.ts'

const value = fc.oneof(
  fc.double({ min: -1e6, max: 1e6, noNaN: true }),
  fc.constantFrom(0, 1, -1, 100, 1e-9, 1e12),
)
const error = fc.oneof(fc.double({ min: 1e-6, max: 1e5, noNaN: true }), fc.constant(1))
const points = (least: number, most = 40) =>
  fc.array(fc.tuple(value, error), { minLength: least, maxLength: most })
const extra = fc.oneof(
  fc.constant('estimated' as const),
  fc.double({ min: 0, max: 1e4, noNaN: true }),
)
const level = fc.constantFrom(0.8, 0.95, 0.99)

function seriesOf(pairs: readonly (readonly [number, number])[]): EstimateSeries {
  return { values: pairs.map(([y]) => y), standardErrors: pairs.map(([, se]) => se) }
}

function expectSound(shift: LevelShift): void {
  const { p, statistic, size, sizeLow, sizeHigh, at, earliest, latest, candidates } = shift
  expect([p, statistic, size, sizeLow, sizeHigh, shift.extraVariance].every(Number.isFinite)).toBe(
    true,
  )
  expect(p >= 0 && p <= 1).toBe(true)
  expect(sizeLow <= size && size <= sizeHigh).toBe(true)
  expect(earliest <= at && at <= latest && at >= 1 && at < shift.n).toBe(true)
  expect(candidates).toContain(at)
  expect(candidates).toEqual([...candidates].sort((a, b) => a - b))
}

describe('a single shift', () => {
  it('is a sound value or insufficient for any series', () => {
    fc.assert(
      fc.property(
        points(0),
        extra,
        level,
        fc.integer({ min: 1, max: 3 }),
        (pairs, by, at, shortest) => {
          const options = { extraVariance: by, level: at, shortestLevel: shortest }
          const shift = detectLevelShift(seriesOf(pairs), options)
          if (shift.kind === 'insufficient') expect(shift.n).toBeLessThan(shift.minimum)
          else expectSound(shift)
        },
      ),
      { numRuns: 200 },
    )
  })

  it('does not mind full counts where the extra variance is estimated, even without any noise', () => {
    fc.assert(
      fc.property(fc.array(value, { minLength: 5, maxLength: 20 }), (values) => {
        const standardErrors = values.map(() => 0)
        expectSound(fitted(detectLevelShift({ values, standardErrors })))
      }),
    )
    const values = [5, 5, 5, 5, 9, 9, 9, 9]
    const step = fitted(detectLevelShift({ values, standardErrors: values.map(() => 0) }))
    expect([step.at, step.size, step.isShift]).toEqual([4, 4, true])
    const flat = fitted(
      detectLevelShift({ values: [3, 3, 3, 3, 3], standardErrors: [0, 0, 0, 0, 0] }),
    )
    expect([flat.isShift, flat.size]).toEqual([false, 0])
  })

  const calm = fc.array(
    fc.tuple(
      fc.double({ min: -50, max: 50, noNaN: true }),
      fc.double({ min: 0.5, max: 9, noNaN: true }),
    ),
    { minLength: 6, maxLength: 30 },
  )

  it('shifts and scales with the values; mirrored in time it is the same shift back', () => {
    fc.assert(
      fc.property(calm, fc.constantFrom<'estimated' | 0>('estimated', 0), (pairs, by) => {
        const shift = fitted(detectLevelShift(seriesOf(pairs), { extraVariance: by }))
        const moved = pairs.map(([y, se]) => [7 - 4 * y, 4 * se] as const)
        const other = fitted(detectLevelShift(seriesOf(moved), { extraVariance: by }))
        expect(other.p).toBeCloseTo(shift.p, 8)
        expect(other.statistic).toBeCloseTo(shift.statistic, 7)
        const back = fitted(detectLevelShift(seriesOf([...pairs].reverse()), { extraVariance: by }))
        expect(back.statistic).toBeCloseTo(shift.statistic, 7)
        expect(back.p).toBeCloseTo(shift.p, 8)
      }),
      { numRuns: 60 },
    )
  })

  /** Whether all places where the shift may lie tell of one direction; weights as for the size. */
  const isOneWay = (
    pairs: readonly (readonly [number, number])[],
    candidates: readonly number[],
    extraVariance: number,
  ): boolean => {
    const mean = (part: readonly (readonly [number, number])[]) => {
      const weights = part.map(([, se]) => 1 / (se ** 2 + extraVariance))
      const total = weights.reduce((sum, weight) => sum + weight, 0)
      return part.reduce((sum, [y], index) => sum + (weights[index]! * y) / total, 0)
    }
    const signs = candidates.map((at) =>
      Math.sign(mean(pairs.slice(at)) - mean(pairs.slice(0, at))),
    )
    return new Set(signs).size === 1
  }

  it('p below 1 − level exactly where the size leaves out 0 with room for the search', () => {
    fc.assert(
      fc.property(calm, level, (pairs, at) => {
        const shift = fitted(detectLevelShift(seriesOf(pairs), { level: at }))
        expect(shift.isShift).toBe(shift.p < 1 - at)
        // One bump at each end: something shifted, and it may be the rise or the fall.
        if (!shift.isShift || !isOneWay(pairs, shift.candidates, shift.extraVariance)) return
        expect(shift.sizeLow > 0 || shift.sizeHigh < 0).toBe(true)
      }),
      { numRuns: 100 },
    )
  })

  it('a larger step is never less evident, and known extra variance never more', () => {
    const random = createRandomSource(4)
    const noise = Array.from({ length: 24 }, () => drawNormal(random))
    const standardErrors = noise.map(() => 1)
    let last = 1
    for (const step of [0.5, 1, 2, 3, 5]) {
      const values = noise.map((y, i) => y + (i >= 15 ? step : 0))
      const { p } = fitted(detectLevelShift({ values, standardErrors }, { extraVariance: 0 }))
      const loose = fitted(detectLevelShift({ values, standardErrors }, { extraVariance: 2 }))
      expect(p).toBeLessThanOrEqual(last)
      expect(loose.p).toBeGreaterThan(p)
      last = p
    }
    expect(last).toBeLessThan(1e-12)
  })

  it('sizes pool the variance of an answer; equal sizes and errors change nothing', () => {
    const values = [50, 52, 48, 51, 50, 61, 60, 59, 62, 61]
    const standardErrors = values.map(() => 3)
    const plain = fitted(detectLevelShift({ values, standardErrors }, { extraVariance: 0 }))
    const sizes = values.map(() => 40)
    const sized = fitted(detectLevelShift({ values, standardErrors, sizes }, { extraVariance: 0 }))
    expect(sized.statistic).toBeCloseTo(plain.statistic, 12)
    // Errors that happen to be small or large no longer matter, their sizes do: 40 answers each.
    const uneven = standardErrors.map((se, i) => se * (i % 2 === 0 ? Math.sqrt(1.5) : Math.SQRT1_2))
    const pooled = fitted(
      detectLevelShift({ values, standardErrors: uneven, sizes }, { extraVariance: 0 }),
    )
    expect(pooled.statistic).toBeCloseTo(plain.statistic, 12)
    const some = { values, standardErrors, sizes: [0, ...sizes.slice(1)] }
    expect(() => detectLevelShift(some)).toThrow(/sizes\[0\].*0/)
    expect(() => detectLevelShift({ ...some, sizes: [1] })).toThrow(/sizes .* got 1/)
  })

  it('names what is wrong', () => {
    const good = { values: [1, 2, 3, 4, 5], standardErrors: [1, 1, 1, 1, 1] }
    expect(() => detectLevelShift({ ...good, standardErrors: [1] })).toThrow(
      /standardErrors .* got 1/,
    )
    expect(() => detectLevelShift({ ...good, values: [1, 2, NaN, 4, 5] })).toThrow(
      /values\[2\].*NaN/,
    )
    expect(() => detectLevelShift({ ...good, standardErrors: [1, -2, 1, 1, 1] })).toThrow(
      /standardErrors\[1\].*-2/,
    )
    expect(() =>
      detectLevelShift({ ...good, standardErrors: [1, 0, 1, 1, 1] }, { extraVariance: 0 }),
    ).toThrow(/standardErrors\[1\] must be above 0 where extraVariance is 0/)
    expect(() => detectLevelShift(good, { extraVariance: -1 })).toThrow(/extraVariance.*-1/)
    expect(() => detectLevelShift(good, { level: 1 })).toThrow(/level.*1/)
    expect(() => detectLevelShift(good, { shortestLevel: 0 })).toThrow(/shortestLevel.*0/)
  })
})

describe('several changes', () => {
  function expectCovering(found: LevelChanges): void {
    expect(found.changes.length).toBe(found.levels.length - 1)
    expect(found.levels[0]!.start).toBe(0)
    expect(found.levels.at(-1)!.end).toBe(found.n)
    found.changes.forEach((change, i) => {
      expect(change.at).toBe(found.levels[i + 1]!.start)
      expect(found.levels[i]!.end).toBe(change.at)
      expect(change.earliest > found.levels[i]!.start).toBe(true)
      expect(change.latest < found.levels[i + 1]!.end).toBe(true)
      expect(change.sizeLow <= change.size && change.size <= change.sizeHigh).toBe(true)
    })
    for (const { value: middle, low, high, se } of found.levels) {
      expect([middle, low, high, se].every(Number.isFinite)).toBe(true)
      expect(low <= middle && middle <= high).toBe(true)
    }
  }

  it('cover the series without gaps, whatever it is', () => {
    fc.assert(
      fc.property(points(0, 25), extra, (pairs, by) => {
        const options = { extraVariance: by, simulations: 39 }
        const found = detectLevelChanges(seriesOf(pairs), options)
        if (found.kind === 'insufficient') expect(found.n).toBeLessThan(found.minimum)
        else expectCovering(found)
      }),
      { numRuns: 60 },
    )
  })

  it('are found where they are: up in period 20, back in period 30', () => {
    const random = createRandomSource(2)
    const values = Array.from(
      { length: 48 },
      (_, i) => drawNormal(random) + (i >= 20 && i < 30 ? 4 : 0),
    )
    const series = { values, standardErrors: values.map(() => 1) }
    for (const extraVariance of [0, 'estimated'] as const) {
      const found = fitted(detectLevelChanges(series, { extraVariance }))
      expect(found.changes.map(({ at }) => at)).toEqual([20, 30])
      expect(found.changes[0]!.size).toBeGreaterThan(0)
      expect(found.changes[1]!.size).toBeLessThan(0)
    }
    const once = detectLevelChanges(series, { seed: 5 })
    expect(detectLevelChanges(series, { seed: 5 })).toEqual(once)
    // 9 simulated series cannot prove anything at 95 %: then nothing is claimed.
    expect(fitted(detectLevelChanges(series, { simulations: 9 })).changes).toEqual([])
  })
})

describe('the monitor', () => {
  it('has sound run lengths: longer at higher limits, shorter the farther the level has moved', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1.5, noNaN: true }),
        fc.double({ min: 0.5, max: 5, noNaN: true }),
        fc.double({ min: 0.2, max: 3, noNaN: true }),
        (k, h, shift) => {
          const still = cusumRunLength(k, h)
          expect(still).toBeGreaterThan(cusumRunLength(k, h, shift))
          expect(cusumRunLength(k, h + 0.5)).toBeGreaterThan(still)
          expect(cusumRunLength(k, h, -shift)).toBeCloseTo(cusumRunLength(k, h, shift), 6)
        },
      ),
    )
    for (const k of [0.25, 0.5, 1])
      for (const runLength of [20, 370, 10_000])
        expect(cusumRunLength(k, cusumLimit(k, runLength)) / runLength).toBeCloseTo(1, 6)
  })

  it('rings once the level has moved, says since when, and starts anew', () => {
    const values = Array.from({ length: 30 }, (_, i) => (i < 20 ? (i % 2 === 0 ? 50 : 51) : 47))
    const monitor = monitorLevel(
      { values, standardErrors: values.map(() => 1.5) },
      { target: 50.5, falseAlarmEvery: 500 },
    )
    expect(monitor.alarms.length).toBeGreaterThan(0)
    const [first] = monitor.alarms
    expect(first!.direction).toBe('down')
    expect(first!.since).toBe(20)
    expect(first!.at).toBeLessThan(25)
    expect(monitor.periodsToAlarm).toBeLessThan(12)
    expect(monitor.down[first!.at]!).toBeGreaterThan(monitor.limit)
  })

  it('names what is wrong', () => {
    const series = { values: [1, 2], standardErrors: [1, 1] }
    expect(() => monitorLevel(series, { target: NaN })).toThrow(/target.*NaN/)
    expect(() => monitorLevel(series, { target: 1, shift: 0 })).toThrow(/shift.*0/)
    expect(() => monitorLevel(series, { target: 1, falseAlarmEvery: 1 })).toThrow(
      /runLength.*got 1/,
    )
    expect(() => monitorLevel({ ...series, standardErrors: [1, 0] }, { target: 1 })).toThrow(
      /standardErrors\[1\]/,
    )
    expect(monitorLevel({ values: [], standardErrors: [] }, { target: 1 }).alarms).toEqual([])
  })
})
