import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { normalCritical } from '../distribution/normal.ts'
import { sequentialInterval } from '../sequential/sequential-interval.ts'
import {
  falseAlarmRate,
  minimumDetectableChange,
  npsDetectableChange,
} from './detectable-change.ts'
import {
  npsSampleSizeForChange,
  npsSampleSizeForMargin,
  sampleSizeForChange,
  sampleSizeForMargin,
} from './sample-size.ts'

const runs = { numRuns: 200, seed: 20_240_601 }
const positive = fc.double({ min: 0.01, max: 100, noNaN: true })
const unit = fc.double({ min: 0.55, max: 0.99, noNaN: true })
const against = fc.constantFrom('period' as const, 'benchmark' as const)

describe('sample sizes', () => {
  it('fall with what is to be seen, rise with spread, level and power; both sides cost more', () => {
    fc.assert(
      fc.property(positive, positive, unit, unit, against, (variance, change, level, power, to) => {
        const ask = { variance, change, level, power, against: to }
        const n = sampleSizeForChange(ask)
        expect(Number.isInteger(n) && n >= 1).toBe(true)
        expect(sampleSizeForChange({ ...ask, change: 2 * change })).toBeLessThanOrEqual(n)
        expect(sampleSizeForChange({ ...ask, variance: 2 * variance })).toBeGreaterThanOrEqual(n)
        expect(sampleSizeForChange({ ...ask, power: (1 + power) / 2 })).toBeGreaterThanOrEqual(n)
        expect(sampleSizeForChange({ ...ask, level: (1 + level) / 2 })).toBeGreaterThanOrEqual(n)
        expect(sampleSizeForChange({ ...ask, sides: 1 })).toBeLessThanOrEqual(n)
        const margin = sampleSizeForMargin({ variance, margin: change, level })
        expect(sampleSizeForMargin({ variance, margin: change / 2, level })).toBeGreaterThanOrEqual(
          margin,
        )
      }),
      runs,
    )
  })

  it('show just the change that was asked for: one observation fewer does not', () => {
    fc.assert(
      fc.property(positive, positive, (variance, change) => {
        const n = sampleSizeForChange({ variance, change, against: 'period' })
        const seen = (size: number) => {
          const se = Math.sqrt(variance / size)
          return minimumDetectableChange({ se, baselineSe: se })
        }
        expect(seen(n)).toBeLessThanOrEqual(change * (1 + 1e-9))
        if (n > 1) expect(seen(n - 1)).toBeGreaterThan(change * (1 - 1e-9))
      }),
      runs,
    )
  })

  it('of a score: the variance of a fraction, three answers given', () => {
    fc.assert(
      fc.property(fc.double({ min: 1, max: 60, noNaN: true }), against, (points, to) => {
        const plain = sampleSizeForChange({ variance: 0.67, change: points / 100, against: to })
        const score = npsSampleSizeForChange({ changePoints: points, against: to })
        expect(score).toBe(Math.max(1, plain - 3))
        const margin = sampleSizeForMargin({ variance: 0.67, margin: points / 100 })
        expect(npsSampleSizeForMargin({ marginPoints: points })).toBe(Math.max(1, margin - 3))
        const n = npsSampleSizeForChange({ changePoints: points, against: 'period' })
        if (n > 1)
          expect(npsDetectableChange({ n, baselineN: n })).toBeLessThanOrEqual(points * (1 + 1e-9))
      }),
      runs,
    )
  })
})

