import { daysBetween, type Day } from '@fealty/core'
import type { KeptRecord } from '@fealty/store'
import type { Action, ListedAction } from './contract.ts'

/** An action as it stands on a day: done, open, or late since its due day has passed. */
export function showAction(record: KeptRecord<Action>, today: Day): ListedAction {
  const { body, version, parentId } = record
  const daysLeft = daysBetween(today, body.due)
  const open = daysLeft < 0 ? 'late' : 'open'
  return {
    ...body,
    version,
    reviewId: parentId ?? '',
    state: body.doneOn === null ? open : 'done',
    daysLeft,
  }
}

const days = (count: number): string => `${count} ${count === 1 ? 'day' : 'days'}`

/** `6 days left`, `8 days late`, `due today`, `done`. */
export function writeDue({ state, daysLeft }: Pick<ListedAction, 'state' | 'daysLeft'>): string {
  if (state === 'done') return 'done'
  if (state === 'late') return `${days(-daysLeft)} late`
  return daysLeft === 0 ? 'due today' : `${days(daysLeft)} left`
}
