import type { Estimate } from '@fealty/core'
import { monitorLevel } from '@fealty/stats'
import { warnBelow } from './judge-target.ts'
import type { ToldChance } from './contract.ts'

/** Periods whose level the newest are held against, and the newest in which an alarm is news. */
const fewestBaseline = 12
const newsPeriods = 6

/**
 * The early warning of a target before its deadline: the chance is below one half, or the level has
 * moved the wrong way. Null when nothing rings.
 */
export function findWarning(
  chance: ToldChance,
  estimates: readonly Estimate[],
  { direction, grain }: { direction: 'up' | 'down'; grain: 'month' | 'quarter' },
): string | null {
  const found: string[] = []
  if (chance.value !== null && chance.value < warnBelow) {
    found.push('More likely missed than met')
  }
  const since = levelMovedSince(estimates, direction === 'up' ? 'down' : 'up')
  if (since !== null) {
    found.push(
      `${found.length === 0 ? 'The' : 'the'} level has moved the wrong way in the last ${since} ${grain}s`,
    )
  }
  return found.length === 0 ? null : `${found.join('; ')}.`
}

/** For how many periods the level has been moving that way; null when no alarm rang lately. */
function levelMovedSince(estimates: readonly Estimate[], bad: 'up' | 'down'): number | null {
  const baseline = estimates.slice(0, -newsPeriods)
  const errors = estimates.map(({ se }) => se ?? 0)
  if (baseline.length < fewestBaseline || errors.some((se) => se <= 0)) return null
  const values = estimates.map(({ value }) => value)
  const level = baseline.reduce((sum, { value }) => sum + value, 0) / baseline.length
  const spread =
    baseline.reduce((sum, { value }) => sum + (value - level) ** 2, 0) / (baseline.length - 1)
  const sampling = baseline.reduce((sum, { se }) => sum + (se ?? 0) ** 2, 0) / baseline.length
  const { alarms } = monitorLevel(
    { values, standardErrors: errors },
    { target: level, extraVariance: Math.max(0, spread - sampling) },
  )
  const alarm = alarms
    .filter(({ direction, at }) => direction === bad && at >= estimates.length - newsPeriods)
    .at(-1)
  return alarm === undefined ? null : estimates.length - alarm.since
}
