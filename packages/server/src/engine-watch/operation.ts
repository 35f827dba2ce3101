import { defineOperation, type Call } from '@fealty/core'
import { lastResultDay } from '@fealty/store'
import type { AccessServices } from '../access/services.ts'
import { nothing } from '../access/contract.ts'
import { engineStateOutput } from './contract.ts'

export const engineStateOperation = defineOperation({
  id: 'engine.state',
  summary: 'Whether the engine answers, and since when it does not',
  kind: 'query',
  input: nothing,
  output: engineStateOutput,
  errors: [],
  access: 'member',
  async run({ workspaceId, services: { engineWatch, store } }: Call<AccessServices>) {
    await engineWatch.probe()
    const since = engineWatch.awaySince()
    if (since === null) return { awaySince: null, computedOn: null }
    const computedOn = await lastResultDay(store, workspaceId)
    return { awaySince: since.toISOString(), computedOn: computedOn ?? null }
  },
})
