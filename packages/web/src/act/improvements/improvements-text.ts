import { formatCount } from '@fealty/charts'
import type { ImprovementList } from '../../api/contracts.ts'

/** How many are under way, and what those that can be judged show. */
export function improvementsHeadline({
  active,
  mostActive,
  improvements,
}: ImprovementList): string {
  if (improvements.length === 0) return 'No cause is being removed yet.'
  const judged = improvements.flatMap(({ effect }) =>
    effect === null || effect.change.verdict === 'too few' ? [] : [effect.change],
  )
  const real = judged.filter(({ verdict }) => verdict === 'real')
  const better = real.filter(({ difference }) => (difference ?? 0) > 0).length
  const worse = real.length - better
  const first =
    active === 0
      ? 'No improvement is under way.'
      : `${active === 1 ? 'One' : formatCount(active)} of at most ${mostActive} improvements ${active === 1 ? 'is' : 'are'} under way.`
  if (judged.length === 0) return `${first} None can be judged yet.`
  const parts = [
    better > 0
      ? `${better === 1 ? 'one measure is' : `${formatCount(better)} measures are`} better`
      : '',
    worse > 0
      ? `${worse === 1 ? 'one measure is' : `${formatCount(worse)} measures are`} worse`
      : '',
  ].filter((part) => part !== '')
  if (parts.length === 0) return `${first} No measure has moved beyond noise since.`
  const moved = parts.join(', ')
  return `${first} ${moved.charAt(0).toUpperCase()}${moved.slice(1)} than before.`
}