describe('false alarms', () => {
  it('fall with the threshold, do not care for the order of the periods, nor for the unit', () => {
    fc.assert(
      fc.property(positive, positive, positive, (threshold, se, baselineSe) => {
        const rate = falseAlarmRate({ threshold, se, baselineSe })
        expect(rate >= 0 && rate <= 1).toBe(true)
        expect(falseAlarmRate({ threshold: 2 * threshold, se, baselineSe })).toBeLessThanOrEqual(
          rate,
        )
        const swapped = falseAlarmRate({ threshold, se: baselineSe, baselineSe: se })
        expect(swapped).toBeCloseTo(rate, 12)
        const scaled = { threshold: 9 * threshold, se: 9 * se, baselineSe: 9 * baselineSe }
        expect(falseAlarmRate(scaled)).toBeCloseTo(rate, 12)
        expect(minimumDetectableChange({ se: 9 * se, baselineSe: 9 * baselineSe })).toBeCloseTo(
          9 * minimumDetectableChange({ se: baselineSe, baselineSe: se }),
          8,
        )
      }),
      runs,
    )
    expect(falseAlarmRate({ threshold: 0, se: 0, baselineSe: 0 })).toBe(1)
    expect(falseAlarmRate({ threshold: 1, se: 0, baselineSe: 0 })).toBe(0)
  })
})

describe('always-valid intervals', () => {
  const value = fc.double({ min: -1e3, max: 1e3, noNaN: true })
  const n = fc.double({ min: 1, max: 1e7, noNaN: true })

  it('are wider than those of one look, mirror and scale, and agree with their p', () => {
    fc.assert(
      fc.property(value, positive, n, positive, unit, (effect, se, seen, scale, level) => {
        const interval = sequentialInterval({ value: effect, se, n: seen, level })
        const half = interval.high - effect
        expect(half).toBeGreaterThan(normalCritical(level) * se)
        const mirrored = sequentialInterval({ value: -effect, se, n: seen, level })
        expect(mirrored.low).toBeCloseTo(-interval.high, 9)
        expect(mirrored.p).toBeCloseTo(interval.p, 12)
        const other = sequentialInterval({ value: scale * effect, se: scale * se, n: seen, level })
        expect(Math.abs(other.low - scale * interval.low)).toBeLessThan(
          1e-9 * (1 + scale * (half + Math.abs(effect))),
        )
        expect(interval.p >= 0 && interval.p <= 1).toBe(true)
        expect(interval.low > 0 || interval.high < 0).toBe(interval.p < 1 - level)
      }),
      runs,
    )
  })

  it('a higher level widens; an effect without error is certain', () => {
    const width = (level: number) => {
      const { low, high } = sequentialInterval({ value: 1, se: 1, n: 900, level })
      return high - low
    }
    expect(width(0.99)).toBeGreaterThan(width(0.95))
    // One look at 95 % is 3.92 wide.
    expect(width(0.95)).toBeGreaterThan(3.92)
    expect(sequentialInterval({ value: 1, se: 0, n: 10 })).toMatchObject({ low: 1, high: 1, p: 0 })
  })
})

describe('a bad value is named', () => {
  const change = { variance: 1, change: 1, against: 'period' as const }
  it.each<[string, () => unknown, RegExp]>([
    ['margin', () => sampleSizeForMargin({ variance: 1, margin: 0 }), /margin .* got 0/],
    ['variance', () => sampleSizeForChange({ ...change, variance: -1 }), /variance .* got -1/],
    ['power', () => sampleSizeForChange({ ...change, power: 1 }), /power .* got 1/],
    ['level', () => sampleSizeForChange({ ...change, level: 0 }), /level .* got 0/],
    [
      'points',
      () => npsSampleSizeForChange({ changePoints: Number.NaN, against: 'period' }),
      /changePoints .* got NaN/,
    ],
    ['points', () => npsSampleSizeForMargin({ marginPoints: -5 }), /marginPoints .* got -5/],
    ['se', () => minimumDetectableChange({ se: -1, baselineSe: 0 }), /se .* got -1/],
    ['n', () => npsDetectableChange({ n: 1.5, baselineN: 3 }), /n .* got 1.5/],
    [
      'threshold',
      () => falseAlarmRate({ threshold: Number.NaN, se: 1, baselineSe: 1 }),
      /threshold .* got NaN/,
    ],
    ['sequential', () => sequentialInterval({ value: 1, se: 1, n: 0 }), /n .* got 0/],
    ['tuning', () => sequentialInterval({ value: 1, se: 1, n: 9, tuning: -1 }), /tuning .* got -1/],
  ])('%s', (_, call, words) => {
    expect(call).toThrow(RangeError)
    expect(call).toThrow(words)
  })
})
