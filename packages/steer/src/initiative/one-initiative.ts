import { authorOf, FealtyError } from '@fealty/core'
import { readUnits } from '@fealty/measure'
import type { KeptRecord } from '@fealty/store'
import type { SteerCall } from '../record-change.ts'
import type { KeptInitiative, ShownInitiative } from './contract.ts'
import { openFrame, readOwnInitiatives } from './initiative-frame.ts'
import { initiatives } from './initiatives.ts'
import { showInitiative } from './show-initiative.ts'

/** Another unit's initiative is not found by a manager, like one of another workspace. */
export async function readOwn(call: SteerCall, id: string): Promise<KeptRecord<KeptInitiative>> {
  const units = await readUnits(call.services, call.workspaceId)
  const own = await readOwnInitiatives(call, units)
  const record = own.find((each) => each.id === id)
  if (!record) throw new FealtyError('record.not-found', { what: 'initiative' })
  return record
}

/** One initiative with everything that is computed about it. @throws FealtyError `record.not-found` */
export async function showOne(call: SteerCall, id: string): Promise<ShownInitiative> {
  const record = await readOwn(call, id)
  return showInitiative(record, await openFrame(call))
}

/** The next version of an initiative, made on the version that was read. */
export async function keepInitiative(
  call: SteerCall,
  id: string,
  version: number,
  reason: string,
  body: KeptInitiative,
): Promise<void> {
  await initiatives.save(call.services.store, {
    workspaceId: call.workspaceId,
    id,
    author: authorOf(call.actor),
    at: call.services.now().toISOString(),
    expected: version,
    reason,
    body,
  })
}
