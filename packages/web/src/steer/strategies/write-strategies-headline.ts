import type { Answer } from '../../api/contracts.ts'

type View = Answer<'strategies.list'>['strategies'][number]

type Judged = Pick<View, 'approval' | 'complete' | 'checks'>

/** How many strategies are approved, and what the nearest other one lacks. */
export function writeStrategiesHeadline(views: readonly Judged[]): string {
  if (views.length === 0) return 'No segment has a strategy yet.'
  const approved = views.filter(({ approval }) => approval !== null).length
  const rest = views.filter(({ approval }) => approval === null)
  const first = `${approved} of ${views.length} strategies ${approved === 1 ? 'is' : 'are'} approved.`
  const best = [...rest].sort((a, b) => b.complete - a.complete)[0]
  if (!best) return first
  const lacks = best.checks.length - best.complete
  return lacks === 0
    ? `${first} One waits for its approval.`
    : `${first} The next lacks ${lacks} of ${best.checks.length} elements.`
}
