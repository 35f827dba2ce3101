import { randomUUID } from 'node:crypto'
import { defineOperation, FealtyError, type Call } from '@fealty/core'
import { addApiKey, listApiKeys, revokeApiKey } from '@fealty/store'
import { nothing } from '../access/contract.ts'
import { hashToken, newToken } from '../access/secrets.ts'
import type { AccessServices } from '../access/services.ts'
import { apiKeyPrefix } from '../access/sessions.ts'
import { unitsFor } from '../people/membership.ts'
import { createInput, createOutput, listOutput, revokeInput } from './contract.ts'

type KeysCall = Call<AccessServices>

const list = defineOperation({
  id: 'keys.list',
  summary: 'API keys of this workspace, without their tokens',
  kind: 'query',
  input: nothing,
  output: listOutput,
  errors: [],
  access: ['owner'],
  async run({ workspaceId, services: { store } }: KeysCall) {
    return { keys: await listApiKeys(store, workspaceId) }
  },
})

const create = defineOperation({
  id: 'keys.create',
  summary: 'Makes an API key; its token is shown once',
  kind: 'command',
  input: createInput,
  output: createOutput,
  errors: ['access.denied'],
  access: ['owner'],
  async run({ actor, workspaceId, services: { store, now } }: KeysCall, { name, role, units }) {
    // A key that makes keys would outlive its own end.
    if (actor.kind === 'nobody' || actor.kind === 'key') {
      throw new FealtyError('access.denied', { role: 'API key', operation: 'keys.create' })
    }
    const keyId = randomUUID()
    const token = newToken(apiKeyPrefix)
    await addApiKey(store, {
      id: keyId,
      tokenHash: hashToken(token),
      workspaceId,
      name,
      role,
      units: unitsFor(role, units),
      createdBy: actor.id,
      createdAt: now().toISOString(),
      revokedAt: null,
    })
    return { keyId, token }
  },
})

const revoke = defineOperation({
  id: 'keys.revoke',
  summary: 'Ends an API key, at once',
  kind: 'command',
  input: revokeInput,
  output: nothing,
  errors: ['record.not-found'],
  access: ['owner'],
  async run({ workspaceId, services: { store, now } }: KeysCall, { keyId }) {
    await revokeApiKey(store, workspaceId, keyId, now().toISOString())
    return {}
  },
})

export const keysOperations = [list, create, revoke]
