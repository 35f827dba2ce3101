import type { Answer } from '../../api/contracts.ts'

type Action = Pick<Answer<'reviews.one'>['actions'][number], 'state' | 'daysLeft'>

const order = { late: 0, open: 1, done: 2 } as const

/** What is late first, then what is due next; what is done stands last. */
export function sortActions<A extends Action>(actions: readonly A[]): A[] {
  return [...actions].sort((a, b) => order[a.state] - order[b.state] || a.daysLeft - b.daysLeft)
}

const days = (count: number): string => `${count} ${count === 1 ? 'day' : 'days'}`

/** `6 days left`, `8 days late`, `due today`, `done`. */
export function writeState({ state, daysLeft }: Action): string {
  if (state === 'done') return 'done'
  if (state === 'late') return `${days(-daysLeft)} late`
  return daysLeft === 0 ? 'due today' : `${days(daysLeft)} left`
}
