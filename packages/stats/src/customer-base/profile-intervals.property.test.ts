import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRandomSource } from '../random/random-source.ts'
import { fitted } from '../test/fitted.ts'
import { relativeGap } from '../test/golden-values.ts'
import { parameterIntervals } from './delta-interval.ts'
import { fitBgNbd, fitMbgNbd } from './dropout-nbd/fit-dropout-nbd.ts'
import { fitParetoNbd } from './pareto-nbd/fit-pareto-nbd.ts'
import { profileIntervals } from './profile-intervals.ts'
import { simulatePeople } from './simulate-customers.ts'

const draw = (customers: number, seed: number) =>
  simulatePeople({
    model: 'mbg-nbd',
    parameters: { r: 0.6, alpha: 8, a: 0.8, b: 2.5 },
    customers,
    joiningWindow: 13,
    horizon: 39,
    ahead: 1,
    random: createRandomSource(seed),
  }).groups

describe('intervals by profile likelihood', () => {
  it.each([
    ['BG/NBD', fitBgNbd],
    ['MBG/NBD', fitMbgNbd],
    ['Pareto/NBD', fitParetoNbd],
  ] as const)('hold the estimate of any %s, and widen with the level', (_, fitOf) => {
    fc.assert(
      fc.property(fc.integer({ min: 30, max: 200 }), fc.nat(1000), (customers, seed) => {
        const groups = draw(customers, seed)
        const fit = fitOf(groups)
        if (fit.kind === 'insufficient') return
        const wide = profileIntervals(fit, groups, { level: 0.95 })
        const narrow = profileIntervals(fit, groups, { level: 0.8 })
        for (const name of fit.order as readonly string[]) {
          const { low, value, high } = wide[name]!
          expect(low >= 0 && low <= value && value <= high).toBe(true)
          expect(narrow[name]!.low).toBeGreaterThanOrEqual(low * (1 - 1e-3))
          expect(narrow[name]!.high).toBeLessThanOrEqual(high * (1 + 1e-3))
        }
      }),
      { numRuns: 4, seed: 1 },
    )
  })

  it('go to those from the curvature as the customers become many', () => {
    const groups = draw(2000, 5)
    const many = { ...groups, w: groups.w.map(() => 500) }
    const fit = fitted(fitBgNbd(many))
    const curved = parameterIntervals<string>(fit)
    const profiled = profileIntervals(fit, many)
    for (const name of fit.order) {
      expect(relativeGap(profiled[name]!.low, curved[name]!.low)).toBeLessThan(0.01)
      expect(relativeGap(profiled[name]!.high, curved[name]!.high)).toBeLessThan(0.01)
    }
  })

  it('forget the order of rows, and scale with the unit of time', () => {
    const groups = draw(500, 9)
    const turn = (column: Float64Array) => column.slice().reverse()
    const other = {
      x: turn(groups.x),
      tx: turn(groups.tx).map((t) => 7 * t),
      T: turn(groups.T).map((t) => 7 * t),
      w: turn(groups.w),
    }
    const plain = profileIntervals(fitted(fitBgNbd(groups)), groups)
    const scaled = profileIntervals(fitted(fitBgNbd(other)), other)
    for (const [name, { low, high }] of Object.entries(plain)) {
      const unit = name === 'alpha' ? 7 : 1
      expect(relativeGap(scaled[name]!.low, unit * low)).toBeLessThan(2e-3)
      expect(relativeGap(scaled[name]!.high, unit * high)).toBeLessThan(2e-3)
    }
  })

  it('name what is wrong', () => {
    const groups = draw(300, 2)
    const fit = fitted(fitMbgNbd(groups))
    expect(() => profileIntervals(fit, groups, { level: 1 })).toThrow(/level .* got 1/)
    const wrong = { ...groups, tx: groups.tx.map(() => -1) }
    expect(() => profileIntervals(fit, wrong)).toThrow(/tx\[0\] .* got -1/)
  })
})
