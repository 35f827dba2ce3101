import type { Measured } from '@fealty/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  describeMeasured,
  formatDifference,
  formatGoal,
  formatMeasured,
  formatRange,
  formatTooFew,
  formatValue,
} from './measured.ts'
import {
  decimalsFor,
  formatChance,
  formatCount,
  formatDays,
  formatMoney,
  formatPercent,
  formatPoints,
} from './number.ts'
import { periodTick } from './period-tick.ts'
import { formatVerdict, toneOf } from './verdict.ts'

function estimate(value: number, low: number, high: number, n = 2746): Measured {
  return { kind: 'estimate', value, low, high, level: 0.95, n, method: 'test' }
}

describe('numbers for the reader', () => {
  it.each([
    [formatPoints(31.128), '+31'],
    [formatPoints(-4.5, { decimals: 1 }), '\u22124.5'],
    [formatPoints(0.2), '0'],
    [formatPoints(-0.04, { decimals: 1 }), '0.0'],
    [formatPercent(0.841), '84\u2009%'],
    [formatPercent(-0.0215, { decimals: 1 }), '\u22122.1\u2009%'],
    [formatMoney(6120, 'EUR'), '€6,120'],
    [formatMoney(-310, 'EUR'), '\u2212€310'],
    [formatMoney(40, 'CHF'), 'CHF\u200940'],
    [formatMoney(12.5, 'USD', { decimals: 2 }), '$12.50'],
    [formatCount(1_234_567), '1,234,567'],
    [formatCount(999), '999'],
    [formatCount(Infinity), '∞'],
    [formatCount(999_950, { compact: true }), '1M'],
    [formatCount(12_345, { compact: true }), '12k'],
    [formatCount(1234, { compact: true }), '1.2k'],
    [formatCount(9960, { compact: true }), '10k'],
    [formatCount(3.4e9, { compact: true }), '3.4B'],
    [formatChance(0.456), '46\u2009%'],
    [formatChance(0.0099), 'under 1\u2009%'],
    [formatChance(0.9901), 'over 99\u2009%'],
    [formatDays(1), '1 day'],
    [formatDays(12), '12 days'],
    [formatDays(0.5, { decimals: 1 }), '0.5 days'],
  ])('writes %s as %s', (written, expected) => {
    expect(written).toBe(expected)
  })

  it('refuses NaN and money without a currency', () => {
    expect(() => formatCount(NaN)).toThrow(RangeError)
    expect(() => formatValue(3, { unit: 'money' })).toThrow(RangeError)
  })

  it('reads back to the rounded number', () => {
    const value = fc.double({ min: -1e12, max: 1e12, noNaN: true })
    fc.assert(
      fc.property(value, fc.integer({ min: 0, max: 4 }), (number, decimals) => {
        const read = Number(
          formatCount(number, { decimals }).replaceAll(',', '').replace('\u2212', '-'),
        )
        expect(read).toBe(Number(number.toFixed(decimals)) + 0)
      }),
    )
  })
})

describe('decimals follow the interval', () => {
  it.each([
    [28.1, 34.1, 1],
    [398, 427, 0],
    [83.6, 84.6, 1],
    [0.31, 0.36, 3],
    [-0.4, 4.6, 1],
    [10, 12_000, 0],
    [5, 5, 0],
    [-Infinity, 3, 0],
  ])('%d to %d has %d', (low, high, decimals) => {
    expect(decimalsFor(low, high)).toBe(decimals)
  })
})

