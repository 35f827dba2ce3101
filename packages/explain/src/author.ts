import type { Actor } from '@fealty/core'

/** Who wrote a version of a record: the caller's id. */
export function authorOf(actor: Actor): string {
  return actor.kind === 'nobody' ? 'nobody' : actor.id
}
