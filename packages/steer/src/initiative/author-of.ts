import type { Call } from '@fealty/core'

/** Who makes a change, for the history. */
export function authorOf({ actor }: Pick<Call<unknown>, 'actor'>): string {
  return actor.kind === 'nobody' ? 'nobody' : actor.id
}
