import { describe, expect, it } from 'vitest'
import type { RecoveryGroup } from '@fealty/measure'
import {
  bySegment,
  byUnit,
  compareMatched,
  recoveryOutcome,
  shareMatched,
  worthOf,
} from './match-recoveries.ts'

const group = (
  segment: string,
  hasCase: boolean,
  n: number,
  yes: number,
  unit = 'u',
): RecoveryGroup => ({
  segment,
  unit,
  band: '0 to 3',
  quarter: '2026-1',
  hasCase,
  customers: n,
  answeredAgain: n,
  recovered: yes,
  followed: n,
  retained: yes,
})

describe('a matched comparison', () => {
  it('averages the differences within strata, so that a mix of easy customers counts for nothing', () => {
    // Plain shares: 45/60 against 27/60. Within each segment cases make no difference at all.
    const mixed = [
      group('easy', true, 50, 40),
      group('easy', false, 10, 8),
      group('hard', true, 10, 2),
      group('hard', false, 50, 10),
    ]
    const { difference, verdict } = compareMatched(mixed, bySegment, recoveryOutcome)
    expect(difference).toMatchObject({ kind: 'estimate', value: 0 })
    expect(verdict).toBe('noise')
  })

  it('sees a difference that is there', () => {
    const clear = [group('a', true, 200, 140), group('a', false, 200, 80)]
    const { difference, verdict, withCase } = compareMatched(clear, bySegment, recoveryOutcome)
    expect(difference).toMatchObject({ kind: 'estimate' })
    if (difference.kind === 'estimate') {
      expect(difference.value).toBeCloseTo(0.3, 12)
      // Welch by hand: 0.3 ± 1.966 √(.7·.3/199 + .4·.6/199)
      expect(difference.low).toBeCloseTo(0.3 - 1.966 * Math.sqrt((0.21 + 0.24) / 199), 3)
    }
    expect(verdict).toBe('real')
    expect(withCase).toMatchObject({ value: 0.7, n: 200 })
  })

  it('says too few where nobody is alike, and where they are few', () => {
    const apart = [group('a', true, 100, 50), group('b', false, 100, 50)]
    expect(shareMatched(apart, bySegment, recoveryOutcome)).toBe(0)
    expect(compareMatched(apart, bySegment, recoveryOutcome)).toMatchObject({
      verdict: 'too few',
      difference: { kind: 'insufficient', n: 0 },
    })
    const few = [group('a', true, 19, 9), group('a', false, 100, 50)]
    expect(compareMatched(few, bySegment, recoveryOutcome).verdict).toBe('too few')
    expect(shareMatched([], byUnit, recoveryOutcome)).toBeNull()
  })

  it('is worth what it is of the revenue, with its interval', () => {
    const { difference } = compareMatched(
      [group('a', true, 200, 140), group('a', false, 200, 80)],
      bySegment,
      recoveryOutcome,
    )
    expect(worthOf(difference, 1_000)).toMatchObject({ kind: 'estimate' })
    const worth = worthOf(difference, 1_000)
    if (worth.kind === 'estimate') expect(worth.value).toBeCloseTo(300, 9)
  })
})
