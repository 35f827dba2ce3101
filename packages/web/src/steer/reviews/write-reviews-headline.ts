import { writeCount, writeDay } from '@fealty/core'
import type { Answer } from '../../api/contracts.ts'

type List = Pick<Answer<'reviews.list'>, 'reviews' | 'cadence' | 'actions'>

function nextSentence({ reviews }: List): string {
  const next = reviews
    .filter(({ state }) => state === 'planned' || state === 'prepared' || state === 'running')
    .sort((a, b) => (a.date < b.date ? -1 : 1))[0]
  if (!next) return 'No review is planned.'
  return next.state === 'running'
    ? `The review of ${writeDay(next.date)} is running.`
    : `The next review is on ${writeDay(next.date)}.`
}

function restSentence({ cadence, actions }: List): string {
  const overdue = cadence.some((one) => one.overdue)
  const late = actions.filter(({ state }) => state === 'late').length
  if (overdue) return ' The cadence is broken.'
  if (late > 0)
    return ` ${writeCount(late)} promised ${late === 1 ? 'action is' : 'actions are'} late.`
  return ''
}

/** When the next review is, and what is wrong with the cadence or the promises. */
export function writeReviewsHeadline(list: List): string {
  return nextSentence(list) + restSentence(list)
}
