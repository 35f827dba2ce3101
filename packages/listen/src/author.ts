import type { Actor } from '@fealty/core'

/** Who stands beside a version of a record: a person's or a key's id. */
export function authorOf(actor: Actor): string {
  return actor.kind === 'nobody' ? 'nobody' : actor.id
}
