import type { Call } from '@fealty/core'
import type { RecordChange } from '@fealty/store'
import type { SteerServices } from './services.ts'

/** Who changes a record of this room now; `expected` 0 makes a new one. */
export function changeOf(
  { actor, services, workspaceId }: Call<SteerServices>,
  id: string,
  rest: { expected?: number | undefined; reason?: string | undefined } = {},
): RecordChange {
  return {
    workspaceId,
    id,
    author: actor.kind === 'nobody' ? '' : actor.id,
    at: services.now().toISOString(),
    reason: rest.reason ?? null,
    ...(rest.expected === undefined ? {} : { expected: rest.expected }),
  }
}
