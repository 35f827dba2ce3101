import { authorOf, defineOperation, type Call } from '@fealty/core'
import { readWorkspace } from '@fealty/store'
import { z } from 'zod'
import type { ListenServices } from '../services.ts'
import { budgetOutput, budgetSaveInput } from './contract.ts'
import { policyId, policyRecords, readPolicy } from './policy-record.ts'

const get = defineOperation({
  id: 'budget.get',
  summary: 'The contact budget: how often, when and on what consent customers may be written to',
  kind: 'query',
  input: z.object({}),
  output: budgetOutput,
  errors: [],
  access: 'member',
  async run({ services: { store }, workspaceId }: Call<ListenServices>) {
    const { timeZone } = await readWorkspace(store, workspaceId)
    return { ...(await readPolicy(store, workspaceId)), timeZone }
  },
})

const save = defineOperation<ListenServices, typeof budgetSaveInput, typeof budgetOutput>({
  id: 'budget.save',
  summary: 'Change the contact budget; every version of it stays',
  kind: 'command',
  input: budgetSaveInput,
  output: budgetOutput,
  errors: ['record.changed'],
  access: ['owner'],
  async run({ actor, services, workspaceId }, { version, policy, reason }) {
    const { store, now } = services
    const { timeZone } = await readWorkspace(store, workspaceId)
    const saved = await policyRecords.save(store, {
      workspaceId,
      id: policyId,
      author: authorOf(actor),
      at: now().toISOString(),
      reason: reason ?? null,
      expected: version,
      body: policy,
    })
    return { version: saved.version, policy: saved.body, timeZone }
  },
})

/** The operations of this slice. */
export const budgetOperations = [get, save] as const
