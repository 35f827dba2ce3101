import { randomUUID } from 'node:crypto'
import { authorOf, type Call } from '@fealty/core'
import type { KeptRecord, RecordChange, RecordKind } from '@fealty/store'
import type { SteerServices } from './services.ts'

export type SteerCall = Call<SteerServices>

/** Who changes a record, where and when. */
export function changeBy({ actor, services, workspaceId }: SteerCall): {
  workspaceId: string
  author: string
  at: string
} {
  return {
    workspaceId,
    author: authorOf(actor),
    at: services.now().toISOString(),
  }
}

/** The same for the record of this id; `expected` 0 makes a new one. */
export function changeOf(
  call: SteerCall,
  id: string,
  rest: { expected?: number | undefined; reason?: string | undefined } = {},
): RecordChange {
  return {
    ...changeBy(call),
    id,
    reason: rest.reason ?? null,
    ...(rest.expected === undefined ? {} : { expected: rest.expected }),
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
