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
  const better = judged.filter(({ verdict }) => verdict === 'real').length
  const first =
    active === 0
      ? 'No improvement is under way.'
      : `${active === 1 ? 'One' : formatCount(active)} of at most ${mostActive} improvements ${active === 1 ? 'is' : 'are'} under way.`
  if (judged.length === 0) return `${first} None can be judged yet.`
  const moved =
    better === 0
      ? 'The measures of none have moved beyond noise.'
      : `The measure of ${better === 1 ? 'one' : formatCount(better)} has moved for real.`
  return `${first} ${moved}`
}
