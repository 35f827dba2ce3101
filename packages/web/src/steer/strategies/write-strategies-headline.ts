import { writeCount } from '@fealty/core'
import type { StrategyView } from '../../api/contracts.ts'

type Judged = Pick<StrategyView, 'approval' | 'complete' | 'checks'>

/** How many strategies are approved, and what the nearest other one lacks. */
export function writeStrategiesHeadline(views: readonly Judged[]): string {
  if (views.length === 0) return 'No segment has a strategy yet.'
  const approved = views.filter(({ approval }) => approval !== null).length
  const rest = views.filter(({ approval }) => approval === null)
  const first =
    approved === 0
      ? 'No strategy is approved yet.'
      : `${writeCount(approved)} of ${views.length} strategies ${approved === 1 ? 'is' : 'are'} approved.`
  const best = [...rest].sort((a, b) => b.complete - a.complete)[0]
  if (!best) return first
  const lacks = best.checks.length - best.complete
  return lacks === 0
    ? `${first} One waits for its approval.`
    : `${first} The next lacks ${lacks} of ${best.checks.length} elements.`
}

/** How far one strategy is: approved, waiting for it, or what it still lacks. */
export function writeStrategyHeadline({
  strategy,
  approval,
  complete,
  checks,
  readiness,
}: Pick<StrategyView, 'strategy' | 'approval' | 'complete' | 'checks' | 'readiness'>): string {
  const ready = `readiness is ${readiness.value} of 5, held back by ${readiness.lowest}`
  if (approval !== null) return `“${strategy.name}” is approved; ${ready}.`
  const lacks = checks.length - complete
  if (lacks > 0) return `“${strategy.name}” lacks ${lacks} of ${checks.length} elements; ${ready}.`
  return `“${strategy.name}” is whole and waits for its approval; ${ready}.`
}
