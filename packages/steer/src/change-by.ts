import { randomUUID } from 'node:crypto'
import type { Call } from '@fealty/core'
import type { KeptRecord, RecordKind } from '@fealty/store'
import type { SteerServices } from './services.ts'

export type SteerCall = Call<SteerServices>

/** Who changes a record, where and when. */
export function changeBy(call: SteerCall): { workspaceId: string; author: string; at: string } {
  const { actor, workspaceId, services } = call
  return {
    workspaceId,
    author: actor.kind === 'nobody' ? '' : actor.id,
    at: services.now().toISOString(),
  }
}

/**
 * The id under which a record is saved: a new one, or the given one, which must be there in this
 * workspace unless it is said to be new (`expected` 0).
 * @throws FealtyError `record.not-found`
 */
export async function idToSave<Body>(
  kind: RecordKind<Body>,
  call: SteerCall,
  { id, expected }: { id?: string | undefined; expected?: number | undefined },
): Promise<{ id: string; expected?: number; known?: KeptRecord<Body> }> {
  if (id === undefined) return { id: randomUUID(), expected: 0 }
  if (expected === 0) return { id, expected }
  const known = await kind.read(call.services.store, call.workspaceId, id)
  return { id, known, ...(expected === undefined ? {} : { expected }) }
}
