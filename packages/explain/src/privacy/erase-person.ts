import { randomBytes } from 'node:crypto'
import { FealtyError, type Call } from '@fealty/core'
import { sql } from '@fealty/engine'
import {
  eraseFromRejects,
  loadSnapshot,
  readPersonFacts,
  rewriteFacts,
  tidyWorkspace,
} from '@fealty/measure'
import { erasePersonRows, forgetDeleted, listPersonRows } from '@fealty/store'
import type { z } from 'zod'
import type { ExplainServices } from '../services.ts'
import type { eraseOutput, exportOutput } from './contract.ts'

/**
 * Everything that is held of one customer (GDPR, articles 15 and 20).
 * @throws FealtyError `customer.unknown` when there is nothing
 */
export async function exportPerson(
  { services, workspaceId, signal }: Call<ExplainServices>,
  customerId: string,
): Promise<z.input<typeof exportOutput>> {
  const snapshot = await loadSnapshot(services, workspaceId)
  const facts = await readPersonFacts(services, snapshot, customerId, signal)
  const records = await listPersonRows(services.store, { workspaceId, customerId })
  if (Object.keys(facts).length + Object.keys(records).length === 0)
    throw new FealtyError('record.not-found', { what: 'customer' })
  return { customerId, facts, records }
}

/**
 * Takes a customer out for good (GDPR, article 17): identity, words and links go everywhere they stand.
 * What counts stays under a surrogate that is drawn by lot and kept nowhere, so that every published
 * number stays the same, and nobody can say any more whose it was. Done again it finds nothing.
 * @throws FealtyError `record.not-found`
 */
export async function erasePerson(
  call: Call<ExplainServices>,
  customerId: string,
): Promise<z.input<typeof eraseOutput>> {
  const { services, workspaceId, signal } = call
  const held = await exportPerson(call, customerId)
  const surrogate = `erased-${randomBytes(12).toString('hex')}`
  const facts = await rewriteFacts(services, {
    workspaceId,
    rows: () => sql`customer_id = ${customerId}`,
    surrogate: sql`${surrogate}`,
    signal,
  })
  await eraseFromRejects(services, workspaceId, customerId)
  const at = services.now().toISOString()
  await erasePersonRows(services.store, { workspaceId, customerId, surrogate, at })
  await forgetDeleted(services.store)
  // The store is rid of the person by now, and the lake's daily round does what fails here.
  await tidyWorkspace(services, { workspaceId, now: services.now(), atOnce: true, signal })
  const records = Object.values(held.records).reduce((sum, rows) => sum + rows.length, 0)
  return { facts, records }
}
