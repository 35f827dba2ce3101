import { describe, expect, it } from 'vitest'
import type { Measured } from '@fealty/core'
import { chooseBenchmark, compareUnits } from './compare-benchmarks.ts'

type Benchmark = Parameters<typeof chooseBenchmark>[0][number]

const estimate = (value: number, n = 400): Measured => ({
  kind: 'estimate',
  value,
  low: value - 8,
  high: value + 8,
  se: 4,
  level: 0.95,
  n,
  method: 'test',
})
const ours = {
  measured: estimate(20),
  series: 'relationship' as const,
  day: '2026-09-30',
  level: 0.95,
}
const panel: Benchmark = {
  id: 'panel',
  version: 1,
  name: 'Panel',
  score: 'nps',
  series: 'relationship',
  value: 20,
  n: 2000,
  standardError: null,
  method: 'Online',
  source: 'A body',
  date: '2026-05-15',
  kind: 'industry',
}
const newer = { ...panel, id: 'newer', date: '2026-06-15' }
const larger = { ...panel, id: 'larger', n: 5000 }
const own = { ...panel, id: 'own', date: '2026-08-01', kind: 'own' as const }
const calls = { ...panel, id: 'calls', series: 'transaction' as const }
const old = { ...panel, id: 'old', date: '2023-05-15' }

describe('what units are held against', () => {
  it.each([
    [[panel, newer, own], 'newer'],
    [[panel, larger], 'larger'],
    [[old, calls, own], 'own'],
    [[old, calls], undefined],
    [[], undefined],
  ])('of %j it is %s', (benchmarks, id) => {
    expect(chooseBenchmark(benchmarks, null, ours)?.id).toBe(id)
  })

  it('is the one that the series names, also where it cannot be compared', () => {
    expect(chooseBenchmark([panel, newer], 'panel', ours)?.id).toBe('panel')
    expect(chooseBenchmark([panel, old], 'old', ours)?.id).toBe('old')
  })

  it('is judged for all units together: what is real alone may be noise among many', () => {
    const unit = (id: string, now: Measured) => ({ unit: { id }, now }) as never
    const context = { level: 0.95 }
    // z = 9.2 / √(4² + (100 √(0.67 / 2000))²) = 2.10: p = .036 alone, .18 at most among five.
    const alone = compareUnits({ units: [unit('a', estimate(29.2))], context }, panel, ours)
    expect(alone.get('a')).toMatchObject({ verdict: 'real' })
    expect(alone.get('a')!.difference).toBeCloseTo(9.2, 9)
    const others = ['b', 'c', 'd', 'e'].map((id) => unit(id, estimate(20)))
    const five = [unit('a', estimate(29.2)), ...others]
    expect(compareUnits({ units: five, context }, panel, ours).get('a')!.verdict).toBe('noise')
  })

  it('gives too few for a unit with too few, and for a benchmark that is not comparable', () => {
    const few: Measured = { kind: 'insufficient', n: 3, minimum: 30, why: 'few' }
    const unit = (id: string, now: Measured) => ({ unit: { id }, now }) as never
    const units = [unit('few', few), unit('a', estimate(60))]
    const judged = compareUnits({ units, context: { level: 0.95 } }, panel, ours)
    expect(judged.get('few')).toEqual({ verdict: 'too few' })
    expect(judged.get('a')!.verdict).toBe('real')
    const refused = compareUnits({ units, context: { level: 0.95 } }, old, ours)
    expect(refused.get('a')).toEqual({ verdict: 'too few' })
  })
})