describe('measured values', () => {
  const nps = estimate(31.128, 28.13, 34.11)
  const few: Measured = { kind: 'insufficient', n: 5, minimum: 30, why: 'few' }

  it('writes value and range with the same digits', () => {
    expect(formatMeasured(nps, { unit: 'points' })).toBe('+31.1')
    expect(formatMeasured(nps, { unit: 'points', decimals: 0 })).toBe('+31')
    expect(formatRange(nps, { unit: 'points' })).toBe('28.1 to 34.1')
    expect(formatRange(estimate(0.841, 0.836, 0.846), { unit: 'share' })).toBe('83.6 to 84.6')
    expect(formatRange(estimate(412.4, 398.2, 427.3), { unit: 'money', currency: 'EUR' })).toBe(
      '398 to 427',
    )
  })

  it('says what a full count and thin data are', () => {
    const full: Measured = {
      kind: 'estimate',
      value: 7,
      low: 7,
      high: 7,
      level: 0.95,
      n: 7,
      method: 'x',
      complete: true,
    }
    expect(formatRange(full, { unit: 'count' })).toBe('full count')
    expect(describeMeasured(full, { unit: 'count' })).toBe('7, full count, n 7')
    expect(formatMeasured(few, { unit: 'points' }, 'answers')).toBe('5 answers, 30 needed')
    const one = { kind: 'insufficient', n: 1, minimum: 5, why: 'few' } as const
    expect(formatTooFew(one, 'answers')).toBe('1 answer, 5 needed')
    expect(formatTooFew({ kind: 'insufficient', n: 5, minimum: 30, why: 'few' })).toBe(
      '5, 30 needed',
    )
    expect(formatRange(few, { unit: 'points' })).toBe('too few')
  })

  it('describes with level, range and n', () => {
    expect(describeMeasured(nps, { unit: 'points' })).toBe(
      '+31.1, 95\u2009%: 28.1 to 34.1, n 2,746',
    )
  })

  it('writes goals with the digits they have', () => {
    expect(formatGoal(35, { unit: 'points' })).toBe('+35')
    expect(formatGoal(4.5, { unit: 'score' })).toBe('4.5')
    expect(formatGoal(0.905, { unit: 'share' })).toBe('90.5\u2009%')
    expect(formatGoal(12.5, { unit: 'money', currency: 'EUR' })).toBe('€12.50')
  })

  it('writes differences without a sign', () => {
    expect(formatDifference(-9.84, { unit: 'points' }, 1)).toBe('9.8')
    expect(formatDifference(-0.008, { unit: 'share' }, 1)).toBe('0.8')
    expect(formatDifference(-6.2, { unit: 'money', currency: 'EUR' }, 0)).toBe('€6')
  })
})

describe('verdicts', () => {
  const format = { unit: 'points' } as const

  it('has a mark, a word, and colour for what is real only', () => {
    const real = { verdict: 'real', difference: -9.8, low: -14, high: -5 } as const
    expect(formatVerdict(real, format, 'higher')).toEqual({
      mark: '▼',
      text: '9.8 real',
      tone: 'worse',
    })
    expect(formatVerdict(real, format, 'lower').tone).toBe('better')
    expect(formatVerdict(real, format).tone).toBe('neutral')
    const noise = { verdict: 'noise', difference: 0.8 } as const
    expect(formatVerdict(noise, format, 'higher')).toEqual({
      mark: '◇',
      text: 'noise',
      tone: 'neutral',
    })
    expect(formatVerdict({ verdict: 'too few' }, format)).toEqual({
      mark: '◌',
      text: 'too few',
      tone: 'neutral',
    })
  })

  it('has no tone without a difference', () => {
    expect(toneOf('real', 0, 'higher')).toBe('neutral')
    expect(toneOf(undefined, 4, 'higher')).toBe('neutral')
  })
})

describe('period ticks', () => {
  it.each([
    [
      { grain: 'month', start: '2026-08-01', end: '2026-09-01', label: 'Aug 2026' },
      ['A', 'Aug', '2026'],
    ],
    [
      { grain: 'quarter', start: '2026-07-01', end: '2026-10-01', label: 'Q3 FY26' },
      ['Q3', 'Q3', 'FY26'],
    ],
    [
      { grain: 'week', start: '2026-01-26', end: '2026-02-02', label: '2026 W05' },
      ['5', 'W05', '2026'],
    ],
    [
      { grain: 'day', start: '2026-02-03', end: '2026-02-04', label: '2026-02-03' },
      ['3', '3', 'Feb 2026'],
    ],
    [
      { grain: 'year', start: '2026-01-01', end: '2027-01-01', label: 'FY26' },
      ['FY26', 'FY26', ''],
    ],
  ] as const)('splits %o', (period, [short, long, group]) => {
    expect(periodTick(period)).toEqual({ short, long, group })
  })
})
