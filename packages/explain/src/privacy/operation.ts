import { randomUUID } from 'node:crypto'
import { authorOf, defineOperation, type AnyOperation, type Call } from '@fealty/core'
import { recordKind } from '@fealty/store'
import { z } from 'zod'
import type { ExplainServices } from '../services.ts'
import {
  eraseInput,
  erasuresOutput,
  eraseOutput,
  erasureBodySchema,
  exportOutput,
  personInput,
} from './contract.ts'
import { erasePerson, exportPerson } from './erase-person.ts'

/** That an erasure was done; never whose. */
const erasures = recordKind({
  kind: 'erasure',
  what: 'erasure',
  parse: (body) => erasureBodySchema.parse(body),
})

const exportOne = defineOperation({
  id: 'privacy.export',
  summary: 'Everything that is held of one customer, as JSON',
  // A command, so that the id stands in a body and not in an address that servers log.
  kind: 'command',
  input: personInput,
  output: exportOutput,
  errors: ['record.not-found'],
  access: ['owner'],
  run: (call: Call<ExplainServices>, { customerId }) => exportPerson(call, customerId),
})

const eraseOne = defineOperation({
  id: 'privacy.erase',
  summary: 'Erase one customer for good: identity, words and links; every number stays',
  kind: 'command',
  input: eraseInput,
  output: eraseOutput,
  errors: ['record.not-found'],
  access: ['owner'],
  run: async (call: Call<ExplainServices>, { customerId, reason }) => {
    const erased = await erasePerson(call, customerId)
    await erasures.save(call.services.store, {
      workspaceId: call.workspaceId,
      id: randomUUID(),
      body: erased,
      author: authorOf(call.actor),
      at: call.services.now().toISOString(),
      reason: reason.replaceAll(customerId, '(the customer)'),
    })
    return erased
  },
})

const listErasures = defineOperation({
  id: 'privacy.erasures',
  summary: 'Which erasures were done, when and why; never whose',
  kind: 'query',
  input: z.object({}),
  output: erasuresOutput,
  errors: [],
  access: ['owner'],
  run: async ({ services, workspaceId }: Call<ExplainServices>) => {
    const records = await erasures.list(services.store, workspaceId)
    const shown = await Promise.all(
      records.map(async ({ id, body, changedAt }) => {
        // An erasure has one version only, and the reason stands with it.
        const [version] = await erasures.history(services.store, workspaceId, id)
        return { ...body, at: changedAt, reason: version?.reason ?? '' }
      }),
    )
    return { erasures: shown.sort((a, b) => (a.at < b.at ? 1 : -1)) }
  },
})

export const privacyOperations: readonly AnyOperation<ExplainServices>[] = [
  exportOne,
  eraseOne,
  listErasures,
]
