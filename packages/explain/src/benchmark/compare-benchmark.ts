import { addMonths, type Day, type Measured } from '@fealty/core'
import { judgeComparisons } from '@fealty/measure'
import { compareEstimates, npsPlanningVariance, type Comparison } from '@fealty/stats'
import type { Benchmark, Compared, Series } from './contract.ts'

/** Our score, and what it is. */
export interface OurScore {
  measured: Measured
  series: Series
  /** Last day of the period it is of. */
  day: Day
  level: number
}

/** A benchmark beside the comparison that could be made with it. */
export interface Tested {
  row: Omit<Compared, 'change' | 'comparable'>
  comparison: Comparison | null
  comparable: boolean
}

/** Older ones say nothing about today. */
const oldestMonths = 24

/**
 * Our score against one benchmark. With its standard error, or its n, by the two-sample z test: a share
 * has the variance p(1 − p), an NPS whose bands are not published the usual 0.67 of planning. Without
 * either the benchmark is taken as exact and only our own error counts, which is said.
 */
export function testBenchmark(ours: OurScore, benchmark: Benchmark): Tested {
  const { id, name, kind, value, n, date, source, method } = benchmark
  const shown = { id, name, kind, value, n, date, source, method }
  const reason = refuse(ours, benchmark)
  if (reason !== null)
    return { row: { ...shown, how: reason }, comparison: null, comparable: false }
  const { se, how } = errorOf(benchmark)
  return { row: { ...shown, how }, comparison: testGap(ours, { value, se }), comparable: true }
}

/** Our score against a value, by both standard errors; null where ours has too few answers. */
export function testGap(
  { measured, level }: OurScore,
  against: { value: number; se: number },
): Comparison | null {
  if (measured.kind === 'insufficient') return null
  return compareEstimates({ value: measured.value, se: measured.se ?? 0 }, against, { level })
}

function refuse({ series, day }: OurScore, benchmark: Benchmark): string | null {
  if (benchmark.series !== series)
    return `Not comparable: it is a ${benchmark.series} score, ours a ${series} score.`
  if (benchmark.date < addMonths(day, -oldestMonths))
    return 'Not comparable: it is older than two years.'
  return null
}

function errorOf({ score, value, n, standardError }: Benchmark): { se: number; how: string } {
  if (standardError !== null) return { se: standardError, how: 'Two-sample z test.' }
  if (n === null)
    return { se: 0, how: 'Its n is not known: only our own interval counts, the gap may be noise.' }
  if (score === 'nps')
    return {
      se: 100 * Math.sqrt(npsPlanningVariance / n),
      how: `Two-sample z test; its variance is taken as the usual ${npsPlanningVariance}.`,
    }
  return { se: Math.sqrt((value * (1 - value)) / n), how: 'Two-sample z test of two shares.' }
}

/** The verdicts of benchmarks that are looked at together, corrected for their number. */
export function judgeBenchmarks(tested: readonly Tested[], level: number): Compared[] {
  const changes = judgeComparisons(
    tested.map(({ comparison }) => comparison),
    level,
  )
  return tested.map(({ row, comparable }, at) => ({ ...row, comparable, change: changes[at]! }))
}
